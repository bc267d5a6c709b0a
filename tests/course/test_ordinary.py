"""An assignment of nbgrader's own kind goes through a Hearfirst course as if we were not there."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook

from tests.conftest import succeed

pytestmark = pytest.mark.course

SOLUTION = "def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION"
GIVEN = {
    "right": "def double(x):\n    return x + x",
    "wrong": "def double(x):\n    return x",
    "gone": "import os\nos._exit(0)",
}


def _meta(name: str, **more: object) -> dict[str, object]:
    common = {"grade_id": name, "schema_version": 3, "task": False}
    return {"nbgrader": {**common, "grade": False, "solution": False, "locked": False, **more}}


@pytest.fixture(scope="module")
def graded(built_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with an ordinary assignment, handed in right and wrong, graded and answered."""
    root = tmp_path_factory.mktemp("ordinary") / "course"
    shutil.copytree(built_course, root)
    (root / "source" / "sums").mkdir()
    master = new_notebook(
        cells=[
            new_code_cell(SOLUTION, id="double", metadata=_meta("double", solution=True)),
            new_code_cell(
                "assert double(2) == 4",
                id="test",
                metadata=_meta("test", grade=True, locked=True, points=3),
            ),
        ],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
    nbformat.write(master, root / "source" / "sums" / "sums.ipynb")
    succeed("nbgrader", "generate_assignment", "sums", at=root)
    for student, source in GIVEN.items():
        folder = root / "submitted" / student / "sums"
        shutil.copytree(root / "release" / "sums", folder)
        notebook = nbformat.read(folder / "sums.ipynb", as_version=4)
        notebook.cells[0].source = source
        nbformat.write(notebook, folder / "sums.ipynb")
    succeed("nbgrader", "autograde", "sums", at=root)
    succeed("nbgrader", "generate_feedback", "sums", at=root)
    return root


@pytest.mark.parametrize(("student", "score"), [("right", 3), ("wrong", 0), ("gone", 0)])
def test_tests_in_cells_still_count(graded: Path, student: str, score: float) -> None:
    """nbgrader's own test cells are run and scored: one not passed or not reached earns nothing."""
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}") as gradebook:
        assert gradebook.find_submission("sums", student).score == score


def test_feedback_is_nbgraders_own(graded: Path) -> None:
    """The feedback page is nbgrader's, with the student's code in it."""
    page = (graded / "feedback" / "wrong" / "sums" / "sums.html").read_text("utf-8")
    assert "(Score: 0.0 / 3.0)" in page
    assert "AssertionError" in page
