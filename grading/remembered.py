"""What an answer earns and how it is shown, remembered: many in a class give the same answer.

An answer of one's own words comes once and is worked out every time; so is one that was computed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from workbooks.kinds import Exercise
from workbooks.scoring.key import BaseKey
from workbooks.scoring.outcome import no_points, score_html, score_of
from workbooks.scoring.score import Score
from workbooks.static import answer_panel
from workbooks.writing import Writing

MOST_CHARACTERS: Final = 8 << 20
"""Of all that is kept; beyond it what was asked for longest ago is forgotten."""
LONGEST: Final = MOST_CHARACTERS >> 8
"""What is longer is not kept: one odd answer must not push out those of a class."""


@dataclass(frozen=True)
class Outcome:
    """What an answer earned, and the panel that tells so: question, answer, points, reasons."""

    score: Score
    html: str


_Known = tuple[int, int, str, str]


@dataclass(frozen=True)
class _Kept:
    """An outcome with what it came of: while that is kept, nothing else has its identity."""

    outcome: Outcome
    exercise: Exercise
    key: BaseKey


class Outcomes:
    """The outcomes of one case's answers, the lately used ones kept."""

    def __init__(self, most: int = MOST_CHARACTERS) -> None:
        self._most = most
        self._kept: dict[_Known, _Kept] = {}
        self.characters = 0
        """How many are kept, markup and all."""

    def of(self, exercise: Exercise, key: BaseKey, raw: Any, others: Mapping[str, Any]) -> Outcome:
        """What `raw`, an answer as the log holds it, comes to by this key.

        `others` are the answers to the exercises that this one needs.
        """
        known = _known(exercise, key, raw, others)
        if known is None:
            return work_out(exercise, score_of(key, exercise, raw), raw, others)
        kept = self._kept.pop(known, None)
        if kept is None:
            outcome = work_out(exercise, score_of(key, exercise, raw), raw, others)
            kept = _Kept(outcome, exercise, key)
            if _size(known, kept) > LONGEST:
                return outcome
            self._make_room(_size(known, kept))
        self._kept[known] = kept  # the last one: forgotten last
        return kept.outcome

    def _make_room(self, size: int) -> None:
        self.characters += size
        while self.characters > self._most and self._kept:
            oldest = next(iter(self._kept))
            self.characters -= _size(oldest, self._kept.pop(oldest))


def work_out(exercise: Exercise, score: Score, raw: Any, others: Mapping[str, Any]) -> Outcome:
    """The outcome of an answer whose score is known."""
    panel = answer_panel(exercise, raw, whose="static.answer-of", others=others)
    return Outcome(score, panel + score_html(score))


def nothing_handed_in(exercise: Exercise, reason: str, error: str) -> Outcome:
    """The outcome where a cell was to hand in a value and did not."""
    return work_out(exercise, no_points(exercise, reason, error=error), None, {})


def _known(exercise: Exercise, key: BaseKey, raw: Any, others: Mapping[str, Any]) -> _Known | None:
    """What tells an answer from every other; None where it is not worth keeping.

    Python writes a plain value out so that no two are written alike: `1`, `1.0`, `True`, and
    objects with their entries in another order.
    """
    if exercise.from_code or exercise.personal or (raw and isinstance(exercise, Writing)):
        return None
    try:
        return id(exercise), id(key), repr(raw), repr(others) if others else ""
    except (ValueError, RecursionError):  # a number of thousands of digits, or lists in lists
        return None


def _size(known: _Known, kept: _Kept) -> int:
    return len(known[2]) + len(known[3]) + 2 * len(kept.outcome.html)
