"""One spelling of everything, with a map back to the text as it was typed.

Full width becomes half width, traditional becomes simplified, every quotation mark and apostrophe
one of two, tags and invisible characters a space. Every character knows where it came from.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from workbooks.replies.lexicon import read_data

MOST_CHARACTERS: Final = 20_000
"""What stands behind this many characters is not read."""
_LONGEST_TAG: Final = 200
_OTHERS: Final = {
    "\n": "\n",
    **dict.fromkeys("‘’‚‛`´′ʼ＇", "'"),
    **dict.fromkeys("“„‟«《「『〝", "“"),
    **dict.fromkeys("”»》」』〞", "”"),
    **dict.fromkeys("—–―‐‑−", "-"),
    **dict.fromkeys("〜～", "~"),
}


@dataclass(frozen=True)
class Normal:
    """A text in one spelling; `places[i]` is where character `i` stood in the original."""

    text: str
    places: Sequence[int]


def normalise(text: str) -> Normal:
    """`text` in one spelling: lower case, simplified, half width; long texts are cut."""
    text = text[:MOST_CHARACTERS]
    spelling = _one_spelling()
    spelt = [spelling[character] for character in text]
    if "<" in text:
        _without_tags(text, spelt)
    if all(len(each) == 1 for each in spelt):
        return Normal(_respelt("".join(spelt)), range(len(spelt)))
    places = tuple(place for place, each in enumerate(spelt) for _ in each)
    return Normal(_respelt("".join(spelt)), places)


def simplified(character: str) -> str:
    """The simplified form of a traditional character; any other character as it is."""
    return _traditional().get(character, character)


def _without_tags(text: str, spelt: list[str]) -> None:
    """Put one space where a tag stood."""
    place = text.find("<")
    while place >= 0:
        end = _end_of_tag(text, place)
        if end:
            spelt[place:end] = [" ", *[""] * (end - place - 1)]
        place = text.find("<", end or place + 1)


def _end_of_tag(text: str, place: int) -> int:
    """Where the tag that opens at `place` ends; 0 if what stands there is no tag."""
    following = text[place + 1 : place + 2]
    if not (following.isascii() and (following.isalpha() or following in "/!")) or not following:
        return 0
    return text.find(">", place, place + _LONGEST_TAG) + 1


class _OneSpelling(dict[str, str]):
    """What each character becomes, remembered once it was worked out."""

    def __missing__(self, character: str) -> str:
        self[character] = _worked_out(character)
        return self[character]


def _worked_out(character: str) -> str:
    if character in _OTHERS:
        return _OTHERS[character]
    category = unicodedata.category(character)
    if category in ("Cf", "Mn", "Me"):
        return ""
    if category[0] in "CZ":
        return " "
    folded = unicodedata.normalize("NFKC", character).lower()
    return "".join(simplified(each) for each in folded)


@cache
def _one_spelling() -> _OneSpelling:
    return _OneSpelling()


@cache
def _traditional() -> dict[str, str]:
    pairs = str(read_data("traditional")["pairs"]).split()
    return {pair[0]: pair[1] for pair in pairs}


@cache
def _confusions() -> tuple[tuple[str, str], ...]:
    """Chinese words written with a character of the same sound, and the right ones."""
    pairs = [str(line).split() for line in read_data("spelling")["zh"]]
    for wrong, right in pairs:
        if len(wrong) != len(right):
            raise ValueError(f"“{wrong}” and “{right}” differ in length")
    return tuple((wrong, right) for wrong, right in pairs)


def _respelt(text: str) -> str:
    """Known confusions of Chinese characters put right; the length stays what it was."""
    for wrong, right in _confusions():
        if wrong in text:
            text = text.replace(wrong, right)
    return text
