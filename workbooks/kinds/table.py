"""`table`: a table that the student computes in a cell and hands over with `wb.submit`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, ValidationError

from workbooks.exercise import BaseExercise
from workbooks.page import data_table
from workbooks.text import Lang, Text
from workbooks.values import TableData, table_data
from workbooks.words import say_both


class Table(BaseExercise):
    """Compute a table. The answer is the table as plain data (`workbooks.values.TableData`)."""

    kind: Literal["table"]
    rows: int | None = Field(default=None, ge=1, description="rows asked for, told to the student")
    columns: tuple[str, ...] = Field(
        default=(), description="columns asked for, told to the student"
    )

    @property
    def from_code(self) -> bool:
        """Always."""
        return True

    def read_answer(self, raw: object) -> TableData:
        """The table, with every row as long as there are columns."""
        try:
            return TableData.model_validate(raw)
        except ValidationError as error:
            raise self.unreadable("a table") from error

    def answer_html(self, answer: TableData, lang: Lang) -> str:
        """The table's first rows."""
        return data_table(answer, lang)

    def data_of(self, value: object) -> TableData:
        """A Series or DataFrame as data."""
        return table_data(value)

    def form_notes(self, data: TableData) -> list[Text]:
        """Rows more or fewer than asked for, and columns that are missing."""
        notes = []
        if self.rows is not None and self.rows != len(data.rows):
            notes.append(say_both("submit.rows", given=len(data.rows), asked=self.rows))
        there = {name.casefold() for name in data.columns}
        absent = (name for name in self.columns if name.casefold() not in there)
        return [*notes, *(say_both("submit.columns", name=name) for name in absent)]
