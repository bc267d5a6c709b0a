"""What every key has, whatever its kind."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import Any

from grading.score import Score
from workbooks.exercise import BaseExercise
from workbooks.text import Content, Slug

KeyProblem = tuple[str, tuple[str | int, ...], dict[str, object]]
"""What is wrong with a key: a code, the place inside the key, and the names for the message."""


class BaseKey(Content):
    """The right answer of one exercise, how it is credited, and what is said about it."""

    exercise: Slug

    @abstractmethod
    def problems(self, exercise: Any) -> Iterable[KeyProblem]:
        """What in this key does not fit the exercise it belongs to."""

    @abstractmethod
    def score(self, exercise: Any, answer: Any) -> Score:
        """What a readable answer earns: a pure function of exercise, key and answer."""


def unknown_options(exercise: BaseExercise, field: str, ids: Iterable[str]) -> Iterable[KeyProblem]:
    """A problem for each id that is not one of the exercise's options."""
    known = {option.id for option in getattr(exercise, "options", ())}
    for each in ids:
        if each not in known:
            yield "unknown-option", (field,), {"name": each, "known": ", ".join(sorted(known))}
