"""What in a reply is not said to the customer: it earns nothing and costs nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from workbooks.replies.lexicon import read_data
from workbooks.replies.parsed import Parsed, between
from workbooks.replies.patterns import Hit
from workbooks.replies.tokens import stem

_TO_CUSTOMER: Final = frozenset({"you", "your", "您", "你"})
_WHOLE: Final = 0.85
"""A quotation of this share of a reply is the reply itself, in quotation marks."""
_SHORT_QUOTATION: Final = 3


def without_noise(parsed: Parsed) -> Parsed:
    """The same reply with what is noise in it known."""
    muted = {*_to_grader(parsed), *_lists(parsed)}
    return replace(parsed, muted=frozenset(muted), quoted=frozenset(_quotations(parsed)))


def _to_grader(parsed: Parsed) -> Iterator[int]:
    """From the clause that speaks to a grader to the end of its sentence, and what led up to it."""
    tokens = parsed.tokens
    for hit in parsed.lexicon.get("noise.to_grader", ()):
        start, end = tokens.sentence(hit.start)
        begin = tokens.clause(hit.start)[0]
        before = {token.stem for token in tokens.all[start:begin]}
        apology = bool(between(parsed.lexicon.get("apology.sincere", ()), start, begin))
        if before.isdisjoint(_TO_CUSTOMER) and not apology:
            begin = start
        yield from range(begin, end)


def _quotations(parsed: Parsed) -> Iterator[int]:
    """What stands between quotation marks, unless it is the whole reply or a word or two."""
    tokens = parsed.tokens
    words = max(1, tokens.words((0, len(tokens.all))))
    opened: int | None = None
    for place, token in enumerate(tokens.all):
        if token.surface not in ("“", "”", '"'):
            continue
        if opened is None or token.surface == "“":
            opened = place
            continue
        part = (opened + 1, place)
        opened = None
        whole = tokens.words(part) / words >= _WHOLE
        if _is_announced(parsed, part) or (not whole and _is_quotation(parsed, part)):
            yield from range(*part)


def _is_announced(parsed: Parsed, part: tuple[int, int]) -> bool:
    """Whether somebody else is said to say it, just before."""
    start = parsed.tokens.sentence(part[0] - 1)[0]
    return bool(between(parsed.lexicon.get("noise.quoting", ()), start, part[0]))


def _is_quotation(parsed: Parsed, part: tuple[int, int]) -> bool:
    if parsed.tokens.words(part) >= _SHORT_QUOTATION:
        return True
    return any(
        between(parsed.lexicon.get(name, ()), *part)
        for name in ("apology.sincere", "apology.remorse")
    )


def _lists(parsed: Parsed) -> Iterator[int]:
    """Sentences, or the whole text, that only list keywords."""
    tokens = parsed.tokens
    whole = (0, len(tokens.all))
    if _is_list(parsed, whole):
        yield from range(*whole)
        return
    for sentence in tokens.sentences:
        if _is_list(parsed, sentence):
            yield from range(*sentence)


def _is_list(parsed: Parsed, part: tuple[int, int]) -> bool:
    """Whether that part names what is looked for, one after the other, and says nothing."""
    count = parsed.tokens.words_and_characters(part)
    if parsed.tokens.characters(part) * 2 > count:
        return _is_chinese_list(parsed, part, count)
    if count < 4:
        return False
    words = [each for each in parsed.tokens.all[part[0] : part[1]] if each.is_word]
    grammar, keywords = _word_lists()
    small = sum(each.stem in grammar for each in words)
    named = sum(each.stem in keywords for each in words)
    return small <= 0.15 * len(words) and named >= 0.5 * len(words)


def _is_chinese_list(parsed: Parsed, part: tuple[int, int], characters: int) -> bool:
    hits = between(parsed.lexicon.get("noise.keyword", ()), *part)
    covered = {place for hit in hits for place in range(hit.start, hit.end)}
    if len(covered) < 0.5 * characters:
        return False
    small = sum(
        hit.start not in covered for hit in between(parsed.lexicon.get("noise.grammar", ()), *part)
    )
    pieces = _pieces(parsed, part)
    return len(pieces) >= 4 and small <= 0.1 * characters and characters <= 5 * len(pieces)


def _pieces(parsed: Parsed, part: tuple[int, int]) -> list[Hit]:
    """The runs of words between marks and spaces."""
    pieces: list[Hit] = []
    start: int | None = None
    for place in range(part[0], part[1] + 1):
        inside = place < part[1] and parsed.tokens.all[place].is_word
        if inside and start is None:
            start = place
        if not inside and start is not None:
            pieces.append(Hit(start, place))
            start = None
    return pieces


@cache
def _word_lists() -> tuple[frozenset[str], frozenset[str]]:
    data = read_data("noise")
    return (
        frozenset(stem(word) for word in data["grammar"]["en"]),
        frozenset(stem(word) for word in data["keyword"]["en"]),
    )
