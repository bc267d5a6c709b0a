"""Replies and essays: what they answer, how long they may be, and how they are shown."""

from __future__ import annotations

from typing import Any

import pytest

from workbooks.errors import UnreadableAnswer
from workbooks.kinds import Essay, Reply
from workbooks.text import LANGS
from workbooks.writing import MOST_CHARACTERS

EVIL = "<script>alert('x')</script>"
BOTH = {"en": "x", "zh": "某"}
REPLY: dict[str, Any] = {
    "id": "r", "kind": "reply", "step": "deliver", "areas": ["empathy"], "points": 1, "minutes": 1,
    "title": BOTH, "prompt": BOTH, "rubric": [{"id": "warm", "points": 1, "text": BOTH}],
    "to": {"who": {"en": "Ms Lin", "zh": "林女士"},
           "says": {"en": f"No light.\n\n{EVIL}", "zh": "灯不亮。"}},
}  # fmt: skip
ANSWERED = Reply.model_validate(REPLY)


def test_a_reply_stands_beneath_what_it_answers() -> None:
    """The customer's words and the reply are two bubbles, each with its name, all escaped."""
    english, chinese = (ANSWERED.answer_html(f"I see. {EVIL}", lang) for lang in LANGS)
    assert english.index("Ms Lin") < english.index("No light.") < english.index("I see.")
    assert english.count("<p>") == 4  # two names, and the customer's two paragraphs
    assert ">You</span>" in english
    assert "林女士" in chinese
    assert "灯不亮。" in chinese
    assert ">您</span>" in chinese
    assert "<script" not in english + chinese


def test_the_part_of_the_student_has_a_name() -> None:
    """Where the case names the student's part, it stands over the reply instead of “You”."""
    to = {**REPLY["to"], "you": {"en": "You, at the desk", "zh": "你（前台）"}}
    named = Reply.model_validate({**REPLY, "to": to})
    assert ">You, at the desk</span>" in named.answer_html("x", "en")
    assert ">你（前台）</span>" in named.answer_html("x", "zh")


def test_an_essay_answers_nobody() -> None:
    """A text that answers nobody's words is a plain quote."""
    essay = Essay.model_validate({**REPLY, "kind": "essay", "to": None})
    assert essay.answer_html("a\nb", "en") == (
        '<blockquote class="hf-written" dir="auto">a\nb</blockquote>'
    )


@pytest.mark.parametrize(
    "text",
    [
        "😀👩‍👩‍👧‍👦 🇨🇳",
        "مرحبا\u200f بك",
        "ｆｕｌｌ　ｗｉｄｔｈ１２",
        " \ta\n\n b ",
        "e\u0301 é",
        "\u2028x",
    ],
)
def test_a_text_is_kept_to_the_byte(text: str) -> None:
    """Emoji, right-to-left, full-width and combining signs come back as they were typed."""
    assert ANSWERED.read_answer(text).encode() == text.encode()


def test_the_limit_counts_code_points() -> None:
    """An emoji beyond the basic plane is one character, as it is in the page."""
    assert len(ANSWERED.read_answer("😀" * MOST_CHARACTERS)) == MOST_CHARACTERS
    with pytest.raises(UnreadableAnswer, match="20000 characters"):
        ANSWERED.read_answer("😀" * (MOST_CHARACTERS + 1))
