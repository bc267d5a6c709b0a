"""One class in which every outcome sits as a student, graded once by the real nbgrader."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from subprocess import CompletedProcess

import nbformat
import pytest
from nbformat import NotebookNode
from nbgrader.api import Gradebook

from tests.conftest import MadeOnce, run_python
from tests.course.submissions import ALL, SLUG, hand_in, plant_outside

SETTINGS = """
c = get_config()
c.Execute.timeout = 8  # seconds; enough for an honest cell on a busy machine
c.Execute.shutdown_kernel = "immediate"
c.LateSubmissionPlugin.penalty_method = "zero"
"""
DEADLINE = datetime(2030, 1, 1)  # nbgrader keeps times without a zone


@dataclass(frozen=True)
class Class:
    """A course whose class was graded, and what nbgrader said meanwhile."""

    root: Path
    graded: CompletedProcess[str]

    @contextmanager
    def gradebook(self) -> Iterator[Gradebook]:
        """The open gradebook."""
        with Gradebook(f"sqlite:///{self.root / 'gradebook.db'}") as gradebook:
            yield gradebook

    def folder(self, student: str) -> Path:
        """What grading made of a submission."""
        return self.root / "autograded" / student / SLUG

    def notebook(self, student: str) -> NotebookNode:
        """A student's notebook as it was graded."""
        return nbformat.read(self.folder(student) / f"{SLUG}.ipynb", as_version=4)

    def page(self, student: str) -> str:
        """A student's feedback page."""
        return (self.root / "feedback" / student / SLUG / f"{SLUG}.html").read_text("utf-8")


def seat_class(built: Path, root: Path, names: Collection[str] = tuple(ALL)) -> None:
    """Make the course `root` from a built one, with the outcomes of these names handed in."""
    shutil.copytree(built, root)
    with (root / "nbgrader_config.py").open("a") as config:
        config.write(SETTINGS)
    plant_outside(root / "outside")
    for name in names:
        hand_in(ALL[name], root / "release" / SLUG, root / "submitted" / name / SLUG)
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        gradebook.update_or_create_assignment(SLUG, duedate=DEADLINE)


@pytest.fixture(scope="session")
def graded_class(built_course: Path, made_once: MadeOnce) -> Class:
    """The class, graded by one `nbgrader autograde`. A test that changes it works on a copy."""

    def grade(folder: Path) -> None:
        seat_class(built_course, folder / "course")
        done = run_python("nbgrader", "autograde", SLUG, at=folder / "course")
        (folder / "said.json").write_text(json.dumps(vars(done)), "utf-8")

    folder = made_once("class", grade)
    said = json.loads((folder / "said.json").read_text("utf-8"))
    return Class(folder / "course", CompletedProcess(**said))
