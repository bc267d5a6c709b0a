"""Figures of the students', and what becomes of them when they are handed in."""

from __future__ import annotations

import json
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from matplotlib.axes import Axes

from workbooks.errors import NotSubmittable
from workbooks.figure_reading import figure_data
from workbooks.figures import Panel
from workbooks.kinds import Figure

mpl.use("agg")
BOTH = {"en": "x", "zh": "某"}


def exercise(**more: Any) -> Figure:
    return Figure.model_validate(
        {"id": "f", "kind": "figure", "step": "prepare", "areas": ["numbers"], "points": 1,
         "minutes": 1, "title": BOTH, "prompt": BOTH, **more}
    )  # fmt: skip


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
