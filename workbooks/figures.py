"""What a figure shows, as plain data: the marks on its axes and what is written around them.

Nothing here knows matplotlib (`figure_reading.py` does): a figure that was handed in is judged and
drawn again from these numbers and texts alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

MOST_POINTS: Final = 20_000
MOST_BARS: Final = 2_000
MOST_PANELS: Final = 12
MOST_GROUPS: Final = 2_000
MOST_TICKS: Final = 400
MOST_TEXTS: Final = 400
MOST_TEXT: Final = 200
NEAR_ZERO: Final = 1e-9

_Number = Annotated[float, Field(allow_inf_nan=False)]
_Text = Annotated[str, Field(max_length=MOST_TEXT)]
_Numbers = Annotated[tuple[_Number, ...], Field(max_length=MOST_POINTS, strict=False)]
_Texts = Annotated[tuple[_Text, ...], Field(max_length=MOST_TEXTS, strict=False)]
Mark = Literal["bars", "lines", "points", "wedges"]


class _Plain(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Tick(_Plain):
    """A place on an axis and what is written there."""

    at: _Number
    text: _Text


class Axis(_Plain):
    """An axis from its left or lower end, `low`, to the other; an inverted one runs downwards."""

    label: _Text = ""
    scale: Annotated[str, Field(max_length=20)] = "linear"
    low: _Number
    high: _Number
    ticks: Annotated[tuple[Tick, ...], Field(max_length=MOST_TICKS, strict=False)] = ()

    def name_at(self, at: float, *, beside: bool = False) -> str:
        """What is written at the tick that stands at `at`.

        With `beside` also at one that stands nearer than any other: bars that stand side by side
        over one name share it.
        """
        if not self.ticks:
            return ""
        after = bisect_left(self._ordered, at, key=lambda each: each.at)
        nearest = self._ordered[max(after - 1, 0) : after + 1]
        tick = min(nearest, key=lambda each: abs(each.at - at))
        near = self._gap * (0.5 if beside else 0.001)
        return tick.text if abs(tick.at - at) <= near else ""

    @cached_property
    def _ordered(self) -> list[Tick]:
        return sorted(self.ticks, key=lambda each: each.at)

    @cached_property
    def _gap(self) -> float:
        pairs = pairwise(tick.at for tick in self._ordered)
        return min((two - one for one, two in pairs if two > one), default=1.0)

    def shows(self, value: float) -> bool:
        """Whether a value lies between the ends of the axis."""
        low, high = sorted((self.low, self.high))
        slack = NEAR_ZERO * max(abs(low), abs(high))
        return low - slack <= value <= high + slack


class Bar(_Plain):
    """A bar: its middle on one axis; on the other its base and, from there, its size."""

    at: _Number
    size: _Number
    base: _Number = 0.0
    wide: _Number = 0.8


class Bars(_Plain):
    """Bars drawn together, under one label."""

    label: _Text = ""
    horizontal: bool = False
    bars: Annotated[tuple[Bar, ...], Field(max_length=MOST_BARS, strict=False)]


class Curve(_Plain):
    """Points in the order in which they were given, joined by a line or not."""

    label: _Text = ""
    x: _Numbers
    y: _Numbers

    @model_validator(mode="after")
    def _pairs(self) -> Curve:
        if len(self.x) != len(self.y):
            raise ValueError("there are not as many x as y")
        return self


class Rule(_Plain):
    """A line straight across at one value of an axis, as `axhline` draws it on the y axis."""

    axis: Literal["x", "y"]
    at: _Number


class Wedge(_Plain):
    """A piece of a pie and its share of the whole."""

    label: _Text = ""
    share: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class Panel(_Plain):
    """One pair of axes and what is drawn on it."""

    title: _Text = ""
    x: Axis
    y: Axis
    bars: Annotated[tuple[Bars, ...], Field(max_length=MOST_GROUPS, strict=False)] = ()
    lines: Annotated[tuple[Curve, ...], Field(max_length=MOST_GROUPS, strict=False)] = ()
    points: Annotated[tuple[Curve, ...], Field(max_length=MOST_GROUPS, strict=False)] = ()
    wedges: Annotated[tuple[Wedge, ...], Field(max_length=MOST_BARS, strict=False)] = ()
    rules: Annotated[tuple[Rule, ...], Field(max_length=MOST_GROUPS, strict=False)] = ()
    legend: _Texts = ()
    texts: _Texts = ()

    @property
    def horizontal(self) -> bool:
        """Whether its values run along the x axis, as those of lying bars do."""
        lying = sum(len(group.bars) for group in self.bars if group.horizontal)
        return 2 * lying > sum(len(group.bars) for group in self.bars)

    @property
    def values(self) -> Axis:
        """The axis on which values are read."""
        return self.x if self.horizontal else self.y

    @property
    def categories(self) -> Axis:
        """The other axis."""
        return self.y if self.horizontal else self.x

    def marks(self) -> dict[Mark, int]:
        """How many bars, lines, points and wedges there are; only those there are."""
        found: dict[Mark, int] = {
            "bars": sum(len(group.bars) for group in self.bars),
            "lines": len(self.lines),
            "points": sum(len(group.x) for group in self.points),
            "wedges": len(self.wedges),
        }
        return {mark: count for mark, count in found.items() if count}

    def starts_at_zero(self) -> bool:
        """Whether every bar can be read by its length: it, or what it is stacked on, stands on a
        zero that the axis shows."""
        if self.values.scale != "linear" or not self.values.shows(0):
            return False
        floors: dict[float, float] = {}
        for bar in (bar for group in self.bars for bar in group.bars):
            at = round(bar.at, 6)
            floors[at] = min(floors.get(at, abs(bar.base)), abs(bar.base))
        return all(floor <= NEAR_ZERO for floor in floors.values())

    def groups(self) -> int:
        """How many series a reader would have to tell apart."""
        named = {group.label for group in self.bars if group.label}
        return max(len(named), len(self.lines), len(self.points))


class FigureData(_Plain):
    """A figure as data; `undrawn` are characters for which its fonts have no sign."""

    title: _Text = ""
    x_label: _Text = ""
    y_label: _Text = ""
    panels: Annotated[tuple[Panel, ...], Field(min_length=1, max_length=MOST_PANELS, strict=False)]
    legend: _Texts = ()
    undrawn: _Text = ""

    @model_validator(mode="after")
    def _bounded(self) -> FigureData:
        bars = sum(panel.marks().get("bars", 0) for panel in self.panels)
        points = sum(len(curve.x) for panel in self.panels for curve in _curves(panel))
        if bars > MOST_BARS or points > MOST_POINTS:
            raise ValueError("there are more marks than a figure may have")
        return self

    def label_of(self, panel: Panel, axis: Axis) -> str:
        """The label of a panel's axis, or else the one the whole figure has on that side."""
        return axis.label or (self.x_label if axis is panel.x else self.y_label)

    def titles(self) -> tuple[str, ...]:
        """What stands above the figure and above its panels."""
        return tuple(each for each in (self.title, *(one.title for one in self.panels)) if each)


def _curves(panel: Panel) -> Iterator[Curve]:
    yield from panel.lines
    yield from panel.points
