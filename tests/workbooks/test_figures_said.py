"""What is said of a figure's form, and how the figure that was handed in is drawn again."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.workbooks.figures import axes, exercise
from workbooks.figure_drawing import figure_html
from workbooks.figure_reading import figure_data
from workbooks.figures import MOST_POINTS

pytestmark = pytest.mark.usefixtures("no_figures_left")


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
