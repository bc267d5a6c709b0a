"""Key and score of `choices`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import Field, field_serializer

from workbooks.exercise import OptionId
from workbooks.kinds import Choices
from workbooks.scoring.key import BaseKey, KeyProblem, guessable, unknown_options
from workbooks.scoring.score import Reason, Score, share_of
from workbooks.text import Lang, Text

Rule = Literal["all-or-nothing", "net-correct", "per-option"]


class ChoicesKey(BaseKey):
    """Which options hold, the rule of credit, and what is said about each option picked.

    The rules, for R right options of which r were picked, N options in all and w wrong ones picked:

    - `all-or-nothing`: 1 if exactly the right ones were picked, else 0;
    - `net-correct`: (r - w) / R, never below 0;
    - `per-option`: the share of the N options that were treated rightly (picked if right, left if
      wrong), rescaled so that picking nothing or everything cannot pay: whichever of the two is
      worth more counts as 0, and full marks stay 1.
    """

    kind: Literal["choices"]
    right: frozenset[OptionId] = Field(min_length=1)
    rule: Rule = "net-correct"
    feedback: dict[OptionId, Text]
    missed: Text = Field(description="said when a right option was not picked; must not name it")

    @field_serializer("right")
    def _in_order(self, right: frozenset[str]) -> list[str]:
        return sorted(right)  # a set has no order of its own, and a release is the same every time

    def model(self, exercise: Choices, lang: Lang) -> list[str]:
        """The right options."""
        return [option.id for option in exercise.options if option.id in self.right]

    def problems(self, exercise: Choices) -> Iterable[KeyProblem]:
        """Unknown options, options without feedback, and a telling length."""
        yield from unknown_options(exercise, "right", sorted(self.right))
        yield from unknown_options(exercise, "feedback", self.feedback)
        for option in exercise.options:
            if option.id not in self.feedback:
                yield "no-feedback", ("feedback",), {"name": option.id}
        if self.right & {option.id for option in exercise.options}:
            yield from guessable(exercise, self.right)

    def score(self, exercise: Choices, answer: frozenset[str]) -> Score:
        """The share by the key's rule; feedback for each option picked, in the order shown."""
        share = self._share(len(exercise.options), answer)
        reasons = [
            Reason(
                verdict="right" if option.id in self.right else "wrong",
                text=self.feedback[option.id],
            )
            for option in exercise.options
            if option.id in answer
        ]
        if self.right - answer:
            reasons.append(Reason(verdict="note", text=self.missed))
        return share_of(exercise.points, share, reasons)

    def _share(self, count: int, answer: frozenset[str]) -> float:
        hits, misses = len(answer & self.right), len(answer - self.right)
        match self.rule:
            case "all-or-nothing":
                return float(answer == self.right)
            case "net-correct":
                return (hits - misses) / len(self.right)
            case "per-option":
                treated = (hits + count - len(self.right) - misses) / count
                chance = max(len(self.right), count - len(self.right)) / count
                return (
                    1.0 if chance == 1 and treated == 1 else (treated - chance) / (1 - chance or 1)
                )
