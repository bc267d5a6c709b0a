"""Key and score of `number`."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field

from workbooks.kinds import Number
from workbooks.numeric import MOST
from workbooks.scoring.key import BaseKey, KeyProblem
from workbooks.scoring.score import Reason, Score, share_of
from workbooks.text import Content, Lang, Text


class Near(Content):
    """How far from the value an answer may lie to earn a share, and what is then said."""

    within: Annotated[float, Field(gt=0, le=MOST)]
    share: Annotated[float, Field(gt=0, lt=1)]
    feedback: Text


class Told(Content):
    """What is said of a right answer, and of one that earns nothing; neither names the value."""

    right: Text
    wrong: Text


class NumberKey(BaseKey):
    """The value, how near it counts as right, and what lies near enough for a part of the points.

    Credit, with d the distance of the answer from `value`: 1 if d is at most `tolerance`; else the
    `share` of the first `near` whose `within` is at least d; else 0. Distances count as equal up to
    four units in the last place, so that a tolerance of 0.05 takes in 12.35 beside 12.3. With
    `also_as: [0.01]` the value multiplied by that is right as well, all distances with it: a share
    where a percentage is expected.
    """

    kind: Literal["number"]
    value: Annotated[float, Field(ge=-MOST, le=MOST)]
    tolerance: Annotated[float, Field(ge=0, le=MOST)] = 0
    near: tuple[Near, ...] = ()
    also_as: tuple[Annotated[float, Field(gt=0)], ...] = ()
    feedback: Told

    def model(self, exercise: Number, lang: Lang) -> float:
        """The value."""
        return self.value

    def problems(self, exercise: Number) -> Iterable[KeyProblem]:
        """A `near` that reaches no further, or earns no less, than what stands before it."""
        reach, share = self.tolerance, 1.0
        for place, each in enumerate(self.near):
            if each.within <= reach or each.share >= share:
                yield "near-not-nearer", ("near", place), {}
            reach, share = each.within, each.share

    def score(self, exercise: Number, answer: float) -> Score:
        """All for a right answer, a share for a near one, each with its feedback."""
        if self._within(self.tolerance, answer):
            return share_of(exercise.points, 1, [Reason(verdict="right", text=self.feedback.right)])
        for each in self.near:
            if self._within(each.within, answer):
                reason = Reason(verdict="partly", text=each.feedback)
                return share_of(exercise.points, each.share, [reason])
        return share_of(exercise.points, 0, [Reason(verdict="wrong", text=self.feedback.wrong)])

    def _within(self, reach: float, answer: float) -> bool:
        return any(_near(answer, self.value * each, reach * each) for each in (1, *self.also_as))


def _near(answer: float, value: float, reach: float) -> bool:
    slack = 4 * math.ulp(max(abs(value), abs(answer)))
    return abs(answer - value) <= reach + slack
