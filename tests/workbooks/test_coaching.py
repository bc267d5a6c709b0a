"""What is said of a reply while it is written: the most important thing, and one at a time."""

from __future__ import annotations

import pytest

from tests.workbooks.replies import LAMP, TEA, TICKET
from workbooks.coaching import coach
from workbooks.kinds import Reply
from workbooks.replies import Situation
from workbooks.text import LANGS
from workbooks.words import wording

LONG = " It has been a long day here and there is much to do in the shop."


def exercise(situation: Situation | None = LAMP) -> Reply:
    """A reply to be written in that situation."""
    both = {"en": "A", "zh": "甲"}
    data = {
        "id": "a", "kind": "reply", "step": "deliver", "areas": ["empathy"], "points": 1,
        "minutes": 1, "title": both, "prompt": both, "situation": situation,
        "rubric": [{"id": "a", "points": 1, "text": both}],
    }  # fmt: skip
    return Reply.model_validate(data)


def told(text: str, situation: Situation = LAMP) -> dict[str, object]:
    """What is told of one text."""
    (found,) = coach(exercise(situation), [text])
    return found


@pytest.mark.parametrize(
    ("text", "hint", "about"),
    [
        ("We send you a new lamp today. I'm sorry that it smoked.", "late-offer", "We send"),
        ("We send you a new lamp today, and that is all there is to say.", "late-offer", "We send"),
        ("我们今天就给您换一台新的。台灯冒烟了，真对不起。", "late-offer", "换一台"),
        ("What is your order number? I'm sorry that the lamp smoked.", "late", "order number"),
        ("You should have read the manual. Everyone else manages.", "blames", "should"),
        ("If you feel that it smoked, then we are sorry for that." + LONG, "blames", "sorry"),
        ("Thank you for your letter about our shop." + LONG, "acknowledgement-none", ""),
        ("Your lamp smoked and sparked right beside you." + LONG, "apology-none", ""),
        ("I'm sorry that your lamp smoked and sparked." + LONG, "remedy-none", ""),
        ("I'm sorry that your lamp smoked. We'll handle it soon." + LONG, "remedy-vague", ""),
        ("I'm sorry that your lamp smoked. We send you a new one today.", "feedback-none", ""),
        (
            "I'm sorry that your lamp smoked. We send you a new one today. Please tell us"
            " afterwards how we handled it.",
            "through", "",
        ),
    ],
)  # fmt: skip
def test_the_most_important_hint_comes_alone(text: str, hint: str, about: str) -> None:
    """Blame before order, order before what is missing, feedback last; on the words meant."""
    found = told(text)
    assert found["hint"] == hint
    marked = "".join(text[start:end] for start, end in found["spans"])  # type: ignore[attr-defined]
    assert about in marked


def test_no_blame_is_never_praised() -> None:
    """Neither among what was found nor in a hint, whatever is written."""
    for text in ("Good day to you." + LONG, "I'm sorry that your lamp smoked.", "ok", ""):
        found = told(text)
        assert "no_blame" not in found["has"]  # type: ignore[operator]
        assert "no-blame" not in str(found["hint"])
    for lang in LANGS:
        assert not [name for name in wording()[lang] if name.startswith("coach.no-blame")]


def test_a_beginning_is_left_in_peace() -> None:
    """What is missing is not missed in the first words; what hurts is told at once."""
    assert told("Dear Ms Li,")["hint"] == ""
    assert told("王女士，您好")["hint"] == ""
    assert told("You should have read the manual.")["hint"] == "blames"


def test_without_a_complaint_no_sorry_is_asked_for() -> None:
    """Who only asks a price is owed an answer, and no regret."""
    asking = TICKET.model_copy(update={"happened": TEA.happened})
    text = "You want to know the price before you buy a ticket, and rightly so."
    assert told(text, asking)["hint"] != "apology-none"
    assert told(text)["hint"] != "apology-none" or LAMP.happened.both


def test_what_was_told_before_is_not_read_again() -> None:
    """Takes that were not touched keep what was said of them."""
    known = [{"text": "Hello", "has": ["culture"], "found": [], "hint": "known", "spans": []}]
    first, second = coach(exercise(), ["Hello", "I'm sorry."], known)
    assert first == known[0]
    assert second["has"] == ["apology"]


def test_a_text_of_pages_is_not_coached() -> None:
    """The page would wait for it, at every pause in the writing."""
    assert coach(exercise(), ["sorry " * 1000, "I'm sorry."])[0]["text"] == "I'm sorry."


def test_every_hint_has_words() -> None:
    """Each reason that the reader gives for what is missing has a hint in both languages."""
    for lang in LANGS:
        names = wording()[lang]
        reasons = [name.removeprefix("replies.") for name in names if name.startswith("replies.")]
        skipped = (
            "no-blame-",
            "overruled",
            "second-doubt",
            "heard-first-nothing",
            "heard-first-late",
        )
        for reason in reasons:
            if not reason.startswith(skipped) and not reason.endswith("-found"):
                assert f"coach.{reason}" in names
