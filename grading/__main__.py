"""`python -m grading …`: what an instructor runs, from the course's root."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from grading.batch.cli import grade_command
from grading.course import Course
from grading.problem import CourseProblems
from grading.read import read_keyed_case
from grading.replies.cli import app as replies_app
from grading.schema import SCHEMA_FILE, case_schema
from grading.site.cli import app as site_app
from workbooks.scoring.written import WrittenKey

app = typer.Typer(help=__doc__, no_args_is_help=True, pretty_exceptions_enable=False)
app.add_typer(replies_app, name="replies")
app.add_typer(site_app, name="site")
app.command("grade")(grade_command)
_out, _err = Console(), Console(stderr=True)
Slugs = Annotated[list[str] | None, typer.Argument(help="cases, by name; all of them if none")]
Root = Annotated[Path, typer.Option("--course", help="the course's root folder")]


@app.command("build")
def build_command(
    slugs: Slugs = None,
    root: Root = Path(),
    self_study: Annotated[
        bool, typer.Option("--self-study", help="for people who learn alone: WITH EVERY KEY")
    ] = False,
    to: Annotated[Path | None, typer.Option(help="the folder of the self-study release")] = None,
    without: Annotated[
        list[str] | None, typer.Option(help="a case to leave out of it, such as one being graded")
    ] = None,
) -> None:
    """Make the releases that students get; with --self-study, one for people who learn alone."""
    course, names = _course(root, slugs)
    if self_study and to is not None:
        _build_self_study(course, to, names, without or [])
    elif self_study:
        _fail("Say where the self-study release shall go: --self-study --to FOLDER.")
    elif to is not None or without:
        _fail("--to and --without belong to --self-study; the course’s releases go to release/.")
    else:
        _build(course, names)


def _build(course: Course, names: list[str]) -> None:
    from grading.build import ReleaseFailed, build

    table = Table("release", "exercises", "points", "practice: the key goes out too")
    try:
        with _err.status("Building …") as status:
            for built in build(course, names):
                status.update(f"Built {built.slug}")
                practice = ", ".join(built.practice) or "none"
                table.add_row(built.slug, str(built.exercises), f"{built.points:g}", practice)
    except (CourseProblems, ReleaseFailed) as error:
        _fail(str(error))
    _out.print(table)


def _build_self_study(course: Course, to: Path, names: list[str], without: list[str]) -> None:
    from grading.self_study import SelfStudyRefused, build_self_study

    try:
        with _err.status("Building …"):
            built = build_self_study(to, names, without, course=course)
    except (CourseProblems, SelfStudyRefused) as error:
        _fail(str(error))
    told = f"Built for self-study, with every key: {', '.join(built)}. It lies in {to}."
    _out.print(told, markup=False, highlight=False, soft_wrap=True)


@app.command("start")
def start_command(
    slugs: Slugs = None,
    root: Root = Path(),
    browser: Annotated[bool, typer.Option(help="open a browser window")] = True,
    port: Annotated[int, typer.Option(help="the port of JupyterLab")] = 8888,
    self_study: Annotated[
        bool, typer.Option("--self-study", help="no course: every exercise tells at once")
    ] = False,
) -> None:
    """Build, hand out and fetch the workbooks, then open JupyterLab on the first of them.

    With --self-study there is no handing out: the workbooks are put into my-self-study/.
    """
    from grading.build import ReleaseFailed
    from grading.self_study import SelfStudyRefused
    from grading.start import alone_command, environment, lab_command, prepare, prepare_self_study

    course, names = _course(root, slugs)
    try:
        for line in prepare_self_study(course, names) if self_study else prepare(course, names):
            _out.print(line, markup=False, highlight=False, soft_wrap=True)
    except (CourseProblems, ReleaseFailed, SelfStudyRefused) as error:
        _fail(str(error))
    extra = [f"--ServerApp.port={port}", *([] if browser else ["--no-browser"])]
    if self_study:
        command = alone_command(course, slugs[0] if slugs else None, extra)
    else:
        _out.print("To learn on your own, without a course: make study.", highlight=False)
        command = lab_command(course, names[0], extra)
    os.chdir(course.root)
    env = environment(course, alone=self_study)
    os.execve(command[0], command, env)  # noqa: S606  # our own interpreter


@app.command("lint")
def lint_command(slugs: Slugs = None, root: Root = Path()) -> None:
    """Check cases, keys and masters, and build nothing."""
    from grading.check import check_cases

    course, names = _course(root, slugs)
    try:
        check_cases(course, names)
    except CourseProblems as error:
        _fail(str(error))
    _out.print(f"Nothing to complain about in: {', '.join(names)}.")


@app.command("translations")
def translations_command(slugs: Slugs = None, root: Root = Path()) -> None:
    """Note that both languages of every text have been read and say the same."""
    from grading.translations import record_texts

    course, names = _course(root, slugs)
    for slug in names:
        try:
            read_keyed_case(course, slug)
            count = record_texts(course, slug)
        except CourseProblems as error:
            _fail(str(error))
        _out.print(f"{slug}: {count} texts noted as the same in both languages.", highlight=False)


@app.command("course")
def course_command(root: Root = Path()) -> None:
    """Write the course at a glance: docs/course.md and release/index.ipynb."""
    from grading.course_page import write_course_pages

    course, _ = _course(root, None)
    try:
        for path in write_course_pages(course):
            _out.print(f"Wrote {path.relative_to(course.root)}.", highlight=False)
    except CourseProblems as error:
        _fail(str(error))


@app.command("schema")
def schema_command(root: Root = Path()) -> None:
    """Write the JSON Schema of a case, for completion in an editor."""
    path = root / SCHEMA_FILE
    path.write_text(json.dumps(case_schema(), indent=1, ensure_ascii=False) + "\n", "utf-8")
    _out.print(f"Wrote {path}.")


@app.command("guide")
def guide_command(slug: str, root: Root = Path()) -> None:
    """Print the marking notes and model answers of a case. For instructors only."""
    course, _ = _course(root, [slug])
    try:
        keyed = read_keyed_case(course, slug)
    except CourseProblems as error:
        _fail(str(error))
    for exercise in keyed.case.exercises:
        key = keyed.keys[exercise.id]
        if isinstance(key, WrittenKey):
            _out.rule(f"{exercise.title.en} · {exercise.title.zh} ({exercise.points:g})")
            for text in (key.notes, key.model_answer):
                _out.print(text.en, text.zh, sep="\n\n", markup=False, highlight=False)


def _course(root: Path, slugs: list[str] | None) -> tuple[Course, list[str]]:
    course = Course(root.resolve())
    known = course.slugs()
    if not known:
        _fail(f"There are no cases in {course.root / 'cases'}. Run this from the course's root.")
    for slug in slugs or ():
        if slug not in known:
            _fail(f"There is no case “{slug}”. The cases are: {', '.join(known)}.")
    return course, list(slugs or known)


def _fail(message: str) -> None:
    _err.print(message, style="red", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(1)


if __name__ == "__main__":
    app()
