"""Grading a class: ours, confined, against stock `nbgrader autograde`, on one core.

With code: two workbooks with all their code written and their figures drawn, one with five tasks,
one of them a figure, one with fourteen, four of them figures; all hand in the same. Stock is
nbgrader as it comes: a kernel for each submission, nothing that confines it. `bare` is a fork of a
process as warm as our sandbox that only `exec`s the same cells and draws the figures. Each is timed
several times in turn and the least is taken; seconds per submission are the slope between two sizes
of class, so that starting up counts for none of them; for two workers the smaller one has enough to
warm both. Two bare processes at once show what this machine's two cores give.

Without code: a class in which no two answer alike (`benchmarks.classes`), and once one in which all
do, in a folder of its own each time; of several rounds the quickest, but for the largest class.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat

from benchmarks.classes import seat_alike, seat_repeated, seat_varied, varied_logs
from grading.course import Course
from grading.mark import mark_notebook
from grading.read import KeyedCase, read_keyed_case
from grading.recover import Skeleton
from grading.run import is_run
from tests.conftest import REPOSITORY, environment, make_course, succeed
from tests.course.wholes import FOLDER, Whole
from workbooks.answers import LogReport, read_log
from workbooks.scoring.outcome import score_of
from workbooks.scoring.score import Score

WRITTEN = "ms-zhang"
CODED = {
    Whole(FOLDER / "orientation-night" / "strong"): 64,
    Whole(FOLDER / "churn" / "full-marks"): 16,
}
"""And how many of each are graded."""
FEW, STOCK_FEW, STOCK_MANY = 4, 2, 6
ROUNDS, STOCK_ROUNDS, CORE_ROUNDS = 3, 2, 5
SIZES = (30, 300, 3000)
REPLIES, NONE, ALIKE = "two replies read", "no reply read", "no reply read and all alike"
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
        yield from _without_code(course)
        for whole, many in CODED.items():
            yield from _with_code(course, whole, many)


def _with_code(course: Path, whole: Whole, many: int) -> Iterator[str]:
    slug = whole.slug
    own = seat_alike(
        course, whole, {"a": FEW, "b": many, "e": many // 4, "c": STOCK_FEW, "d": STOCK_MANY}
    )
    times: dict[str, list[float]] = defaultdict(list)
    for _ in range(CORE_ROUNDS):
        with _one_core():
            times["bare"].append(_bare(own / f"{slug}.ipynb", many))
            for group in "ab":
                times[group].append(_ours(course, slug, group))
    for _ in range(ROUNDS):
        times["both"].append(_bare(own / f"{slug}.ipynb", many, at_once=2))
        for count in "12":
            for group in "eb":
                times[group + count].append(_ours(course, slug, group, "--workers", count))
    with _one_core(), _stock_settings(course):
        for _ in range(STOCK_ROUNDS):
            for group in "cd":
                times[group].append(_stock(course, slug, group))
    least = {name: min(found) for name, found in times.items()}
    ours = (least["b"] - least["a"]) / (many - FEW)
    stock = (least["d"] - least["c"]) / (STOCK_MANY - STOCK_FEW)
    bare = least["bare"]
    yield f"{slug}: stock nbgrader {stock:.2f} s, ours {ours:.3f} s, bare {bare:.3f} s a submission"
    yield f"  {stock / ours:.1f} × faster than stock; {ours / bare:.2f} × bare"
    one, two = (least[f"b{count}"] - least[f"e{count}"] for count in "12")
    gained, possible = one / two, 2 * bare / least["both"]
    yield f"  two workers: {gained:.2f} × one; two bare at once: {possible:.2f} × one"


def _without_code(course: Path) -> Iterator[str]:
    empty = (course / "gradebook.db").read_bytes()
    for size, kind in (*((size, REPLIES) for size in SIZES), (SIZES[1], NONE), (SIZES[1], ALIKE)):
        spent = []
        for number in range(ROUNDS if size < SIZES[-1] else 1):
            group = f"{kind.replace(' ', '-')}-{size}-{number}-"
            if kind == ALIKE:
                seat_repeated(course, WRITTEN, group, size)
            else:
                seat_varied(course, WRITTEN, group, size, replies=kind == REPLIES)
            (course / "gradebook.db").write_bytes(empty)
            began = time.perf_counter()
            with _one_core():
                told, megabytes = _grade(course, WRITTEN, group)
            spent.append(float(told["seconds"]))
            start = time.perf_counter() - began - spent[-1]
        yield (
            f"{size:5} without code, {kind}: "
            f"{size / min(spent):.0f} a second into the gradebook; "
            f"start-up {start:.1f} s, {megabytes:.0f} MB"
        )
        if size == SIZES[-1]:
            early, late = _paces(course, group)
            yield f"  one of 301 to 3,000 takes {late / early:.2f} × one of 31 to 300 (medians)"
    for replies in (True, False):
        alone, drawn = _scored_a_second(course, replies=replies)
        yield (
            f"scored alone, {REPLIES if replies else NONE}: {alone:.0f} a second; "
            f"shown in the notebook as well: {drawn:.0f}"
        )


def _paces(course: Path, group: str) -> tuple[float, float]:
    """The time between one submission and the next, early and late in a class: of the time that
    passed when each had been laid in its place, the median.
    """
    places = (course / "autograded").glob(f"{group}*/{WRITTEN}")
    gaps = [later - sooner for sooner, later in pairwise(sorted(_placed(each) for each in places))]
    return statistics.median(gaps[SIZES[0] : SIZES[1]]), statistics.median(gaps[SIZES[1] :])


def _placed(folder: Path) -> int:
    return folder.stat().st_ctime_ns


def _scored_a_second(course: Path, *, replies: bool) -> tuple[float, float]:
    """Submissions a second from answers in memory to scores, none of them remembered; and from a
    log in memory to scores and what stands in the notebook.
    """
    keyed = read_keyed_case(Course(course), WRITTEN)
    release = course / "release" / WRITTEN
    skeleton = Skeleton(nbformat.read(release / f"{WRITTEN}.ipynb", as_version=4))
    logs = list(varied_logs(release, 2 * SIZES[1], replies=replies))
    notebooks = [skeleton.copy() for _ in logs]
    reports = [read_log(log.encode()) for log in logs]
    with _one_core():
        alone = _rate(lambda place: _scored(reports[place], keyed))
        drawn = _rate(
            lambda place: mark_notebook(notebooks[place], read_log(logs[place].encode()), keyed)
        )
    return alone, drawn


def _rate(step: Callable[[int], object]) -> float:
    """Steps a second in the second half of them, by then all phrases have been looked at: in the
    quickest of its rounds.
    """
    for place in range(SIZES[1]):
        step(place)
    spent, each = [], SIZES[1] // ROUNDS
    for first in range(SIZES[1], 2 * SIZES[1], each):
        began = time.process_time()
        for place in range(first, first + each):
            step(place)
        spent.append(time.process_time() - began)
    return each / min(spent)


def _scored(report: LogReport, keyed: KeyedCase) -> list[Score]:
    """What every answer of a log earns."""
    return [
        score_of(keyed.keys[each.id], each, report.latest[each.id].answer)
        for each in keyed.case.exercises
        if each.id in report.latest
    ]


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
    shutil.rmtree(course / "autograded", ignore_errors=True)  # it grades nobody twice
    began = time.perf_counter()
    succeed("nbgrader", "autograde", slug, f"--student={group}*", at=course)
    return time.perf_counter() - began


def _bare(path: Path, count: int, *, at_once: int = 1) -> float:
    """Seconds for the cells of a notebook without anything around them, in as many processes."""
    notebook = nbformat.read(path, as_version=4)
    cells = path.parent.with_name("cells.json")
    sources = [cell.source for cell in notebook.cells if is_run(cell)]
    cells.write_text(json.dumps(sources), "utf-8")
    command = [sys.executable, "-m", "benchmarks.bare", str(path.parent), str(cells), str(count)]
    running = [
        subprocess.Popen(command, env=_env(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(at_once)
    ]
    said = [each.communicate() for each in running]
    cells.unlink()
    if any(each.returncode for each in running):
        raise SystemExit(f"the bare cells failed: {said[0][1].decode()}")
    return statistics.mean(float(out.split()[-1]) for out, _ in said)


def _env() -> dict[str, str]:
    threads = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
    return {**environment(), **threads, "PYTHONPATH": str(REPOSITORY)}


@contextmanager
def _stock_settings(course: Path) -> Iterator[None]:
    """Have nbgrader grade as it comes, without any of ours."""
    settings = course / "nbgrader_config.py"
    before = settings.read_text("utf-8")
    settings.write_text(STOCK, "utf-8")
    try:
        yield
    finally:
        settings.write_text(before, "utf-8")


@contextmanager
def _one_core() -> Iterator[None]:
    """Have what is started inside run on one core."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
