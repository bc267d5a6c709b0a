"""The scorer's answers to a file of replies, in the form in which they are compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from grading.replies.rows import Reply, prompt_situations
from workbooks.replies import CRITERIA, score_reply, semantic
from workbooks.replies.reading import Criterion


@dataclass(frozen=True)
class Prediction:
    """One reply's answers: true or false for every criterion that applies, null for the others."""

    id: str
    labels: dict[Criterion, bool | None]
    unsure: tuple[Criterion, ...]

    def as_line(self) -> dict[str, object]:
        """What is written for this reply."""
        return {"id": self.id, "labels": self.labels, "unsure": list(self.unsure)}


def predict(replies: Iterable[Reply], *, second_opinion: bool = False) -> Iterator[Prediction]:
    """The answers to each reply, in order; with the second opinion, if asked for and installed."""
    asked = second_opinion and semantic.is_installed()
    opinion = semantic.second_opinion() if asked else None
    situations = prompt_situations()
    others = tuple(situations.values())
    for reply in replies:
        reading = score_reply(reply.text, situations[reply.prompt], others=others)
        if opinion is not None:
            reading = opinion.advise(reply.text, reading)
        labels = {
            name: reading.findings[name].likely if name in reading.findings else None
            for name in CRITERIA
        }
        yield Prediction(reply.id, labels, reading.unsure)
