"""What a reading of a reply is worth by the criteria that a key asks for, and in which words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from workbooks.replies.reading import Criterion, ReplyReading, Span
from workbooks.scoring.score import Reason
from workbooks.text import LANGS, Text
from workbooks.words import say, say_both

_MOST_QUOTED: Final = 60
_MOST_QUOTES: Final = 2


def is_met(reading: ReplyReading, criterion: Criterion) -> bool:
    """Whether a criterion counts as met.

    To be free of blame is no merit of a text that says nothing to the customer: it counts beside
    something else that was found, and not alone.
    """
    finding = reading.findings.get(criterion)
    if finding is None or not finding.likely:
        return False
    return criterion != "no_blame" or any(
        each.likely for name, each in reading.findings.items() if name != "no_blame"
    )


def share_met(reading: ReplyReading, criteria: Sequence[Criterion]) -> float:
    """The share of these criteria that count as met."""
    return sum(is_met(reading, each) for each in criteria) / len(criteria)


def with_quotes(said: Text, spans: Sequence[Span], text: str) -> Text:
    """What is said, and behind it the first of the words that it rests on."""
    quotes = [text[each.start : each.end] for each in spans[:_MOST_QUOTES]]
    words = " … ".join(_cut(" ".join(each.split())) for each in quotes)
    if not words:
        return said
    return Text(**{lang: say("score.quoted", lang, said=said[lang], words=words) for lang in LANGS})


def why(reading: ReplyReading, criteria: Iterable[Criterion], text: str) -> Text:
    """Why these criteria are met or not, one after the other."""
    told = []
    for name in criteria:
        finding = reading.findings[name]
        said = finding.why
        if name == "no_blame" and finding.likely and not is_met(reading, name):
            said = say_both("score.no-blame-alone")
        told.append(with_quotes(said, finding.spans, text))
    return Text(en=" ".join(each.en for each in told), zh="".join(each.zh for each in told))


def unsettled(
    reading: ReplyReading, worth_of: Callable[[ReplyReading], float]
) -> dict[Criterion, float]:
    """The doubts on which the worth of a reading depends, each with what it otherwise would be."""
    told = worth_of(reading)
    found = {}
    for name in reading.unsure:
        finding = reading.findings[name]
        turned = replace(finding, likely=not finding.likely)
        found[name] = worth_of(replace(reading, findings={**reading.findings, name: turned}))
    return {name: worth for name, worth in found.items() if round(worth - told, 4)}


def doubts(
    reading: ReplyReading, text: str, points_of: Callable[[ReplyReading], float]
) -> Iterator[Reason]:
    """A reason for each doubt on which the points depend, with what they otherwise would be."""
    for name, points in unsettled(reading, points_of).items():
        finding = reading.findings[name]
        told = with_quotes(finding.why, finding.spans, text)
        taken = "score.doubt-met" if finding.likely else "score.doubt-unmet"
        said = {lang: say(taken, lang, said=told[lang], points=round(points, 2)) for lang in LANGS}
        yield Reason(verdict="doubt", text=Text(**said))


def _cut(words: str) -> str:
    return words if len(words) <= _MOST_QUOTED else words[:_MOST_QUOTED] + "…"
