"""What is read off a figure, what is refused with which words, and what is said of form."""

from __future__ import annotations

import itertools
import json
import math
from time import perf_counter
from typing import Any, NoReturn

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawn

from workbooks.errors import NotSubmittable, UnreadableAnswer
from workbooks.figure_drawing import figure_html
from workbooks.figure_reading import figure_data
from workbooks.figures import MOST_BARS, MOST_POINTS, FigureData, Panel
from workbooks.fonts import set_up_plots
from workbooks.kinds import Figure

mpl.use("agg")
BOTH = {"en": "x", "zh": "某"}


def exercise(**more: Any) -> Figure:
    return Figure.model_validate(
        {"id": "f", "kind": "figure", "step": "prepare", "areas": ["numbers"], "points": 1,
         "minutes": 1, "title": BOTH, "prompt": BOTH, **more}
    )  # fmt: skip


@pytest.fixture(autouse=True)
def _no_figures_left() -> Any:
    set_up_plots()
    yield
    plt.close("all")


def axes() -> Axes:
    return plt.subplots()[1]


def panel(value: object) -> Panel:
    """The only panel of a figure, proved to be JSON that a grader reads back as the same figure."""
    data = figure_data(value)
    raw = json.loads(json.dumps(data.model_dump(mode="json"), allow_nan=False))
    assert exercise().read_answer(raw) == data
    (only,) = data.panels
    return only


def refusal(value: object) -> str:
    """Why a value is refused, in English; the words are there in both languages."""
    with pytest.raises(NotSubmittable) as caught:
        figure_data(value)
    assert any("\u4e00" <= letter <= "\u9fff" for letter in caught.value.text.zh)
    return caught.value.text.en


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
    began = perf_counter()
    assert "at most" in refusal(ax)
    assert perf_counter() - began < 1
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


def notes(ax: object, **asked: Any) -> list[str]:
    """What is said of the form of a figure, in English."""
    said = exercise(**asked).form_notes(figure_data(ax))
    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in each.zh) for each in said)
    return [each.en for each in said]


def test_notes_on_form() -> None:
    """Title, labels of both axes, zero, legend and the number of marks are told where asked for."""
    everything = ("title", "value-label", "category-label", "zero", "legend")
    ax = axes()
    ax.barh(["a", "b", "c", "d"], [5, 6, 7, 8], label="n")
    ax.barh(["a", "b", "c", "d"], [1, 2, 3, 4], left=5, label="m")
    ax.set_xlim(2, 9)
    assert notes(ax, asks=everything, bars=10) == [
        "Bars in your figure: 8; asked for: 10.",
        "There is no title.",
        "The x axis has no label.",
        "The y axis has no label.",
        "The bars do not begin at zero.",
        "There are several series, but no legend says which is which.",
    ]
    assert notes(ax) == ["There is no title.", "The x axis has no label."]
    ax.set(title="T", xlabel="x", ylabel="y", xlim=(0, 9))
    ax.legend()
    assert notes(ax, asks=everything, bars=8) == []
    ax = axes()
    ax.plot([1, 2])
    assert notes(ax, asks=(), lines=2) == ["Lines in your figure: 1; asked for: 2."]
    ax = axes()
    ax.pie([1, 2])
    assert notes(ax) == ["There is no title."]


def test_labels_that_cannot_be_drawn_are_told() -> None:
    """Characters without a sign in the figure's fonts are named; those of ours are not."""
    ax = axes()
    ax.bar(["银行"], [1])
    ax.set(title="客户流失率 $\\alpha$ →", ylabel="%")
    assert notes(ax) == []
    ax.set_title("客户 \U000f0000", fontfamily="DejaVu Sans")
    (note,) = notes(ax)
    assert "客户\U000f0000" in note
    ax.set_title("客户", fontfamily="SimHei")  # not here: ours stands in
    assert notes(ax) == []


def test_the_drawing_shows_what_was_judged() -> None:
    """Texts and numbers of the figure stand in the drawing, escaped, in the reader's language."""
    ax = axes()
    ax.bar(["<script>", "b"], [61, 42], label="left")
    ax.axhline(50)
    ax.set(title="<img>", ylabel="%")
    ax.legend()
    html = figure_html(figure_data(ax), "zh")
    assert "<script>" not in html
    assert "<img>" not in html
    for text in ("&lt;script&gt;", "&lt;img&gt;", "61", "42", "left", "条形: 2"):
        assert text in html
    assert html.count("<rect") == 2
    assert 'role="img"' in html


def test_a_crowded_drawing_stays_small() -> None:
    """Twenty thousand points make a drawing that a page can hold."""
    ax = axes()
    ax.plot(np.arange(MOST_POINTS), np.random.default_rng(1).random(MOST_POINTS))
    assert len(figure_html(figure_data(ax), "en")) < 60_000


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
