"""What `match`, `classify` and `number` earn, and what can be wrong with their keys."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grading.read import KeyedCase
from tests.grading import small_pairs
from tests.grading.small import problems_in, write_course
from tests.grading.small_pairs import IN_CASE, IN_KEYS, read_pairs
from tests.scoring import score_answer
from tests.workbooks.test_kinds import anything
from workbooks.kinds import Number
from workbooks.scoring import NumberKey
from workbooks.scoring.score import Score

PAIRED = ("pairs", "again", "sorts")
ALL = (*PAIRED, "share")
BOTH = {"en": "x", "zh": "某"}


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> KeyedCase:
    return read_pairs(tmp_path_factory.mktemp("pairs"))


def scored(keyed: KeyedCase, name: str, raw: Any) -> Score:
    return score_answer(keyed, keyed.case.exercise(name), raw)


def said(score: Score) -> list[tuple[str, str]]:
    return [(reason.verdict, reason.text.en) for reason in score.reasons]


@pytest.mark.parametrize(
    ("name", "raw", "points", "told"),
    [
        ("pairs", {"dog": "bark", "cat": "meow", "cow": "moo"}, 3, [("right", "Well paired")]),
        ("pairs", {"cow": "roar", "dog": "meow", "cat": "bark"}, 0,
         [("wrong", "On dogs"), ("wrong", "On cats"), ("wrong", "On cows")]),
        ("pairs", {"cow": "roar", "dog": "bark"}, 1,
         [("wrong", "On cows"), ("note", "Left open: 1 of 3.")]),
        ("pairs", {"dog": "bark"}, 1, [("note", "Left open: 2 of 3.")]),
        ("again", {"pup": "barks", "hound": "barks"}, 2, [("right", "Both")]),
        ("again", {"pup": "mews", "hound": "barks"}, 1, [("wrong", "On pups")]),
        ("sorts", {"ant": "insect", "oak": "insect", "bee": "insect", "elm": "insect"}, 2,
         [("wrong", "On oaks"), ("wrong", "On elms")]),
    ],
)  # fmt: skip
def test_pairs_by_hand(
    keyed: KeyedCase, name: str, raw: dict[str, str], points: float, told: list[tuple[str, str]]
) -> None:
    """Each right pair earns its share; each wrong one is told, in the order of the case."""
    score = scored(keyed, name, raw)
    assert (score.points, said(score)) == (points, told)


@pytest.mark.parametrize(
    ("raw", "points", "told"),
    [
        (37.5, 2, "Well computed"), (37.55, 2, "Well computed"), (37.45, 2, "Well computed"),
        (37.56, 1.5, "Nearly"), (38, 1.5, "Nearly"), (37, 1.5, "Nearly"),
        (40, 0.5, "Not far"), (27.5, 0.5, "Not far"), (47.6, 0, "Divide"), (-37.5, 0, "Divide"),
        (0, 0, "Divide"), (0.375, 0, "Divide"),
    ],
)  # fmt: skip
def test_number_by_hand(keyed: KeyedCase, raw: float, points: float, told: str) -> None:
    """The value earns all, what is near a share, what is far nothing, each told in its words."""
    score = scored(keyed, "share", raw)
    assert score.points == points
    assert [text for _, text in said(score)] == [told]


@pytest.mark.parametrize("name", ALL)
@settings(max_examples=80)
@given(data=st.data())
def test_any_json_has_a_score(keyed: KeyedCase, name: str, data: st.DataObject) -> None:
    """Whatever was handed in, ids in the wrong places too, earns points in range and is told."""
    ids = st.sampled_from(["dog", "cat", "bark", "moo", "pup", "barks", "ant", "tree", "x"])
    close = st.dictionaries(ids, ids | st.none() | st.integers(), max_size=4)
    numbers = st.integers() | st.floats() | st.sampled_from([10**400, -(2**70), True, "37.5"])
    score = scored(keyed, name, data.draw(anything | close | numbers))
    assert score.points is not None
    assert 0 <= score.points <= score.most
    assert score.reasons
    assert all(reason.text.en and reason.text.zh for reason in score.reasons)


def every_answer(keyed: KeyedCase, name: str) -> Iterator[dict[str, str]]:
    """All answers there are to a paired exercise, those with something left open too."""
    first, second = ([option.id for option in side] for side in keyed.case.exercise(name).sides)  # type: ignore[union-attr]
    reuse = name != "pairs"
    for picks in product([None, *second], repeat=len(first)):
        given_ = {item: pick for item, pick in zip(first, picks, strict=True) if pick is not None}
        if given_ and (reuse or len(set(given_.values())) == len(given_)):
            yield given_


@pytest.mark.parametrize("name", PAIRED)
def test_pairs_rule(keyed: KeyedCase, name: str) -> None:
    """Of all answers only the key earns everything, only one without a right pair nothing."""
    right = keyed.keys[name].right  # type: ignore[attr-defined]
    seen = 0
    for raw in every_answer(keyed, name):
        score = scored(keyed, name, raw)
        hits = sum(right[item] == pick for item, pick in raw.items())
        assert (score.points == score.most) == (raw == right)
        assert (score.points == 0) == (hits == 0)
        assert [v for v, _ in said(score)].count("wrong") == len(raw) - hits
        seen += 1
    assert seen > 7


@pytest.mark.parametrize("name", PAIRED)
def test_pairs_monotone(keyed: KeyedCase, name: str) -> None:
    """Setting one item right, or filling one in, never costs a point."""
    right = keyed.keys[name].right  # type: ignore[attr-defined]
    earned = {json.dumps(raw, sort_keys=True): scored(keyed, name, raw).points
              for raw in every_answer(keyed, name)}  # fmt: skip
    tried = 0
    for key, points in earned.items():
        raw = json.loads(key)
        for item in right:
            better = earned.get(json.dumps({**raw, item: right[item]}, sort_keys=True))
            if better is None:
                continue  # the right item is in use elsewhere
            assert points is not None
            assert better >= points
            tried += 1
    assert tried > 10


@pytest.mark.parametrize("name", PAIRED)
def test_reasons_never_give_away(keyed: KeyedCase, name: str) -> None:
    """What is said of any answer never holds the text of what would be right and was not given."""
    exercise = keyed.case.exercise(name)
    right = keyed.keys[name].right  # type: ignore[attr-defined]
    texts = {option.id: option.text for option in exercise.sides[1]}  # type: ignore[union-attr]
    for raw in every_answer(keyed, name):
        told = [reason.text for reason in scored(keyed, name, raw).reasons]
        for item in right.keys() - {each for each in raw if raw[each] == right[each]}:
            for text in told:
                assert texts[right[item]].en.casefold() not in text.en.casefold()
                assert texts[right[item]].zh not in text.zh


@st.composite
def number_keys(draw: st.DrawFn) -> NumberKey:
    reaches = sorted(draw(st.sets(st.integers(1, 400), max_size=4)))
    shares = sorted(draw(st.sets(st.integers(1, 99), min_size=4, max_size=4)), reverse=True)
    value = draw(st.floats(-1e6, 1e6) | st.sampled_from([0.0, 0.1, 0.3, 1e15, -1e15]))
    near = [
        {"within": reach / 4, "share": share / 100, "feedback": BOTH}
        for reach, share in zip(reaches, shares, strict=False)
    ]
    return NumberKey.model_validate(
        {"exercise": "n", "kind": "number", "value": value, "near": near,
         "tolerance": draw(st.sampled_from([0, 0.1, 0.25])) if not near else 0,
         "feedback": {"right": BOTH, "wrong": BOTH}}
    )  # fmt: skip


COMMON = {"step": "prepare", "areas": ["numbers"], "minutes": 1, "title": BOTH, "prompt": BOTH}
NUMBER = Number.model_validate({**COMMON, "id": "n", "kind": "number", "points": 7})


@settings(max_examples=200)
@given(key=number_keys(), one=st.floats(-200, 200), two=st.floats(-200, 200))
def test_number_rule(key: NumberKey, one: float, two: float) -> None:
    """The value earns all, what lies beyond every `near` nothing, and nearer never earns less."""
    assert list(key.problems(NUMBER)) == []

    def earned(distance: float) -> float:
        score = key.score(NUMBER, key.value + distance)
        assert score.points is not None
        assert 0 <= score.points <= 7
        return score.points

    assert earned(0) == 7
    assert earned(500) == earned(-500) == 0
    closer, farther = sorted((one, two), key=lambda each: abs(key.value + each - key.value))
    if abs(closer) < abs(farther):
        assert earned(closer) >= earned(farther)


@given(tenths=st.integers(-(10**6), 10**6), steps=st.integers(0, 50))
def test_tolerance_is_decimal(tenths: int, steps: int) -> None:
    """A number written just at the tolerance is right, whatever binary fractions make of it."""
    value, tolerance = tenths / 10, steps / 100
    key = NumberKey.model_validate(
        {"exercise": "n", "kind": "number", "value": value, "tolerance": tolerance,
         "feedback": {"right": BOTH, "wrong": BOTH}}
    )  # fmt: skip
    for hundredths in (tenths * 10 + steps, tenths * 10 - steps):
        assert key.score(NUMBER, hundredths / 100).points == 7
    assert key.score(NUMBER, (tenths * 10 + steps + 1) / 100).points == 0


@pytest.mark.parametrize("raw", [math.nan, math.inf, -math.inf, 1e16, 10**400, True, "37.5", [1]])
def test_what_is_no_number_is_unreadable(keyed: KeyedCase, raw: object) -> None:
    """What is no sound number is told as unreadable and never as wrong."""
    ((verdict, text),) = said(scored(keyed, "share", raw))
    assert verdict == "note"
    assert "could not be read" in text


@pytest.mark.parametrize("mistake", IN_CASE.values(), ids=IN_CASE)
def test_mistake_in_a_case(tmp_path: Path, mistake: tuple[str, str, str]) -> None:
    """One mistake in a case is told once, in the case, with what to do."""
    code, text, says = mistake
    course = write_course(tmp_path, case=text, keys=small_pairs.KEYS)
    (told,) = problems_in(course)
    assert (told.code, told.file) == (code, course.case_file("tiny"))
    assert says in told.message
    assert told.line > text[: text.index("exercises:")].count("\n") + 1


@pytest.mark.parametrize("mistake", IN_KEYS.values(), ids=IN_KEYS)
def test_mistake_in_keys(tmp_path: Path, mistake: tuple[str, str, str]) -> None:
    """One mistake in the keys is told once, within its key, with what to do."""
    code, text, says = mistake
    course = write_course(tmp_path, case=small_pairs.CASE, keys=text)
    (told,) = problems_in(course)
    assert (told.code, told.file) == (code, course.key_file("tiny"))
    assert says in told.message
    assert told.line > 3


def test_nothing_is_wrong_to_begin_with(keyed: KeyedCase) -> None:
    """The case that these tests break is sound."""
    assert set(keyed.keys) == set(ALL)
