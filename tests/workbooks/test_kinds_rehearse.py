"""Rehearsals: what is an answer, when it is whole, and how it is shown."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbooks.test_kinds import anything
from workbooks.errors import UnreadableAnswer
from workbooks.kinds import Rehearse
from workbooks.kinds.rehearse import MOST_TAKES
from workbooks.text import LANGS
from workbooks.writing import MOST_CHARACTERS

EVIL = "<script>alert('x')</script>"
BOTH = {"en": "x", "zh": "某"}
REHEARSE: dict[str, Any] = {
    "id": "r", "kind": "rehearse", "step": "deliver", "areas": ["empathy"], "points": 2,
    "minutes": 1, "title": BOTH, "prompt": BOTH, "takes": 2,
    "twists": [{"en": "Plainly", "zh": "直说"}, {"en": "To a child", "zh": "对孩子说"}],
}  # fmt: skip
TWICE = Rehearse.model_validate(REHEARSE)


@pytest.mark.parametrize(
    "raw",
    [
        None, "", "text", [], {}, {"takes": []}, {"draft": "x"}, {"takes": [], "draft": ""},
        {"takes": ["", " \n"], "draft": "\t"}, {"takes": "text", "draft": ""},
        {"takes": [1], "draft": ""}, {"takes": [None], "draft": "x"}, {"takes": ["x"], "draft": 1},
        {"takes": ["x"], "draft": "", "more": 1}, {"takes": {"0": "x"}, "draft": ""},
        {"takes": ["x"] * (MOST_TAKES + 1), "draft": ""},
        {"takes": ["x" * (MOST_CHARACTERS + 1)], "draft": ""},
        {"takes": ["x"], "draft": "x" * (MOST_CHARACTERS + 1)},
    ],
)  # fmt: skip
def test_other_shapes_are_no_rehearsal(raw: object) -> None:
    """Other shapes, too many takes, too long ones, and nothing but white space are refused."""
    with pytest.raises(UnreadableAnswer):
        TWICE.read_answer(raw)


def test_the_most_there_can_be_is_read() -> None:
    """Twelve takes and a draft, each as long as may be, are an answer."""
    text = "😀" * MOST_CHARACTERS
    answer = TWICE.read_answer({"takes": [text] * MOST_TAKES, "draft": text})
    assert [number for number, _ in answer.kept] == list(range(1, MOST_TAKES + 1))


@pytest.mark.parametrize(
    ("takes", "draft", "whole"),
    [
        ([], "begun", False), (["one"], "two", False), (["one", "two"], "", True),
        (["", "two"], "", False), (["", "two", "three"], "", True), (["one", "two"], "more", True),
    ],
)  # fmt: skip
def test_whole_when_as_many_are_kept_as_asked_for(
    takes: list[str], draft: str, whole: bool
) -> None:
    """A draft is no take, nor is the place of a deleted one."""
    assert TWICE.is_whole(TWICE.read_answer({"takes": takes, "draft": draft})) is whole


def test_takes_are_shown_as_numbered_quotes() -> None:
    """Takes keep number and twist though one was deleted; the draft is told as not kept."""
    answer = TWICE.read_answer({"takes": ["", f"Second {EVIL}", "Third"], "draft": "Half a"})
    english, chinese = (TWICE.answer_html(answer, lang) for lang in LANGS)
    assert "Take 1" not in english
    order = ["Take 2", "To a child", "Second", "Take 3", "Third", "not kept", "Half a"]
    assert sorted(order, key=english.index) == order
    assert "Plainly" not in english
    assert "<script" not in english
    for text in ("第2种说法", "对孩子说", "没有保留"):
        assert text in chinese
    assert "hf-chat" not in english


def test_the_words_answered_stand_above_the_takes() -> None:
    """With a customer's words in the exercise, they open what is shown."""
    to = {"who": BOTH, "says": {"en": "Why?", "zh": "为什么？"}}
    asked = Rehearse.model_validate({**REHEARSE, "to": to})
    html = asked.answer_html(asked.read_answer({"takes": ["So."], "draft": ""}), "en")
    assert html.index("Why?") < html.index("So.")


@given(
    raw=anything
    | st.fixed_dictionaries(
        {
            "takes": st.lists(st.text(max_size=4) | anything, max_size=4),
            "draft": st.text() | anything,
        }
    )
)
def test_any_json_is_read_or_refused(raw: object) -> None:
    """Whatever was handed in is a rehearsal that can be shown, or unreadable."""
    try:
        answer = TWICE.read_answer(raw)
    except UnreadableAnswer:
        return
    assert answer.kept or answer.draft.strip()
    assert [TWICE.answer_html(answer, lang) for lang in LANGS]
