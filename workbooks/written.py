"""What `reply` and `essay` share: a text of the student's own and the rubric it is marked by."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from workbooks.exercise import OptionId
from workbooks.text import Content, Lang, Text
from workbooks.writing import Writing


class Criterion(Content):
    """One line of a rubric: what is looked for, and the most it can earn."""

    id: OptionId
    points: float = Field(gt=0)
    text: Text


class Written(Writing):
    """A text of the student's own, marked by hand. The answer is the text, as typed."""

    marked: ClassVar[Literal["machine", "hand"]] = "hand"
    script: ClassVar[str] = "written"
    lists: ClassVar[tuple[str, ...]] = ("rubric",)

    rubric: tuple[Criterion, ...] = Field(min_length=1, description="shown to student and grader")

    def read_answer(self, raw: object) -> str:
        """The text, if there is any besides white space and it is not absurdly long."""
        text = self.read_text(raw)
        if not text.strip():
            raise self.unreadable("a text")
        return text

    def answer_html(self, answer: str, lang: Lang) -> str:
        """The text, line breaks kept, beneath the words that it answers."""
        return self.outgoing_html(answer, lang)
