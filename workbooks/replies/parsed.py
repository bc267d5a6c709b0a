"""A reply, taken apart and searched: what every criterion looks at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from workbooks.replies.lexicon import lexicon_scanner, phrase_words
from workbooks.replies.normal import normalise
from workbooks.replies.patterns import Hit, Scanner
from workbooks.replies.reading import Span
from workbooks.replies.situation import Situation
from workbooks.replies.tokens import Tokens, tokenise

_NEGATIONS: Final = frozenset({"not", "no", "never", "nobody", "nor", "不", "没", "无", "未", "别"})
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
            source = self.lexicon if "." in name else self.exercise
            found += source.get(name, ())
        silent = self.muted | self.quoted
        return sorted(hit for hit in found if hit.start not in silent)

    def any_in(self, part: tuple[int, int], *names: str) -> bool:
        """Whether a hit of these groups begins in that part of the reply."""
        return any(part[0] <= hit.start < part[1] for hit in self.said(*names))

    def covers(self, hit: Hit, *names: str) -> bool:
        """Whether a hit of these groups overlaps this one."""
        return any(overlap(hit, other) for other in self.said(*names))

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


def overlap(one: Hit, other: Hit) -> bool:
    """Whether the two share a token."""
    return one.start < other.end and other.start < one.end


def parse(text: str, situation: Situation, others: Sequence[Situation]) -> Parsed:
    """`text` taken apart and searched; what is noise is not yet known."""
    tokens = tokenise(normalise(text))
    exercise = situation_scanner(situation).scan(tokens)
    return Parsed(
        tokens=tokens,
        lexicon=lexicon_scanner().scan(tokens),
        exercise=exercise,
        elsewhere=_speaks_of_another(tokens, exercise, others),
    )


@lru_cache(maxsize=256)
def situation_scanner(situation: Situation) -> Scanner:
    """The scanner for the phrases of one exercise."""
    return Scanner(situation.groups, phrase_words())


@lru_cache(maxsize=256)
def _topic_scanner(situation: Situation) -> Scanner:
    names = ("things", "happened")
    return Scanner({name: situation.groups[name] for name in names}, phrase_words())


def _speaks_of_another(
    tokens: Tokens, exercise: dict[str, list[Hit]], others: Sequence[Situation]
) -> bool:
    """Whether another exercise's things and trouble are named, far more than this one's."""
    own = _topic(tokens, exercise)
    for other in others:
        found = _topic_scanner(other).scan(tokens)
        if _topic(tokens, found) >= max(3, 3 * own + 1) and found.get("things"):
            return True
    return False


def _topic(tokens: Tokens, found: dict[str, list[Hit]]) -> int:
    """How much is said of an exercise's matter: different things, and trouble counting twice."""
    things = {tokens.all[hit.start].stem for hit in found.get("things", ())}
    happened = {tokens.clause_of[hit.start] for hit in found.get("happened", ())}
    return len(things) + 2 * len(happened)
