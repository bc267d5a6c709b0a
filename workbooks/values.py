"""What a student computed, as plain data: nothing is pickled, nothing of the student's is called
that need not be.

A table becomes `TableData`: column names and rows of numbers, texts, truth values or null. The
index comes along as leading columns, but an index of whole numbers without a name counts as row
numbers and is left out: that is what sorting and filtering make of 0, 1, 2 …
"""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, model_validator

from workbooks.errors import NotSubmittable
from workbooks.words import say_both

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS: Final = 10_000
MOST_COLUMNS: Final = 100
MOST_TEXT: Final = 1_000
MOST_WHOLE: Final = 2**64
"""A whole number beyond this has no place in a table, and can break float arithmetic and JSON."""

Scalar = bool | int | float | str | None
_Number = Annotated[float, Field(allow_inf_nan=False)]
_Whole = Annotated[int, Field(ge=-MOST_WHOLE, le=MOST_WHOLE)]
_Cell = bool | _Whole | _Number | Annotated[str, Field(max_length=MOST_TEXT)] | None


class TableData(BaseModel):
    """A table as data: `rows` holds one tuple a row, each as long as `columns`."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    columns: Annotated[
        tuple[Annotated[str, Field(max_length=MOST_TEXT)], ...],
        Field(min_length=1, max_length=MOST_COLUMNS, strict=False),
    ]
    rows: Annotated[
        tuple[Annotated[tuple[_Cell, ...], Field(strict=False)], ...],
        Field(max_length=MOST_ROWS, strict=False),
    ]

    @model_validator(mode="after")
    def _rows_are_full(self) -> TableData:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a row is not as long as there are columns")
        return self


def table_data(value: object) -> TableData:
    """A Series or DataFrame as plain data; raises `NotSubmittable` saying what is in the way."""
    import pandas as pd

    if type(value) is pd.Series:
        value = value.to_frame(value.name if value.name is not None else "value")
    if type(value) is not pd.DataFrame:
        raise _refused("not-a-table", type=type(value).__name__)
    frame = _with_index(value)
    _refuse_shape(frame)
    columns = tuple(_text(name, f"{name[:40]} …") for name in frame.columns)
    rows = tuple(
        tuple(_cell(item, column) for item, column in zip(row, columns, strict=True))
        for row in frame.itertuples(index=False, name=None)
    )
    return TableData(columns=columns, rows=rows)


def _with_index(frame: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    frame = frame.set_flags(allows_duplicate_labels=True)  # doubles are told, not raised
    frame = frame.set_axis([str(name) for name in frame.columns], axis=1)
    unnamed = all(name is None for name in frame.index.names)
    if unnamed and (len(frame) == 0 or pd.api.types.is_integer_dtype(frame.index.dtype)):
        return frame.reset_index(drop=True)
    return frame.reset_index(allow_duplicates=True)


def _refuse_shape(frame: pd.DataFrame) -> None:
    rows, columns = frame.shape
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise _refused("too-large", rows=rows, columns=columns, most=MOST_ROWS, wide=MOST_COLUMNS)
    if columns == 0:
        raise _refused("no-columns")
    names = [str(name) for name in frame.columns]
    double = sorted({name for name in names if names.count(name) > 1})
    if double:
        raise _refused("double-columns", names=", ".join(double))


def _cell(item: Any, column: str) -> Scalar:
    import numpy as np
    import pandas as pd

    if item is None or item is pd.NA or item is pd.NaT:
        return None
    if isinstance(item, bool | np.bool_):
        return bool(item)
    if isinstance(item, int | np.integer):
        return _whole(int(item), column)
    if isinstance(item, float | np.floating):
        return _finite(float(item), column)
    if isinstance(item, str):
        return _text(str(item), column)
    if isinstance(item, date | np.datetime64):  # a Timestamp is a date, too
        stamp = pd.Timestamp(item)
        return None if pd.isna(stamp) else stamp.isoformat()
    raise _refused("not-data", column=column, type=type(item).__name__)


def _whole(number: int, column: str) -> int:
    if abs(number) > MOST_WHOLE:
        raise _refused("huge-number", column=column)
    return number


def _finite(number: float, column: str) -> float | None:
    if math.isinf(number):
        raise _refused("infinite", column=column)
    return None if math.isnan(number) else number


def _text(text: str, column: str) -> str:
    if len(text) > MOST_TEXT:
        raise _refused("long-text", column=column, most=MOST_TEXT)
    return text.encode("utf-8", "replace").decode()  # half a surrogate pair is no text


def _refused(name: str, **fields: object) -> NotSubmittable:
    return NotSubmittable(say_both(f"value.{name}", **fields))
