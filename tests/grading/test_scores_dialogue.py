"""What conversations earn: examples worked by hand, and what must hold of every walk."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grading.course import Course
from grading.read import KeyedCase, read_keyed_case
from tests.gallery import GALLERY
from tests.scoring import score_answer
from tests.workbooks.test_kinds import anything
from workbooks.dialogue_play import MOST_MOOD, Play
from workbooks.kinds import Dialogue
from workbooks.scoring.score import Score

KEYED: KeyedCase = read_keyed_case(Course(Path(GALLERY)), "gallery")
EXERCISE = KEYED.case.exercise("a-dialogue")
assert isinstance(EXERCISE, Dialogue)
PLAY = Play(EXERCISE)
KEY: Any = KEYED.keys["a-dialogue"]
NAMES = [f"{scene.id}.{reply.id}" for scene in EXERCISE.scenes for reply in scene.replies]
BEST = ["arrival.hear", "details.it-matters", "cause.stay"]


def answer(path: list[str], *, ended: bool = True, restarts: int = 0) -> dict[str, object]:
    return {"replies": path, "ended": ended, "restarts": restarts}


def score(raw: object) -> Score:
    return score_answer(KEYED, EXERCISE, raw)


@st.composite
def walks(draw: st.DrawFn) -> dict[str, object]:
    """A conversation as the page makes one: only what is offered, stopped anywhere or at an end."""
    state, path = PLAY.opening, []
    for _ in range(draw(st.integers(1, 25))):
        offered = PLAY.offered(state)
        if not offered:
            break
        reply = draw(st.sampled_from(offered))
        path.append(f"{state.scene}.{reply.id}")
        state = PLAY.after(state, reply)
    return answer(path, ended=PLAY.scene(state).end, restarts=draw(st.integers(0, 9)))


@pytest.mark.parametrize(
    ("path", "worth"),
    [
        (BEST, 4),
        (["arrival.hear", "details.it-matters", "cause.done"], 2),
        (["arrival.regret", "details.it-matters", "cause.blame"], 2),
        (["arrival.password", "stalled.it-team"], 0),
        (["arrival.hear", "details.cafe", "stalled.back-to-screen", "details.it-matters",
          "cause.done"], 2),
    ],
)  # fmt: skip
def test_ends_by_hand(path: list[str], worth: float) -> None:
    """A conversation earns what the end that it came to is worth."""
    assert score(answer(path)).points == worth


def test_reasons_follow_the_conversation() -> None:
    """Each reply chosen is spoken of in its turn, then the end; a reply chosen twice, once."""
    reasons = score(answer(BEST)).reasons
    said = [KEY.feedback[name].en for name in BEST] + [KEY.end_feedback["thanked"].en]
    assert [reason.text.en for reason in reasons] == said
    assert {reason.verdict for reason in reasons} == {"right"}
    round_again = ["arrival.hear", "details.cafe", "stalled.back-to-screen", "details.cafe",
                   "stalled.it-team"]  # fmt: skip
    told = [reason.text.en for reason in score(answer(round_again)).reasons]
    assert told.count(KEY.feedback["details.cafe"].en) == 1
    assert len(told) == 5


def test_unfinished_earns_nothing_and_says_so() -> None:
    """A conversation broken off, or only begun anew, earns 0 and is told to come to an end."""
    for raw in (answer(BEST[:2], ended=False), answer([], ended=False, restarts=1)):
        marked = score(raw)
        assert marked.points == 0
        assert "not finished" in marked.reasons[-1].text.en
        assert marked.reasons[-1].verdict == "note"


@settings(max_examples=150)
@given(raw=walks())
def test_every_walk_has_the_share_of_its_end(raw: dict[str, Any]) -> None:
    """What the page allows can be read, and full marks go to nothing but the best end."""
    marked, talk = score(raw), EXERCISE.read_answer(raw)
    share = KEY.ends[talk.state.scene] if talk.ended else 0
    assert marked.points == share * EXERCISE.points
    assert (marked.points == marked.most) == (talk.ended and talk.state.scene == "thanked")
    moods = [PLAY.opening.mood, *(turn.state.mood for turn in talk.turns)]
    assert all(0 <= mood <= MOST_MOOD for mood in moods)
    assert [turn.name for turn in talk.turns] == raw["replies"]
    assert all(
        abs(after - before) <= abs(turn.reply.mood)
        for turn, (before, after) in zip(talk.turns, pairwise(moods), strict=True)
    )


@settings(max_examples=150)
@given(raw=walks(), stray=st.sampled_from(NAMES))
def test_a_reply_that_is_not_offered_is_unreadable(raw: dict[str, Any], stray: str) -> None:
    """One reply more is read if, and only if, it is offered where the conversation stands."""
    talk = EXERCISE.read_answer(raw)
    offered = {f"{talk.state.scene}.{reply.id}": reply for reply in PLAY.offered(talk.state)}
    longer = {**raw, "replies": [*raw["replies"], stray]}
    if stray in offered:
        longer["ended"] = PLAY.scene(PLAY.after(talk.state, offered[stray])).end
    unreadable = "could not be read" in score(longer).reasons[0].text.en
    assert unreadable == (stray not in offered)


@settings(max_examples=100)
@given(
    raw=anything
    | st.fixed_dictionaries({"replies": anything | st.lists(st.sampled_from(NAMES)),
                             "ended": anything, "restarts": anything})
)  # fmt: skip
def test_any_json_has_a_score(raw: object) -> None:
    """Whatever was handed in gets points in range, and reasons in both languages."""
    marked = score(raw)
    assert marked.points is not None
    assert 0 <= marked.points <= marked.most == EXERCISE.points
    assert all(reason.text.en and reason.text.zh for reason in marked.reasons)
