"""Keys of `reply` and `essay`: marked by hand, so a key holds notes for the person marking."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from workbooks.scoring.key import BaseKey, KeyProblem
from workbooks.scoring.score import Score
from workbooks.text import Lang, Text
from workbooks.written import Written


class WrittenKey(BaseKey):
    """What the marker should know: `python -m grading guide` prints it, no page shows it."""

    notes: Text = Field(description="what tells a strong answer from a weak one")
    model_answer: Text

    def model(self, exercise: Written, lang: Lang) -> str:
        """The model answer."""
        return self.model_answer[lang]

    def problems(self, exercise: Written) -> Iterable[KeyProblem]:
        """Nothing can be wrong: notes refer to no ids."""
        return ()

    def score(self, exercise: Written, answer: str) -> Score:
        """No points yet: a person gives them."""
        return Score(points=None, most=exercise.points)


class ReplyKey(WrittenKey):
    """Notes and a model reply."""

    kind: Literal["reply"]


class EssayKey(WrittenKey):
    """Notes and a model essay."""

    kind: Literal["essay"]
