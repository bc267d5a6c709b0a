"""What is read off a figure."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from tests.workbooks.figures import axes, panel, refusal
from workbooks.figure_reading import figure_data

pytestmark = pytest.mark.usefixtures("no_figures_left")


def test_bars() -> None:
    """Of bars the middle, size, base and width, and the name of each, are read."""
    ax = axes()
    ax.bar(["a", "b"], [3, -4], bottom=[0, 1], width=0.5, label="n")
    (group,) = panel(ax).bars
    assert (group.label, group.horizontal) == ("n", False)
    assert [(b.at, b.size, b.base, b.wide) for b in group.bars] == [(0, 3, 0, 0.5), (1, -4, 1, 0.5)]
    assert [panel(ax).x.name_at(b.at) for b in group.bars] == ["a", "b"]


def test_lying_bars() -> None:
    """Bars that lie are read along the other axis."""
    ax = axes()
    ax.barh(["a", "b"], [3, 4])
    read = panel(ax)
    assert read.horizontal
    assert [(b.at, b.size) for b in read.bars[0].bars] == [(0, 3), (1, 4)]
    assert read.categories.name_at(1) == "b"


def test_lines_points_and_rules() -> None:
    """A line is one with a line, marks alone are points, and `axhline` is a rule."""
    ax = axes()
    ax.plot([1, 2], [3, 4], label="up")
    ax.plot([1, 2], [5, 6], "o")
    ax.plot([9], [9], linestyle="none")  # nothing to be seen
    ax.scatter([7], [8])
    ax.axhline(2)
    ax.axvline(1)
    ax.hlines([3], 0, 1)
    read = panel(ax)
    assert [(each.label, each.x, each.y) for each in read.lines] == [("up", (1, 2), (3, 4))]
    assert [(each.x, each.y) for each in read.points] == [((1, 2), (5, 6)), ((7,), (8,))]
    assert [(each.axis, each.at) for each in read.rules] == [("y", 2), ("x", 1), ("y", 3)]


def test_error_bars_are_no_lines() -> None:
    """Whiskers and caps add no marks, and the stems and base of stems none either."""
    ax = axes()
    ax.errorbar([1, 2], [3, 4], yerr=1, xerr=1, capsize=3, fmt="o")
    ax.bar([1, 2], [3, 4], yerr=1, capsize=3)
    ax.stem([1, 2], [3, 4])
    read = panel(ax)
    assert read.marks() == {"bars": 2, "points": 4}
    assert read.rules == ()


def test_what_is_written() -> None:
    """Titles, labels, ticks, legend, texts, scale and ends are read as they are shown."""
    figure, ax = plt.subplots()
    ax.plot([1, 10], [3, 4], label="客户")
    ax.set(xlabel="n", ylabel="流失率\n（%）", xscale="log", xlim=(20, 0.5), title="T")
    ax.legend()
    ax.text(1, 3, "here")
    figure.suptitle("Above")
    figure.supxlabel("below")
    data = figure_data(figure)
    (read,) = data.panels
    assert (data.title, read.title, data.x_label) == ("Above", "T", "below")
    assert (read.x.label, read.y.label) == ("n", "流失率 （%）")
    assert (read.x.scale, read.x.low, read.x.high) == ("log", 20, 0.5)
    assert [tick.text for tick in read.x.ticks] == ["1", "10"]
    assert (read.legend, read.texts) == (("客户",), ("here",))


def test_hidden_things_are_not_there() -> None:
    """What is not shown is not read: marks, axes, legend, and the labels of axes turned off."""
    figure, (one, two) = plt.subplots(1, 2)
    one.plot([1, 2], [1, 2], label="n")
    one.plot([1, 2], [9, 9]).pop().set_visible(False)
    one.bar([1], [1])[0].set_visible(False)
    one.set(xlabel="x", ylabel="y")
    one.legend().set_visible(False)
    one.axis("off")
    two.plot([1], [1])
    two.set_visible(False)
    (read,) = figure_data(figure).panels
    assert read.marks() == {"lines": 1}
    assert (read.x.label, read.y.label, read.legend, read.x.ticks) == ("", "", (), ())


def test_removed_bars_are_gone() -> None:
    """A bar that was taken out again is not counted, though its container still holds it."""
    ax = axes()
    ax.bar(["a", "b"], [3, 4])[0].remove()
    assert panel(ax).marks() == {"bars": 1}


def test_spans_and_areas_are_no_bars() -> None:
    """Shading behind the data is no data."""
    ax = axes()
    ax.bar(["a"], [1])
    ax.axvspan(0, 1)
    ax.axhspan(0, 1)
    ax.fill_between([0, 1], [0, 1])
    assert panel(ax).marks() == {"bars": 1}


def test_gaps_are_left_out() -> None:
    """A point without a number, masked or NaN, is no point."""
    ax = axes()
    ax.plot([1, 2, 3], [1, np.nan, 3])
    ax.scatter([1, 2], np.ma.masked_array([1, 2], [True, False]))
    ax.bar(["a", "b"], [1, np.nan])
    read = panel(ax)
    assert (read.lines[0].x, read.points[0].x) == ((1, 3), (2,))
    assert read.marks()["bars"] == 1


def test_dates_and_numpy_types() -> None:
    """Dates, decimals and numpy's numbers become plain numbers."""
    ax = axes()
    ax.plot(pd.date_range("2026-05-01", periods=2), np.array([1, 2], dtype="int8"))
    assert panel(ax).lines[0].x == (20574.0, 20575.0)


def test_zero_is_seen_or_not() -> None:
    """Bars begin at zero if they stand on it and the axis shows it, on a linear scale."""
    for change, holds in (
        ({}, True), ({"ylim": (0, 9)}, True), ({"ylim": (9, 0)}, True), ({"ylim": (1, 9)}, False),
        ({"ylim": (-9, 9)}, True), ({"yscale": "log"}, False),
    ):  # fmt: skip
        ax = axes()
        ax.bar(["a", "b"], [3, 4])
        ax.set(**change)
        assert panel(ax).starts_at_zero() is holds, change
    ax = axes()
    ax.bar(["a", "b"], [3, 4], bottom=2)
    assert not panel(ax).starts_at_zero()
    ax.bar(["a", "b"], [2, 2])
    assert panel(ax).starts_at_zero()  # stacked on one that does


def test_twins_come_along() -> None:
    """Axes that lie on those handed in belong to them; those beside do not."""
    figure, (one, two) = plt.subplots(1, 2)
    one.bar(["a"], [1])
    one.twinx().plot([0], [2])
    two.plot([1, 2], [1, 2])
    assert [each.marks() for each in figure_data(one).panels] == [{"bars": 1}, {"lines": 1}]
    assert len(figure_data(figure).panels) == 3


@pytest.mark.parametrize("what", ["figure", "axes", "array", "tuple", "list", "bars", "line"])
def test_every_handle_of_a_figure(what: str) -> None:
    """A figure is known by itself, its axes, and what pyplot's functions give back."""
    figure, ax = plt.subplots()
    bars = ax.bar(["a"], [1])
    (line,) = ax.plot([0, 1], [1, 2])
    value: object = {
        "figure": figure, "axes": ax, "array": np.array([[ax]]), "tuple": (figure, ax),
        "list": [line], "bars": bars, "line": line,
    }[what]  # fmt: skip
    assert panel(value).marks() == {"bars": 1, "lines": 1}


def test_pyplot_itself() -> None:
    """`plt` means the one figure that is open; of none or several, what to do is said."""
    assert "fig = plt.gcf()" in refusal(plt)
    assert "plt.show()" in refusal(None)
    plt.plot([1, 2])
    assert panel(plt).marks() == {"lines": 1}
    plt.figure()
    assert "(2)" in refusal(plt)


def test_a_closed_figure_is_still_a_figure() -> None:
    """A notebook closes figures after each cell; what is kept by name can be handed in."""
    ax = pd.Series([1, 2]).plot()
    plt.close("all")
    assert panel(ax).marks() == {"lines": 1}
