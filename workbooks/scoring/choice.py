"""Key and score of `choice`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field

from workbooks.exercise import OptionId
from workbooks.kinds import Choice
from workbooks.scoring.key import BaseKey, KeyProblem, guessable, unknown_options
from workbooks.scoring.score import Reason, Score, Verdict, share_of
from workbooks.text import Lang, Text


class ChoiceKey(BaseKey):
    """What each option is worth, as a share of the points, and what is said to whoever picks it.

    Credit: the share of the option picked. An option that `credit` does not name is worth nothing.
    """

    kind: Literal["choice"]
    credit: dict[OptionId, Annotated[float, Field(gt=0, le=1)]] = Field(min_length=1)
    feedback: dict[OptionId, Text]

    def model(self, exercise: Choice, lang: Lang) -> str:
        """The first option that earns everything."""
        return next(each.id for each in exercise.options if self.credit.get(each.id) == 1)

    def problems(self, exercise: Choice) -> Iterable[KeyProblem]:
        """Unknown options, options without feedback, a key without full marks, a telling length."""
        yield from unknown_options(exercise, "credit", self.credit)
        yield from unknown_options(exercise, "feedback", self.feedback)
        for option in exercise.options:
            if option.id not in self.feedback:
                yield "no-feedback", ("feedback",), {"name": option.id}
        right = [each for each in exercise.options if self.credit.get(each.id) == 1]
        if right:
            yield from guessable(exercise, [each.id for each in right])
        if max(self.credit.values()) < 1:
            yield "no-full-marks", ("credit",), {}

    def score(self, exercise: Choice, answer: str) -> Score:
        """The share of the option picked, with that option's feedback."""
        share = self.credit.get(answer, 0.0)
        verdict: Verdict = "right" if share == 1 else "partly" if share else "wrong"
        reason = Reason(verdict=verdict, text=self.feedback[answer])
        return share_of(exercise.points, share, [reason])
