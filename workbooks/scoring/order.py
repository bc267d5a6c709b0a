"""Key and score of `order`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Literal

from pydantic import Field

from workbooks.exercise import OptionId
from workbooks.kinds import Order
from workbooks.scoring.key import BaseKey, KeyProblem, unknown_options
from workbooks.scoring.score import Reason, Score, share_of
from workbooks.text import Text


class OrderKey(BaseKey):
    """The right order, and what is said about a step that stands out of place.

    Credit: with n steps of which the longest run in the right relative order has L,
    (L - 1) / (n - 1): any order has a run of 1, so that is worth nothing. The steps outside that
    run are the fewest that would have to be moved.
    """

    kind: Literal["order"]
    right: tuple[OptionId, ...] = Field(min_length=2)
    feedback: dict[OptionId, Text] = Field(default_factory=dict)
    praise: Text = Field(description="said when every step stands right")

    def problems(self, exercise: Order) -> Iterable[KeyProblem]:
        """Unknown, missing or repeated steps, steps without feedback, an order given away."""
        yield from unknown_options(exercise, "right", self.right)
        yield from unknown_options(exercise, "feedback", self.feedback)
        for option in exercise.options:
            if self.right.count(option.id) != 1:
                yield "not-once", ("right",), {"name": option.id}
            if option.id not in self.feedback:
                yield "no-feedback", ("feedback",), {"name": option.id}
        if self.right == tuple(option.id for option in exercise.options):
            yield "order-given-away", ("right",), {}

    def score(self, exercise: Order, answer: tuple[str, ...]) -> Score:
        """Credit for the longest run in order; feedback for each step outside it."""
        places = [self.right.index(each) for each in answer]
        kept = longest_rising_run(places)
        moved = [each for place, each in enumerate(answer) if place not in kept]
        reasons = [Reason(verdict="wrong", text=self.feedback[each]) for each in moved]
        if not moved:
            reasons = [Reason(verdict="right", text=self.praise)]
        share = (len(kept) - 1) / (len(self.right) - 1)
        return share_of(exercise.points, share, reasons)


def longest_rising_run(numbers: Sequence[int]) -> frozenset[int]:
    """The indices of one longest strictly increasing subsequence (patience sorting, n log n)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for index, number in enumerate(numbers):
        length = bisect_left(tails, number)
        tails[length : length + 1] = [number]
        ends[length : length + 1] = [index]
        before.append(ends[length - 1] if length else None)
    kept: set[int] = set()
    at: int | None = ends[-1] if ends else None
    while at is not None:
        kept.add(at)
        at = before[at]
    return frozenset(kept)
