"""Read off a matplotlib figure what it shows, whichever function drew it.

Bars are rectangles, lines are lines: what is looked at are the artists on the axes, and only those
whose type is matplotlib's own. A class of the student's own is not looked into. What is counted
first and refused if it is too much is not copied before.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from workbooks.errors import NotSubmittable
from workbooks.figures import (
    MOST_BARS,
    MOST_PANELS,
    MOST_POINTS,
    MOST_TEXT,
    MOST_TEXTS,
    MOST_TICKS,
    Axis,
    Bar,
    Bars,
    Curve,
    FigureData,
    Panel,
    Rule,
    Tick,
    Wedge,
)
from workbooks.glyphs import characters_undrawn
from workbooks.values import type_name
from workbooks.words import say_both

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_INVISIBLE: Final = ("None", "none", "", " ")


def figure_data(value: object) -> FigureData:
    """A figure, or the axes or marks of one, as data; raises `NotSubmittable` saying what is wrong.

    Taken are a Figure, Axes (which pandas' `plot` gives back), an array of them, what `bar`,
    `plot` and `scatter` give back, and `plt` itself while it has one figure.
    """
    figure, axes = _figure_of(value)
    used = [each for each in axes if _is_flat(each) and each.get_visible() and _has_marks(each)]
    if not used:
        raise _refused("nothing-drawn")
    if len(used) > MOST_PANELS:
        raise _refused("too-many-axes", count=len(used), most=MOST_PANELS)
    _refuse_crowd(used)
    panels = tuple(_panel(each) for each in used)
    if not any(panel.marks() for panel in panels):
        raise _refused("nothing-drawn")
    return FigureData(
        title=_text(figure.get_suptitle()),
        x_label=_text(figure.get_supxlabel()),
        y_label=_text(figure.get_supylabel()),
        panels=panels,
        legend=_texts(text for legend in figure.legends for text in legend.get_texts()),
        undrawn=_text(characters_undrawn(figure, used, panels)),
    )


def _figure_of(value: Any) -> tuple[Figure, Sequence[Any]]:
    """The figure that is meant, and those of its axes that are."""
    if "matplotlib.figure" not in sys.modules:
        raise _no_figure(value)
    from matplotlib.figure import Figure

    if value is sys.modules.get("matplotlib.pyplot"):
        value = _open_figure(value)
    if type(value) is Figure:
        return value, Figure.get_axes(value)
    axes = _axes_of(value)
    if not axes:
        raise _no_figure(value)
    figure = axes[0].get_figure(root=True)
    if type(figure) is not Figure:
        raise _refused("removed")
    places = [each.get_position().bounds for each in axes]  # those beside a twin lie on it
    return figure, [each for each in figure.get_axes() if each.get_position().bounds in places]


def _axes_of(value: Any) -> list[Axes]:
    import numpy as np
    from matplotlib.axes import Axes
    from matplotlib.collections import PathCollection
    from matplotlib.container import BarContainer
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

    kind = type(value)
    if kind is Axes:
        return [value]
    if kind in (Line2D, PathCollection):
        return [] if value.axes is None else [value.axes]
    if kind is np.ndarray and value.dtype == object:
        value = value.reshape(-1)[:MOST_TEXTS].tolist()
    elif kind is BarContainer:
        value = [each.axes for each in value.patches[:1] if each.axes is not None]
    elif kind not in (list, tuple):
        return []
    found: list[Axes] = []
    for each in value[:MOST_TEXTS]:
        inner = Figure.get_axes(each) if type(each) is Figure else _axes_of(each)
        found += (one for one in inner if one not in found)
    return found


def _open_figure(plt: Any) -> Figure:
    numbers = plt.get_fignums()
    if len(numbers) != 1:
        raise _refused("none-open" if not numbers else "several-open", count=len(numbers))
    figure: Figure = plt.figure(numbers[0])
    return figure


def _no_figure(value: object) -> NotSubmittable:
    if value is None:
        return _refused("none")
    return _refused("not-a-figure", type=type_name(value))


def _is_flat(axes: object) -> bool:
    from matplotlib.axes import Axes

    return type(axes) is Axes


def _has_marks(axes: Axes) -> bool:
    return bool(axes.patches or axes.lines or axes.collections)


def _refuse_crowd(used: Sequence[Axes]) -> None:
    bars = sum(_bars_in(patch) for axes in used for patch in axes.patches)
    if bars > MOST_BARS:
        raise _refused("too-many-bars", count=bars, most=MOST_BARS)
    points = sum(_points_in(each) for axes in used for each in (*axes.lines, *axes.collections))
    if points > MOST_POINTS:
        raise _refused("too-many-points", count=points, most=MOST_POINTS)


def _bars_in(patch: Any) -> int:
    from matplotlib.patches import StepPatch

    return len(patch.get_data()[0]) if type(patch) is StepPatch else 1


def _points_in(artist: Any) -> int:
    from matplotlib.collections import PathCollection
    from matplotlib.lines import Line2D

    if type(artist) is PathCollection:
        offsets: Any = artist.get_offsets()
        return len(offsets)
    if type(artist) is not Line2D:
        return 0
    given: Any = artist.get_xdata(orig=True)  # as it came: not copied, not converted
    return len(given) if hasattr(given, "__len__") else 1


def _panel(axes: Axes) -> Panel:
    aside = _parts_of_error_bars(axes)
    lines, points, rules = _lines(axes, aside)
    legend = axes.get_legend()
    shown = legend is not None and legend.get_visible()
    titles = (axes.get_title(loc=place) for place in ("left", "center", "right"))
    return Panel(
        title=_text(" ".join(each for each in titles if each)),
        x=_axis(axes, axes.xaxis, axes.get_xlim()),
        y=_axis(axes, axes.yaxis, axes.get_ylim()),
        bars=tuple(_bars(axes)),
        lines=tuple(lines),
        points=(*points, *_scattered(axes, aside)),
        wedges=tuple(_wedges(axes)),
        rules=(*rules, *_level_segments(axes, aside)),
        legend=_texts(legend.get_texts()) if legend is not None and shown else (),
        texts=_texts(text for text in axes.texts if text.get_visible()),
    )


def _axis(axes: Axes, axis: Any, limits: tuple[float, float]) -> Axis:
    import numpy as np

    low, high = (float(each) for each in limits)
    shown = axes.axison and axis.get_visible()
    ticks: tuple[Tick, ...] = ()
    if shown:
        places = np.asarray(axis.get_majorticklocs(), dtype=float)
        slack = abs(high - low) * 1e-6
        inside = (places >= min(low, high) - slack) & (places <= max(low, high) + slack)
        places = places[inside][:MOST_TICKS]
        texts = axis.get_major_formatter().format_ticks(places)
        ticks = tuple(
            Tick(at=float(at), text=_tick_text(text, at))
            for at, text in zip(places, texts, strict=True)
        )
    label = axis.get_label_text() if shown and axis.label.get_visible() else ""
    return Axis(
        label=_text(label), scale=str(axis.get_scale())[:20], low=low, high=high, ticks=ticks
    )


def _bars(axes: Axes) -> Iterator[Bars]:
    from matplotlib.container import BarContainer
    from matplotlib.patches import Rectangle, StepPatch

    there = {id(patch): patch for patch in axes.patches if patch.get_visible()}
    for container in axes.containers:
        if type(container) is BarContainer:
            held = [each for each in container.patches if there.pop(id(each), None) is not None]
            lying = container.orientation == "horizontal"
            yield _group(container.get_label(), held, lying=lying)
    loose = [
        patch
        for patch in there.values()
        if type(patch) is Rectangle and patch.get_data_transform() == axes.transData
    ]
    if loose:
        yield _group("", loose, lying=False)
    for patch in there.values():
        if type(patch) is StepPatch:
            yield _stairs(patch)


def _group(label: object, patches: Iterable[Any], *, lying: bool) -> Bars:
    bars = []
    for patch in patches:
        x, y, wide, high = (
            float(each)
            for each in (patch.get_x(), patch.get_y(), patch.get_width(), patch.get_height())
        )
        if lying:
            x, y, wide, high = y, x, high, wide
        if _all_finite(x, y, wide, high):
            bars.append(Bar(at=x + wide / 2, size=high, base=y, wide=wide))
    return Bars(label=_label(label), horizontal=lying, bars=tuple(bars))


def _stairs(patch: Any) -> Bars:
    values, edges, _ = patch.get_data()
    bars = [
        Bar(at=float((left + right) / 2), size=float(value), wide=float(right - left))
        for value, left, right in zip(values, edges[:-1], edges[1:], strict=True)
        if _all_finite(value, left, right)
    ]
    lying = patch.orientation == "horizontal"
    return Bars(label=_label(patch.get_label()), horizontal=lying, bars=tuple(bars[:MOST_BARS]))


def _lines(axes: Axes, aside: set[int]) -> tuple[list[Curve], list[Curve], list[Rule]]:
    from matplotlib.lines import Line2D

    lines: list[Curve] = []
    points: list[Curve] = []
    rules: list[Rule] = []
    for line in axes.lines:
        if type(line) is not Line2D or not line.get_visible() or id(line) in aside:
            continue
        transform = line.get_transform()
        x, y = _pairs(line.get_xdata(orig=False), line.get_ydata(orig=False))
        if transform == axes.get_yaxis_transform(which="grid"):
            rules += [Rule(axis="y", at=each) for each in y[:1]]
        elif transform == axes.get_xaxis_transform(which="grid"):
            rules += [Rule(axis="x", at=each) for each in x[:1]]
        elif transform == axes.transData and x:
            curve = Curve(label=_label(line.get_label()), x=x, y=y)
            if line.get_linestyle() not in _INVISIBLE:
                lines.append(curve)
            elif line.get_marker() not in _INVISIBLE:
                points.append(curve)
    return lines, points, rules


def _scattered(axes: Axes, aside: set[int]) -> Iterator[Curve]:
    from matplotlib.collections import PathCollection

    for dots in axes.collections:
        if type(dots) is not PathCollection or not dots.get_visible() or id(dots) in aside:
            continue
        offsets: Any = dots.get_offsets()
        x, y = _pairs(offsets[:, 0], offsets[:, 1])
        if x and dots.get_offset_transform() == axes.transData:
            yield Curve(label=_label(dots.get_label()), x=x, y=y)


def _level_segments(axes: Axes, aside: set[int]) -> Iterator[Rule]:
    """What `hlines` and `vlines` draw."""
    from matplotlib.collections import LineCollection

    for lines in axes.collections:
        if type(lines) is not LineCollection or not lines.get_visible() or id(lines) in aside:
            continue
        for segment in lines.get_segments()[:MOST_TEXTS]:
            if len(segment) == 2 and segment[0][1] == segment[1][1]:
                yield Rule(axis="y", at=float(segment[0][1]))
            elif len(segment) == 2 and segment[0][0] == segment[1][0]:
                yield Rule(axis="x", at=float(segment[0][0]))


def _wedges(axes: Axes) -> Iterator[Wedge]:
    from matplotlib.patches import Wedge as Drawn

    for patch in axes.patches:
        if type(patch) is Drawn and patch.get_visible():
            share = abs(float(patch.theta2) - float(patch.theta1)) / 360
            if _all_finite(share):
                yield Wedge(label=_label(patch.get_label()), share=min(share, 1.0))


def _parts_of_error_bars(axes: Axes) -> set[int]:
    """The whiskers and caps of error bars, and the stems of stems: no lines of their own."""
    from matplotlib.container import BarContainer, ErrorbarContainer, StemContainer

    parts: list[object] = []
    for each in axes.containers:
        error = each.errorbar if type(each) is BarContainer else each
        if type(error) is ErrorbarContainer:
            _, caps, bars = error.lines
            parts += [*caps, *bars]
        elif type(each) is StemContainer:
            parts += [each.stemlines, each.baseline]
    return {id(part) for part in parts}


def _pairs(x: Any, y: Any) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The points that have both numbers; raises `NotSubmittable` if one is infinite."""
    import numpy as np

    masked: list[Any] = [np.ma.asarray(each, dtype=float) for each in (x, y)]
    across, up = (np.ma.filled(each, np.nan).reshape(-1) for each in masked)
    short = min(len(across), len(up))
    across, up = across[:short], up[:short]
    if np.isinf(across).any() or np.isinf(up).any():
        raise _refused("infinite")
    kept = ~(np.isnan(across) | np.isnan(up))
    return tuple(across[kept].tolist()), tuple(up[kept].tolist())


def _all_finite(*numbers: float) -> bool:
    if any(math.isinf(each) for each in numbers):
        raise _refused("infinite")
    return not any(math.isnan(each) for each in numbers)


def _label(label: object) -> str:
    text = label if isinstance(label, str) else ""
    return "" if text.startswith("_") else _text(text)  # matplotlib's own, never shown


def _tick_text(text: str, at: float) -> str:
    """A tick's text; a number where a formatter of matplotlib's own writes it as a formula."""
    return f"{at:g}" if "\\mathdefault" in text else _text(text)


def _texts(artists: Iterable[Any]) -> tuple[str, ...]:
    texts = (_text(artist.get_text()) for artist in artists)
    return tuple([text for text in texts if text][:MOST_TEXTS])


def _text(text: object) -> str:
    said = " ".join(text[: 4 * MOST_TEXT].split()) if isinstance(text, str) else ""
    cut = said if len(said) <= MOST_TEXT else said[: MOST_TEXT - 1] + "…"
    return cut.encode("utf-8", "replace").decode()


def _refused(name: str, **fields: object) -> NotSubmittable:
    return NotSubmittable(say_both(f"figure.refused-{name}", **fields))
