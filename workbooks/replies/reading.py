"""What was read in a reply: an answer to each criterion, the words it rests on, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from workbooks.text import Text

Criterion = Literal[
    "apology", "acknowledgement", "heard_first", "no_blame",
    "remedy", "feedback_request", "transparent", "culture",
]  # fmt: skip
CRITERIA: Final[tuple[Criterion, ...]] = (
    "apology", "acknowledgement", "heard_first", "no_blame",
    "remedy", "feedback_request", "transparent", "culture",
)  # fmt: skip
OPTIONAL: Final[tuple[Criterion, ...]] = ("transparent", "culture")
"""Criteria that only some exercises raise."""
Answer = Literal["found", "not-found", "not-sure"]


@dataclass(frozen=True, order=True)
class Span:
    """A part of the reply as it was typed: code points `start` up to, not including, `end`."""

    start: int
    end: int


@dataclass(frozen=True)
class Finding:
    """One criterion's answer. `likely` is the best guess, also where the answer is not sure.

    For `no_blame`, "found" means that the reply is free of blame; its spans then are empty, and
    otherwise show what was read as blame.
    """

    answer: Answer
    likely: bool
    reason: str
    """A name in the wording of the package, `replies.<reason>`."""
    spans: tuple[Span, ...] = ()

    @property
    def why(self) -> Text:
        """The reason in words, in both languages."""
        from workbooks.words import say_both

        return say_both(f"replies.{self.reason}")


@dataclass(frozen=True)
class ReplyReading:
    """The findings of a reply, by criterion: those that apply to the exercise, in order."""

    findings: Mapping[Criterion, Finding]
    noise: tuple[Span, ...] = ()
    """What was not counted as said to the customer: quotations, keywords, asides to a grader."""

    @property
    def total(self) -> int:
        """How many criteria are likely met."""
        return sum(finding.likely for finding in self.findings.values())

    @property
    def unsure(self) -> tuple[Criterion, ...]:
        """The criteria that a human should look at."""
        return tuple(name for name, each in self.findings.items() if each.answer == "not-sure")

    @property
    def least_and_most(self) -> tuple[int, int]:
        """The totals if every doubt were answered with no, and with yes."""
        sure = [each.likely for each in self.findings.values() if each.answer != "not-sure"]
        return sum(sure), sum(sure) + len(self.unsure)
