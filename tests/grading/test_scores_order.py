"""What an order earns: total and partial orders, steps that do not belong, and any JSON at all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, permutations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from grading.course import Course
from grading.read import KeyedCase, key_problems, read_keyed_case
from tests.gallery import GALLERY
from tests.scoring import score_answer
from tests.workbooks.test_kinds import anything
from workbooks.kinds import Order
from workbooks.scoring import OrderKey
from workbooks.scoring.order import most_without_clash

KEYED: KeyedCase = read_keyed_case(Course(GALLERY), "gallery")
STEPS: Any = KEYED.case.exercise("some-steps")
BOTH = {"en": "x", "zh": "某"}
COMMON = {"step": "prepare", "areas": ["hearing"], "minutes": 1, "title": BOTH, "prompt": BOTH}


def made(
    right: Sequence[str], spares: Sequence[str] = (), after: Any = None
) -> tuple[Order, OrderKey]:
    options = [{"id": each, "text": BOTH} for each in [*reversed(right), *spares]]
    exercise = Order.model_validate(
        {**COMMON, "id": "o", "kind": "order", "points": 6, "options": options,
         "spares": bool(spares)}
    )  # fmt: skip
    key = OrderKey.model_validate(
        {"exercise": "o", "kind": "order", "right": list(right), "after": after, "praise": BOTH,
         "feedback": {each: {"en": each, "zh": each} for each in [*right, *spares]}}
    )  # fmt: skip
    return exercise, key


def earned(exercise: Order, key: OrderKey, answer: Sequence[str]) -> float:
    score = key.score(exercise, exercise.read_answer(list(answer)))
    assert score.points is not None
    assert 0 <= score.points <= score.most
    return score.points


def told(exercise: Order, key: OrderKey, answer: Sequence[str]) -> list[str]:
    return [reason.text.en for reason in key.score(exercise, tuple(answer)).reasons]


def test_every_valid_order_earns_all() -> None:
    """With a partial order each of its orders is right, and no other is."""
    exercise, key = made("abcd", after={"b": ["a"], "c": ["a"], "d": ["b", "c"]})
    whole = {"".join(each) for each in permutations("abcd") if earned(exercise, key, each) == 6}
    assert whole == {"abcd", "acbd"}
    assert told(exercise, key, "acbd") == ["x"]


def test_constraints_pass_on() -> None:
    """What comes after b, which comes after a, also comes after a, though nobody says so."""
    exercise, key = made("abc", after={"b": ["a"], "c": ["b"]})
    assert earned(exercise, key, "bca") == earned(*made("abc"), "bca")
    assert told(exercise, key, "bca") == ["a"]


def test_steps_that_do_not_belong() -> None:
    """A spare step costs as much as one out of place; missing ones earn nothing and are counted."""
    exercise, key = made("abcd", spares="xy")
    assert [earned(exercise, key, each) for each in ("abcd", "abxcd", "xabcdy", "abc", "b")] == [
        6, 4, 2, 4, 0]  # fmt: skip
    assert told(exercise, key, "abxc") == ["x", "1 step that belongs here is missing."]
    assert told(exercise, key, "ab") == ["2 steps that belong here are missing."]


def test_a_spare_that_is_none_is_told() -> None:
    """A case that speaks of spares and has none is told to its author."""
    exercise, key = made("abc")
    spared = exercise.model_copy(update={"spares": True})
    assert [name for name, _, _ in key_problems(spared, key)] == ["no-spare"]
    assert list(key_problems(exercise, key)) == []


@st.composite
def orders(draw: st.DrawFn) -> tuple[Order, OrderKey, list[str]]:
    right = [f"s{number}" for number in range(draw(st.integers(2, 6)))]
    spares = [f"x{number}" for number in range(draw(st.integers(0, 2)))]
    pairs = draw(st.sets(st.sampled_from(list(combinations(right, 2))), min_size=1))
    after: dict[str, list[str]] = {}
    for first, second in sorted(pairs):
        after.setdefault(second, []).append(first)
    exercise, key = made(right, spares, draw(st.sampled_from([None, after])))
    steps = draw(st.permutations([*right, *spares]))
    if spares:
        steps = steps[: draw(st.integers(1, len(steps)))]
    return exercise, key, steps


@given(drawn=orders())
def test_order_rule(drawn: tuple[Order, OrderKey, list[str]]) -> None:
    """A right order earns all and turned round nothing; leaving out a spare and turning two
    neighbours right never cost anything."""
    exercise, key, steps = drawn
    now = earned(exercise, key, steps)
    assert earned(exercise, key, key.right) == 6
    assert earned(exercise, key, key.right[::-1]) == 0
    for step in steps:
        rest = [each for each in steps if each != step]
        if step not in key.right and rest:
            assert earned(exercise, key, rest) >= now
    before = key._before()
    for at in range(len(steps) - 1):
        if steps[at + 1] in before.get(steps[at], ()):
            fixed = [*steps[:at], steps[at + 1], steps[at], *steps[at + 2 :]]
            assert earned(exercise, key, fixed) >= now


@given(drawn=orders())
def test_fewest_steps_are_found_out_of_place(drawn: tuple[Order, OrderKey, list[str]]) -> None:
    """What is kept clashes with nothing, and is as much as trying everything finds."""
    _, key, steps = drawn
    before = key._before()
    there = [each for each in steps if each in key.right]
    clashes = [
        [at for at in range(place + 1, len(there)) if there[at] in before[step]]
        for place, step in enumerate(there)
    ]

    def sound(places: Sequence[int]) -> bool:
        return not any(two in clashes[one] for one, two in combinations(sorted(places), 2))

    kept = most_without_clash(clashes)
    assert sound(list(kept))
    assert len(kept) == max(
        size
        for size in range(len(there) + 1)
        for places in combinations(range(len(there)), size)
        if sound(places)
    )


@given(raw=anything | st.lists(st.sampled_from([each.id for each in STEPS.options])))
def test_any_json_is_scored(raw: object) -> None:
    """Whatever was handed in gets points in range, and nothing raises."""
    score = score_answer(KEYED, STEPS, raw)
    assert score.points is not None
    assert 0 <= score.points <= 3
