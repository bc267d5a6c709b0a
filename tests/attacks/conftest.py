"""Graders with short limits, as `python -m grading grade` has them, and things to be attacked."""

from __future__ import annotations

import contextlib
import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from grading.batch.assignment import Assignment
from grading.batch.unit import Unit
from grading.course import Course
from grading.entry import Grade
from grading.sandbox import Limits
from grading.submission import read_submission
from tests.attacks.attacks import ALL, CANARY, SLUG, hand_in, plant
from tests.conftest import REPOSITORY

LIMITS = Limits(cell_seconds=20, seconds=30, memory_mb=256, files_mb=8, output_mb=1)
HASTY = replace(LIMITS, cell_seconds=1, seconds=3)
"""For attacks on time. The others get enough of it to come to their own end on a busy machine."""
RELEASE = REPOSITORY / "release" / SLUG


@dataclass(frozen=True, kw_only=True)
class Attacked:
    """What grading made of one attack, and the grader that met it."""

    unit: Unit
    notebook: NotebookNode
    points: dict[str, float | None]
    notices: frozenset[str]
    seconds: float
    limits: Limits

    @property
    def text(self) -> str:
        """The graded notebook as its bytes say it."""
        return json.dumps(self.notebook, ensure_ascii=False)


@dataclass(frozen=True, kw_only=True)
class Target:
    """What is attacked: a folder, a port on which somebody listens, and two graders between."""

    root: Path
    listener: socket.socket
    patient: Unit
    hasty: Unit

    @property
    def outside(self) -> Path:
        """What is not to be reached."""
        return self.root / "outside"

    @property
    def port(self) -> int:
        """The port of the listener."""
        return int(self.listener.getsockname()[1])

    def grade(self, name: str) -> Attacked:
        """Hand the attack in, and grade it as `python -m grading grade` does."""
        folder = self.root / "submitted" / name / SLUG
        hand_in(ALL[name], RELEASE, folder, self.port)
        is_hasty = "code-time" in ALL[name].notices
        unit = self.hasty if is_hasty else self.patient
        graded = unit.grade(read_submission(folder))
        return Attacked(
            unit=unit,
            notebook=nbformat.reads(graded.notebook.decode(), as_version=4),
            points={each.cell: each.points for each in graded.entries if isinstance(each, Grade)},
            notices=frozenset(graded.notices),
            seconds=graded.seconds,
            limits=HASTY if is_hasty else LIMITS,
        )


def assignment(limits: Limits) -> Assignment:
    """The workbook that is attacked."""
    course = Course(REPOSITORY)
    sources = (course.case_file(SLUG), course.key_file(SLUG), course.reference_file(SLUG))
    notebook = course.release_notebook(SLUG)
    return Assignment(
        slug=SLUG,
        notebook=notebook.read_bytes(),
        material={
            path.relative_to(RELEASE).as_posix(): path.read_bytes()
            for path in RELEASE.rglob("*")
            if path.is_file() and path != notebook
        },
        course={
            path.relative_to(REPOSITORY).as_posix(): path.read_bytes()
            for path in sources
            if path.exists()
        },
        limits=limits,
        output=(1000, 100),
        ignored="",
    )


@pytest.fixture(scope="session")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """The same graders for all attacks: what one of them leaves behind, the next would meet."""
    root = tmp_path_factory.mktemp("attacked")
    plant(root / "outside")
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        pytest.MonkeyPatch.context() as patch,
        contextlib.closing(Unit(assignment(LIMITS))) as patient,
        contextlib.closing(Unit(assignment(HASTY))) as hasty,
    ):
        listener.setblocking(False)
        patch.setenv("HEARFIRST_SECRET", CANARY)
        yield Target(root=root, listener=listener, patient=patient, hasty=hasty)
