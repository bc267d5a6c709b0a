"""`reply`: a reply to a customer, as the student would send it."""

from __future__ import annotations

from typing import ClassVar, Literal

from workbooks.replying import Replying
from workbooks.written import Written


class Reply(Written, Replying):
    """Write the reply. The answer is the text, as typed."""

    parts: ClassVar[tuple[str, ...]] = ("writing", "coach")

    kind: Literal["reply"]

    def texts_of(self, answer: str) -> tuple[str, ...]:
        """The one text."""
        return (answer,)
