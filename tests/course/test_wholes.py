"""Whole submissions of every workbook, graded by nbgrader’s command and ours: the same result."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from tests.conftest import succeed
from tests.course.conftest import SETTINGS
from tests.course.sameness import files_of, gradebook_rows, graded_notebook
from tests.course.wholes import SLUGS, WHOLES, Whole

pytestmark = pytest.mark.course


@pytest.fixture(scope="module")
def seated(built_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course in which every student has handed in every workbook there is from them."""
    root = tmp_path_factory.mktemp("seated") / "course"
    shutil.copytree(built_course, root)
    with (root / "nbgrader_config.py").open("a") as config:
        config.write(SETTINGS.replace("= 8", "= 30"))
    for each in WHOLES:
        folder = root / "submitted" / each.student / each.slug
        each.hand_in(root / "release" / each.slug, folder)
    return root


def graded(seated: Path, by: str) -> Path:
    """A copy of the course, of which every workbook was graded by a command."""
    root = seated.with_name(by)
    shutil.copytree(seated, root)
    succeed("tests.course.in_turn", by, *SLUGS, at=root)
    return root


@pytest.fixture(scope="module")
def plain(seated: Path) -> Path:
    """The course, graded by `nbgrader autograde`."""
    return graded(seated, "nbgrader")


@pytest.fixture(scope="module")
def fast(seated: Path) -> Path:
    """The course, graded by `python -m grading grade`."""
    return graded(seated, "grading")


@pytest.mark.parametrize("slug", SLUGS)
def test_the_gradebook_is_the_same(plain: Path, fast: Path, slug: str) -> None:
    """Row for row, for every workbook."""
    expected, found = (
        gradebook_rows(f"sqlite:///{root / 'gradebook.db'}", slug) for root in (plain, fast)
    )
    assert found == expected
    assert found.keys() == {each.student for each in WHOLES if each.slug == slug}


@pytest.mark.parametrize("whole", WHOLES, ids=str)
def test_the_graded_notebook_is_the_same(plain: Path, fast: Path, whole: Whole) -> None:
    """Cell for cell, pictures and all, and every file beside it."""
    one, other = (root / "autograded" / whole.student / whole.slug for root in (plain, fast))
    expected = graded_notebook(one / f"{whole.slug}.ipynb")
    found = graded_notebook(other / f"{whole.slug}.ipynb")
    for place, cell in enumerate(expected["cells"]):
        assert found["cells"][place] == cell, f"cell {place}"
    assert found == expected
    assert files_of(one) == files_of(other)


@pytest.mark.parametrize("whole", WHOLES, ids=str)
def test_a_whole_submission_earns_what_it_says(fast: Path, whole: Whole) -> None:
    """The points that need nobody, and what waits for a person."""
    with Gradebook(f"sqlite:///{fast / 'gradebook.db'}") as gradebook:
        (notebook,) = gradebook.find_submission(whole.slug, whole.student).notebooks
        grades = {grade.name: grade for grade in notebook.grades}
        waiting = {name for name, grade in grades.items() if grade.needs_manual_grade}
        points = sum(grades[name].auto_score for name in grades.keys() - waiting)
    assert points == pytest.approx(whole.outcome["auto"])
    assert waiting == set(whole.outcome["waiting"])
