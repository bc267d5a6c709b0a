"""Data that are drawn for one student: fixed at the first opening, and said to be made up."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

import workbooks.notebook
from grading.course import Course
from grading.mark import seed_for
from grading.read import read_keyed_case
from grading.variants import data_for
from tests.workbooks.test_notebook import Page
from workbooks import Workbook
from workbooks.answers import AnswerLog
from workbooks.kept import SEED_NOTE
from workbooks.synthetic import OLD_LEVEL

RELEASE = Path(__file__).resolve().parents[2] / "release" / "churn"


@pytest.fixture(autouse=True)
def page(monkeypatch: pytest.MonkeyPatch) -> Page:
    made = Page()
    monkeypatch.setattr(workbooks.notebook, "display", made.display)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RELEASE, tmp_path / "churn"))


def seeds(folder: Path) -> list[Any]:
    """Every seed that a log holds, in order."""
    lines = (folder / "answers.jsonl").read_text("utf-8").splitlines()
    return [line for line in lines if SEED_NOTE in line]


def test_the_data_are_fixed_at_the_first_opening(folder: Path) -> None:
    """Opening it again gives the same customers, and the grader draws the very same."""
    first = Workbook(folder)
    assert len(seeds(folder)) == 1
    customers = first.data("customers")
    customers["left"] = False  # what a student does to a frame stays in that frame
    again = Workbook(folder, lang="zh").data("customers")
    assert again["left"].any()
    assert len(seeds(folder)) == 1
    seed = seed_for(AnswerLog(folder).read())
    assert data_for(first.case, seed)["customers"].equals(again)


def test_two_students_have_different_data(folder: Path, tmp_path: Path) -> None:
    """Who opens a copy of their own has customers of their own."""
    other = Path(shutil.copytree(folder, tmp_path / "other"))
    mine, theirs = (Workbook(each).data("customers") for each in (folder, other))
    assert mine.shape == theirs.shape
    assert not mine.equals(theirs)


def test_the_data_say_that_they_are_made_up(folder: Path, page: Page) -> None:
    """Wherever they are fetched, it is said in both languages that nobody real is in them."""
    Workbook(folder).data("customers")
    assert "are made up" in page.html
    assert "是虚构的" in page.html


@pytest.mark.parametrize("seed", ["11", -1, True, 2**31, 1.5, None, [1]])
def test_a_seed_that_cannot_be_read(folder: Path, seed: object) -> None:
    """A broken note is replaced by a seed that then stands."""
    AnswerLog(folder).append(SEED_NOTE, seed, lang="en")
    first = Workbook(folder).data("customers")
    assert len(seeds(folder)) == 2
    assert Workbook(folder).data("customers").equals(first)
    assert len(seeds(folder)) == 2


def test_a_year_wears_off_as_it_says() -> None:
    """The door is above its old level all year, best in the weeks of a training, and its half-life
    is one of those that the maker names; the bar starts above the door and ends below it.
    """
    keyed = read_keyed_case(Course(RELEASE.parents[1]), "stage-sense")
    year = data_for(keyed.case, 11)["year"]
    door, bar = (year[year["post"] == post].set_index("week")["score"] for post in ("door", "bar"))
    assert year["score"].between(OLD_LEVEL, 100).all()
    assert set(door.nlargest(9).index) <= {*range(1, 5), *range(20, 24), *range(34, 38)}
    assert 4.5 < keyed.for_seed(11).keys["half-life"].model(None, "en") < 9.5  # type: ignore[arg-type]
    assert bar[1] > door[1]
    assert bar[52] < door[52]
