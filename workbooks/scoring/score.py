"""A score: points, and the reasons for them in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from workbooks.text import Text

Verdict = Literal["right", "partly", "wrong", "note", "doubt"]


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One thing said about an answer. It never names what the student did not give.

    A `doubt` is for a person to settle: the points stand only until then.
    """

    verdict: Verdict
    text: Text


@dataclass(frozen=True, kw_only=True)
class Score:
    """What an answer earned.

    `points` is None while a person has still to give them; otherwise it lies between 0 and
    `most` and is rounded to a hundredth of a point. Beside a doubt it is a proposal. `answered`
    tells whether there was an answer to score.
    """

    points: float | None
    most: float
    reasons: tuple[Reason, ...] = ()
    answered: bool = True

    @property
    def needs_human(self) -> bool:
        """Whether somebody must still look at it."""
        return self.points is None or self.is_proposed

    @property
    def is_proposed(self) -> bool:
        """Whether the points hang on a doubt."""
        return any(reason.verdict == "doubt" for reason in self.reasons)


def as_data(reasons: Sequence[Reason]) -> list[dict[str, object]]:
    """Reasons as plain data, for a page."""
    return [{"verdict": each.verdict, "text": each.text.model_dump()} for each in reasons]


def share_of(most: float, share: float, reasons: Sequence[Reason]) -> Score:
    """The score for a share (0 to 1, clipped) of the most an exercise can earn."""
    points = round(most * min(max(share, 0.0), 1.0), 2)
    return Score(points=points, most=most, reasons=tuple(reasons))
