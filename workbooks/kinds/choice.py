"""`choice`: pick one of several options."""

from __future__ import annotations

from typing import ClassVar, Literal

from workbooks.exercise import OptionsExercise
from workbooks.page import item_list
from workbooks.text import Lang


class Choice(OptionsExercise):
    """Pick one option. The answer is the option's id."""

    script: ClassVar[str] = "choice"

    kind: Literal["choice"]

    def read_answer(self, raw: object) -> str:
        """The id of the option picked."""
        if not isinstance(raw, str) or self.option(raw) is None:
            raise self.unreadable("the id of one of its options")
        return raw

    def answer_html(self, answer: str, lang: Lang) -> str:
        """All options, the picked one marked."""
        return item_list(self.options, {answer}, lang)
