"""A plain figure that shows what a key expects: what practice exercises show as a right answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from workbooks.figures import Axis, Bar, Bars, Curve, FigureData, Mark, Panel, Rule, Tick, Wedge
from workbooks.scoring.figure_match import Series

_ROOM: Final = 1.1


@dataclass(frozen=True)
class Shown:
    """What a model shows: the names or places of its marks, their values, lines across and up."""

    mark: Mark
    names: Sequence[str] | Sequence[float]
    series: Sequence[Series]
    order: str | None = None
    level: float | None = None
    upright: Sequence[float] = ()


@dataclass(frozen=True)
class ModelWords:
    """What is written around a model: its title, and the labels of its axes."""

    title: str
    values: str
    categories: str


def model_figure(shown: Shown, words: ModelWords) -> FigureData:
    """A figure of what is to be shown, in its order."""
    series, names = shown.series, shown.names
    bases = [each.starts or (0.0,) * len(each.values) for each in series]
    rows = list(zip(names, *(each.values for each in series), *bases, strict=True))
    if shown.order is not None:
        rows.sort(key=lambda row: float(row[1]), reverse=shown.order == "descending")
    numbers = not isinstance(names[0], str)
    places = [float(row[0]) if numbers else float(at) for at, row in enumerate(rows)]
    columns = [[float(row[1 + at]) for row in rows] for at in range(2 * len(series))]
    columns, floors = columns[: len(series)], columns[len(series) :]
    across = () if shown.level is None else (Rule(axis="y", at=shown.level),)
    rules = (*across, *(Rule(axis="x", at=each) for each in shown.upright))
    labels = tuple(each.name for each in series)
    tops = [
        top + floor
        for two in zip(columns, floors, strict=True)
        for top, floor in zip(*two, strict=True)
    ]
    ends = [0.0, *tops, *(rule.at for rule in across)]
    x = Axis(
        label=words.categories,
        low=min(places) - 0.6,
        high=max(places) + 0.6,
        ticks=tuple(
            Tick(at=at, text=f"{row[0]:g}" if numbers else str(row[0]))
            for at, row in zip(places, rows, strict=True)
        ),
    )
    y = Axis(label=words.values, low=min(ends) * _ROOM, high=max(ends) * _ROOM)
    panel = Panel(
        title=words.title, x=x, y=y, rules=rules, legend=labels if len(labels) > 1 else ()
    )
    return FigureData(
        panels=(panel.model_copy(update=_marks(shown.mark, places, (columns, floors), labels, x)),)
    )


def _marks(
    mark: Mark,
    places: Sequence[float],
    shown: tuple[Sequence[Sequence[float]], Sequence[Sequence[float]]],
    labels: Sequence[str],
    x: Axis,
) -> dict[str, object]:
    """The marks of each series; of bars also where they begin."""
    columns, floors = shown
    pairs = list(zip(labels, columns, strict=True))
    if mark == "bars":
        gap = min((two - one for one, two in pairwise(sorted(places)) if two > one), default=1.0)
        wide = 0.8 * gap / len(columns)
        left = (len(columns) - 1) / 2
        return {
            "bars": tuple(
                Bars(
                    label=label,
                    bars=tuple(
                        Bar(at=at + (n - left) * wide, size=value, base=base, wide=wide)
                        for at, value, base in zip(places, values, floors[n], strict=True)
                    ),
                )
                for n, (label, values) in enumerate(pairs)
            )
        }
    if mark == "wedges":
        whole = sum(columns[0]) or 1.0
        names = [tick.text for tick in x.ticks]
        pieces = zip(names, columns[0], strict=True)
        return {"wedges": tuple(Wedge(label=name, share=value / whole) for name, value in pieces)}
    return {
        mark: tuple(Curve(label=label, x=tuple(places), y=tuple(each)) for label, each in pairs)
    }
