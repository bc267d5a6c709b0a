"""What a figure earns: many ways to draw the same, mistakes one by one, what must always hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbooks.figure_reading import figure_data
from workbooks.figures import FigureData
from workbooks.kinds import Figure
from workbooks.scoring import FigureKey
from workbooks.scoring.score import Score

mpl.use("agg")
BOTH = {"en": "x", "zh": "某"}
COMMON = {"step": "prepare", "areas": ["numbers"], "minutes": 1, "title": BOTH, "prompt": BOTH}
PARTS = ("data", "sorted", "zero", "labels", "title")
FEEDBACK = {part: {"en": f"<{part}>", "zh": f"某{part}"} for part in
            (*PARTS, "marks", "legend", "level", "upright")}  # fmt: skip
NAMES = ["Bank accounts", "Telephone", "Internet", "Insurance", "Credit cards"]
CHINESE = ["银行账户", "电话", "互联网", "保险", "信用卡"]
VALUES = [60, 40, 37, 36, 35]
FRAME = pd.DataFrame({"industry": NAMES, "left": VALUES}).sort_values("industry")
POINTS = 20


def exercise(**more: Any) -> Figure:
    return Figure.model_validate({**COMMON, "id": "f", "kind": "figure", "points": POINTS, **more})


def key_of(**more: Any) -> FigureKey:
    raw = {
        "exercise": "f", "kind": "figure", "praise": {"en": "Well drawn", "zh": "画得好"},
        "categories": [{"name": n, "also": [c]} for n, c in zip(NAMES, CHINESE, strict=True)],
        "series": [{"name": "left", "values": VALUES}], "sorted": "descending",
        "labels": {"values": ["%", "percent", "百分"]}, "feedback": FEEDBACK,
        "shares": {"data": 0.5, "sorted": 0.2, "zero": 0.1, "labels": 0.1, "title": 0.1},
    }  # fmt: skip
    key = FigureKey.model_validate({**raw, **more})
    return key


KEY = key_of()


def scored(key: FigureKey, value: Any) -> Score:
    """The score of what was drawn, by way of the very text that the log would hold."""
    try:
        data = figure_data(value)
    finally:
        plt.close("all")
    raw = json.loads(json.dumps(data.model_dump(mode="json"), allow_nan=False))
    return key.score(exercise(), exercise().read_answer(raw))


def earned(key: FigureKey, value: Any) -> float | None:
    return scored(key, value).points


def told(key: FigureKey, value: Any) -> str:
    return " | ".join(each.text.en for each in scored(key, value).reasons)


# one and the same figure, drawn in every way that a course might teach


def pyplot() -> Any:
    plt.figure()
    plt.bar(NAMES, VALUES)
    plt.title("Who leaves")
    plt.ylabel("Left (%)")
    return plt.gcf()


def pyplot_itself() -> Any:
    pyplot()
    return plt


def axes_in_chinese() -> Any:
    fig, ax = plt.subplots()
    ax.bar(CHINESE, VALUES, color="teal", width=0.5)
    ax.set(title="客户流失率", ylabel="流失的百分比")
    return fig


def lying() -> Any:
    _, ax = plt.subplots()
    ax.barh(NAMES[::-1], VALUES[::-1])  # the largest on top
    ax.set(xlabel="%", title="Who leaves")
    return ax


def lying_upside_down() -> Any:
    _, ax = plt.subplots()
    ax.barh(NAMES, VALUES)
    ax.invert_yaxis()
    ax.set(xlabel="%", title="Who leaves")
    return ax


def pandas_frame() -> Any:
    ax = FRAME.sort_values("left", ascending=False).plot.bar(x="industry", y="left", title="Left")
    ax.set_ylabel("percent of customers")
    return ax


def pandas_lying() -> Any:
    series = FRAME.set_index("industry")["left"].sort_values()
    return series.plot(kind="barh", title="Left", xlabel="Left, %")


def loop() -> Any:
    plt.figure()
    for name, value in zip(NAMES, VALUES, strict=True):
        plt.bar(name, value)
    plt.suptitle("Left")
    plt.ylabel("%")
    return plt.gca()


def by_hand() -> Any:
    fig, ax = plt.subplots()
    ax.bar(range(5), [each / 2 for each in VALUES])
    ax.bar(range(5), [each / 2 for each in VALUES])
    for patch, value in zip(ax.patches[:5], VALUES, strict=True):
        patch.set_height(value)
    for patch in ax.patches[5:]:
        patch.remove()
    ax.set_xticks(range(5), [f"{n}\n({v} %)" for n, v in zip(NAMES, VALUES, strict=True)])
    ax.set_title("Left", loc="left")
    fig.supylabel("in percent")
    return fig


def with_error_bars_and_numbers() -> Any:
    fig, ax = plt.subplots(layout="constrained")
    ax.bar_label(ax.bar(NAMES, VALUES, yerr=5, capsize=3))
    ax.axhline(np.mean(VALUES), ls="--")
    ax.set(title="Left", ylabel="%")
    return fig


def beside_an_empty_one() -> Any:
    _, axes = plt.subplots(1, 2)
    axes[1].bar(NAMES, VALUES)
    axes[1].set(title="Left", ylabel="%")
    return axes


def rectangles() -> Any:
    _, ax = plt.subplots()
    for at, value in enumerate(VALUES):
        ax.add_patch(mpl.patches.Rectangle((at - 0.4, 0), 0.8, value))
    ax.set(xlim=(-1, 5), ylim=(0, 70), title="Left", ylabel="%")
    ax.set_xticks(range(5), NAMES)
    return ax


def what_bar_gives_back() -> Any:
    pyplot()
    plt.cla()
    bars = plt.bar(NAMES, VALUES)
    plt.title("Left")
    plt.ylabel("%")
    return bars


STYLES: list[Callable[[], Any]] = [
    pyplot, pyplot_itself, axes_in_chinese, lying, lying_upside_down, pandas_frame, pandas_lying,
    loop, by_hand, with_error_bars_and_numbers, beside_an_empty_one, rectangles,
    what_bar_gives_back,
]  # fmt: skip


@pytest.mark.parametrize("draw", STYLES, ids=lambda draw: draw.__name__)
def test_every_style_earns_all(draw: Callable[[], Any]) -> None:
    """The same figure earns full marks whichever function drew it, and in either language."""
    assert told(KEY, draw()) == "Well drawn"
    assert earned(KEY, draw()) == POINTS


def drawn(values: list[Any] = VALUES, names: list[str] = NAMES, **settings: Any) -> Any:
    """A good figure, with something changed."""
    _, ax = plt.subplots()
    ax.bar(names, values)
    ax.set(**{"title": "Left", "ylabel": "%", **settings})
    return ax


@pytest.mark.parametrize(
    ("value", "points", "failed"),
    [
        ({"ylabel": ""}, 18, "labels"),
        ({"ylabel": "customers"}, 18, "labels"),
        ({"title": ""}, 18, "title"),
        ({"ylim": (30, 65)}, 18, "zero"),
        ({"yscale": "log"}, 18, "zero"),
        ({"values": [60, 40, 37, 36, 30]}, 18, "data"),
        ({"values": [60, 40, 37, 36, 99]}, 14, "data sorted"),
        ({"values": VALUES[::-1], "names": NAMES[::-1]}, 16, "sorted"),
        ({"values": VALUES[:3], "names": NAMES[:3]}, 16, "data"),
        ({"values": [*VALUES, 34], "names": [*NAMES, "Other"]}, 18.33, "data"),
        ({"names": ["a", "b", "c", "d", "e"]}, 10, "data"),
        ({"values": [0.6, 0.4, 0.37, 0.36, 0.35]}, 10, "data"),
        ({"values": [60, 40, 37, 36, np.nan]}, 18, "data"),
        ({"title": "", "ylabel": "", "ylim": (30, 65)}, 14, "zero labels title"),
    ],
    ids=str,
)
def test_a_mistake_costs_its_share(value: dict[str, Any], points: float, failed: str) -> None:
    """Each mistake loses exactly what its part is worth, and is told of."""
    score = scored(KEY, drawn(**value))
    assert score.points == points
    wrong = [each.text.en for each in score.reasons if each.verdict in ("wrong", "partly")]
    assert wrong == [f"<{part}>" for part in failed.split()]


def test_what_is_said_is_the_students_own() -> None:
    """The value, label, ends and order that were drawn are told, and never the expected ones."""
    changed = [58, 41.5, 37, 36, 35]
    text = told(KEY, drawn(changed, ylabel="customers", title="", ylim=(20, 70)))
    assert "“Bank accounts” stands at 58." in text
    assert "label for the y axis: “customers”" in text
    assert "runs from 20 to 70" in text
    assert "60" not in text.replace("customers", "")
    assert "41.5" not in text  # the first that is off, and no more
    text = told(KEY, drawn([40, 60, 37], ["Telephone", "Bank accounts", "Internet"]))
    assert "are read: 40, 60, 37." in text
    assert "Count of marks in your figure: 3." in text
    assert "Insurance" not in text


def test_other_marks_count_only_where_the_key_says() -> None:
    """Points or a line show the same data, and earn its share if the key takes them."""
    _, ax = plt.subplots()
    ax.plot(NAMES, VALUES, "o")
    ax.set(title="Left", ylabel="%")
    assert earned(KEY, ax) == 6  # nothing is shown in bars, and so nothing is sorted
    assert earned(key_of(marks=["bars", "points"]), ax) == POINTS
    shares = {"data": 0.5, "marks": 0.5}
    text = told(key_of(shares=shares), ax)
    assert text == "<marks> | In your figure there are: points."
    assert earned(key_of(shares=shares), ax) == 10


@pytest.mark.parametrize("explode", [None, [0.1] * 5])
def test_a_pie(explode: Any) -> None:
    """The pieces of a pie are compared as parts of the whole."""
    fig, ax = plt.subplots()
    ax.pie(VALUES, labels=CHINESE, explode=explode)
    fig.suptitle("Left")
    key = key_of(marks=["wedges"], shares={"data": 0.9, "title": 0.1}, tolerance=0.01)
    assert earned(key, fig) == POINTS


def test_a_share_for_a_percentage_if_the_author_allows() -> None:
    """All values may be drawn in another unit that the key names; a mixture may not."""
    key = key_of(also_as=[0.01], tolerance=0.5)
    shares = [each / 100 for each in VALUES]
    assert earned(key, drawn(shares)) == POINTS
    assert earned(key, drawn([60, *shares[1:]])) == 18
    assert earned(key, drawn([shares[0] + 0.004, *shares[1:]])) == POINTS
    assert earned(key, drawn([shares[0] + 0.006, *shares[1:]])) == 18


@pytest.mark.parametrize(
    ("wanted", "ups", "downs"), [("ascending", 20, 16), ("descending", 16, 20), ("either", 20, 20)]
)
def test_which_way_it_is_sorted(wanted: str, ups: float, downs: float) -> None:
    """Rising and falling are told apart unless either will do."""
    key = key_of(sorted=wanted)
    assert earned(key, drawn(VALUES[::-1], NAMES[::-1])) == ups
    assert earned(key, drawn()) == downs


TWO = {
    "series": [{"name": "left", "also": ["流失"], "values": VALUES},
               {"name": "stayed", "also": ["留下"], "values": [100 - each for each in VALUES]}],
    "shares": {"data": 0.8, "legend": 0.2},
}  # fmt: skip
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


def problems(key: FigureKey, **more: Any) -> list[str]:
    return [code for code, _, _ in key.problems(exercise(**more))]


CALENDAR = key_of(
    series=[{"name": "days", "values": [3, 2, 4, 1, 2], "starts": [0, 3, 5, 9, 10]}],
    sorted=None, shares={"data": 1},
)  # fmt: skip


@pytest.mark.parametrize(
    ("starts", "points"),
    [([0, 3, 5, 9, 10], POINTS), ([0, 3, 5, 9, 9], 16), ([0] * 5, 4), ([1, 4, 6, 10, 11], 0)],
)
def test_bars_that_must_begin_somewhere(starts: list[int], points: float) -> None:
    """In a calendar a bar counts only if it is long enough and begins where it must, lying or
    standing; where it does not matter, it costs nothing.
    """
    days = [3, 2, 4, 1, 2]
    lying = plt.subplots()[1].barh(NAMES, days, left=starts)
    assert earned(CALENDAR, lying) == points
    standing = plt.subplots()[1].bar(NAMES, days, bottom=starts)
    assert earned(CALENDAR, standing) == points
    free = key_of(series=[{"name": "days", "values": days}], sorted=None, shares={"data": 1})
    assert earned(free, plt.subplots()[1].barh(NAMES, days, left=starts)) == POINTS


def test_the_model_of_a_calendar_earns_all() -> None:
    """The bars that a calendar's key would show as right begin where they must."""
    answer = exercise().read_answer(json.loads(json.dumps(CALENDAR.model(exercise(), "en"))))
    assert CALENDAR.score(exercise(), answer).points == POINTS


def test_problems_of_keys() -> None:
    """What does not fit in a key is told by name."""
    assert problems(KEY, bars=5) == []
    assert problems(KEY, bars=4) == ["other-count"]
    assert problems(key_of(at=[1, 2])) == ["categories-or-at"]
    assert problems(key_of(categories=[])) == ["categories-or-at"]
    assert problems(key_of(series=[{"name": "x", "values": [1]}])) == ["uneven-series"]
    uneven = {"name": "x", "values": VALUES, "starts": [0]}
    assert problems(key_of(series=[uneven])) == ["uneven-series"]
    assert problems(key_of(shares={"data": 0.5})) == ["shares"]
    assert problems(key_of(feedback={})) == ["no-feedback"] * 5
    for part, nothing in (("sorted", None), ("labels", {})):
        assert problems(key_of(**{part: nothing})) == ["part-unsaid"]
    for part in ("level", "upright", "legend"):
        assert problems(key_of(shares={"data": 0.5, part: 0.5})) == ["part-unsaid"]


numbers = st.floats(-1e6, 1e6).filter(lambda each: each == 0 or abs(each) > 1e-3)


@settings(deadline=None, max_examples=60)
@given(
    values=st.lists(numbers, min_size=2, max_size=5, unique=True),
    mark=st.sampled_from(["bars", "lines", "points"]),
    by_name=st.booleans(), order=st.sampled_from(["ascending", "descending", "either"]),
    series=st.integers(1, 3),
)  # fmt: skip
def test_the_model_earns_all(
    values: list[float], mark: str, by_name: bool, order: str, series: int
) -> None:
    """The figure that a key would show as right earns full marks by it, and survives as JSON."""
    where: dict[str, Any] = (
        {"categories": [{"name": name} for name in NAMES[: len(values)]], "at": []}
        if by_name
        else {"categories": [], "at": range(len(values))}
    )
    shares: dict[str, float] = {"data": 0.4, "zero": 0.2, "labels": 0.2, "title": 0.2}
    if by_name:  # where there are places, their order is not free
        shares |= {"sorted": 0.1, "zero": 0.1}
    key = key_of(
        **where, marks=[mark], shares=shares, sorted=order if by_name else None,
        series=[{"name": f"s{n}", "values": values} for n in range(series)],
    )  # fmt: skip
    assert problems(key) == []
    data = exercise().read_answer(json.loads(json.dumps(key.model(exercise(), "zh"))))
    score = key.score(exercise(), data)
    assert score.points == POINTS, [each.text.en for each in score.reasons]


texts = st.text(max_size=8).filter(lambda each: "nan" not in each) | st.sampled_from(
    [*NAMES, "%", ""]
)
axes_ = st.fixed_dictionaries(
    {"low": numbers, "high": numbers, "label": texts},
    optional={"scale": st.sampled_from(["linear", "log"]), "ticks": st.lists(
        st.fixed_dictionaries({"at": numbers, "text": texts}), max_size=4)},
)  # fmt: skip
bars_ = st.fixed_dictionaries(
    {"bars": st.lists(st.fixed_dictionaries({"at": numbers, "size": numbers}), max_size=4),
     "label": texts, "horizontal": st.booleans()}
)  # fmt: skip
curves = st.lists(st.tuples(numbers, numbers), max_size=5).map(
    lambda pairs: {"x": [x for x, _ in pairs], "y": [y for _, y in pairs]}
)
panels = st.fixed_dictionaries(
    {"x": axes_, "y": axes_},
    optional={"bars": st.lists(bars_, max_size=3), "lines": st.lists(curves, max_size=2),
              "points": st.lists(curves, max_size=2), "title": texts,
              "rules": st.lists(st.fixed_dictionaries(
                  {"axis": st.sampled_from(["x", "y"]), "at": numbers}), max_size=2),
              "wedges": st.lists(st.fixed_dictionaries(
                  {"label": texts, "share": st.floats(0, 1)}), max_size=3)},
)  # fmt: skip
figures = st.fixed_dictionaries({"panels": st.lists(panels, min_size=1, max_size=2)})


@settings(deadline=None, max_examples=150)
@given(raw=figures)
def test_any_figure_has_a_score_and_a_drawing(raw: dict[str, Any]) -> None:
    """Whatever is drawn has points in range and reasons in both languages, and can be shown."""
    data = FigureData.model_validate(raw)
    keys = [
        key_of(marks=["bars", "lines", "points", "wedges"], level=1.0, **TWO),
        key_of(categories=[], at=VALUES, marks=["lines", "points", "bars"]),
        KEY,
    ]
    for key in keys:
        score = key.score(exercise(), data)
        assert score.points is not None
        assert 0 <= score.points <= POINTS
        assert all(reason.text.zh for reason in score.reasons)
    html = exercise().answer_html(data, "zh")
    assert "nan" not in html.replace("Insurance", "")
    assert exercise().form_notes(data) is not None


@settings(deadline=None, max_examples=60)
@given(values=st.permutations(VALUES), wrong=st.integers(0, 4), off=st.floats(0.5, 50))
def test_data_is_the_share_of_right_values(values: list[int], wrong: int, off: float) -> None:
    """Every value that is right counts alike, whatever its place; better never earns less."""
    key = key_of(shares={"data": 1}, sorted=None)
    order = [NAMES[VALUES.index(each)] for each in values]
    assert earned(key, drawn(list(values), order)) == POINTS
    changed: list[float] = list(values)
    changed[wrong] += off
    assert earned(key, drawn(changed, order)) == 16
