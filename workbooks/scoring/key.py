"""What every key has, whatever its kind."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterable
from typing import Any, Final

from pydantic import Field

from workbooks.exercise import BaseExercise, OptionsExercise
from workbooks.scoring.score import Score
from workbooks.text import LANGS, Content, Lang, Slug

STANDS_OUT: Final = 1.25
FEW_CHARACTERS: Final = 3
"""A difference of so few characters tells nobody anything."""

KeyProblem = tuple[str, tuple[str | int, ...], dict[str, object]]
"""What is wrong with a key: a code, the place inside the key, and the names for the message."""


class BaseKey(Content):
    """The right answer of one exercise, how it is credited, and what is said about it."""

    exercise: Slug
    reference: str | None = Field(
        default=None,
        description="of a personal exercise: the function in `grading/keys/<slug>.py` that "
        "computes what is right; see `workbooks.personal`",
    )

    @abstractmethod
    def problems(self, exercise: Any) -> Iterable[KeyProblem]:
        """What in this key does not fit the exercise it belongs to."""

    @abstractmethod
    def score(self, exercise: Any, answer: Any) -> Score:
        """What a readable answer earns: a pure function of exercise, key and answer."""

    def model(self, exercise: Any, lang: Lang) -> Any:
        """An answer, as plain data, that earns full marks; None where no answer is more right.

        It is shown by practice exercises only; `lang` matters where the answer is a text.
        """
        return None


def guessable(exercise: OptionsExercise, right: Collection[str]) -> Iterable[KeyProblem]:
    """A problem for each language in which the right options stand out by their length.

    They do if every one of them is longer than every wrong one by more than `STANDS_OUT`.
    """
    wrong = [option for option in exercise.options if option.id not in right]
    for lang in LANGS:
        shortest = min(len(each.text[lang]) for each in exercise.options if each.id in right)
        longest = max((len(each.text[lang]) for each in wrong), default=shortest)
        if shortest > longest * STANDS_OUT and shortest - longest > FEW_CHARACTERS:
            yield "guessable", (), {"lang": lang}


def unknown_options(exercise: BaseExercise, field: str, ids: Iterable[str]) -> Iterable[KeyProblem]:
    """A problem for each id that is not one of the exercise's options."""
    known = {option.id for option in getattr(exercise, "options", ())}
    for each in ids:
        if each not in known:
            yield "unknown-option", (field,), {"name": each, "known": ", ".join(sorted(known))}
