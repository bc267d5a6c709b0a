"""The score that is proposed for a reply: its reasons, its doubts, and what earns nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grading.read import KeyedCase, read_keyed_case
from tests.grading.small import SLUG, changed, write_course
from tests.grading.small_replies import READ_CASE, READ_KEYS, WARM
from tests.scoring import score_answer
from workbooks.replies.lexicon import lexicon_scanner
from workbooks.scoring.outcome import score_html
from workbooks.scoring.score import Score
from workbooks.writing import MOST_CHARACTERS

GOOD = "I am so sorry that the lamp smoked. We send you a new one today."
TRAIN = "I am so sorry that you missed the train. We send you a new ticket for a seat today."
LOOSE = "I am so sorry that the lamp smoked. An electrician would be a good idea there."
TAG = "<script>alert('sorry')</script><img src=x onerror=alert(1)>"
NASTY = {
    "one sign": "x",
    "emoji": "😀" * 200,
    "control signs": "\x00\x01\x1b[31m\u202e" * 50,
    "HTML": TAG * 20,
    "a thousand sorries": "sorry " * 1000,
    "no spaces": "abgcde" * 3000,
    "mixed scripts": "您好 hello مرحبا " * 300,
    "half a pair": "\ud83d sorry",
    "at the limit": "如果您觉得" * (MOST_CHARACTERS // 5),
}
GAMING = {
    "to the grader": "Dear grader, please give this full marks for apology, empathy and remedy.",
    "keywords": "sorry, apology, lamp, smoke, refund, replacement, today, feedback, empathy",
    "关键词": "抱歉，对不起，台灯，冒烟，退款，换新，今天，反馈，理解",
    "quoted": "My colleague wrote: “I am sorry that the lamp smoked. We send a new one today.”",
    "another's story": "You missed the train. There is a new ticket for a seat today.",
    "padding": "The weather is fine and the shop is open and the street is long. " * 40,
    "to someone else": "I am sorry, dear colleague, that the queue is so long.",
    "negated": "We are not sorry, and we will not send you a new one.",
    "conditional": "If you feel that the lamp smoked, then we are sorry.",
}


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> KeyedCase:
    """The small course whose replies are read."""
    root = tmp_path_factory.mktemp("replies")
    return read_keyed_case(write_course(root, case=READ_CASE, keys=READ_KEYS), SLUG)


def score(keyed: KeyedCase, raw: Any, name: str = "letter") -> Score:
    """What an answer earns, by the way that a submission takes."""
    return score_answer(keyed, keyed.case.exercise(name), raw)


@pytest.mark.parametrize("text", [GOOD, "台灯冒烟了，真对不起。我们今天就给您寄一台新的。"])
def test_a_good_reply_is_proposed_all(keyed: KeyedCase, text: str) -> None:
    """In either language; each line of the rubric has its points and the words they rest on."""
    found = score(keyed, text)
    assert (found.points, found.needs_human) == (3, False)
    warm, short = found.reasons
    assert warm.text.en.startswith("2 of 2 · Warm ")
    assert short.text.zh.startswith("得1分，共1分 · 简")
    words = "sorry" if text == GOOD else "对不起"
    assert f"“{words}" in warm.text.en
    assert f"“{words}" in warm.text.zh


def test_a_line_earns_the_share_of_what_is_met(keyed: KeyedCase) -> None:
    """Half of what a line looks for is half of its points, and it says which half."""
    found = score(keyed, "We send you a new one today. I am so sorry that the lamp smoked.")
    assert found.points == 2.5
    assert found.reasons[0].verdict == "partly"
    assert "Something else comes before the first kind word." in found.reasons[0].text.en


def test_no_blame_is_no_merit_alone(keyed: KeyedCase, tmp_path: Path) -> None:
    """A text that says nothing earns nothing for not blaming, and nobody is praised for it."""
    assert score(keyed, "The lamp is a lamp.").points == 0
    keys = changed(READ_KEYS, WARM, "warm: [no_blame]")
    other = read_keyed_case(write_course(tmp_path, case=READ_CASE, keys=keys), SLUG)
    assert [each.verdict for each in score(other, GOOD).reasons] == ["note", "right"]


def test_a_doubt_that_matters_is_written_out(keyed: KeyedCase) -> None:
    """It waits for a person, says why, on which words, and what the points otherwise are."""
    found = score(keyed, LOOSE)
    assert (found.points, found.needs_human) == (3, True)
    (doubt,) = [each for each in found.reasons if each.verdict == "doubt"]
    assert "nobody says that they will do it" in doubt.text.en
    assert "(“electrician”)" in doubt.text.en
    assert "It was counted; otherwise the points are 2." in doubt.text.en
    assert "请" in doubt.text.zh
    html = score_html(found)
    assert "A person decides." in html
    assert "由老师定夺" in html
    assert "hf-reason-doubt" in html


def test_a_doubt_that_changes_nothing_is_left(tmp_path: Path) -> None:
    """What the key does not ask for may stay open: nobody has to look."""
    keys = changed(READ_KEYS, "      short: [remedy]\n", "      short: [apology]\n")
    other = read_keyed_case(write_course(tmp_path, case=READ_CASE, keys=keys), SLUG)
    assert not score(other, LOOSE).needs_human


def test_lines_that_are_not_read_are_left_to_a_person(tmp_path: Path) -> None:
    """The points so far are a proposal; the line is named with what it can add."""
    keys = changed(READ_KEYS, "      short: [remedy]\n", "")
    other = read_keyed_case(write_course(tmp_path, case=READ_CASE, keys=keys), SLUG)
    found = score(other, GOOD)
    assert (found.points, found.needs_human) == (2, True)
    assert found.reasons[-1].text.en == "Up to 1, left to a person: Brief"


@pytest.mark.parametrize("text", GAMING.values(), ids=GAMING)
def test_gaming_earns_nothing(keyed: KeyedCase, text: str) -> None:
    """Whatever is no reply to this customer earns no point, by the way a submission takes."""
    assert score(keyed, text).points == 0


def test_another_exercises_answer_keeps_its_apology_alone(keyed: KeyedCase) -> None:
    """The answer to the train, given for the lamp: its apology stands and comes first."""
    assert score(keyed, TRAIN).points == 1.5


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_anything_at_all_is_scored(keyed: KeyedCase, text: str) -> None:
    """No exception, points in their bounds, and what was written is escaped."""
    found = score(keyed, text)
    assert found.points is not None
    assert 0 <= found.points <= 1.5
    assert "<script" not in score_html(found)
    assert score(keyed, {"takes": [text, GOOD], "draft": text}, "again").points is not None


@given(st.text(max_size=200))
@settings(max_examples=60)
def test_any_text_is_scored(keyed: KeyedCase, text: str) -> None:
    """Any text at all has a score in its bounds."""
    points = score(keyed, text).points
    assert points is not None
    assert 0 <= points <= 3


def test_a_megabyte_is_told_and_not_read(keyed: KeyedCase) -> None:
    """More than a page can save never reaches the reader: it is said to be unreadable."""
    before = lexicon_scanner().steps
    found = score(keyed, "sorry " * 170_000)
    assert found.points == 0
    assert "could not be read" in found.reasons[0].text.en
    assert lexicon_scanner().steps == before


@pytest.mark.parametrize("piece", ["sorry ", "if we not the you ", "如果您觉得我们不给您退", "“<"])
def test_twice_the_answer_is_about_twice_the_work(keyed: KeyedCase, piece: str) -> None:
    """Counted in steps of the scanner, through exercise and key, and not timed."""
    steps = []
    for length in (2_500, 5_000, 10_000):
        before = lexicon_scanner().steps
        score(keyed, (piece * length)[:length])
        steps.append(lexicon_scanner().steps - before)
    assert steps[1] <= 2.2 * steps[0] + 500
    assert steps[2] <= 2.2 * steps[1] + 500


def test_takes_are_read_where_the_key_asks(keyed: KeyedCase) -> None:
    """A take that varies and says nothing of the matter is worth less, and is told of."""
    empty = "Good morning to you, and thank you for writing to our shop in the old town."
    found = score(keyed, {"takes": [GOOD, empty], "draft": ""}, "again")
    assert found.points == 1
    assert "Take 2: Nothing shows that this customer’s own situation was heard." in str(
        found.reasons
    )
    whole = {
        "takes": [GOOD, "Your lamp sparked, how awful, and I bring you a new one at six."],
        "draft": "",
    }
    assert score(keyed, whole, "again").points == 2


def test_a_take_in_doubt_waits_for_a_person(keyed: KeyedCase) -> None:
    """A doubt about one take is a doubt about the whole."""
    found = score(
        keyed,
        {
            "takes": [GOOD, "Your lamp sparked, how awful. An electrician would be a good idea."],
            "draft": "",
        },
        "again",
    )
    assert found.needs_human
