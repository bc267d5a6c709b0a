"""The capstone of three students, graded: each finds their own customer in it, and no other’s."""

from __future__ import annotations

import shutil
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

import nbformat
import pytest

from tests.conftest import succeed
from tests.course.runs import workbook
from tests.course.wholes import WHOLES, Whole
from workbooks.text import HTML_LANG, LANGS
from workbooks.variants import picks_for

pytestmark = pytest.mark.course

SLUG: Final = "foundations-capstone"
OURS: Final = [each for each in WHOLES if each.slug == SLUG]


@pytest.fixture(scope="module")
def graded(built_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course in which the three have handed in, were graded, and have their feedback."""
    root = tmp_path_factory.mktemp("varied") / "course"
    shutil.copytree(built_course, root)
    for each in OURS:
        each.hand_in(root / "release" / SLUG, root / "submitted" / each.student / SLUG)
    succeed("grading", "grade", SLUG, at=root)
    succeed("nbgrader", "generate_feedback", SLUG, at=root)
    return root


@cache
def names() -> list[dict[str, str]]:
    """The customers’ names, in both languages, in the order in which they are drawn from."""
    return [each["name"].model_dump() for each in workbook(SLUG).keyed.case.variants["customer"]]


def drawn(whole: Whole) -> int:
    """Which customer the student met."""
    return picks_for(workbook(SLUG).keyed.case.variants, whole.outcome["seed"])[0]


def texts(root: Path, whole: Whole) -> dict[str, str]:
    """What grading made: the notebook with all its panels, and the page that goes back."""
    notebook = root / "autograded" / whole.student / SLUG / f"{SLUG}.ipynb"
    page = root / "feedback" / whole.student / SLUG / f"{SLUG}.html"
    nbformat.validate(nbformat.read(notebook, as_version=4))
    return {path.suffix: path.read_text("utf-8") for path in (notebook, page)}


def test_the_three_met_three() -> None:
    """Else nothing here would tell one student’s words from another’s."""
    assert len({drawn(each) for each in OURS}) == len(OURS) == 3


@pytest.mark.parametrize("whole", OURS, ids=str)
def test_no_placeholder_is_left(graded: Path, whole: Whole) -> None:
    """Neither in the graded notebook nor on the page does anybody read `{{customer.name}}`."""
    for kind, text in texts(graded, whole).items():
        assert "{{" not in text, kind


@pytest.mark.parametrize("whole", OURS, ids=str)
def test_one_meets_ones_own_customer_alone(graded: Path, whole: Whole) -> None:
    """Their name stands there, in both languages; nobody else’s does."""
    for kind, text in texts(graded, whole).items():
        for place, name in enumerate(names()):
            for lang in LANGS:
                assert (name[lang] in text) == (place == drawn(whole)), (kind, name[lang])


@pytest.mark.parametrize("whole", OURS, ids=str)
def test_exhibits_stand_framed_and_without_their_call(graded: Path, whole: Whole) -> None:
    """On the page that goes back one reads what one was shown, in one's own language."""
    page = texts(graded, whole)[".html"]
    for exhibit in workbook(SLUG).keyed.case.exhibits:
        for lang in LANGS:
            frame = f'<div class="hf-exhibit hf-lang" lang="{HTML_LANG[lang]}">'
            title = f'<p class="hf-exhibit-title">{escape(exhibit.title[lang])}</p>'
            assert page.count(frame + title) == 1, (exhibit.id, lang)
    assert "exhibit</span>" not in page  # as the code would be coloured
