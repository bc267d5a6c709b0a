"""The exception tree of the student-side package.

    WorkbookError
    ├── CaseNotFound        the folder holds no readable case.json
    ├── UnknownExercise     the case has no exercise of that id
    ├── UnknownData         the case has no synthetic data of that name
    ├── UnreadableAnswer    an answer is not of the shape its exercise asks for
    ├── NotSubmittable      a value cannot leave the notebook as plain data
    ├── AnswerNotSaved      the bytes of an answer did not reach the disk
    └── Unanswered          `nbgrader validate` found exercises without an answer

Every message is a sentence for the reader: what is wrong, where, and what to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbooks.text import Text


class WorkbookError(Exception):
    """Anything this package raises on purpose; its text is meant to be read."""

    def _render_traceback_(self) -> list[str]:
        """Lines that IPython shows instead of a traceback: the message is the whole story."""
        return [f"{type(self).__name__}: {self}"]


class CaseNotFound(WorkbookError):
    """The folder holds no readable `case.json`."""


class UnknownExercise(WorkbookError):
    """The case has no exercise of that id."""


class UnknownData(WorkbookError):
    """The case has no synthetic data of that name."""


class UnknownExhibit(WorkbookError):
    """The case has no exhibit of that id."""


class UnreadableAnswer(WorkbookError):
    """An answer is not of the shape its exercise asks for."""


class NotSubmittable(WorkbookError):
    """A value cannot leave the notebook as plain data; `text` says why in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(f"{text.en} · {text.zh}")
        self.text = text

    def __reduce__(self) -> tuple[object, ...]:
        """Keep `text` when the exception travels between processes."""
        return (NotSubmittable, (self.text,))


class AnswerNotSaved(WorkbookError):
    """The bytes of an answer did not reach the disk; `reason` names the cause.

    `reason` is one of `read-only`, `full`, `not-a-file`, `too-long`, `closed` (no attempt is left),
    `other-data` (it was given to data of another seed), `other`: the wording for the reader is
    chosen from it, in the reader's language.
    """

    def __init__(self, message: str, *, reason: str) -> None:
        super().__init__(message)
        self.reason = reason

    def __reduce__(self) -> tuple[object, ...]:
        """Keep `reason` when the exception travels between processes."""
        return (_restore_not_saved, (str(self), self.reason))


class Unanswered(WorkbookError):
    """`nbgrader validate` found exercises without an answer."""


def _restore_not_saved(message: str, reason: str) -> AnswerNotSaved:
    return AnswerNotSaved(message, reason=reason)
