"""Key and score of `table`."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Annotated, Literal

from pydantic import Field

from workbooks.kinds import Table
from workbooks.scoring.key import BaseKey, KeyProblem
from workbooks.scoring.score import Reason, Score, share_of
from workbooks.text import Content, Lang, Text, Words
from workbooks.values import Scalar, TableData

Part = Literal["columns", "rows", "values", "order"]


class Column(Content):
    """A column of the expected table and the other names it may go by."""

    name: Words
    also: tuple[Words, ...] = ()
    values: tuple[Scalar, ...] = Field(min_length=1)


class TableKey(BaseKey):
    """The expected table, how near a number must be, and what is said about each part.

    The first column identifies a row. Credit is the sum of four parts, whose shares add to 1:

    - `columns`: the share of expected columns that are there, under any of their names. An index
      counts as a column, so a Series or an indexed frame does as well as a plain one;
    - `rows`: 1 if the identifying values are exactly the expected ones, in any order;
    - `values`: the share of the other cells that agree (numbers within `tolerance`, absolute);
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
        earned = self._parts(answer)
        share = sum(self.shares.get(part, 0.0) * value for part, value in earned.items())
        reasons = [
            Reason(verdict="partly" if value else "wrong", text=self.feedback[part])
            for part, value in earned.items()
            if part in self.shares and value < 1
        ]
        return share_of(
            exercise.points, share, reasons or [Reason(verdict="right", text=self.praise)]
        )

    def _parts(self, answer: TableData) -> dict[Part, float]:
        found = [self._find(column, answer) for column in self.columns]
        there = sum(each is not None for each in found) / len(self.columns)
        ids = found[0]
        wanted = [normal(value) for value in self.columns[0].values]
        if ids is None:
            return {"columns": there, "rows": 0.0, "values": 0.0, "order": 0.0}
        given = [normal(value) for value in ids]
        same_rows = Counter(given) == Counter(wanted)  # by value: 1.0 identifies what 1 does
        return {
            "columns": there,
            "rows": float(same_rows),
            "values": self._values(given, wanted, found[1:]),
            "order": float(given == wanted),
        }

    def _find(self, column: Column, answer: TableData) -> Sequence[Scalar] | None:
        names = {normal(name) for name in (column.name, *column.also)}
        for place, name in enumerate(answer.columns):
            if normal(name) in names:
                return [row[place] for row in answer.rows]
        return None

    def _values(
        self,
        given: Sequence[object],
        wanted: Sequence[object],
        found: Sequence[Sequence[Scalar] | None],
    ) -> float:
        agree = 0
        for column, values in zip(self.columns[1:], found, strict=True):
            if values is None:
                continue
            by_id = dict(zip(given, values, strict=True))
            agree += sum(
                self._agree(by_id.get(name), value)
                for name, value in zip(wanted, column.values, strict=True)
            )
        return agree / (len(wanted) * (len(self.columns) - 1))

    def _agree(self, given: Scalar, wanted: Scalar) -> bool:
        if isinstance(wanted, bool) or isinstance(given, bool):
            return given is wanted
        if isinstance(wanted, int | float) and isinstance(given, int | float):
            return abs(given - wanted) <= self.tolerance + 1e-12
        return normal(given) == normal(wanted)


def normal(value: Scalar) -> Scalar:
    """A text without regard to case, outer and repeated white space; anything else as it is."""
    return " ".join(value.split()).casefold() if isinstance(value, str) else value
