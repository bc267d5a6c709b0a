"""`order`: put steps in order."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from workbooks.exercise import OptionsExercise
from workbooks.page import numbered_list
from workbooks.text import Lang


class Order(OptionsExercise):
    """Put the options in order. The answer is the list of their ids, first to last.

    Without `spares` all of them belong, and stand in the case as a student first sees them; with
    `spares` some do not, and the student picks those that do.
    """

    script: ClassVar[str] = "order"

    kind: Literal["order"]
    spares: bool = Field(default=False, description="whether some of the steps do not belong")

    def read_answer(self, raw: object) -> tuple[str, ...]:
        """The ids in the student's order, each once; all of them, unless there are spares."""
        ids = self.read_ids(raw)
        if not ids or (len(ids) != len(self.options) and not self.spares):
            raise self.unreadable("a list of all its steps")
        return ids

    def answer_html(self, answer: tuple[str, ...], lang: Lang) -> str:
        """The steps, numbered in the student's order."""
        by_id = {option.id: option for option in self.options}
        return numbered_list([by_id[each].text[lang] for each in answer])
