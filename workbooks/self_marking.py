"""Marking oneself: what a key leaves to a person, where that person is the learner.

In a self-study release nobody else will read an essay. Whoever wrote it marks it, line by line of
the rubric and beside a model answer. The marks are kept as a note in the answer log, together with
a digest of the answer that they speak of: once the text is another, they no longer count.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from workbooks.errors import UnreadableAnswer
from workbooks.scoring.score import Reason, as_data
from workbooks.scoring.written import WrittenKey
from workbooks.text import Text
from workbooks.written import Criterion, Written

SHARES: Final = (0.0, 0.5, 1.0)
"""What a line of a rubric may be given: nothing, half of its points, all of them."""


@dataclass(frozen=True, kw_only=True)
class SelfMarking:
    """A text between its machine and its writer.

    `lines` are those of the rubric that are left to the writer, each with what made the reader
    doubt, if it is that; `shares` are the writer's marks so far. `reasons` speak of the other
    lines, which earned `sure` points of `most`.
    """

    lines: tuple[tuple[Criterion, Text | None], ...]
    shares: Mapping[str, float]
    reasons: tuple[Reason, ...]
    sure: float
    most: float

    @property
    def own(self) -> float:
        """The points that the writer gave."""
        given = (line.points * self.shares.get(line.id, 0.0) for line, _ in self.lines)
        return round(sum(given), 2)

    @property
    def points(self) -> float | None:
        """All points; None until every line has its mark."""
        whole = all(line.id in self.shares for line, _ in self.lines)
        return round(self.sure + self.own, 2) if whole else None


def self_marking(key: WrittenKey, exercise: Written, raw: Any, noted: Any) -> SelfMarking | None:
    """What an answer earned for sure and what its writer gives it; None if it cannot be read.

    `noted` is what the log holds of it (`workbooks.kept.OWN_NOTE`), whatever that may be.
    """
    try:
        answer = exercise.read_answer(raw)
    except UnreadableAnswer:
        return None
    left = key.left(exercise, answer)
    sure, reasons = key.sure(exercise, answer)
    return SelfMarking(
        lines=tuple((line, left[line.id]) for line in exercise.rubric if line.id in left),
        shares=_shares(noted, raw, left),
        reasons=reasons,
        sure=sure,
        most=exercise.points,
    )


def with_own_marks(
    verdict: Mapping[str, Any], key: object, exercise: object, noted: Any
) -> dict[str, Any]:
    """A verdict with what its writer is to mark (`own`), and points as far as they are given.

    `own` lists the `lines` (`id`, `points`, `text`, perhaps a `doubt`, and the `share` given so
    far) and says how many points are the writer's own (`given`).
    """
    if not (isinstance(key, WrittenKey) and isinstance(exercise, Written)):
        return dict(verdict)
    marking = self_marking(key, exercise, verdict["answer"], noted)
    if marking is None:
        return dict(verdict)
    lines = [
        {
            "id": line.id,
            "points": line.points,
            "text": line.text.model_dump(),
            "doubt": doubt and doubt.model_dump(),
            "share": marking.shares.get(line.id),
        }
        for line, doubt in marking.lines
    ]
    return {
        **verdict,
        "points": marking.points,
        "reasons": as_data(marking.reasons),
        "own": {"lines": lines, "given": marking.own},
        "open": bool(lines) or bool(verdict.get("open")),
    }


def as_noted(raw: Any, shares: Mapping[str, float]) -> dict[str, Any]:
    """Marks as the log holds them, bound to the answer that they speak of."""
    return {"of": _digest(raw), "shares": dict(shares)}


def is_share(value: object) -> bool:
    """Whether plain data is a mark that a line can be given."""
    return isinstance(value, int | float) and not isinstance(value, bool) and value in SHARES


def _shares(noted: Any, raw: Any, left: Mapping[str, object]) -> dict[str, float]:
    if not isinstance(noted, dict) or noted.get("of") != _digest(raw):
        return {}
    shares = noted.get("shares")
    given = shares.items() if isinstance(shares, dict) else ()
    return {name: float(share) for name, share in given if name in left and is_share(share)}


def _digest(raw: Any) -> str:
    return hashlib.sha256(json.dumps(raw, sort_keys=True).encode()).hexdigest()[:16]


__all__ = ["SHARES", "SelfMarking", "as_noted", "is_share", "self_marking", "with_own_marks"]
