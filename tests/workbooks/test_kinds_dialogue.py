"""A conversation as an answer: which paths are one, and how it is shown without a widget."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grading.course import Course
from grading.read import read_case
from tests.gallery import GALLERY
from tests.workbooks.test_kinds import EVIL, anything
from workbooks.assets import read_asset
from workbooks.dialogue_play import MOST_MOOD, MOST_REPLIES, NotOffered, Play, State
from workbooks.errors import UnreadableAnswer
from workbooks.kinds import Dialogue
from workbooks.mood_line import HEIGHT, WIDTH, mood_line
from workbooks.static import answer_panel
from workbooks.text import LANGS

EXERCISE = read_case(Course(GALLERY), "gallery").exercise("a-dialogue")
assert isinstance(EXERCISE, Dialogue)
PLAY = Play(EXERCISE)
BEST = ["arrival.hear", "details.it-matters", "cause.stay"]
ROUND = ["arrival.hear", *["details.cafe", "stalled.back-to-screen"] * MOST_REPLIES]


def raw(path: list[str], *, ended: bool = True, restarts: Any = 0) -> dict[str, Any]:
    return {"replies": path, "ended": ended, "restarts": restarts}


def test_path_is_played_again() -> None:
    """A path is read with the scene, mood and flags that each of its replies led to."""
    talk = EXERCISE.read_answer(raw(BEST, restarts=2))
    assert [turn.state.scene for turn in talk.turns] == ["details", "cause", "thanked"]
    assert [turn.state.mood for turn in talk.turns] == [5, 7, 10]
    assert talk.state.flags == {"heard"}
    assert (talk.ended, talk.restarts) == (True, 2)


def test_unfinished_path_is_an_answer() -> None:
    """A conversation is an answer from the first reply on, and after starting again."""
    assert EXERCISE.read_answer(raw(BEST[:1], ended=False)).state == State(
        "details", 5, frozenset({"heard"})
    )
    assert EXERCISE.read_answer(raw([], ended=False, restarts=1)).turns == ()


@pytest.mark.parametrize(
    "given",
    [
        None, [], {}, BEST, raw([], ended=False), raw(BEST, ended=False), raw(BEST[:2]),
        raw(BEST[1:]), raw([*BEST, "thanked.more"]), raw(["hear"], ended=False),
        raw(["arrival.nothing"], ended=False), raw(BEST, restarts=-1), raw(BEST, restarts=True),
        raw(BEST, restarts=1.0), raw(BEST, restarts="1"), {**raw(BEST), "mood": 10},
        {"replies": BEST, "ended": True}, {**raw(BEST), "ended": 1}, {**raw(BEST), "replies": "ab"},
        raw(["arrival.regret", "details.it-matters", "cause.stay"]),
        raw(["arrival.regret", "details.cafe", "stalled.back-to-screen"], ended=False),
    ],
    ids=repr,
)  # fmt: skip
def test_what_is_no_conversation(given: object) -> None:
    """Replies not offered there, a wrong word about the end, and other shapes are unreadable."""
    with pytest.raises(UnreadableAnswer):
        EXERCISE.read_answer(given)


def test_endless_circles_are_broken_off() -> None:
    """A path round in circles is read up to its greatest length, which the page knows too."""
    assert EXERCISE.read_answer(raw(ROUND[:MOST_REPLIES], ended=False)).state.mood == 0
    with pytest.raises(UnreadableAnswer):
        EXERCISE.read_answer(raw(ROUND[: MOST_REPLIES + 1], ended=False))
    script = read_asset("scripts/dialogue.js")
    assert f"const MOST_REPLIES = {MOST_REPLIES};" in script
    assert f"const MOST_MOOD = {MOST_MOOD};" in script


@settings(max_examples=100)
@given(given=anything | st.lists(st.sampled_from([*BEST, *ROUND[:3]])).map(raw))
def test_any_json_is_read_or_unreadable(given: object) -> None:
    """Any JSON is a conversation that can be shown in both languages, or is unreadable."""
    try:
        talk = EXERCISE.read_answer(given)
    except UnreadableAnswer:
        return
    for lang in LANGS:
        assert EXERCISE.customer[lang] in EXERCISE.answer_html(talk, lang)


def test_flags_and_mood_bounds() -> None:
    """A flag set to false is as one never set, and the mood never leaves its scale."""
    cause = State("cause", 6, frozenset({"heard"}))
    assert [reply.id for reply in PLAY.offered(cause)] == ["done", "stay", "blame"]
    for other in (State("cause", 5, frozenset({"heard"})), State("cause", 6)):
        assert [reply.id for reply in PLAY.offered(other)] == ["done", "blame"]
    done, stay, blame = PLAY.offered(cause)
    assert PLAY.after(State("cause", 9), stay).mood == MOST_MOOD
    assert PLAY.after(State("cause", 1), blame).mood == 0
    unset = done.model_copy(update={"set": {"heard": False, "told": True}})
    assert PLAY.after(cause, unset).flags == {"told"}
    with pytest.raises(NotOffered, match=r"cause\.done"):
        PLAY.follow(["cause.done"])


@pytest.mark.parametrize("lang", LANGS)
def test_transcript_without_a_widget(lang: Any) -> None:
    """Every word said stands in the page in its order, with the mood after each reply."""
    html = EXERCISE.answer_html(EXERCISE.read_answer(raw(BEST, restarts=1)), lang)
    by_id = {scene.id: scene for scene in EXERCISE.scenes}
    said = []
    for name in BEST:
        scene, _, reply = name.partition(".")
        texts = {each.id: each.text[lang] for each in by_id[scene].replies}
        said += [by_id[scene].says[lang], texts[reply]]  # type: ignore[index]
    places = [html.index(text) for text in (*said, by_id["thanked"].says[lang])]  # type: ignore[index]
    assert all(one < two for one, two in pairwise(places))
    assert html.count(EXERCISE.you[lang]) == len(BEST)
    steps = re.findall(r'class="hf-mood-step">([^<]+)', html)
    assert [[int(each) for each in re.findall(r"\d+", step)][:2] for step in steps] == [
        [2, 5], [2, 7], [3, 10]]  # fmt: skip
    assert "3 → 5 → 7 → 10" in html
    assert {"en": "Times started again: 1", "zh": "重新开始过 1 次"}[lang] in html


def test_unfinished_is_said() -> None:
    """A conversation broken off is shown as one, in both languages."""
    html = answer_panel(EXERCISE, raw(BEST[:1], ended=False), whose="static.answer")
    assert "not over yet" in html
    assert "还没有结束" in html
    assert "is over." not in html


def test_content_is_escaped() -> None:
    """Whatever an author's texts hold stands in the page as text."""
    evil = {"en": EVIL, "zh": EVIL}
    made = EXERCISE.model_dump(mode="json")
    made.update(customer=evil, you=evil, mood={**made["mood"], "label": evil})
    made["scenes"][0].update(says=evil)
    made["scenes"][0]["replies"][1].update(text=evil)
    exercise = Dialogue.model_validate(made)
    html = exercise.answer_html(exercise.read_answer(raw(BEST)), "en")
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("&lt;script&gt;") >= 6


@given(moods=st.lists(st.integers(0, MOST_MOOD), min_size=1, max_size=60))
def test_mood_line_stays_in_its_frame(moods: list[int]) -> None:
    """Every point lies inside the drawing, left to right, higher for a better mood."""
    drawn = mood_line(moods, "<label>")
    points = [
        (float(x), float(y)) for x, y in re.findall(r"([\d.]+),([\d.]+)", drawn.split("points=")[1])
    ]
    assert len(points) == len(moods)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)
    assert all(one[0] < two[0] for one, two in pairwise(points))
    for (_, one), (_, two), before, after in zip(
        points, points[1:], moods, moods[1:], strict=False
    ):
        assert (one > two) == (before < after)
    assert "<label>" not in drawn
