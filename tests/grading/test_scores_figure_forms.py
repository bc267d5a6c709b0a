"""Figures of other forms: several series, lines, points, histograms, rules, panels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from tests.grading.small_figure import KEY, NAMES, POINTS, TWO, VALUES, drawn, earned, key_of, told

STAYED = [100 - each for each in VALUES]


def grouped() -> Any:
    fig, ax = plt.subplots()
    at = np.arange(5)
    ax.bar(at - 0.2, VALUES, 0.4, label="left")
    ax.bar(at + 0.2, STAYED, 0.4, label="stayed")
    ax.set_xticks(at, NAMES)
    ax.legend()
    return fig


def stacked_by_pandas() -> Any:
    frame = pd.DataFrame({"stayed": STAYED, "left": VALUES}, index=NAMES)
    return frame.plot.bar(stacked=True)


def pivoted() -> Any:
    long = pd.DataFrame(
        {"industry": NAMES * 2, "what": ["流失"] * 5 + ["留下"] * 5, "n": VALUES + STAYED}
    )
    return long.pivot_table(index="industry", columns="what", values="n").plot.barh()


def named_afterwards() -> Any:
    fig, ax = plt.subplots()
    ax.bar(NAMES, VALUES, 0.4, align="edge")
    ax.bar(NAMES, STAYED, -0.4, align="edge")
    ax.legend(["left", "stayed"])
    return fig


def named_beside() -> Any:
    fig, ax = plt.subplots()
    for values in (STAYED, VALUES):
        ax.plot(NAMES, values)
    ax.text(4, 35, "left")
    ax.text(4, 65, "stayed")
    return fig


@pytest.mark.parametrize(
    "draw", [grouped, stacked_by_pandas, pivoted, named_afterwards, named_beside]
)
def test_several_series(draw: Callable[[], Any]) -> None:
    """Side by side, stacked, as lines, named by legend or beside: all show two series."""
    assert earned(key_of(**TWO, marks=["bars", "lines"]), draw()) == POINTS


def test_series_under_each_others_names() -> None:
    """A legend that mixes the two series up is wrong data; without any, only the legend fails."""
    key = key_of(**TWO)
    figure = grouped()
    figure.axes[0].legend(["stayed", "left"])
    assert earned(key, figure) == 4
    figure = grouped()
    figure.axes[0].get_legend().remove()
    for bars in figure.axes[0].containers:
        bars.set_label("")
    assert earned(key, figure) == 16


def test_a_line_is_read_where_it_is_asked_for() -> None:
    """A line over an axis of numbers is read at the places asked for, from points or between."""
    key = key_of(
        categories=[], at=[25, 100, 400], marks=["lines"], tolerance=0.1,
        series=[{"name": "margin", "values": [19.6, 9.8, 4.9]}], sorted=None,
        shares={"data": 1},
    )  # fmt: skip
    n = np.linspace(10, 500, 491)
    fig, ax = plt.subplots()
    ax.plot(n, 98 / np.sqrt(n))
    ax.axhline(5)
    assert earned(key, fig) == POINTS
    fig, ax = plt.subplots()
    ax.plot([25, 100, 400], [19.6, 9.8, 4.9], marker="o")
    ax.plot([25, 400], [1, 1])
    assert earned(key, fig) == POINTS
    fig, ax = plt.subplots()
    ax.semilogx([25, 100, 300], [19.6, 12, 6])
    assert earned(key, fig) == pytest.approx(POINTS / 3, abs=0.01)


def test_points_and_histograms() -> None:
    """Points are found at their two numbers, bars of a histogram over their place, each once."""
    dots = key_of(categories=[], at=[1, 1, 2], marks=["points"], sorted=None, shares={"data": 1},
                  series=[{"name": "n", "values": [5, 6, 7]}])  # fmt: skip
    fig, ax = plt.subplots()
    ax.scatter([2, 1, 1], [7, 6, 5])
    assert earned(dots, fig) == POINTS
    fig, ax = plt.subplots()
    ax.plot([2, 1, 1], [7, 5, 5], "o")
    assert earned(dots, fig) == 13.33
    ages = [21, 22, 25, 38, 31, 44, 46, 49, 47]
    counts = key_of(categories=[], at=[25, 35, 45], sorted=None, shares={"data": 1},
                    series=[{"name": "n", "values": [3, 2, 4]}])  # fmt: skip
    fig, ax = plt.subplots()
    ax.hist(ages, bins=[20, 30, 40, 50])
    assert earned(counts, fig) == POINTS
    values, edges = np.histogram(ages, bins=[20, 30, 40, 50])
    fig, ax = plt.subplots()
    ax.stairs(values, edges)
    assert earned(counts, fig) == POINTS


@pytest.mark.parametrize("draw", ["axhline", "hlines", "plot", "axvline"])
def test_a_line_straight_across(draw: str) -> None:
    """A level may be drawn with any function; where bars lie it runs upwards."""
    key = key_of(level=41.6, shares={"data": 0.5, "level": 0.5}, tolerance=0.01)
    ax = drawn()
    if draw == "axvline":
        _, ax = plt.subplots()
        ax.barh(NAMES, VALUES)
    {
        "axhline": lambda: ax.axhline(41.6),
        "hlines": lambda: ax.hlines(41.6, -1, 5),
        "plot": lambda: ax.plot([-1, 5], [41.6, 41.6]),
        "axvline": lambda: ax.axvline(41.6),
    }[draw]()
    assert earned(key, ax) == POINTS
    assert "straight across in your figure, at: 50" in told(key, _with_level(50))
    assert earned(key, drawn()) == 10


def _with_level(at: float) -> Any:
    ax = drawn()
    ax.axhline(at)
    return ax


@pytest.mark.parametrize("draw", ["axvline", "vlines", "plot", "thrice"])
def test_lines_straight_up(draw: str) -> None:
    """Places may be marked with any function; each missing one costs its share, as does a stray."""
    shares = {"data": 0.5, "upright": 0.5}
    at = [1, 2, 3, 4, 5]
    key = key_of(categories=[], at=at, marks=["lines"], upright=[2, 4], shares=shares)
    _, ax = plt.subplots()
    ax.plot(at, VALUES)
    {
        "axvline": lambda: [ax.axvline(each) for each in (2, 4)],
        "vlines": lambda: ax.vlines([2, 4], 0, 60),
        "plot": lambda: [ax.plot([each, each], [0, 60]) for each in (4, 2)],
        "thrice": lambda: [ax.axvline(each) for each in (2, 2, 4)],
    }[draw]()
    assert earned(key, ax) == POINTS
    assert "straight up in your figure, at: 2, 3" in told(key, _with_uprights(2, 3))
    assert earned(key, _with_uprights()) == 10
    assert earned(key, _with_uprights(2)) == 15
    assert earned(key, _with_uprights(2, 4, *range(6, 14))) == 12


def _with_uprights(*places: float) -> Any:
    _, ax = plt.subplots()
    ax.plot([1, 2, 3, 4, 5], VALUES)
    for each in places:
        ax.axvline(each)
    return ax


def test_of_several_panels_the_best_is_judged() -> None:
    """A second plot beside the one asked for neither helps nor harms."""
    _, axes = plt.subplots(1, 2)
    axes[0].bar(NAMES, VALUES[::-1])
    axes[1].bar(NAMES, VALUES)
    axes[1].set(title="Left", ylabel="%")
    assert earned(KEY, axes) == POINTS
