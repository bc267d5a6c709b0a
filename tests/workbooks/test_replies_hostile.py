"""Whatever is typed is read: no exception, and work that grows no faster than the text."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workbooks.replies import ALL, LAMP, TEA, TICKET
from workbooks.replies import parsed, score_reply
from workbooks.replies.lexicon import lexicon_scanner
from workbooks.replies.normal import MOST_CHARACTERS, normalise
from workbooks.replies.patterns import Reach, Scanner
from workbooks.replies.tokens import tokenise

PIECES = [
    "sorry ", "if ", "抱歉", "如果", "<b>", "“", '"', "not ", "we will ", "refund ", "…", "😀",
    "\x00", "\u200b", "您", " ", "\n", "899", "元", "no ", "that ", "the ", "一", "...", "[", "a",
]  # fmt: skip
NASTY = {
    "a thousand sorries": "sorry ",
    "conditions": "if you feel that we are wrong, ",
    "no spaces": "a",
    "gaps": "we not the you if ",
    "Chinese without marks": "如果您觉得我们不给您退",
    "opening tags": "<",
    "opening quotes": "“",
    "emoji": "😀",
    "digits": "1,",
    "dots": ".",
    "Chinese numerals": "一百",
}


@given(st.text(max_size=300))
@settings(max_examples=150)
def test_any_text_is_read(text: str) -> None:
    """Any text at all has a reading, whose spans lie inside it."""
    for situation in (LAMP, TICKET):
        reading = score_reply(text, situation, others=ALL)
        assert 0 <= reading.total <= len(situation.criteria)
        for finding in reading.findings.values():
            assert all(0 <= span.start < span.end <= len(text) for span in finding.spans)


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@settings(max_examples=150)
def test_any_mixture_of_meaningful_pieces_is_read(text: str) -> None:
    """Halves of tags, quotes and conditions put together at random do no harm."""
    assert score_reply(text, TICKET, others=ALL).findings


@pytest.mark.parametrize(
    "text", ["", "a", "好", "😀" * 50, "\x00\x01\x02", "<script>alert(1)</script>"]
)
def test_next_to_nothing_earns_next_to_nothing(text: str) -> None:
    """Nothing said is nothing found; it is free of blame."""
    reading = score_reply(text, LAMP)
    assert reading.total == 1
    assert reading.findings["no_blame"].answer == "found"


def test_a_long_text_is_cut() -> None:
    """A megabyte is read up to the limit, and what stands behind it is not."""
    text = "word " * 200_000 + "I am sorry."
    assert len(normalise(text).text) == MOST_CHARACTERS
    assert not score_reply(text, LAMP).findings["apology"].likely


@pytest.mark.parametrize("piece", NASTY.values(), ids=NASTY)
def test_twice_the_text_is_at_most_about_twice_the_work(piece: str) -> None:
    """The scanner's steps, counted and not timed, grow in line with the length."""
    scanner = lexicon_scanner()
    steps = []
    for length in (2_000, 4_000, 8_000):
        text = (piece * (length // len(piece) + 1))[:length]
        before = scanner.steps
        scanner.scan(Reach(tokenise(normalise(text))))
        steps.append(scanner.steps - before)
    assert steps[1] <= 2.2 * steps[0] + 500
    assert steps[2] <= 2.2 * steps[1] + 500
    assert steps[2] <= 400 * 8_000


def lines_run(text: str) -> int:
    """How many lines of Python a reading of this text runs."""
    count = 0

    def tracer(_frame: FrameType, event: str, _arg: object) -> object:
        nonlocal count
        count += event == "line"
        return tracer

    score_reply("warm", TICKET, others=ALL)
    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        score_reply(text, TICKET, others=ALL)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "piece", ["sorry ", "if we not the you ", "如果您觉得我们不给您退", "抱歉，我们不退。"]
)
def test_the_whole_reading_grows_in_line_with_the_text(piece: str) -> None:
    """Not the scanner alone: every rule, counted in lines that are run, and not timed.

    A rule that compares each phrase found with all others would run four times as many.
    """
    half, whole = (lines_run((piece * length)[:length]) for length in (3_000, 6_000))
    assert whole <= 2.3 * half


def test_customers_in_turn_need_no_new_scanner(monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook with several customers has one scanner for each, made once for a whole class."""
    made: list[object] = []

    def counting(*arguments: Any) -> Scanner:
        made.append(arguments)
        return Scanner(*arguments)

    monkeypatch.setattr(parsed, "Scanner", counting)
    pairs = [(LAMP, (TICKET, TEA)), (TICKET, (LAMP, TEA)), (TEA, (LAMP, TICKET))]
    for _ in range(4):
        for situation, others in pairs:
            text = "Your lamp sparked, the lamp smoked, and the curtain burnt beside the bulb."
            score_reply(text, situation, others=others)
    assert len(made) <= len(pairs)
