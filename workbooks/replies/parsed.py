"""A reply, taken apart and searched: what every criterion looks at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from workbooks.replies.lexicon import lexicon_scanner, phrase_words
from workbooks.replies.normal import normalise
from workbooks.replies.patterns import Hit, Reach, Scanner
from workbooks.replies.reading import Span
from workbooks.replies.situation import Situation
from workbooks.replies.tokens import Tokens, tokenise

_NEGATIONS: Final = frozenset({"not", "no", "never", "nobody", "nor", "不", "没", "无", "未", "别"})
_MOST_TOPICS: Final = 16
"""So many customers in one workbook are answered without a scanner being made twice."""
_WHICH: Final = frozenset({"where", "which", "what", "when", "哪", "何", "几"})


@dataclass(frozen=True)
class Parsed:
    """The tokens of a reply and what was found in them. Places are numbers of tokens."""

    tokens: Tokens
    lexicon: dict[str, list[Hit]]
    """Phrases of the lexicon, by `file.group`."""
    exercise: dict[str, list[Hit]]
    """Phrases of the exercise's own data, by their names in `Situation.groups`."""
    muted: frozenset[int] = frozenset()
    """Tokens that say nothing to the customer."""
    quoted: frozenset[int] = frozenset()
    """Tokens between quotation marks."""
    elsewhere: bool = False
    """Whether the reply speaks of another exercise's matter, and not of this one's."""

    def said(self, *names: str) -> list[Hit]:
        """Hits of these groups, in order, in what is said to the customer."""
        found: list[Hit] = []
        for name in names:
            found += self._heard.get(name, ())
        return found if len(names) == 1 else sorted(found)

    @cached_property
    def _heard(self) -> dict[str, list[Hit]]:
        """All hits, by group, that are not silent."""
        silent = self.muted | self.quoted
        found = {**self.lexicon, **self.exercise}
        if not silent:
            return found
        return {
            name: [hit for hit in hits if hit.start not in silent] for name, hits in found.items()
        }

    def any_in(self, part: tuple[int, int], *names: str) -> bool:
        """Whether a hit of these groups begins in that part of the reply."""
        heard = self._heard
        return any(between(heard.get(name, ()), *part) for name in names)

    def covers(self, hit: Hit, *names: str) -> bool:
        """Whether a hit of these groups overlaps this one."""
        return any(self.overlapping(hit, name) for name in names)

    def overlapping(self, hit: Hit, name: str) -> list[Hit]:
        """The hits of a group that share a token with this one."""
        hits = self._heard.get(name)
        if not hits:
            return []
        near = between(hits, hit.start - self._longest[name], hit.end)
        return [other for other in near if other.end > hit.start]

    @cached_property
    def _longest(self) -> dict[str, int]:
        """How many tokens the longest hit of each group has."""
        return {
            name: max((hit.end - hit.start for hit in hits), default=0)
            for name, hits in self._heard.items()
        }

    def clause(self, hit: Hit) -> tuple[int, int]:
        """The clause in which the hit begins."""
        return self.tokens.clause(hit.start)

    def sentence(self, hit: Hit) -> tuple[int, int]:
        """The sentence in which the hit begins."""
        return self.tokens.sentence(hit.start)

    def asked(self, hit: Hit) -> bool:
        """Whether the hit stands in the last clause of a question."""
        sentence = self.sentence(hit)
        if not self.tokens.asks(sentence):
            return False
        clause = self.clause(hit)
        words = {token.stem for token in self.tokens.all[clause[0] : clause[1]]}
        return self.tokens.clause(sentence[1] - 1)[0] <= hit.end or not words.isdisjoint(_WHICH)

    def negated(self, hit: Hit, within: int = 3) -> bool:
        """Whether a negation stands just before the hit, in its clause."""
        start = max(self.clause(hit)[0], hit.start - within)
        return any(token.stem in _NEGATIONS for token in self.tokens.all[start : hit.start])

    def span(self, hit: Hit) -> Span:
        """The hit in characters of the original; marks at its end are left off."""
        end = hit.end
        while end > hit.start + 1 and self.tokens.all[end - 1].ends:
            end -= 1
        return Span(self.tokens.all[hit.start].start, self.tokens.all[end - 1].end)

    def spans(self, hits: Iterable[Hit]) -> tuple[Span, ...]:
        """The hits in characters of the original, overlapping ones joined."""
        joined: list[Span] = []
        for span in sorted({self.span(hit) for hit in hits}):
            if joined and span.start <= joined[-1].end:
                joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
            else:
                joined.append(span)
        return tuple(joined)


def between(hits: Sequence[Hit], start: int, end: int) -> Sequence[Hit]:
    """Those of the hits, which stand in order, that begin from `start` up to, not including, `end`.

    To look at all of them for each of many others would take the square of a text's length.
    """
    return hits[bisect_left(hits, (start,)) : bisect_left(hits, (end,))]


def parse(text: str, situation: Situation, others: Sequence[Situation]) -> Parsed:
    """`text` taken apart and searched; what is noise is not yet known."""
    tokens = tokenise(normalise(text))
    reach = Reach(tokens)
    exercise = situation.scanner.scan(reach)
    return Parsed(
        tokens=tokens,
        lexicon=lexicon_scanner().scan(reach),
        exercise=exercise,
        elsewhere=bool(others) and _speaks_of_another(reach, exercise, situation, others),
    )


class _Topics:
    """Scanners for what several exercises are about, kept for the next reply.

    The same exercises are handed in for reply after reply: to tell by their identity whether they
    are the same takes no time, where to compare a thousand phrases would. A workbook in which
    several customers are answered asks for one scanner after another, in turn.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[int, ...], tuple[tuple[Situation, ...], Scanner]] = {}

    def scan(self, reach: Reach, others: tuple[Situation, ...]) -> dict[str, list[Hit]]:
        """What is found of each exercise's things and troubles, named by its number."""
        known = tuple(map(id, others))
        kept = self._kept.get(known)
        if kept is None:
            while len(self._kept) >= _MOST_TOPICS:
                self._kept.pop(next(iter(self._kept)), None)
            groups = {
                f"{name} {number}": other.groups[name]
                for number, other in enumerate(others)
                for name in ("things", "happened")
            }
            # kept with them: as long as they are there, nothing else has their identity
            kept = self._kept[known] = others, Scanner(groups, phrase_words())
        return kept[1].scan(reach)


_topics = _Topics()


def _speaks_of_another(
    reach: Reach,
    exercise: dict[str, list[Hit]],
    situation: Situation,
    others: Sequence[Situation],
) -> bool:
    """Whether another exercise's things and trouble are named, far more than this one's."""
    tokens = reach.tokens
    least = max(3, 3 * _topic(tokens, exercise.get("things"), exercise.get("happened")) + 1)
    found = _topics.scan(reach, tuple(others))
    for number, other in enumerate(others):
        things, happened = found.get(f"things {number}"), found.get(f"happened {number}")
        if things and _topic(tokens, things, happened) >= least and other != situation:
            return True
    return False


def _topic(tokens: Tokens, things: list[Hit] | None, happened: list[Hit] | None) -> int:
    """How much is said of an exercise's matter: different things, and trouble counting twice."""
    named = {tokens.all[hit.start].stem for hit in things or ()}
    troubled = {tokens.clause_of[hit.start] for hit in happened or ()}
    return len(named) + 2 * len(troubled)
