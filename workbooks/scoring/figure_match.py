"""What of a figure agrees with what was to be shown, whichever marks show it.

Bars, lines, points and pieces of a pie all come down to *readings*: a name or a place on one axis,
and a value. A series to be shown is looked for among the groups of readings.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from pydantic import Field

from workbooks.figures import Bar, Curve, Mark, Panel
from workbooks.scoring.table import near
from workbooks.text import Content, Words

Finite = Annotated[float, Field(allow_inf_nan=False)]


class Named(Content):
    """Something in a figure and the other names it may go by, in either language."""

    name: Words
    also: tuple[Words, ...] = ()

    def names(self) -> frozenset[str]:
        """Its names as they are compared: without regard to case and white space."""
        return _squeezed_all(self.name, *self.also)


class Series(Named):
    """Values to be shown, one for each category or place."""

    values: tuple[Finite, ...] = Field(min_length=1)
    starts: tuple[Finite, ...] = Field(
        default=(), description="where each bar begins, if that matters, as in a calendar"
    )

    def start(self, place: int) -> float | None:
        """Where the bar of that place must begin, or None where it does not matter."""
        return self.starts[place] if self.starts else None


@dataclass(frozen=True)
class Reading:
    """One mark: what is written where it stands, where that is, how far it reaches, its value.

    Of a bar, `start` is where it begins.
    """

    name: str
    at: float
    value: float
    reach: float = 0.0
    start: float = 0.0


@dataclass(frozen=True)
class Group:
    """Marks that belong together, by their label or legend."""

    name: str
    readings: Sequence[Reading]
    joined: bool = False


@dataclass(frozen=True)
class Agreement:
    """How much of a series was found, 0 to 1, where, and the first reading that is off."""

    share: float
    group: Group
    off: Reading | None = None


@dataclass(frozen=True)
class Wanted:
    """The categories, or else the places on an axis of numbers, and how near a value must be."""

    categories: Sequence[Named]
    places: Sequence[float]
    tolerance: float
    relative: float

    def near(self, given: float, value: float, factor: float) -> bool:
        """Whether a value that was drawn is the wanted one in a unit that is `factor` times it."""
        return near(given, value * factor, self.tolerance * factor, self.relative)

    def agrees(self, reading: Reading, series: Series, place: int, factor: float) -> bool:
        """Whether a mark shows the value of that place and, if it matters, begins where it must."""
        start = series.start(place)
        begins = start is None or self.near(reading.start, start, factor)
        return begins and self.near(reading.value, series.values[place], factor)


def groups_of(panel: Panel, mark: Mark, series: Sequence[Series]) -> list[Group]:
    """What one kind of mark shows; the pieces of a pie as parts of the first series' whole."""
    if mark == "bars":
        return _named(panel, _bars(panel, len(series)))
    if mark == "wedges":
        labels = [each.label for each in panel.wedges]
        if not any(labels):
            labels = [*panel.legend, *labels][: len(labels)]
        whole = math.fsum(series[0].values)
        pieces = zip(labels, panel.wedges, strict=True)
        return [Group("", [Reading(name, 0, each.share * whole) for name, each in pieces])]
    curves = panel.lines if mark == "lines" else panel.points
    return _named(panel, [_curve(panel, each, joined=mark == "lines") for each in curves])


def best_agreements(
    series: Sequence[Series], groups: Sequence[Group], wanted: Wanted, factor: float
) -> list[Agreement]:
    """For each series the group that shows it best; one that goes by its name comes first.

    A single series is also looked for in all the groups together, for bars may have been drawn one
    by one; bars beside it count against it, other lines do not.
    """
    left = list(groups)
    if len(series) == 1 and groups:
        whole = Group("", [each for group in groups for each in group.readings])
        left = left if groups[0].joined else [whole]
    found = []
    for one in series:
        others = frozenset().union(*(each.names() for each in series if each is not one))
        own = [group for group in left if squeezed(group.name) in one.names()]
        free = [group for group in left if squeezed(group.name) not in others]
        tried = [agreement(one, group, wanted, factor) for group in (own or free)]
        best = max(tried, key=lambda each: each.share, default=Agreement(0.0, Group("", ())))
        found.append(best)
        left = [group for group in left if group is not best.group]
    return found


def agreement(series: Series, group: Group, wanted: Wanted, factor: float) -> Agreement:
    """How much of a series a group shows."""
    if wanted.categories:
        return _by_name(series, group, wanted, factor)
    if group.joined:
        return _along_a_line(series, group, wanted, factor)
    return _by_place(series, group, wanted, factor)


def _by_name(series: Series, group: Group, wanted: Wanted, factor: float) -> Agreement:
    left = set(range(len(series.values)))
    agree, off = 0, None
    for reading in group.readings:
        place = category_of(reading.name, wanted.categories)
        if place in left and wanted.agrees(reading, series, place, factor):
            agree += 1
        elif off is None:
            off = reading
        left.discard(-1 if place is None else place)
    return Agreement(agree / max(len(series.values), len(group.readings)), group, off)


def _by_place(series: Series, group: Group, wanted: Wanted, factor: float) -> Agreement:
    """Bars over the places, or points at them; each counts once."""
    left = sorted(group.readings, key=lambda each: each.at)
    reach = max((each.reach for each in left), default=0.0)
    agree = 0
    for number, place in enumerate(wanted.places):
        at = bisect_left(left, place - reach - _slack(place), key=lambda each: each.at)
        while at < len(left) and left[at].at <= place + reach + _slack(place):
            if _stands_at(left[at], place) and wanted.agrees(left[at], series, number, factor):
                agree += 1
                del left[at]
                break
            at += 1
    share = agree / max(len(series.values), len(group.readings))
    return Agreement(share, group, left[0] if left else None)


def _along_a_line(series: Series, group: Group, wanted: Wanted, factor: float) -> Agreement:
    """A line is read where the places are, between two of its points if need be."""
    agree, off = 0, None
    points = sorted(group.readings, key=lambda each: each.at)
    for place, value in zip(wanted.places, series.values, strict=True):
        own = [each for each in points if _stands_at(each, place)]
        drawn = own[0].value if own else _between(points, place)
        if drawn is not None and wanted.near(drawn, value, factor):
            agree += 1
        elif off is None and own:
            off = own[0]
    return Agreement(agree / len(series.values), group, off)


def _between(points: Sequence[Reading], place: float) -> float | None:
    right = next((at for at, each in enumerate(points) if each.at > place), None)
    if right is None or right == 0:
        return None
    one, two = points[right - 1], points[right]
    share = (place - one.at) / (two.at - one.at)
    return one.value + share * (two.value - one.value)


def _stands_at(reading: Reading, place: float) -> bool:
    return abs(reading.at - place) <= reading.reach + _slack(place)


def _slack(place: float) -> float:
    return 1e-9 * max(1.0, abs(place))


def category_of(name: str, categories: Sequence[Named]) -> int | None:
    """Which category a name means: the one that goes by it, or the only one that it contains.

    So “Banks (60 %)” means “Banks”; of two that it contains it means the longer one.
    """
    said = squeezed(name)
    if not said:
        return None
    within: list[tuple[int, int]] = []
    for place, each in enumerate(categories):
        if said in each.names():
            return place
        within += [(len(one), place) for one in each.names() if one in said]
    return max(within)[1] if within else None


@lru_cache(maxsize=1024)
def _squeezed_all(*names: str) -> frozenset[str]:
    return frozenset(squeezed(each) for each in names)


def squeezed(text: str) -> str:
    """A text without white space and without regard to case."""
    return "".join(text.split()).casefold()


def reading_order(panel: Panel, readings: Iterable[Reading]) -> list[float]:
    """The values as the eye meets them: from left to right, of lying bars from top to bottom."""
    axis = panel.categories
    way = math.copysign(1, axis.high - axis.low) * (-1 if panel.horizontal else 1)
    return [each.value for each in sorted(readings, key=lambda each: way * each.at)]


def _bars(panel: Panel, beside: int) -> list[Group]:
    """The bars by label: those drawn one by one under one label, or none, belong together.

    Several rows of bars that all have the same label are told apart by being drawn apart. Of so
    many `beside` each other each stands for the place in their middle.
    """
    one_by_one = all(len(group.bars) == 1 for group in panel.bars)
    apart = len({group.label for group in panel.bars}) == 1 and not one_by_one
    found: dict[str, tuple[str, list[Reading]]] = {}
    for place, group in enumerate(panel.bars):
        key = str(place) if apart else group.label
        found.setdefault(key, (group.label, []))[1].extend(
            _bar(panel, bar, beside) for bar in group.bars
        )
    return [Group(name, readings) for name, readings in found.values()]


def _bar(panel: Panel, bar: Bar, beside: int) -> Reading:
    name = panel.categories.name_at(bar.at, beside=True)
    return Reading(name, bar.at, bar.size, beside * abs(bar.wide) / 2, start=bar.base)


def _curve(panel: Panel, curve: Curve, *, joined: bool) -> Group:
    pairs = zip(curve.x, curve.y, strict=True)
    return Group(curve.label, [Reading(panel.x.name_at(x), x, y) for x, y in pairs], joined)


def _named(panel: Panel, groups: list[Group]) -> list[Group]:
    """Groups by the names in the legend, where it has one for each."""
    if len(panel.legend) != len(groups):
        return groups
    pairs = zip(panel.legend, groups, strict=True)
    return [Group(name, group.readings, group.joined) for name, group in pairs]
