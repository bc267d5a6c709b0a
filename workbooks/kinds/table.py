"""`table`: a table that the student computes in a cell and hands over with `wb.submit`."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, ValidationError

from workbooks.exercise import BaseExercise
from workbooks.page import data_table
from workbooks.text import Lang
from workbooks.values import TableData


class Table(BaseExercise):
    """Compute a table. The answer is the table as plain data (`workbooks.values.TableData`)."""

    from_code: ClassVar[bool] = True

    kind: Literal["table"]
    rows: int | None = Field(default=None, ge=1, description="rows asked for, told to the student")
    columns: tuple[str, ...] = Field(
        default=(), description="columns asked for, told to the student"
    )

    def read_answer(self, raw: object) -> TableData:
        """The table, with every row as long as there are columns."""
        try:
            return TableData.model_validate(raw)
        except ValidationError as error:
            raise self.unreadable("a table") from error

    def answer_html(self, answer: TableData, lang: Lang) -> str:
        """The table's first rows."""
        return data_table(answer, lang)
