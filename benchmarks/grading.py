"""Grading a class: ours, confined, against stock `nbgrader autograde`, on one core.

The submissions are the same: two workbooks with all their code written and their figures drawn, one
with five tasks, one of them a figure, one with fourteen, four of them figures. Stock is nbgrader
as it comes: a kernel for each submission, nothing that confines it. Seconds per submission are the
slope between two sizes of class, so that starting up counts for neither. `bare` is a fork of a warm
process that only `exec`s the same cells and draws the figures.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat

from grading.course import Course
from grading.mark import mark_notebook
from grading.read import read_keyed_case
from grading.recover import Skeleton
from grading.run import is_run
from tests.conftest import REPOSITORY, environment, make_course, succeed
from tests.course.wholes import FOLDER, Whole
from workbooks.answers import AnswerLog

WRITTEN = "ms-zhang"
CODED = (Whole(FOLDER / "orientation-night" / "strong"), Whole(FOLDER / "churn" / "full-marks"))
FEW, MANY, STOCK_FEW, STOCK_MANY = 4, 24, 2, 6
LONGEST_ID = 20
CORPUS = [
    json.loads(line)
    for line in (REPOSITORY / "grading/replies/corpus/replies.jsonl")
    .read_text("utf-8")
    .splitlines()
]
STOCK = """
c = get_config()
c.CourseDirectory.course_id = "hearfirst"
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "*.md"]
c.Execute.timeout = 120
"""


def measure() -> Iterator[str]:
    """Seconds a submission and their ratios; submissions a second; memory."""
    with tempfile.TemporaryDirectory() as folder:
        course = make_course(Path(folder) / "course")
        succeed("grading", "build", WRITTEN, *(each.slug for each in CODED), at=course)
        for whole in CODED:
            yield from _with_code(course, whole)
        yield from _without_code(course)


def _with_code(course: Path, whole: Whole) -> Iterator[str]:
    slug = whole.slug
    own = _seat(course, whole, {"a": FEW, "b": MANY, "c": STOCK_FEW, "d": STOCK_MANY})
    with _one_core():
        ours = _slope(_ours(course, slug, "a"), _ours(course, slug, "b"), MANY - FEW)
        bare = _bare(own / f"{slug}.ipynb", MANY)
        settings = course / "nbgrader_config.py"
        before = settings.read_text("utf-8")
        shutil.rmtree(course / "autograded")
        settings.write_text(STOCK, "utf-8")
        few, many = (_stock(course, slug, group) for group in ("c", "d"))
        stock = _slope(few, many, STOCK_MANY - STOCK_FEW)
        settings.write_text(before, "utf-8")
    one, two = (
        _slope(
            _ours(course, slug, "a", "--workers", count),
            _ours(course, slug, "b", "--workers", count),
            MANY - FEW,
        )
        for count in ("1", "2")
    )
    yield f"{slug}: stock nbgrader {stock:.2f} s, ours {ours:.3f} s, bare {bare:.3f} s a submission"
    yield f"  {stock / ours:.1f} × faster than stock; {ours / bare:.2f} × bare"
    yield f"  two workers: {one / two:.2f} × one"


def _without_code(course: Path) -> Iterator[str]:
    cost = {}
    for size in (30, 300, 3000):
        _seat_written(course, size)
        with _one_core():
            told, megabytes = _grade(course, WRITTEN, "a")
        cost[size] = told["seconds"] / size
        yield (
            f"{size:5} without code: {1 / cost[size]:.0f} a second into the gradebook; "
            f"{megabytes:.0f} MB"
        )
    yield f"one of 3,000 costs {cost[3000] / cost[30]:.2f} × one of 30"
    yield f"scored alone: {_scored(course):.0f} submissions a second"


def _scored(course: Path) -> float:
    """Submissions a second from a log in memory to scores and what stands in the notebook."""
    keyed = read_keyed_case(Course(course), WRITTEN)
    released = nbformat.read(course / "release" / WRITTEN / f"{WRITTEN}.ipynb", as_version=4)
    skeleton = Skeleton(released)
    folders = sorted((course / "submitted").iterdir())
    reports = [AnswerLog(folder / WRITTEN).read() for folder in folders]
    notebooks = [skeleton.copy() for _ in reports]
    with _one_core():
        began = time.process_time()
        for notebook, report in zip(notebooks, reports, strict=True):
            mark_notebook(notebook, report, keyed)
        return len(reports) / (time.process_time() - began)


def _seat(course: Path, whole: Whole, groups: dict[str, int]) -> Path:
    """A class in which all hand in the same, in groups by the first letter of their names."""
    for step in ("submitted", "autograded"):
        shutil.rmtree(course / step, ignore_errors=True)
    first = course / "submitted" / "a0000" / whole.slug
    whole.hand_in(course / "release" / whole.slug, first)
    for group, size in groups.items():
        for number in range(size):
            own = course / "submitted" / f"{group}{number:04}" / whole.slug
            if own != first:
                shutil.copytree(first, own)
    return first


def _seat_written(course: Path, size: int) -> None:
    """A class of which nobody wrote any code, and no two wrote the same reply."""
    for step in ("submitted", "autograded"):
        shutil.rmtree(course / step, ignore_errors=True)
    given = _answers_given()
    for number in range(size):
        own = course / "submitted" / f"a{number:04}" / WRITTEN
        shutil.copytree(course / "release" / WRITTEN, own)
        chosen = random.Random(number)  # noqa: S311  # no secret
        lines = (_own(chosen.choice(lines), chosen, number) for lines in given.values())
        (own / "answers.jsonl").write_text("".join(lines), "utf-8")


def _answers_given() -> dict[str, list[dict[str, Any]]]:
    """What our sample students answered, by exercise: the lines of their logs."""
    given: dict[str, list[dict[str, Any]]] = {}
    for log in sorted(FOLDER.glob(f"{WRITTEN}-students/*/answers.jsonl")):
        for line in map(json.loads, log.read_text("utf-8").splitlines()):
            if not line["exercise"].startswith("@"):
                given.setdefault(line["exercise"], []).append(line)
    return given


def _own(line: dict[str, Any], chosen: random.Random, number: int) -> str:
    """A line of a student's log; a text is another than anybody else's."""
    if isinstance(line["answer"], str) and len(line["answer"]) > LONGEST_ID:
        reply = chosen.choice([each for each in CORPUS if each["lang"] == line["lang"]])
        line = {**line, "answer": f"{reply['text']} {number}"}
    return json.dumps(line, ensure_ascii=False) + "\n"


def _ours(course: Path, slug: str, group: str, *options: str) -> float:
    """Seconds for one group."""
    return float(_grade(course, slug, group, *options)[0]["seconds"])


def _grade(course: Path, slug: str, group: str, *options: str) -> tuple[Any, float]:
    """What `grade` says of one group, and the coordinator's memory at most, in MB."""
    command = [sys.executable, "-m", "grading", "grade", slug, "--student", f"{group}*"]
    process = subprocess.Popen(
        [*command, "--force", "--json", "told.json", *options],
        cwd=course,
        env=_env(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"grading ended with {status}")
    return json.loads((course / "told.json").read_text("utf-8")), usage.ru_maxrss / 1024


def _stock(course: Path, slug: str, group: str) -> float:
    """Seconds of stock nbgrader for one group, starting up included."""
    began = time.perf_counter()
    succeed("nbgrader", "autograde", slug, f"--student={group}*", at=course)
    return time.perf_counter() - began


def _slope(few: float, many: float, more: int) -> float:
    return (many - few) / more


def _bare(path: Path, count: int) -> float:
    """Seconds for the cells of a notebook without anything around them."""
    notebook = nbformat.read(path, as_version=4)
    cells = path.parent.with_name("cells.json")
    sources = [cell.source for cell in notebook.cells if is_run(cell)]
    cells.write_text(json.dumps(sources), "utf-8")
    command = [sys.executable, "-m", "benchmarks.bare", str(path.parent), str(cells), str(count)]
    done = subprocess.run(command, env=_env(), capture_output=True, text=True, check=True)
    cells.unlink()
    return float(done.stdout.split()[-1])


def _env() -> dict[str, str]:
    threads = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
    return {**environment(), **threads, "PYTHONPATH": str(REPOSITORY)}


@contextmanager
def _one_core() -> Iterator[None]:
    """Have what is started inside run on one core."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
