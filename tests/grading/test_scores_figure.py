"""What a figure earns: many ways to draw the same, and mistakes one by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest

from tests.grading.small_figure import (
    CHINESE,
    FRAME,
    KEY,
    NAMES,
    POINTS,
    VALUES,
    drawn,
    earned,
    key_of,
    scored,
    told,
)


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
