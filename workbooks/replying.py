"""What `reply` and `rehearse` share: a customer who is answered, and a reader of the answer.

The reader (`workbooks.replies`) knows of an exercise what its `situation` says, and nothing of a
key. It coaches while a reply is written, and reads it again when it is graded.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import Any

from pydantic import Field, PrivateAttr

from workbooks.exercise import BaseExercise
from workbooks.replies.reading import ReplyReading
from workbooks.replies.situation import Situation
from workbooks.writing import Writing


class Replying(Writing):
    """An exercise in which a customer is answered.

    With a `situation` replies to it can be read: the page then coaches while one is written, unless
    `coach` is off, and a key may propose points.
    """

    situation: Situation | None = Field(
        default=None, description="what this customer's matter is, so that replies can be read"
    )
    coach: bool = Field(
        default=True, description="whether the page coaches; needs a `situation` to coach by"
    )

    _elsewhere: tuple[Situation, ...] = PrivateAttr(default=())

    @property
    def is_coached(self) -> bool:
        """Whether the page says, while a reply is written, what is read in it."""
        return self.coach and self.situation is not None

    @abstractmethod
    def texts_of(self, answer: Any) -> tuple[str, ...]:
        """The replies in a readable answer, those only begun included."""

    def stand_beside(self, exercises: Iterable[BaseExercise]) -> None:
        """Know the case's other situations: a reply to one of them is none to this."""
        found = (each.situation for each in exercises if isinstance(each, Replying))
        self._elsewhere = tuple(
            each for each in found if each is not None and each is not self.situation
        )

    def read_reply(self, text: str) -> ReplyReading | None:
        """What `text` says as a reply in this situation; None where there is none."""
        if self.situation is None:
            return None
        from workbooks.replies.scorer import score_reply

        return score_reply(text, self.situation, others=self._elsewhere)
