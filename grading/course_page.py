"""The course at a glance: which workbook when, for how long, and what it teaches.

It is written from `cases/course.yaml` and the cases themselves, as a page for people
(`docs/course.md`) and as a notebook beside the workbooks (`release/index.ipynb`), where a click
opens them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, get_args

from nbformat import NotebookNode, writes
from nbformat.v4 import new_markdown_cell, new_notebook

from grading.course import Course
from grading.master import KERNEL
from grading.problem import CourseProblems
from grading.read import read_case
from grading.topics import Coverage, coverage, read_topics
from grading.yaml_places import PlacedYaml
from workbooks.case import Case
from workbooks.exercise import Area
from workbooks.text import HTML_LANG, LANGS, Content, Lang, Slug, Text
from workbooks.words import say

DOCS_PAGE: Final = Path("docs") / "course.md"
INDEX: Final = Path("release") / "index.ipynb"


class Listed(Content):
    """A workbook in its place: when it is done, and what whoever has done it can do."""

    slug: Slug
    when: Text
    objectives: tuple[Text, ...]


class Part(Content):
    """Workbooks that belong together, in their order."""

    title: Text
    workbooks: tuple[Listed, ...]


class Plan(Content):
    """The whole course."""

    title: Text
    about: Text
    parts: tuple[Part, ...]

    @property
    def listed(self) -> Iterator[Listed]:
        """Every workbook, in order."""
        for part in self.parts:
            yield from part.workbooks

    def only(self, slugs: Collection[str]) -> Plan:
        """The plan with no other workbooks than these."""
        parts = [
            part.model_copy(
                update={"workbooks": tuple(each for each in part.workbooks if each.slug in slugs)}
            )
            for part in self.parts
        ]
        return self.model_copy(update={"parts": tuple(each for each in parts if each.workbooks)})


_WORDS: Final[Mapping[str, Mapping[Lang, str]]] = {
    "workbook": {"en": "Workbook", "zh": "练习册"},
    "when": {"en": "When", "zh": "什么时候"},
    "hours": {"en": "Time", "zh": "时长"},
    "exercises": {"en": "Exercises", "zh": "练习"},
    "points": {"en": "Points", "zh": "分值"},
    "able": {"en": "Afterwards you can", "zh": "做完以后，您能够"},
    "areas": {"en": "Which workbook for what", "zh": "要练什么，做哪一本"},
    "areas-about": {
        "en": "How many exercises of each workbook exercise an area.",
        "zh": "每本练习册里，练到各个方面的练习有几道。",
    },
    "area": {"en": "Area", "zh": "方面"},
    "topics": {
        "en": "Every topic, and where it is taught and tested",
        "zh": "每个主题在哪里教、在哪里考",
    },
    "topic": {"en": "Topic", "zh": "主题"},
    "taught": {"en": "Taught in", "zh": "在哪里教"},
    "tested": {"en": "Tested by", "zh": "由哪些练习来考"},
}


def read_plan(course: Course) -> tuple[Plan, Mapping[str, Case]]:
    """The plan and its cases; raises `CourseProblems`, also for a case that the plan forgets."""
    yaml = PlacedYaml(course.plan_file)
    plan: Plan = yaml.read_as(Plan)
    listed = [each.slug for each in plan.listed]
    problems = [
        yaml.problem("unlisted-workbook", ("parts",), name=slug)
        for slug in course.slugs()
        if slug not in listed
    ]
    if problems:
        raise CourseProblems(problems)
    return plan, {slug: read_case(course, slug) for slug in listed}


def plan_of(course: Course) -> Plan:
    """The plan alone, whose cases are read by somebody else; raises `CourseProblems`."""
    plan: Plan = PlacedYaml(course.plan_file).read_as(Plan)
    return plan


def write_course_pages(course: Course) -> Sequence[Path]:
    """Write both pages; returns where they lie."""
    plan, cases = read_plan(course)
    topics = read_topics(course) or {}
    covered = coverage(topics, course, list(cases.values()))
    for path, text in (
        (course.root / DOCS_PAGE, page(plan, cases, covered)),
        (course.root / INDEX, writes(index(plan, cases)) + "\n"),
    ):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return course.root / DOCS_PAGE, course.root / INDEX


def page(plan: Plan, cases: Mapping[str, Case], covered: Mapping[str, Coverage]) -> str:
    """The page for people: the plan, areas and topics, in English and then in Chinese."""
    halves = []
    for lang in LANGS:
        sections = [
            f"# {plan.title[lang]}",
            plan.about[lang],
            *_parts(plan, cases, lang, "../release/"),
            f"## {_WORDS['areas'][lang]}",
            _WORDS["areas-about"][lang],
            _table(_area_rows(cases, lang)),
            f"## {_WORDS['topics'][lang]}",
            _table(_topic_rows(covered, cases, lang)),
        ]
        halves.append("\n\n".join(sections))
    note = "<!-- Written by `python -m grading course` from cases/course.yaml and the cases. -->"
    return f"{note}\n\n" + "\n\n---\n\n".join(halves) + "\n"


def index(plan: Plan, cases: Mapping[str, Case]) -> NotebookNode:
    """The notebook beside the workbooks, whose links open them."""
    texts = []
    for lang in LANGS:
        sections = [f"# {plan.title[lang]}", plan.about[lang], *_parts(plan, cases, lang, "")]
        text = "\n\n".join(sections)
        texts.append(f'<div lang="{HTML_LANG[lang]}">\n\n{text}\n\n</div>')
    cells = [
        new_markdown_cell(text, id=f"course-{lang}", metadata={"editable": False})
        for lang, text in zip(LANGS, texts, strict=True)
    ]
    return new_notebook(cells=cells, metadata={"kernelspec": dict(KERNEL)})


def _parts(plan: Plan, cases: Mapping[str, Case], lang: Lang, base: str) -> Iterator[str]:
    names = ("workbook", "when", "hours", "exercises", "points", "able")
    for part in plan.parts:
        rows = [[_WORDS[name][lang] for name in names]]
        for each in part.workbooks:
            case = cases[each.slug]
            points = sum(exercise.points for exercise in case.exercises)
            link = f"[{case.title[lang]}]({base}{each.slug}/{each.slug}.ipynb)"
            joined = {"en": "; ", "zh": "；"}[lang].join(one[lang] for one in each.objectives)
            count = str(len(case.exercises))
            rows.append([link, each.when[lang], _time(case, lang), count, f"{points:g}", joined])
        yield f"## {part.title[lang]}"
        yield _table(rows)


def _time(case: Case, lang: Lang) -> str:
    hours, minutes = divmod(case.minutes, 60)
    words = {"en": ("{} h", "{} min", " "), "zh": ("{}小时", "{}分钟", "")}[lang]
    told = [word.format(each) for word, each in zip(words, (hours, minutes), strict=False) if each]
    return words[2].join(told)


def _area_rows(cases: Mapping[str, Case], lang: Lang) -> list[list[str]]:
    rows = [[_WORDS["area"][lang], _WORDS["workbook"][lang]]]
    for area in get_args(Area):
        counts = [
            (sum(area in each.areas for each in case.exercises), case) for case in cases.values()
        ]
        found = sorted((each for each in counts if each[0]), key=lambda each: -each[0])
        told = {"en": ", ", "zh": "、"}[lang].join(f"{case.title[lang]} {n}" for n, case in found)
        rows.append([say(f"area.{area}", lang), told])
    return rows


def _topic_rows(
    covered: Mapping[str, Coverage], cases: Mapping[str, Case], lang: Lang
) -> list[list[str]]:
    rows = [[_WORDS[name][lang] for name in ("topic", "taught", "tested")]]
    for name, each in covered.items():
        taught = ", ".join(each.taught)
        tested = ", ".join(
            f"{cases[slug].exercise(exercise).title[lang]} ({slug})"
            for slug, exercise in each.tested
        )
        rows.append([f"{name} {each.topic.name[lang]}", taught, tested])
    return rows


def _table(rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |" for row in rows]
    return "\n".join([lines[0], f"|{'---|' * len(rows[0])}", *lines[1:]])


__all__ = ["DOCS_PAGE", "INDEX", "index", "page", "plan_of", "read_plan", "write_course_pages"]
