"""Checklists: what is an answer, and how it is shown."""

from __future__ import annotations

from typing import Any

import pytest

from workbooks.case import Case
from workbooks.errors import UnreadableAnswer
from workbooks.kinds import Checklist
from workbooks.text import LANGS

EVIL = "<script>alert('x')</script>"
BOTH = {"en": "x", "zh": "某"}
COMMON: dict[str, Any] = {
    "step": "prepare", "areas": ["hearing"], "points": 2, "minutes": 1,
    "title": BOTH, "prompt": BOTH,
}  # fmt: skip
STATEMENTS = [
    {"id": "smile", "text": {"en": "Smiled", "zh": "微笑"}},
    {"id": "hear", "text": {"en": EVIL, "zh": "听完"}},
]
CHECKLIST: dict[str, Any] = {
    **COMMON, "id": "c", "kind": "checklist", "statements": STATEMENTS,
}  # fmt: skip
SEEN = Checklist.model_validate(CHECKLIST)


@pytest.mark.parametrize(
    "raw",
    [
        {}, [], None, "yes", {"smile": "maybe"}, {"smile": True}, {"smile": ["yes"]},
        {"frown": "yes"}, {"smile": "yes", "frown": "no"}, {"smile": None},
    ],
)  # fmt: skip
def test_other_shapes_are_no_checklist(raw: object) -> None:
    """Foreign statements, and anything but the three words, are refused."""
    with pytest.raises(UnreadableAnswer):
        SEEN.read_answer(raw)


def test_a_checklist_may_be_left_open() -> None:
    """Some statements are enough; they are shown, the others as open, and texts are escaped."""
    answer = SEEN.read_answer({"smile": "unseen"})
    assert answer == {"smile": "unseen"}
    english, chinese = (SEEN.answer_html(answer, lang) for lang in LANGS)
    assert "Not seen" in english
    assert "left open" in english
    assert "<script" not in english
    assert "没看到" in chinese
    assert "未选" in chinese


def test_about_oneself_nothing_is_unseen() -> None:
    """Who looks at their own doings may have had no occasion, but cannot have looked away."""
    own = Checklist.model_validate({**CHECKLIST, "about": "self"})
    english, chinese = (own.answer_html({"smile": "unseen"}, lang) for lang in LANGS)
    assert "No occasion" in english
    assert "Not seen" not in english
    assert "没遇到" in chinese


def test_double_statements_are_refused() -> None:
    """Two statements of one id are a mistake in the case."""
    assert case_with(CHECKLIST)
    with pytest.raises(ValueError, match="duplicate-id"):
        case_with({**CHECKLIST, "statements": [*STATEMENTS, STATEMENTS[0]]})


def case_with(exercise: dict[str, Any]) -> Case:
    return Case.model_validate(
        {"slug": "c", "title": BOTH, "synopsis": BOTH, "invented": BOTH, "minutes": 5,
         "sources": ["C1"], "people": {}, "exercises": [exercise]}
    )  # fmt: skip
