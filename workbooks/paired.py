"""What `match` and `classify` share: each thing on one side goes with one thing on the other."""

from __future__ import annotations

from abc import abstractmethod

from workbooks.exercise import BaseExercise, Option
from workbooks.page import pairs_table
from workbooks.text import Lang
from workbooks.words import say


class Paired(BaseExercise):
    """Give each thing of one side one of the other. The answer maps ids of the first to ids of
    the second, for those that were given one."""

    @property
    @abstractmethod
    def sides(self) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
        """The things that get something, and the things they can get."""

    def read_answer(self, raw: object) -> dict[str, str]:
        """The pairs made, in the order in which the case lists the first of each."""
        first, second = ({option.id for option in side} for side in self.sides)
        if not isinstance(raw, dict) or not raw:
            raise self.unreadable("an object with at least one pair of ids")
        if not all(isinstance(each, str) for each in raw.values()):
            raise self.unreadable("made of ids")
        if not (raw.keys() <= first and set(raw.values()) <= second):
            raise self.unreadable("made of this exercise's own items")
        return {option.id: raw[option.id] for option in self.sides[0] if option.id in raw}

    def answer_html(self, answer: dict[str, str], lang: Lang) -> str:
        """Every thing of the first side with what it was given."""
        first, second = self.sides
        texts = {option.id: option.text[lang] for option in second}
        return pairs_table(
            [(option.text[lang], texts.get(answer.get(option.id, ""))) for option in first],
            nothing=say("static.open", lang),
        )

    def is_whole(self, answer: dict[str, str]) -> bool:
        """Whether everything was given something."""
        return len(answer) == len(self.sides[0])
