"""What `reply` and `essay` share: a text of the student's own and the rubric it is marked by."""

from __future__ import annotations

from typing import ClassVar, Final, Literal

from pydantic import Field

from workbooks.exercise import BaseExercise, OptionId
from workbooks.page import written_text
from workbooks.text import Content, Lang, Text

MOST_CHARACTERS: Final = 20_000


class Criterion(Content):
    """One line of a rubric: what is looked for, and the most it can earn."""

    id: OptionId
    points: float = Field(gt=0)
    text: Text


class Written(BaseExercise):
    """A text of the student's own, marked by hand. The answer is the text, as typed."""

    marked: ClassVar[Literal["machine", "hand"]] = "hand"
    script: ClassVar[str] = "written"
    lists: ClassVar[tuple[str, ...]] = ("rubric",)

    rubric: tuple[Criterion, ...] = Field(min_length=1, description="shown to student and grader")
    lines: int = Field(default=6, ge=2, le=40, description="height of the writing surface")

    def read_answer(self, raw: object) -> str:
        """The text, if there is any besides white space and it is not absurdly long."""
        if not isinstance(raw, str) or not raw.strip():
            raise self.unreadable("a text")
        if len(raw) > MOST_CHARACTERS:
            raise self.unreadable(f"a text of at most {MOST_CHARACTERS} characters")
        return raw

    def answer_html(self, answer: str, lang: Lang) -> str:
        """The text, line breaks kept."""
        return written_text(answer)
