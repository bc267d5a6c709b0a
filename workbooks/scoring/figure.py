"""Key and score of `figure`."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Final, Literal

from pydantic import Field

from workbooks.figures import FigureData, Mark, Panel
from workbooks.kinds import Figure
from workbooks.scoring.figure_match import (
    Agreement,
    Finite,
    Named,
    Series,
    Wanted,
    best_agreements,
    groups_of,
    reading_order,
    squeezed,
)
from workbooks.scoring.figure_model import ModelWords, Shown, model_figure
from workbooks.scoring.key import BaseKey, KeyProblem
from workbooks.scoring.score import Reason, Score, Verdict, share_of
from workbooks.scoring.table import near
from workbooks.text import LANGS, Content, Lang, Text, Words
from workbooks.words import say, say_both

Part = Literal["data", "marks", "sorted", "level", "upright", "zero", "labels", "title", "legend"]
_Held = tuple[float, list[Text]]
_MOST_TOLD: Final = 8


class Labels(Content):
    """Words of which one must stand in the label of an axis; none for an axis not looked at."""

    values: tuple[Words, ...] = ()
    categories: tuple[Words, ...] = ()


class FigureKey(BaseKey):
    """What the figure must show, and what is said about each part of it.

    `categories` names what the marks stand for; `at` gives their places instead, where the axis is
    one of numbers. `marks` are the kinds of marks that may show it. Credit is the sum of the parts
    that have a share; the shares add to 1. Of several panels the one that shows most is judged.

    - `data`: the share of values that are there under their names (`Column` of a table says how
      near a number must be) and, where the series has `starts`, whose bars begin there; more marks
      than were asked for lower it;
    - `marks`: 1 if one of the kinds in `marks` was drawn. Without a share for it, nothing else can
      show the data;
    - `sorted`: 1 if the values that were drawn rise or fall as asked, right or not, from left to
      right or, of lying bars, from top to bottom;
    - `level`: 1 if a line straight across stands at `level`;
    - `upright`: of the places in `upright` and the lines straight up that were drawn, the share in
      which the two agree;
    - `zero`: 1 unless there are bars that do not begin at zero;
    - `labels`: the share of axes named in `labels` whose label holds one of the words;
    - `title`: 1 if there is a title, holding one of the words if any are given;
    - `legend`: the share of series named in a legend or beside their marks.
    """

    kind: Literal["figure"]
    marks: tuple[Mark, ...] = Field(default=("bars",), min_length=1)
    categories: tuple[Named, ...] = ()
    at: tuple[Finite, ...] = ()
    series: tuple[Series, ...] = Field(min_length=1)
    tolerance: Annotated[float, Field(ge=0)] = 1e-9
    relative: Annotated[float, Field(ge=0, lt=1)] = 0
    also_as: tuple[Annotated[float, Field(gt=0)], ...] = ()
    sorted: Literal["ascending", "descending", "either"] | None = None
    level: Finite | None = None
    upright: tuple[Finite, ...] = ()
    labels: Labels = Labels()
    title: tuple[Words, ...] = ()
    shares: dict[Part, Annotated[float, Field(ge=0, le=1)]]
    feedback: dict[Part, Text] = Field(description="said when that part is not wholly right")
    praise: Text

    def model(self, exercise: Figure, lang: Lang) -> dict[str, object]:
        """A plain figure of the expected values."""
        words = ModelWords(
            title=next(iter(self.title), exercise.title[lang]),
            values=next(iter(self.labels.values), ""),
            categories=next(iter(self.labels.categories), ""),
        )
        names = [each.name for each in self.categories] or self.at
        shown = Shown(
            self.marks[0],
            names,
            self.series,
            order=self.sorted,
            level=self.level,
            upright=self.upright,
        )
        figure = model_figure(shown, words)
        return figure.model_dump(mode="json")

    def problems(self, exercise: Figure) -> Iterable[KeyProblem]:
        """Series of other lengths, shares that do not add to 1, parts that say nothing."""
        if bool(self.categories) == bool(self.at):
            yield "categories-or-at", (), {}
            return
        count = len(self.categories or self.at)
        for place, each in enumerate(self.series):
            if len(each.values) != count:
                at = ("series", place, "values")
                yield "uneven-series", at, {"given": len(each.values), "wanted": count}
            if len(each.starts) not in (0, count):
                at = ("series", place, "starts")
                yield "uneven-series", at, {"given": len(each.starts), "wanted": count}
        if not math.isclose(sum(self.shares.values()), 1):
            yield "shares", ("shares",), {"total": sum(self.shares.values())}
        for part in self.shares:
            if part not in self.feedback:
                yield "no-feedback", ("feedback",), {"name": part}
            if not self._says(part):
                yield "part-unsaid", ("shares",), {"name": part}
        bars = count * len(self.series)
        if self.marks == ("bars",) and exercise.bars not in (None, bars):
            yield "other-count", ("series",), {"given": bars, "wanted": exercise.bars}

    def score(self, exercise: Figure, answer: FigureData) -> Score:
        """The parts that hold, weighed; feedback and the student's own for each that does not."""
        judged = [_Judged(self, answer, panel) for panel in answer.panels if panel.marks()]
        if not judged:
            reason = Reason(verdict="wrong", text=say_both("figure.refused-nothing-drawn"))
            return share_of(exercise.points, 0, [reason])
        best = max(judged, key=lambda each: (each.data, each.held("marks")[0]))
        reasons: list[Reason] = []
        total = 0.0
        for part, weight in self.shares.items():
            share, own = best.held(part)
            total += weight * share
            if share < 1 and part in self.feedback:
                verdict: Verdict = "partly" if share else "wrong"
                reasons.append(Reason(verdict=verdict, text=self.feedback[part]))
                reasons += [Reason(verdict="note", text=text) for text in own]
        praise = Reason(verdict="right", text=self.praise)
        return share_of(exercise.points, total, reasons or [praise])

    def _says(self, part: Part) -> bool:
        needed: Mapping[Part, bool] = {
            "sorted": self.sorted is not None,
            "level": self.level is not None,
            "upright": bool(self.upright),
            "labels": bool(self.labels.values or self.labels.categories),
            "legend": len(self.series) > 1,
        }
        return needed.get(part, True)


class _Judged:
    """One panel of a figure beside the key."""

    def __init__(self, key: FigureKey, figure: FigureData, panel: Panel) -> None:
        self.key, self.figure, self.panel = key, figure, panel
        there = panel.marks()
        accepted = [mark for mark in key.marks if mark in there]
        others = [mark for mark in there if mark not in key.marks] if "marks" in key.shares else []
        tried = [self._read(mark) for mark in accepted or others]
        self.found: list[Agreement] = max(tried, key=_mean, default=[])
        self.data = _mean(self.found)

    def _read(self, mark: Mark) -> list[Agreement]:
        key = self.key
        wanted = Wanted(key.categories, key.at, key.tolerance, key.relative)
        groups = groups_of(self.panel, mark, key.series)
        factors = (1.0, *key.also_as)
        return max(
            (best_agreements(key.series, groups, wanted, each) for each in factors), key=_mean
        )

    def held(self, part: Part) -> _Held:
        """How far a part holds, 0 to 1, and what of the student's own made it fail."""
        parts: Mapping[Part, Callable[[], _Held]] = {
            "data": self._data,
            "marks": self._marks,
            "sorted": self._sorted,
            "level": self._level,
            "upright": self._upright,
            "zero": self._zero,
            "labels": self._labels,
            "title": self._title,
            "legend": self._legend,
        }
        return parts[part]()

    def _data(self) -> _Held:
        off = next((each.off for each in self.found if each.off is not None), None)
        if off is None:
            count = sum(len(each.group.readings) for each in self.found)
            return self.data, [say_both("score.own-count", count=count)]
        name = off.name or f"{off.at:.6g}"
        return self.data, [say_both("score.own-mark", name=name, value=f"{off.value:.6g}")]

    def _marks(self) -> _Held:
        there = self.panel.marks()
        kinds = {lang: ", ".join(say(f"figure.{each}", lang) for each in there) for lang in LANGS}
        own = {lang: say("score.own-marks", lang, kinds=kinds[lang]) for lang in LANGS}
        return float(any(mark in there for mark in self.key.marks)), [Text(**own)]

    def _sorted(self) -> _Held:
        values = self._read_in_order()
        text = _several(values)
        own = [say_both("score.own-order", values=text)] if text else []
        return float(self._rises_or_falls(values)), own

    def _level(self) -> _Held:
        values = self._levels()
        text = _several(values)
        own = [say_both("score.own-level", values=text)] if text else []
        return float(any(self._is_level(each) for each in values)), own

    def _upright(self) -> _Held:
        drawn = sorted(set(self._straight("x")))
        text = _several(drawn)
        own = [say_both("score.own-upright", values=text)] if text else []
        there = [at for at in self.key.upright if any(near(each, at, 1e-6, 0) for each in drawn)]
        return len(there) / len({*self.key.upright, *drawn}), own

    def _zero(self) -> _Held:
        axis = self.panel.values
        own = say_both("score.own-axis", low=f"{axis.low:.6g}", high=f"{axis.high:.6g}")
        return float(not self.panel.bars or self.panel.starts_at_zero()), [own]

    def _labels(self) -> _Held:
        panel, labels = self.panel, self.key.labels
        asked = ((panel.values, labels.values), (panel.categories, labels.categories))
        found: list[bool] = []
        own: list[Text] = []
        for axis, words in asked:
            text = self.figure.label_of(panel, axis)
            if words:
                found.append(_holds_one(text, words))
                name = "x" if axis is panel.x else "y"
                if text and not found[-1]:
                    own.append(say_both("score.own-label", axis=name, text=text))
        return sum(found) / max(len(found), 1), own

    def _title(self) -> _Held:
        titles = " · ".join(self.figure.titles())
        right = _holds_one(titles, self.key.title) if self.key.title else bool(titles)
        return float(right), [say_both("score.own-title", text=titles)] if titles else []

    def _legend(self) -> _Held:
        texts = [*self.figure.legend, *self.panel.legend, *self.panel.texts]
        told = squeezed(" ".join(texts))
        named = [any(each in told for each in one.names()) for one in self.key.series]
        text = " · ".join(texts[:_MOST_TOLD])
        own = [say_both("score.own-legend", text=text)] if text else []
        return sum(named) / len(named), own

    def _read_in_order(self) -> list[float]:
        return reading_order(self.panel, self.found[0].group.readings) if self.found else []

    def _rises_or_falls(self, values: list[float]) -> bool:
        if len(values) < 2 or 2 * len(values) < len(self.key.series[0].values):
            return False
        rising = values == sorted(values)
        falling = values == sorted(values, reverse=True)
        wanted = self.key.sorted
        return (rising and wanted != "descending") or (falling and wanted != "ascending")

    def _levels(self) -> list[float]:
        return self._straight("x" if self.panel.horizontal else "y")

    def _straight(self, axis: Literal["x", "y"]) -> list[float]:
        """Where on an axis lines stand that keep to one place of it."""
        drawn = [rule.at for rule in self.panel.rules if rule.axis == axis]
        curves = [curve.x if axis == "x" else curve.y for curve in self.panel.lines]
        return [*drawn, *(each[0] for each in curves if len(each) > 1 and len({*each}) == 1)]

    def _is_level(self, value: float) -> bool:
        key = self.key
        return key.level is not None and any(
            near(value, key.level * each, key.tolerance * each, key.relative)
            for each in (1.0, *key.also_as)
        )


def _mean(found: list[Agreement]) -> float:
    return math.fsum(each.share for each in found) / len(found) if found else 0.0


def _holds_one(text: str, words: Iterable[str]) -> bool:
    return any(squeezed(word) in squeezed(text) for word in words)


def _several(values: list[float]) -> str:
    shown = ", ".join(f"{each:.6g}" for each in values[:_MOST_TOLD])
    return f"{shown}, …" if len(values) > _MOST_TOLD else shown
