"""Key and score of `table`."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Final, Literal

from pydantic import Field

from workbooks.kinds import Table
from workbooks.page import plain_value
from workbooks.scoring.key import BaseKey, KeyProblem
from workbooks.scoring.score import Reason, Score, Verdict, share_of
from workbooks.text import Content, Lang, Text, Words
from workbooks.values import Scalar, TableData
from workbooks.words import say_both

_MOST_SHOWN: Final = 60
Part = Literal["columns", "rows", "values", "order"]


class Column(Content):
    """A column of the expected table and the other names it may go by.

    `also` may name what pandas calls an index or a Series without a name: `index`, `value`, `0`.
    A number agrees if it is off by no more than `tolerance` (the key's, unless the column has its
    own) or by `relative` of the expected value, whichever is more. `also_as: [0.01]` takes the
    whole column multiplied by that as well: a share where a percentage is expected.
    """

    name: Words
    also: tuple[Words, ...] = ()
    values: tuple[Scalar, ...] = Field(min_length=1)
    tolerance: Annotated[float, Field(ge=0)] | None = None
    relative: Annotated[float, Field(ge=0, lt=1)] = 0
    also_as: tuple[Annotated[float, Field(gt=0)], ...] = ()


class TableKey(BaseKey):
    """The expected table, how near a number must be, and what is said about each part.

    The first column identifies a row. Credit is the sum of four parts, whose shares add to 1:

    - `columns`: the share of expected columns that are there, under any of their names. An index
      counts as a column, so a Series or an indexed frame does as well as a plain one;
    - `rows`: 1 if the identifying values are exactly the expected ones, in any order;
    - `values`: the share of the other cells that agree (`Column` says how near numbers must be);
    - `order`: 1 if the rows stand in the expected order.
    """

    kind: Literal["table"]
    columns: tuple[Column, ...] = Field(min_length=2)
    tolerance: float = Field(default=1e-9, ge=0)
    shares: dict[Part, Annotated[float, Field(ge=0, le=1)]]
    feedback: dict[Part, Text] = Field(description="said when that part is not wholly right")
    praise: Text

    def model(self, exercise: Table, lang: Lang) -> dict[str, object]:
        """The expected table."""
        rows = zip(*(column.values for column in self.columns), strict=True)
        return {
            "columns": [each.name for each in self.columns],
            "rows": [list(row) for row in rows],
        }

    def problems(self, exercise: Table) -> Iterable[KeyProblem]:
        """Columns of unequal length, shares that do not add to 1, parts without feedback."""
        lengths = {len(column.values) for column in self.columns}
        if len(lengths) > 1:
            yield "uneven-columns", ("columns",), {"lengths": sorted(lengths)}
        if not math.isclose(sum(self.shares.values()), 1):
            yield "shares", ("shares",), {"total": sum(self.shares.values())}
        for part in self.shares:
            if part not in self.feedback:
                yield "no-feedback", ("feedback",), {"name": part}

    def score(self, exercise: Table, answer: TableData) -> Score:
        """The parts that hold, weighed; feedback for each that does not wholly hold."""
        reading = _Reading(self, answer)
        earned = reading.parts()
        share = sum(self.shares.get(part, 0.0) * value for part, value in earned.items())
        reasons: list[Reason] = []
        for part, value in earned.items():
            if part in self.shares and value < 1:
                verdict: Verdict = "partly" if value else "wrong"
                reasons.append(Reason(verdict=verdict, text=self.feedback[part]))
                reasons += reading.own(part)
        praise = Reason(verdict="right", text=self.praise)
        return share_of(exercise.points, share, reasons or [praise])


class _Reading:
    """An answer beside the key: which columns are the expected ones, and what agrees."""

    def __init__(self, key: TableKey, answer: TableData) -> None:
        self.key, self.answer = key, answer
        self.places = [_place(column, answer) for column in key.columns]
        self.wanted = [normal(value) for value in key.columns[0].values]
        self.given = self._column(self.places[0])
        self.ids = [normal(value) for value in self.given]

    def parts(self) -> dict[Part, float]:
        there = sum(place is not None for place in self.places) / len(self.places)
        if self.places[0] is None:
            return {"columns": there, "rows": 0.0, "values": 0.0, "order": 0.0}
        return {
            "columns": there,
            # by value: 1.0 identifies what 1 does
            "rows": float(Counter(self.ids) == Counter(self.wanted)),
            "values": self._values(),
            "order": float(self.ids == self.wanted),
        }

    def own(self, part: Part) -> list[Reason]:
        """What the student gave that made a part fail, if it can be said without the key."""
        if part == "rows":
            odd = next((at for at, name in enumerate(self.ids) if name not in self.wanted), None)
            text = None if odd is None else say_both("score.odd-row", row=_cut(self.given[odd]))
        else:
            text = self._off_cell() if part == "values" else None
        return [] if text is None else [Reason(verdict="note", text=text)]

    def _column(self, place: int | None) -> list[Scalar]:
        return [] if place is None else [row[place] for row in self.answer.rows]

    def _values(self) -> float:
        agree = 0
        for column, place in zip(self.key.columns[1:], self.places[1:], strict=True):
            by_id = (
                dict(zip(self.ids, self._column(place), strict=True)) if place is not None else {}
            )
            agree += max(self._agreeing(column, by_id, factor) for factor in (1, *column.also_as))
        return agree / (len(self.wanted) * (len(self.key.columns) - 1))

    def _agreeing(self, column: Column, by_id: dict[Scalar, Scalar], factor: float) -> int:
        wanted = zip(self.wanted, column.values, strict=True)
        return sum(
            name in by_id and self._agree(column, by_id[name], value, factor)
            for name, value in wanted
        )

    def _agree(self, column: Column, given: Scalar, wanted: Scalar, factor: float) -> bool:
        if isinstance(wanted, bool) or isinstance(given, bool):
            return given is wanted
        if isinstance(wanted, int | float) and isinstance(given, int | float):
            reach = self.key.tolerance if column.tolerance is None else column.tolerance
            return near(given, wanted * factor, reach * factor, column.relative)
        return normal(given) == normal(wanted)

    def _off_cell(self) -> Text | None:
        """The first cell, in the student's own order, that has its row and column but is off."""
        for column, place in zip(self.key.columns[1:], self.places[1:], strict=True):
            if place is None or self.places[0] is None:
                continue
            values = self._column(place)
            by_id = dict(zip(self.ids, values, strict=True))
            factor = max((1, *column.also_as), key=lambda each: self._agreeing(column, by_id, each))
            wanted = dict(zip(self.wanted, column.values, strict=True))
            for at, name in enumerate(self.ids):
                if name in wanted and not self._agree(column, values[at], wanted[name], factor):
                    return _own_cell(self.given[at], self.answer.columns[place], values[at])
        return None


def _place(column: Column, answer: TableData) -> int | None:
    names = {normal(name) for name in (column.name, *column.also)}
    found = (place for place, name in enumerate(answer.columns) if normal(name) in names)
    return next(found, None)


def _own_cell(row: Scalar, column: str, value: Scalar) -> Text:
    shown = f"“{_cut(value)}”" if isinstance(value, str) else plain_value(value)
    name = "score.off-cell" if shown else "score.off-cell-empty"
    return say_both(name, row=_cut(row), column=_cut(column), value=shown)


def _cut(value: Scalar) -> str:
    text = plain_value(value)
    return text if len(text) <= _MOST_SHOWN else text[:_MOST_SHOWN] + "…"


def near(given: float, wanted: float, tolerance: float, relative: float) -> bool:
    """Whether a number is off by no more than is allowed, a little slack for rounding included."""
    return abs(given - wanted) <= max(tolerance, relative * abs(wanted)) + 1e-12


def normal(value: Scalar) -> Scalar:
    """A text without regard to case, outer and repeated white space; anything else as it is."""
    return " ".join(value.split()).casefold() if isinstance(value, str) else value
