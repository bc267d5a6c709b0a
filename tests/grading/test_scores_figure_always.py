"""What holds of every key and of every figure; and what a key cannot be."""

from __future__ import annotations

import json
from typing import Any

import matplotlib.pyplot as plt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.grading.small_figure import (
    KEY,
    NAMES,
    POINTS,
    TWO,
    VALUES,
    drawn,
    earned,
    exercise,
    key_of,
)
from workbooks.figures import FigureData
from workbooks.scoring import FigureKey


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


@settings(max_examples=60)
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


@settings(max_examples=150)
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


@settings(max_examples=60)
@given(values=st.permutations(VALUES), wrong=st.integers(0, 4), off=st.floats(0.5, 50))
def test_data_is_the_share_of_right_values(values: list[int], wrong: int, off: float) -> None:
    """Every value that is right counts alike, whatever its place; better never earns less."""
    key = key_of(shares={"data": 1}, sorted=None)
    order = [NAMES[VALUES.index(each)] for each in values]
    assert earned(key, drawn(list(values), order)) == POINTS
    changed: list[float] = list(values)
    changed[wrong] += off
    assert earned(key, drawn(changed, order)) == 16
