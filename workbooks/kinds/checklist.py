"""`checklist`: say of each statement whether it was seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Final, Literal

from pydantic import Field

from workbooks.exercise import BaseExercise, Option
from workbooks.page import pairs_table
from workbooks.text import Lang
from workbooks.words import say

SEEN: Final = ("yes", "no", "unseen")


class Checklist(BaseExercise):
    """Observe oneself or a colleague. The answer gives `yes`, `no` or `unseen` by statement id.

    Statements may be left open: the answer then lacks them.
    """

    script: ClassVar[str] = "checklist"
    lists: ClassVar[tuple[str, ...]] = ("statements",)

    kind: Literal["checklist"]
    about: Literal["self", "colleague"] = Field(
        default="colleague", description="who is observed, told to the student"
    )
    statements: tuple[Option, ...] = Field(min_length=2, description="behaviour that can be seen")

    def read_answer(self, raw: object) -> dict[str, str]:
        """What was ticked, in the order of the statements; nothing ticked is not an answer."""
        ids = [statement.id for statement in self.statements]
        if not isinstance(raw, dict) or not raw or not set(raw) <= set(ids):
            raise self.unreadable("made of this exercise's own statements")
        if not all(isinstance(each, str) and each in SEEN for each in raw.values()):
            raise self.unreadable("“yes”, “no” or “unseen” for each statement")
        return {each: raw[each] for each in ids if each in raw}

    def answer_html(self, answer: Mapping[str, str], lang: Lang) -> str:
        """Every statement with what was ticked."""
        never = "unseen-self" if self.about == "self" else "unseen"  # one does see oneself
        names = {each: say(f"checklist.{each}", lang) for each in SEEN}
        names["unseen"] = say(f"checklist.{never}", lang)
        pairs = [(each.text[lang], names.get(answer.get(each.id, ""))) for each in self.statements]
        return pairs_table(pairs, nothing=say("checklist.open", lang))

    def is_whole(self, answer: Mapping[str, object]) -> bool:
        """Whether every statement was answered."""
        return len(answer) == len(self.statements)
