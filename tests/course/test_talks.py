"""The conversations of the workbooks: where a way through them leads, and what that is worth.

A way is a list of `scene.reply`. That no dialogue has dead ends, and that none is won by habit, is
proved by `grading.dialogue_proof`; here it is whether the right things win.
"""

from __future__ import annotations

import pytest

from tests.course.runs import workbook
from workbooks.dialogue_play import MOST_MOOD, Play, State
from workbooks.kinds import Dialogue
from workbooks.scoring import DialogueKey


def talk(slug: str, name: str) -> tuple[Play, DialogueKey]:
    """A dialogue to be played, and its key."""
    keyed = workbook(slug).keyed
    exercise, key = keyed.case.exercise(name), keyed.keys[name]
    assert isinstance(exercise, Dialogue)
    assert isinstance(key, DialogueKey)
    return Play(exercise), key


def end_of(play: Play, way: str) -> State:
    """Where a way leads."""
    return play.follow(way.split())[-1].state


SCENES = [
    (
        "mall",
        "price.nothing quiet.nobody",
        "price.hardly number.once-more quiet.soaks-late",
        "price.nothing quiet.soaks",
    ),
    (
        "ninth-window",
        "saucepan.left rattle.happy-with-jug",
        "saucepan.photo third.read-now rattle.ask-twice-late",
        "saucepan.left rattle.ask-twice",
    ),
    (
        "wifi",
        "four-times.apologise half-past.morning",
        "four-times.together password.give-me",
        "four-times.together password.our-card",
    ),
    (
        "whole-stay",
        "vow.english salad.house-rule",
        "vow.english salad.say-again nights.temple-late",
        "vow.how-long nights.temple",
    ),
]


@pytest.mark.parametrize(("name", "worst", "passable", "good"), SCENES)
def test_four_scenes_of_etiquette(name: str, worst: str, passable: str, good: str) -> None:
    """Each scene can be lost, saved and won; what was said too late is never worth everything."""
    play, key = talk("ms-zhang", name)
    ends = [end_of(play, way) for way in (worst, passable, good)]
    assert [key.ends[end.scene] for end in ends] == [0, 0.5, 1]
    assert ends[2].mood > max(ends[0].mood, ends[1].mood)


@pytest.mark.parametrize(
    ("way", "end"),
    [
        ("landing.teacher drawing.gladly wall.projector", "gone"),
        ("landing.teacher drawing.key door.light", "fetched"),
        ("landing.whole-hour drawing.key door.light", "fetched"),
        ("landing.whole-hour drawing.key door.ran-ahead asked.forgot tonight.paper", "seen"),
        ("landing.whole-hour drawing.chair asked.forgot tonight.paper", "seen"),
        ("landing.teacher drawing.chair asked.programme last.mirror tonight.borrow", "late"),
    ],
)
def test_the_principal_and_the_mother(way: str, end: str) -> None:
    """The key to the classroom, held out before she was heard, never buys the best end."""
    play, key = talk("orientation-night", "principal")
    last = end_of(play, way)
    assert last.scene == end
    assert (key.ends[end] == 1) == (end == "seen")
    assert (last.mood == MOST_MOOD) == (end == "seen")


@pytest.mark.parametrize(
    ("way", "end"),
    [
        ("door.enjoy again.yours", "goes-in"),
        ("door.enjoy again.form", "goes-in"),
        ("door.alone choir.ahead spring.paid what-now.word", "passed-on"),
        ("door.ask spring.technical", "passed-on"),
        ("door.ask spring.refund money.insist", "goes-in"),
        ("door.ask spring.refund money.for-whom what-now.cap", "thursday"),
        ("door.enjoy again.listen spring.paid what-now.cap", "thursday"),
        ("door.ask spring.paid what-now.cap", "thursday"),
    ],
)
def test_the_door_of_the_theatre(way: str, end: str) -> None:
    """Only who listens and then promises what can be kept is given the ticket; pity, money and
    big words never earn it.
    """
    play, key = talk("stage-sense", "seat-eight")
    assert end_of(play, way).scene == end
    assert (key.ends[end] == 1) == (end == "thursday")


def test_who_pities_mr_tao_cannot_make_it_good_again() -> None:
    """After the made-up widower the best reply is no longer offered, however well one goes on."""
    play, _ = talk("stage-sense", "seat-eight")
    last = end_of(play, "door.alone choir.ahead spring.paid")
    assert "cap" not in {each.id for each in play.offered(last)}
