"""What is no figure, or too much of one, and is refused with which words."""

from __future__ import annotations

import itertools
import math
from typing import NoReturn

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure as Drawn

from tests.work import counted
from tests.workbooks.figures import axes, exercise, panel, refusal
from workbooks.errors import UnreadableAnswer
from workbooks.figure_reading import figure_data
from workbooks.figures import MOST_BARS, MOST_POINTS, FigureData

pytestmark = pytest.mark.usefixtures("no_figures_left")


class Hostile:
    """An object all of whose special methods raise."""

    def _no(self, *_: object) -> NoReturn:
        raise RuntimeError("called")

    __eq__ = __repr__ = __str__ = __reduce__ = __bool__ = __len__ = __iter__ = _no  # type: ignore[assignment]
    __hash__ = None  # type: ignore[assignment]
    axes = property(_no)
    figure = property(_no)


class Equal:
    """Equal to everything."""

    def __eq__(self, _other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


@pytest.mark.parametrize(
    "value",
    [5, "text", [], (), {"a": 1}, Hostile(), Equal(), itertools.count(), (each for each in "ab"),
     pd.DataFrame({"a": [1]}), np.zeros(3), np.array([Hostile(), 1], dtype=object), [Hostile()],
     Drawn, math, mpl, plt.plot],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_what_is_no_figure(value: object) -> None:
    """Anything else is refused by the name of its type, and nothing of it is called."""
    assert type(value).__name__ in refusal(value)


def test_a_figure_of_the_students_own_class_is_refused() -> None:
    """A derived figure may bring methods of its own, and is not looked into."""

    class Mine(Drawn):
        def __getattribute__(self, name: str) -> NoReturn:
            raise RuntimeError(name)

    for value in (Mine.__new__(Mine), [Mine.__new__(Mine)]):
        refusal(value)


@pytest.mark.parametrize("draw", ["nothing", "no axes", "text", "polar", "image", "removed"])
def test_a_figure_without_data(draw: str) -> None:
    """A figure in which nothing can be read is refused."""
    figure, ax = plt.subplots()
    value: object = figure
    if draw == "no axes":
        ax.remove()
    elif draw == "text":
        ax.set(title="T")
        ax.text(0, 0, "x")
    elif draw == "polar":
        ax.remove()
        figure.add_subplot(projection="polar").plot([1, 2], [1, 2])
    elif draw == "image":
        ax.imshow([[1, 2]])
    elif draw == "removed":
        ax.plot([1, 2])
        ax.remove()
        value = ax
    refusal(value)


def test_infinite_numbers() -> None:
    """An infinite number is refused, and told."""
    for draw in ("plot", "bar", "scatter"):
        ax = axes()
        getattr(ax, draw)([1, 2], [1, 2])
        if draw == "plot":
            ax.lines[0].set_ydata([1, math.inf])
        elif draw == "bar":
            ax.patches[0].set_height(math.inf)
        else:
            ax.collections[0].set_offsets([[1, math.inf]])
        assert "infinite" in refusal(ax)


@pytest.mark.parametrize("draw", ["plot", "scatter", "stairs", "bar"])
def test_too_much_is_refused_at_once(draw: str) -> None:
    """A million points, or far too many bars or steps (of which a million would take Matplotlib
    itself half a minute), are refused without looking at each; the most allowed are not."""
    ax = axes()
    many = np.arange(1_000_000.0)
    if draw == "bar":
        ax.bar(many[: MOST_BARS + 1], 1)
    else:
        getattr(ax, draw)(*([many[: 2 * MOST_POINTS]] if draw == "stairs" else [many, many]))
    refusal(None)  # the words are read now
    told, steps = counted(lambda: refusal(ax))
    assert "at most" in told
    assert steps < 50_000
    ax = axes()
    ax.scatter(many[:MOST_POINTS], many[:MOST_POINTS])
    assert panel(ax).marks() == {"points": MOST_POINTS}


def test_too_many_axes() -> None:
    """A wall of small plots is refused, saying how many are allowed."""
    figure, grid = plt.subplots(4, 4)
    for each in grid.flat:
        each.plot([1, 2])
    assert "16" in refusal(figure)


def test_a_formatter_that_fails_does_not_pass_for_data() -> None:
    """Code of the student's that must be called, as a formatter is, may fail: no figure is made."""
    ax = axes()
    ax.plot([1, 2])
    ax.xaxis.set_major_formatter(lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        figure_data(ax)


def test_artists_of_the_students_own_are_passed_over() -> None:
    """A line of a derived class is not looked into, and does not spoil the rest."""

    class Line(mpl.lines.Line2D):
        def get_xdata(self, orig: bool = True) -> NoReturn:
            raise RuntimeError("called")

    ax = axes()
    ax.bar(["a"], [1])
    ax.add_line(Line([0], [1]))
    assert panel(ax).marks() == {"bars": 1}


def test_long_texts_are_cut() -> None:
    """A title of a book's length is cut, and half a surrogate pair becomes a question mark."""
    ax = axes()
    ax.bar(["a"], [1])
    ax.set(title="x" * 5000, xlabel="\ud83d")
    read = panel(ax)
    assert len(read.title) == 200
    assert read.x.label == "?"


PLAIN = {"x": {"low": 0, "high": 1}, "y": {"low": 0, "high": 1}}


@pytest.mark.parametrize(
    "raw",
    [
        {"panels": []},
        {"panels": [PLAIN], "more": 1},
        {"panels": [{**PLAIN, "bars": [{"bars": [{"at": math.nan, "size": 1}]}]}]},
        {"panels": [{**PLAIN, "bars": [{"bars": [{"at": 1, "size": "1"}]}]}]},
        {"panels": [{**PLAIN, "lines": [{"x": [1], "y": []}]}]},
        {"panels": [{**PLAIN, "lines": [{"x": [0] * 20_001, "y": [0] * 20_001}]}]},
        {"panels": [{**PLAIN, "lines": [{"x": [0] * 10_001, "y": [0] * 10_001}] * 2}]},
        {"panels": [{**PLAIN, "bars": [{"bars": [{"at": 0, "size": 0}] * 1_001}] * 2}]},
        {"panels": [{**PLAIN, "title": "x" * 201}]},
        {"panels": [PLAIN] * 13},
        {"panels": [{**PLAIN, "wedges": [{"share": 1.5}]}]},
        {"panels": PLAIN},
        [], None, "figure", 1,
    ],
    ids=range(16),
)  # fmt: skip
def test_forged_figures(raw: object) -> None:
    """A figure that no notebook of ours would hand in is not read as one."""
    with pytest.raises(UnreadableAnswer):
        exercise().read_answer(raw)
    assert FigureData.model_validate({"panels": [PLAIN]}).panels[0].marks() == {}
