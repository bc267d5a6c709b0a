"""`order`: put steps in order."""

from __future__ import annotations

from typing import ClassVar, Literal

from workbooks.exercise import OptionsExercise
from workbooks.page import numbered_list
from workbooks.text import Lang


class Order(OptionsExercise):
    """Put all the options in order. The answer is the list of their ids, first to last.

    The options stand in the case in the order in which a student first sees them.
    """

    script: ClassVar[str] = "order"

    kind: Literal["order"]

    def read_answer(self, raw: object) -> tuple[str, ...]:
        """Every option's id, once, in the student's order."""
        ids = self.read_ids(raw)
        if len(ids) != len(self.options):
            raise self.unreadable("a list of all its steps")
        return ids

    def answer_html(self, answer: tuple[str, ...], lang: Lang) -> str:
        """The steps, numbered in the student's order."""
        by_id = {option.id: option for option in self.options}
        return numbered_list([by_id[each].text[lang] for each in answer])
