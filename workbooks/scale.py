"""A scale of whole numbers on which something is rated, with what its levels mean."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field

from workbooks.text import Content, Lang, Text

ScaleMistake = tuple[str, tuple[str | int, ...], dict[str, object]]
"""As `workbooks.exercise.Mistake`, its place counted from the scale."""


class Scale(Content):
    """Every whole number from `min` to `max` is a level.

    The anchors say what a level looks like, so plainly that two people who saw the same thing would
    give the same number. Both ends need one.
    """

    min: int = Field(ge=0, le=1)
    max: int = Field(ge=3, le=5)
    anchors: dict[int, Text] = Field(description="by level: what it looks like; both ends need one")

    @property
    def levels(self) -> range:
        """The levels, from the lowest to the highest."""
        return range(self.min, self.max + 1)

    def holds(self, raw: object) -> bool:
        """Whether `raw`, plain data of any kind, is one of the levels."""
        return type(raw) is int and self.min <= raw <= self.max

    def meaning(self, level: int, lang: Lang) -> str:
        """The level as a number, with its anchor if it has one."""
        anchor = self.anchors.get(level)
        return str(level) if anchor is None else f"{level} · {anchor[lang]}"

    def mistakes(self) -> Iterable[ScaleMistake]:
        """Anchors beside the scale, and ends without one."""
        fields: dict[str, object] = {"min": self.min, "max": self.max}
        for level in self.anchors:
            if level not in self.levels:
                yield "anchor-off-scale", ("anchors", level), {"level": level, **fields}
        for level in (self.min, self.max):
            if level not in self.anchors:
                yield "end-without-anchor", ("anchors",), {"level": level}
