"""What a student computed, as plain data: nothing is pickled, nothing of the student's is called
that need not be.

A table becomes `TableData`: column names and rows of numbers, texts, truth values or null. The
index comes along as leading columns, but an index of whole numbers without a name counts as row
numbers and is left out: that is what sorting and filtering make of 0, 1, 2 …
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, model_validator

from workbooks.errors import NotSubmittable
from workbooks.words import say_both

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 100
MOST_TEXT: Final = 1_000
MOST_BYTES: Final = 1_000_000
"""A table takes no more when written out as JSON, so that it has room in a line of the log."""
MOST_WHOLE: Final = 2**64
"""A whole number beyond this has no place in a table, and can break float arithmetic and JSON."""

_MOST_DTYPE: Final = 60
Scalar = bool | int | float | str | None
_Number = Annotated[float, Field(allow_inf_nan=False)]
_Whole = Annotated[int, Field(ge=-MOST_WHOLE, le=MOST_WHOLE)]
_Cell = bool | _Whole | _Number | Annotated[str, Field(max_length=MOST_TEXT)] | None


class TableData(BaseModel):
    """A table as data: `rows` holds one tuple a row, each as long as `columns`.

    The first `index` columns stood in the index. `dtypes` are pandas' names for what the columns
    held; what was handed in before they were kept has none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    columns: Annotated[
        tuple[Annotated[str, Field(max_length=MOST_TEXT)], ...],
        Field(min_length=1, max_length=MOST_COLUMNS, strict=False),
    ]
    rows: Annotated[
        tuple[Annotated[tuple[_Cell, ...], Field(strict=False)], ...],
        Field(max_length=MOST_ROWS, strict=False),
    ]
    index: Annotated[int, Field(ge=0, le=MOST_COLUMNS)] = 0
    dtypes: Annotated[
        tuple[Annotated[str, Field(max_length=_MOST_DTYPE)], ...] | None, Field(strict=False)
    ] = None

    @model_validator(mode="after")
    def _rows_are_full(self) -> TableData:
        width = len(self.columns)
        if any(len(row) != width for row in self.rows):
            raise ValueError("a row is not as long as there are columns")
        if self.index > width or len(self.dtypes or self.columns) != width:
            raise ValueError("there are not as many dtypes as columns")
        return self


def table_data(value: object) -> TableData:
    """A Series or DataFrame as plain data; raises `NotSubmittable` saying what is in the way."""
    import pandas as pd

    if type(value) is pd.Series:
        value = value.to_frame(value.name if value.name is not None else "value")
    if type(value) is not pd.DataFrame:
        raise _refused("not-a-table", type=type_name(value))
    _refuse_size(*value.shape)  # before anything is copied
    frame = _with_index(value)
    _refuse_size(*frame.shape)
    _refuse_names(list(frame.columns))
    columns = tuple(_text(name, f"{name[:40]} …") for name in frame.columns)
    cells = [_cells(frame.iloc[:, place], name) for place, name in enumerate(columns)]
    rows = tuple(zip(*cells, strict=True))
    size = len(json.dumps(rows, ensure_ascii=False).encode())
    if size > MOST_BYTES:
        raise _refused("too-long", size=size >> 10, most=MOST_BYTES >> 10)
    dtypes = tuple(str(each)[:_MOST_DTYPE] for each in frame.dtypes)
    index = frame.shape[1] - value.shape[1]
    return TableData(columns=columns, rows=rows, index=index, dtypes=dtypes)


def type_name(value: object) -> str:
    """The name of a value's type, asked of `type` itself: a metaclass may have one of its own."""
    name: str = type.__dict__["__name__"].__get__(type(value))
    return name.encode("utf-8", "replace").decode()[:80]


def _with_index(frame: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    frame = frame.set_flags(allows_duplicate_labels=True)  # doubles are told, not raised
    frame = frame.set_axis([str(name) for name in frame.columns], axis=1)
    unnamed = all(name is None for name in frame.index.names)
    if unnamed and (len(frame) == 0 or pd.api.types.is_integer_dtype(frame.index.dtype)):
        return frame.reset_index(drop=True)
    return frame.reset_index(allow_duplicates=True)


def _refuse_size(rows: int, columns: int) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise _refused("too-large", rows=rows, columns=columns, most=MOST_ROWS, wide=MOST_COLUMNS)
    if columns == 0:
        raise _refused("no-columns")


def _refuse_names(columns: Sequence[object]) -> None:
    names = [str(name) for name in columns]
    double = sorted({name for name in names if names.count(name) > 1})
    if double:
        raise _refused("double-columns", names=", ".join(double))


def _cells(series: pd.Series[Any], column: str) -> list[Scalar]:
    """A column's cells; the common dtypes at once, any other cell by cell."""
    import numpy as np

    dtype = series.dtype
    if not isinstance(dtype, np.dtype) or dtype.kind not in "biuf":
        return [_cell(item, column) for item in series]
    if dtype.kind != "f":
        return list(series.to_numpy().tolist())
    numbers = series.to_numpy().astype(float)
    if np.isinf(numbers).any():
        raise _refused("infinite", column=column)
    if not np.isnan(numbers).any():
        return list(numbers.tolist())
    return [None if math.isnan(each) else each for each in numbers.tolist()]


def _cell(item: Any, column: str) -> Scalar:
    """A cell by its type; of a type derived from a known one, with that one's own methods."""
    import numpy as np
    import pandas as pd

    kind = type(item)
    if issubclass(kind, np.generic) and not issubclass(kind, np.datetime64 | np.timedelta64):
        item = np.generic.item(item)
        kind = type(item)
    if item is None or item is pd.NA or item is pd.NaT:
        return None
    if kind is bool:
        return bool(item)
    if issubclass(kind, int):
        return _whole(int.__int__(item), column)
    if issubclass(kind, float):
        return _finite(float.__float__(item), column)
    if issubclass(kind, str):
        return _text(str.__str__(item), column)
    if kind in (date, datetime, pd.Timestamp) or issubclass(kind, np.datetime64):
        stamp = pd.Timestamp(item)
        return None if pd.isna(stamp) else stamp.isoformat()
    raise _refused("not-data", column=column, type=type_name(item))


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
