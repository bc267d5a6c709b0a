"""`choices`: pick every option that holds."""

from __future__ import annotations

from typing import ClassVar, Literal

from workbooks.exercise import OptionsExercise
from workbooks.page import item_list
from workbooks.text import Lang


class Choices(OptionsExercise):
    """Pick any number of options. The answer is a list of option ids, in any order."""

    script: ClassVar[str] = "choices"

    kind: Literal["choices"]

    def read_answer(self, raw: object) -> frozenset[str]:
        """The ids of the options picked; none picked is not an answer."""
        ids = self.read_ids(raw)
        if not ids:
            raise self.unreadable("a list with at least one option")
        return frozenset(ids)

    def answer_html(self, answer: frozenset[str], lang: Lang) -> str:
        """All options, the picked ones marked."""
        return item_list(self.options, answer, lang)
