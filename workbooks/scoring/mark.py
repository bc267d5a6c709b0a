"""Key and score of `mark`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Annotated, Any, Final, Literal

from pydantic import Field, field_serializer

from workbooks.exercise import OptionId
from workbooks.kinds.mark import Mark, Marked
from workbooks.scoring.key import BaseKey, KeyProblem
from workbooks.scoring.score import Reason, Score, share_of
from workbooks.text import LANGS, Content, Lang, Text
from workbooks.words import say, say_both

ENOUGH: Final = 0.5
"""So much of an overlap counts as all of it: fair people draw the edges of a fault differently."""
FALSE_COST: Final = 0.5
MOST_FOR_ALL: Final = 0.25
"""The greatest share that may be had for marking every line whole."""
QUOTED: Final = 60

_Problems = Iterator[KeyProblem]


@lru_cache(maxsize=1024)  # the same few spans are looked for in every submission of a class
def _occurrences(text: str, words: str) -> tuple[int, ...]:
    return tuple(at for at in range(len(text)) if text.startswith(words, at))


class SpanFeedback(Content):
    """What is said to whoever marked a span."""

    right: Text = Field(description="said when its rule was named")
    rule: Text = Field(description="said when another rule was named; must not name the right one")


class Span(Content):
    """Words that break a rule."""

    passage: OptionId
    text: Text = Field(description="the words, as they stand in the passage in each language")
    occurrence: dict[Lang, Annotated[int, Field(ge=1)]] = Field(
        default_factory=dict, description="which one, from 1, if the words occur more than once"
    )
    rule: OptionId
    also: frozenset[OptionId] = Field(
        default=frozenset(),
        description="rules that may be named instead, for half the rule's share",
    )
    feedback: SpanFeedback

    @field_serializer("also")
    def _in_order(self, also: frozenset[str]) -> list[str]:
        return sorted(also)  # a set has no order of its own, and a release is the same every time

    def places(self, exercise: Mark, lang: Lang) -> list[int]:
        """Where its words begin in the passage, as often as they occur there."""
        passage = exercise.passage(self.passage)
        text, words = passage.text[lang] if passage else "", self.text[lang]
        return list(_occurrences(text, words))

    def mark(self, exercise: Mark, lang: Lang) -> Marked:
        """The span as a mark with its rule."""
        start = self.places(exercise, lang)[self.occurrence.get(lang, 1) - 1]
        end = start + len(self.text[lang])
        return Marked(passage=self.passage, lang=lang, start=start, end=end, rule=self.rule)

    def rule_share(self, rule: str) -> float:
        """How right it is to name `rule` here, from 0 to 1."""
        return 1.0 if rule == self.rule else 0.5 if rule in self.also else 0.0


@dataclass(frozen=True)
class _Found:
    """The mark that earns most for a span, and what it earns, at most 1."""

    mark: Marked
    credit: float


class MarkKey(BaseKey):
    """Which words break which rule, and what is said about marks.

    Credit: each of the n spans is worth 1/n, half for its place and half for its rule. Of all marks
    that touch the span, the one that earns most counts, whichever language it was made in. With
    m and s the characters of mark and span, c those they share:

    - place: c / (characters in either), the Jaccard index; `ENOUGH` (0.5) and more counts as 1,
      less in proportion;
    - rule: 1 for the span's rule, 0.5 for one in `also`, 0 for another, times c / m, the part of
      the mark that lies in the span; here too `ENOUGH` and more counts as 1. So a mark that names
      the right rule but takes in a whole page earns as little for the rule as for the place.

    Each mark that touches no span costs `FALSE_COST` (0.5) of 1/n. Those of one passage are counted
    in one language, the one that has more of them: who marks the same in both is charged once. The
    sum never falls below 0.
    """

    kind: Literal["mark"]
    spans: tuple[Span, ...] = Field(min_length=1)
    astray: Text = Field(description="said of a mark that touches no span; must not name any")
    praise: Text = Field(description="said when every span was found and nothing else marked")

    def model(self, exercise: Mark, lang: Lang) -> dict[str, list[dict[str, Any]]]:
        """The spans as marks in `lang`."""
        marks = exercise.in_order(span.mark(exercise, lang) for span in self.spans)
        return {"marks": [mark.model_dump() for mark in marks]}

    def problems(self, exercise: Mark) -> Iterable[KeyProblem]:
        """Spans that are nowhere, unclear or overlapping; what tells too much or pays too well."""
        found = [*self._unknown(exercise), *self._misquoted(exercise)]
        if len(self.spans) > exercise.most:
            found.append(
                ("too-many-spans", ("spans",), {"count": len(self.spans), "most": exercise.most})
            )
        found += self._given_away(exercise)
        if not found:
            found += self._overlapping(exercise)
        if not found:
            found += self._too_easy(exercise)
        return found

    def score(self, exercise: Mark, answer: tuple[Marked, ...]) -> Score:
        """The sum over the spans less what false marks cost; the reasons quote only the marks."""
        found, false = self._judge(exercise, answer)
        reasons = [
            _reason(exercise, each, self.spans[place]) for place, each in sorted(found.items())
        ]
        reasons += [
            Reason(verdict="wrong", text=_about(exercise, mark, self.astray)) for mark in false
        ]
        if len(found) < len(self.spans):
            fields = {"count": len(found), "all": len(self.spans)}
            reasons.append(Reason(verdict="note", text=say_both("score.marks-found", **fields)))
        share = self._share(found, false)
        if share == 1:
            reasons.append(Reason(verdict="right", text=self.praise))
        return share_of(exercise.points, share, reasons)

    def _judge(
        self, exercise: Mark, marks: Sequence[Marked]
    ) -> tuple[dict[int, _Found], list[Marked]]:
        """The best mark of each span that was touched, by its place in the key, and false marks."""
        found: dict[int, _Found] = {}
        touching: set[Marked] = set()
        for place, span in enumerate(self.spans):
            wanted = {lang: span.mark(exercise, lang) for lang in {mark.lang for mark in marks}}
            for mark in marks:
                if not mark.shared(wanted[mark.lang]):
                    continue
                touching.add(mark)
                credit = _credit(mark, wanted[mark.lang], span.rule_share(mark.rule))
                if place not in found or credit > found[place].credit:
                    found[place] = _Found(mark, credit)
        return found, [mark for mark in marks if mark not in touching]

    def _share(self, found: Mapping[int, _Found], false: Iterable[Marked]) -> float:
        counts = Counter((mark.passage, mark.lang) for mark in false)
        charged = sum(
            max(counts[passage, lang] for lang in LANGS) for passage in {name for name, _ in counts}
        )
        earned = sum(each.credit for each in found.values())
        return (earned - FALSE_COST * charged) / len(self.spans)

    def _unknown(self, exercise: Mark) -> _Problems:
        passages = [passage.id for passage in exercise.passages]
        rules = [rule.id for rule in exercise.rules]
        for at, span in enumerate(self.spans):
            named = [
                ("passage", span.passage, "passages", passages),
                ("rule", span.rule, "rules", rules),
            ]
            named += [("also", rule, "rules", rules) for rule in sorted(span.also)]
            for field, name, side, known in named:
                if name not in known:
                    fields: dict[str, object] = {
                        "name": name,
                        "side": side,
                        "known": ", ".join(known),
                    }
                    yield "unknown-side", ("spans", at, field), fields

    def _misquoted(self, exercise: Mark) -> _Problems:
        for at, span in enumerate(self.spans):
            if exercise.passage(span.passage) is None:
                continue
            for lang in LANGS:
                count, wanted = len(span.places(exercise, lang)), span.occurrence.get(lang)
                fields: dict[str, object] = {
                    "words": span.text[lang], "name": span.passage, "lang": lang, "count": count,
                }  # fmt: skip
                if count < (wanted or 1):
                    yield "quote-absent", ("spans", at, "text", lang), fields
                elif count > 1 and wanted is None:
                    yield "quote-unclear", ("spans", at, "text", lang), fields

    def _overlapping(self, exercise: Mark) -> _Problems:
        for one, two in combinations(range(len(self.spans)), 2):
            for lang in LANGS:
                first, second = (self.spans[at].mark(exercise, lang) for at in (one, two))
                if first.shared(second):
                    fields: dict[str, object] = {"name": first.passage, "lang": lang}
                    yield "spans-overlap", ("spans", two, "text", lang), fields

    def _given_away(self, exercise: Mark) -> _Problems:
        """Feedback that says more than who reads it has found."""
        rules = {rule.id: rule.text for rule in exercise.rules}
        for at, span in enumerate(self.spans):
            others = [each.text for each in self.spans if each is not span]
            right = [rules[span.rule]] if span.rule in rules else []
            where = ("spans", at, "feedback")
            yield from _tells(span.feedback.right, (*where, "right"), others)
            yield from _tells(span.feedback.rule, (*where, "rule"), [*others, *right])
        yield from _tells(self.astray, ("astray",), [span.text for span in self.spans])

    def _too_easy(self, exercise: Mark) -> _Problems:
        for lang in LANGS:
            for rule in exercise.rules:
                marks = [
                    Marked(
                        passage=each.id, lang=lang, start=0, end=len(each.text[lang]), rule=rule.id
                    )
                    for each in exercise.passages
                ]
                share = self._share(*self._judge(exercise, marks))
                if share > MOST_FOR_ALL:
                    fields: dict[str, object] = {"lang": lang, "rule": rule.id, "share": share}
                    yield "all-pays", ("spans",), fields


def _credit(mark: Marked, span: Marked, rule: float) -> float:
    """What a mark that touches a span earns for it, from 0 to 1; `MarkKey` says the rule."""
    shared, size = mark.shared(span), mark.end - mark.start
    either = size + span.end - span.start - shared
    place = min(1.0, shared / either / ENOUGH)
    return place / 2 + rule * min(1.0, shared / size / ENOUGH) / 2


def _reason(exercise: Mark, found: _Found, span: Span) -> Reason:
    """What is said of a span that was touched, after the words that the student marked."""
    said = span.feedback.right if found.mark.rule == span.rule else span.feedback.rule
    text = _about(exercise, found.mark, said)
    return Reason(verdict="right" if found.credit == 1 else "partly", text=text)


def _about(exercise: Mark, mark: Marked, said: Text) -> Text:
    words = exercise.words(mark)
    if len(words) > QUOTED:
        words = f"{words[: QUOTED - 1]}…"
    return _quoted(words, said.en, said.zh)


@lru_cache(maxsize=1024)  # a class marks the same words over and over
def _quoted(words: str, said_en: str, said_zh: str) -> Text:
    return Text(
        en=say("score.mark-said", "en", words=words, said=said_en),
        zh=say("score.mark-said", "zh", words=words, said=said_zh),
    )


def _tells(said: Text, where: tuple[str | int, ...], secrets: Iterable[Text]) -> _Problems:
    for lang in LANGS:
        for secret in secrets:
            if secret[lang].casefold() in said[lang].casefold():
                fields: dict[str, object] = {"lang": lang, "text": secret[lang]}
                yield "says-too-much", where, fields
