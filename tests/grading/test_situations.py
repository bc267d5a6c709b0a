"""What can be wrong with the situation of a reply, and with a key that has replies read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.grading.small import changed, place_of, problems_in, write_course
from tests.grading.small_replies import HAPPENED, READ_CASE, READ_KEYS, WANTS


def test_it_is_sound_to_begin_with(tmp_path: Path) -> None:
    """Case and keys that these tests break have nothing wrong with them."""
    assert problems_in(write_course(tmp_path, case=READ_CASE, keys=READ_KEYS)) == ()


@pytest.mark.parametrize(
    ("code", "change", "at", "says"),
    [
        ("HF320", ("[lamp, bulb]", "['lamp', 'a [bulb']"), "'a [bulb'", "“a [bulb”"),
        ("HF320", ("[lamp, bulb]", "['lamp', ' ']"), "' '", "is empty"),
        ("HF321", ("[lamp, bulb]", "['lamp', '<nosuch> x']"), "'<nosuch> x'", "“<nosuch> x”"),
        ("HF322", ("[lamp, bulb]", "['lamp', '[a|]']"), "'[a|]'", "Begin with a word"),
        ("HF322", ("[lamp, bulb]", "['lamp', '.. bulb']"), "'.. bulb'", "begins with a gap"),
        ("HF323", (", zh: [电工]}", "}"), "remedies:", "missing in Chinese"),
        ("HF323", ("{en: [train, ticket, seat], zh", "{zh"), "things: {zh", "missing in English"),
        ("HF324", ("amount: 40, about", "about"), "{about", "neither an `amount`"),
        ("HF325", ("      fitting: {en: [dish], zh: [菜]}\n", ""), "situation:", "`fitting` is"),
        (
            "HF326",
            (HAPPENED + WANTS, ""),
            "situation:", "can take it up",
        ),
        ("HF105", ("coach: false", "coach: 5"), "coach:", "“coach”"),
    ],
)  # fmt: skip
def test_mistake_in_the_case(
    tmp_path: Path, code: str, change: tuple[str, str], at: str, says: str
) -> None:
    """Each is told with its code, at its place, in words that help."""
    case = changed(READ_CASE, *change)
    problems = problems_in(write_course(tmp_path, case=case, keys=READ_KEYS))
    (problem,) = [each for each in problems if each.code == code] or [None]
    assert problem is not None, problems
    assert says in problem.message
    lines = [number for number, line in enumerate(case.splitlines(), start=1) if at in line]
    assert problem.line in lines


@pytest.mark.parametrize(
    ("code", "change", "says"),
    [
        ("HF327", ("short: [remedy]", "brief: [remedy]"), "no line “brief”"),
        ("HF327", ("short: [remedy]", "short: [transparent]"), "no facts for “transparent”"),
        ("HF327", ("short: [remedy]", "short: [culture]"), "no custom for “culture”"),
        ("HF327", ("reads: [acknowledgement, remedy]", "reads: [culture]"), "“culture”"),
        ("HF328", ("真对不起。", ""), "In the model answer (zh) “apology”"),
        ("HF328", ("We send you a new one today.", ""), "In the model answer (en) “remedy”"),
    ],
)
def test_mistake_in_the_key(tmp_path: Path, code: str, change: tuple[str, str], says: str) -> None:
    """What cannot be read is told, and a model answer in which it is not found."""
    keys = changed(READ_KEYS, *change)
    problems = problems_in(write_course(tmp_path, case=READ_CASE, keys=keys))
    assert {each.code for each in problems} == {code}
    assert any(says in each.message for each in problems)


def test_reading_without_a_situation_is_told(tmp_path: Path) -> None:
    """A key that asks for a reading of an exercise that says nothing of its matter."""
    keys = changed(READ_KEYS, "zh: 范例}\n", "zh: 范例}\n    reads: {warm: [apology]}\n")
    case = READ_CASE.replace("    coach: false\n    situation:", "    coach: false\n    was:")
    start, end = case.index("    was:"), case.index("    rubric:", case.index("    was:"))
    problems = problems_in(write_course(tmp_path, case=case[:start] + case[end:], keys=keys))
    assert [each.code for each in problems] == ["HF327"]
    assert "no `situation`" in problems[0].message


@pytest.mark.parametrize(
    "phrase", ["we send you a new one today", "我们今天就给您寄一台新的"], ids=["en", "zh"]
)
def test_the_model_answer_is_not_given_away(tmp_path: Path, phrase: str) -> None:
    """Students can read a situation: it may not hold a sentence of the model answer."""
    known = "[electrician]" if phrase.isascii() else "[电工]"
    case = changed(READ_CASE, known, f"[{phrase}]")
    problems = problems_in(write_course(tmp_path, case=case, keys=READ_KEYS))
    assert [each.code for each in problems] == ["HF329"]
    assert place_of(READ_KEYS, "model_answer: {en: 'I am")[0] == problems[0].line
