"""Answers that come again: the same outcome, never another answer's, and no more memory."""

from __future__ import annotations

from typing import Any

import pytest

from grading import remembered
from grading.course import Course
from grading.read import read_keyed_case
from grading.remembered import Outcomes, work_out
from tests.gallery import GALLERY
from tests.scoring import score_answer

KEYED = read_keyed_case(Course(GALLERY), "gallery")
GOOD = {
    each.id: model
    for each in KEYED.case.exercises
    if (model := KEYED.keys[each.id].model(each, "en")) is not None
}
ODD: tuple[Any, ...] = (
    None, 0, 0.0, -0.0, False, 1, 1.0, True, "1", "", [], {}, [1], ["1"], float("inf"), 10**5000,
    {"a": 1, "b": 2}, {"b": 2, "a": 1}, {"a": True, "b": 2},
)  # fmt: skip


@pytest.mark.parametrize("name", [each.id for each in KEYED.case.exercises])
def test_what_is_remembered_is_what_is_worked_out(name: str) -> None:
    """Also for answers that Python calls equal, and for one that cannot be written out."""
    exercise, key = KEYED.case.exercise(name), KEYED.keys[name]
    outcomes = Outcomes()
    for _ in range(2):
        for raw in (*ODD, GOOD.get(name)):
            expected = work_out(exercise, score_answer(KEYED, exercise, raw), raw, {})
            assert outcomes.of(exercise, key, raw, {}) == expected, raw


def test_another_key_is_another_outcome() -> None:
    """The same exercise by a mended key, and what stands beside it, are told apart."""
    name = next(each.id for each in KEYED.case.exercises if each.kind == "choice")
    exercise, key = KEYED.case.exercise(name), KEYED.keys[name]
    outcomes = Outcomes()
    first = outcomes.of(exercise, key, GOOD[name], {})
    assert outcomes.of(exercise, key, GOOD[name], {}) is first
    assert outcomes.of(exercise, key.model_copy(), GOOD[name], {}) is not first
    assert outcomes.of(exercise, key, GOOD[name], {"other": 1}) is not first


def test_ones_own_words_are_read_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """They come once; only what many give is kept. What nobody wrote is."""
    read: list[Any] = []

    def counting(exercise: Any, score: Any, raw: Any, others: Any) -> Any:
        read.append(raw)
        return work_out(exercise, score, raw, others)

    monkeypatch.setattr(remembered, "work_out", counting)
    name = next(each.id for each in KEYED.case.exercises if each.kind == "reply")
    outcomes = Outcomes()
    for raw in ("I am sorry.", "I am sorry.", None, None):
        outcomes.of(KEYED.case.exercise(name), KEYED.keys[name], raw, {})
    assert read == ["I am sorry.", "I am sorry.", None]


def test_memory_is_bounded() -> None:
    """What was asked for longest ago is forgotten, and an enormous answer is not kept at all."""
    name = next(each.id for each in KEYED.case.exercises if each.kind == "choices")
    exercise, key = KEYED.case.exercise(name), KEYED.keys[name]
    kept = Outcomes()
    first = kept.of(exercise, key, [], {})
    for number in range(20_000):
        kept.of(exercise, key, [f"odd-{number}"], {})
    assert kept.of(exercise, key, [], {}) is not first
    assert kept.characters <= remembered.MOST_CHARACTERS
    huge = ["x" * remembered.LONGEST]
    assert kept.of(exercise, key, huge, {}) is not kept.of(exercise, key, huge, {})
