"""Read a customer-service reply: what it says to this customer, and on which words that rests.

The way through, a module a stage:

1. `normal`       one spelling of everything, with a map back to what was typed
2. `tokens`       words and characters, sentences and clauses
3. `patterns`     every phrase of the lexicon found in one pass
4. `noise`        what is not said to the customer: quotations, keywords, asides to a grader
5. `apology`, `remedy`, `blame`, `acknowledgement`, `feedback`, `facts`, `culture`
                  one question each
6. `scorer`       the order of things, the doubts, the whole reading

`lexicon/` holds the phrases, as data; `situation` what an author says of one exercise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbooks.replies.reading import CRITERIA, Answer, Finding, ReplyReading, Span
from workbooks.replies.situation import Fact, Phrases, Situation

if TYPE_CHECKING:
    from workbooks.replies.scorer import score_reply

__all__ = [
    "CRITERIA",
    "Answer",
    "Fact",
    "Finding",
    "Phrases",
    "ReplyReading",
    "Situation",
    "Span",
    "score_reply",
]


def __getattr__(name: str) -> Any:
    """Load the scorer when it is first asked for: whoever opens a case need not wait for it."""
    if name == "score_reply":
        from workbooks.replies.scorer import score_reply

        return score_reply
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
