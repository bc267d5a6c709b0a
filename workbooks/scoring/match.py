"""Key and score of `match`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from workbooks.kinds import Match
from workbooks.scoring.key import KeyProblem
from workbooks.scoring.paired import PairedKey


class MatchKey(PairedKey):
    """The right item for each left one, and what is said about a left item paired wrongly."""

    kind: Literal["match"]

    def problems(self, exercise: Match) -> Iterable[KeyProblem]:  # type: ignore[override]
        """Also a right item used twice where it may serve once, and pairs that stand abreast."""
        yield from super().problems(exercise)
        counts = Counter(self.right.values())
        for name in (each for each in counts if counts[each] > 1 and not exercise.reuse):
            yield "used-twice", ("right",), {"name": name}
        abreast = zip(exercise.left, exercise.right, strict=False)
        if all(self.right.get(left.id) == right.id for left, right in abreast):
            yield "pairs-given-away", ("right",), {}
