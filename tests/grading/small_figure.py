"""An exercise that asks for a figure, its key, a good answer, and what is said of one."""

from __future__ import annotations

import json
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd

from workbooks.figure_reading import figure_data
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
    """An exercise that asks for a figure."""
    return Figure.model_validate({**COMMON, "id": "f", "kind": "figure", "points": POINTS, **more})


def key_of(**more: Any) -> FigureKey:
    """Its key, with something else in it."""
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
TWO = {
    "series": [{"name": "left", "also": ["流失"], "values": VALUES},
               {"name": "stayed", "also": ["留下"], "values": [100 - each for each in VALUES]}],
    "shares": {"data": 0.8, "legend": 0.2},
}  # fmt: skip


def scored(key: FigureKey, value: Any) -> Score:
    """The score of what was drawn, by way of the very text that the log would hold."""
    try:
        data = figure_data(value)
    finally:
        plt.close("all")
    raw = json.loads(json.dumps(data.model_dump(mode="json"), allow_nan=False))
    return key.score(exercise(), exercise().read_answer(raw))


def earned(key: FigureKey, value: Any) -> float | None:
    """Its points."""
    return scored(key, value).points


def told(key: FigureKey, value: Any) -> str:
    """Its reasons, in English."""
    return " | ".join(each.text.en for each in scored(key, value).reasons)


# one and the same figure, drawn in every way that a course might teach


def drawn(values: list[Any] = VALUES, names: list[str] = NAMES, **settings: Any) -> Any:
    """A good figure, with something changed."""
    _, ax = plt.subplots()
    ax.bar(names, values)
    ax.set(**{"title": "Left", "ylabel": "%", **settings})
    return ax
