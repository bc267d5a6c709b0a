"""`match`: pair each item with what belongs to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal

from pydantic import Field

from workbooks.exercise import Mistake, Option
from workbooks.paired import Paired


class Match(Paired):
    """Pair each left item with one right item. The answer maps left ids to right ids.

    There may be more right items than left ones. A right item serves once, unless `reuse`.
    """

    script: ClassVar[str] = "match"
    lists: ClassVar[tuple[str, ...]] = ("left", "right")

    kind: Literal["match"]
    left: tuple[Option, ...] = Field(min_length=2)
    right: tuple[Option, ...] = Field(min_length=2, description="more than `left` if some mislead")
    reuse: bool = Field(default=False, description="a right item may serve more than once")

    @property
    def sides(self) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
        """Left and right."""
        return self.left, self.right

    def mistakes(self) -> Iterable[Mistake]:
        """Fewer right items than left ones, where each serves but once."""
        if not self.reuse and len(self.right) < len(self.left):
            counts: dict[str, object] = {"left": len(self.left), "right": len(self.right)}
            yield "too-few-right", ("right",), counts

    def read_answer(self, raw: object) -> dict[str, str]:
        """The pairs made; a right item used twice is none, unless the exercise allows it."""
        pairs = super().read_answer(raw)
        if not self.reuse and len(set(pairs.values())) < len(pairs):
            raise self.unreadable("made of different right items")
        return pairs
