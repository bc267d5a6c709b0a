"""The unit of work: one submission in, its graded notebook and its marks out.

`grade_submission` shares nothing with its neighbours: it runs as well in this process as in
another or on another machine.
"""

from __future__ import annotations

import gc
import json
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import nbformat
import orjson
from nbformat import NotebookNode
from nbgrader.preprocessors import IgnorePattern, LimitOutput

from grading.batch.assignment import Assignment
from grading.course import Course
from grading.entry import Entry, Grade, entries_of
from grading.mark import mark_notebook
from grading.notice import add_notices, notices_of
from grading.read import KeyedCase, read_keyed_case
from grading.recover import Skeleton, looks_like_workbook, recover_notebook
from grading.run import run_notebook_code
from grading.sandbox import Layers, Sandbox
from grading.submission import LINKS, Submission
from grading.variants import SAMPLE_SEED
from workbooks.answers import LOG_FILE, LogReport, read_log
from workbooks.text import LANGS


@dataclass(frozen=True, kw_only=True)
class Graded:
    """What became of one submission.

    `notebook` is the graded notebook, JSON; `entries` go into the gradebook; `points` and `most`
    are what was earned without a person and what can be earned; `waiting` names the exercises a
    person must look at. `seconds` is the time it took.
    """

    student: str
    notebook: bytes
    entries: tuple[Entry, ...]
    points: float
    most: float
    waiting: tuple[str, ...]
    notices: tuple[str, ...]
    seconds: float


class Unit:
    """An assignment made ready in this process, with its sandbox. Close it at the end."""

    def __init__(self, assignment: Assignment) -> None:
        self._assignment = assignment
        self._keyed = _unpack(assignment)
        self._released = Skeleton(nbformat.reads(assignment.notebook.decode(), as_version=4))
        lines, traceback = assignment.output
        pattern = assignment.ignored
        self._trimming = (
            IgnorePattern(pattern=pattern, enabled=bool(pattern)),
            LimitOutput(max_lines=lines, max_traceback=traceback),
        )
        self._files = {f"{assignment.slug}.ipynb", *assignment.material}
        self._folders = {str(folder) for name in self._files for folder in Path(name).parents}
        self.sandbox = Sandbox(assignment.limits, unsafe=assignment.unsafe)
        self._warm_up()

    def _warm_up(self) -> None:
        """Read what is read for the first submission otherwise, and leave alone what will stay.

        Phrases and wording make a million objects; whoever looks for garbage among them again and
        again finds none.
        """
        keyed = self._keyed.for_seed(SAMPLE_SEED)
        for exercise in keyed.case.exercises:
            key = keyed.keys[exercise.id]
            for lang in LANGS if not exercise.from_code else ():
                keyed.outcomes.of(exercise, key, key.model(exercise, lang), {})
        gc.collect()
        gc.freeze()

    def close(self) -> None:
        """End the sandbox; what was to stay may go."""
        self.sandbox.close()
        gc.unfreeze()

    def layers(self) -> Layers:
        """What confines students' code."""
        return self.sandbox.active_layers()

    def grade(self, submission: Submission) -> Graded:
        """Grade one submission; whatever is broken in it is told in its notices."""
        began = time.perf_counter()
        submission = self._fitting(submission)
        files = {**submission.files, **self._assignment.material}
        notebook = self._recover(submission)
        if run_notebook_code(notebook, files, self.sandbox) is not None:
            for step in self._trimming:
                step.preprocess(notebook, {})
        scores = mark_notebook(notebook, _report(files, self._keyed), self._keyed)
        entries = tuple(entries_of(notebook, scores))
        grades = [each for each in entries if isinstance(each, Grade)]
        return Graded(
            student=submission.student,
            notebook=_written(notebook),
            entries=entries,
            points=sum(each.points or 0.0 for each in grades),
            most=sum(each.points for each in self._keyed.case.exercises),
            waiting=tuple(each.cell for each in grades if each.needs_human),
            notices=tuple(notices_of(notebook)),
            seconds=time.perf_counter() - began,
        )

    def _fitting(self, submission: Submission) -> Submission:
        """A submission without folders that stand where the workbook has files, or the reverse."""
        files = {
            name: data
            for name, data in submission.files.items()
            if name not in self._folders
            and not ("/" in name and any(str(each) in self._files for each in Path(name).parents))
        }
        if len(files) == len(submission.files):
            return submission
        told = dict.fromkeys((LINKS, *submission.notices))
        return replace(submission, files=files, notices=tuple(told))

    def _recover(self, submission: Submission) -> NotebookNode:
        """The whole notebook out of what was handed in, under whatever name."""
        own = f"{self._assignment.slug}.ipynb"
        notices = list(submission.notices)
        data = submission.files.get(own)
        if data is None:
            others = [name for name in sorted(submission.files) if "/" not in name]
            found = (submission.files[name] for name in others if name.endswith(".ipynb"))
            data = next((each for each in found if looks_like_workbook(each)), None)
            notices.append("notebook-missing" if data is None else "notebook-renamed")
        notebook = recover_notebook(data, self._released)
        add_notices(notebook, notices)
        return notebook


def _written(notebook: NotebookNode) -> bytes:
    try:
        return orjson.dumps(notebook)
    except TypeError:  # an odd output: a number of more than 64 bits, half a surrogate pair
        return json.dumps(notebook).encode()


_ready: Final[dict[str, Unit]] = {}
_lock: Final = threading.Lock()


def grade_submission(assignment: Assignment, submission: Submission) -> Graded:
    """Grade one submission in this process, which keeps the assignment ready for the next one."""
    with _lock:  # a sandbox runs one submission at a time
        return _unit(assignment).grade(submission)


def layers_here(assignment: Assignment) -> Layers:
    """What confines students' code in this process."""
    with _lock:
        return _unit(assignment).layers()


def _unit(assignment: Assignment) -> Unit:
    unit = _ready.get(assignment.digest)
    if unit is None:
        end_units()
        unit = _ready[assignment.digest] = Unit(assignment)
    return unit


def end_units() -> None:
    """End what this process keeps ready."""
    while _ready:
        _ready.popitem()[1].close()


def _unpack(assignment: Assignment) -> KeyedCase:
    """The keys are on disk only while they are read."""
    with tempfile.TemporaryDirectory(prefix="hearfirst-") as folder:
        for name, data in assignment.course.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return read_keyed_case(Course(Path(folder)), assignment.slug)


def _report(files: Mapping[str, bytes], keyed: KeyedCase) -> LogReport:
    if any(name.startswith(f"{LOG_FILE}/") for name in files):
        return LogReport(refused="not-a-file")
    return read_log(files.get(LOG_FILE), keyed.case.limits)
