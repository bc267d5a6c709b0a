"""Keys of what has no right answer: credit for having answered all of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from pydantic import Field

from workbooks.kinds import Audit, Checklist
from workbooks.scoring.key import BaseKey, KeyProblem
from workbooks.scoring.score import Reason, Score, share_of
from workbooks.text import Text


class CompletionKey(BaseKey):
    """What is said to whoever answered everything, and to whoever left something open.

    Credit: the share of the statements that were answered, whatever the answers are; all of it
    where that is `enough` for the exercise.
    """

    whole: Text = Field(description="said when every statement was answered")
    part: Text = Field(description="said when some were left open")

    def problems(self, exercise: Audit | Checklist) -> Iterable[KeyProblem]:
        """Nothing can be wrong: neither text refers to an id."""
        return ()

    def score(self, exercise: Audit | Checklist, answer: Mapping[str, object]) -> Score:
        """The share answered."""
        whole = exercise.is_whole(answer)
        share = 1.0 if whole else len(answer) / len(exercise.statements)
        reason = Reason(
            verdict="right" if whole else "partly", text=self.whole if whole else self.part
        )
        return share_of(exercise.points, share, [reason])


class ChecklistKey(CompletionKey):
    """What is said of a checklist that was ticked."""

    kind: Literal["checklist"]


class AuditKey(CompletionKey):
    """What is said of an audit whose statements were rated."""

    kind: Literal["audit"]
