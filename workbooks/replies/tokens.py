"""Words and characters, sentences and clauses of a text in one spelling.

An English word is a token, so is a Chinese character, a number, a mark. Contractions are written
out ("won't" is "will not") and words are reduced to a stem, in texts and in phrases
alike, so that one phrase covers its inflections. A known misspelling, or one letter amiss in a word
that matters here, is put right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from workbooks.replies.lexicon import FILES, read_data
from workbooks.replies.normal import Normal

# No alternative can match what another one could have taken: there is nothing to backtrack into.
_PIECE: Final = re.compile(
    r"[ap]\.m\.?(?![a-z])|[a-z]+(?:'[a-z]+)*|[0-9]+(?:[.,:][0-9]+)*|\.{2,}|[^\sa-z0-9]|\n"
)
SENTENCE_ENDS: Final = frozenset(".!?。!?;…\n~")
CLAUSE_ENDS: Final = frozenset(",、:-()[]/|*+=#")
QUOTES: Final = frozenset("“”\"'")
_TITLES: Final = frozenset({"mr", "mrs", "ms", "miss", "dr", "no", "nr", "st", "approx", "tel"})
_SHORT: Final = 30
"""Pieces of up to so many characters are remembered: words come again, longer ones do not."""
_LONGEST_CLAUSE: Final = 100
_LONGEST_SENTENCE: Final = 300
"""So many tokens without a mark are no clause and no sentence; the work on each stays bounded."""
_CJK: Final = ("\u3400", "\u9fff")


class Token(NamedTuple):
    """A word, character or mark; `start` and `end` count characters of the original text."""

    stem: str
    surface: str
    start: int
    end: int
    ends: int = 0
    """0 inside a clause; 1 the mark closes a clause; 2 it closes a sentence."""
    is_word: bool = False
    """Whether this is a word, a Chinese character or a number."""


@dataclass(frozen=True)
class Tokens:
    """The tokens of a text, and which sentence and clause each belongs to."""

    all: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    clauses: tuple[tuple[int, int], ...]
    sentence_of: tuple[int, ...]
    clause_of: tuple[int, ...]

    def sentence(self, place: int) -> tuple[int, int]:
        """First token, and one past the last, of the sentence that holds token `place`."""
        return self.sentences[self.sentence_of[place]]

    def clause(self, place: int) -> tuple[int, int]:
        """First token, and one past the last, of the clause that holds token `place`."""
        return self.clauses[self.clause_of[place]]

    def asks(self, sentence: tuple[int, int]) -> bool:
        """Whether the sentence ends in a question mark."""
        return sentence[1] > sentence[0] and self.all[sentence[1] - 1].surface in ("?", "吗", "呢")

    def words(self, part: tuple[int, int]) -> int:
        """How many words that part of the text has; two Chinese characters count as one."""
        chinese = self.characters(part)
        return self.words_and_characters(part) - chinese + (chinese + 1) // 2

    def characters(self, part: tuple[int, int]) -> int:
        """How many Chinese characters that part of the text has."""
        before = self._counts[1]
        return before[part[1]] - before[part[0]]

    def words_and_characters(self, part: tuple[int, int]) -> int:
        """How many words that part of the text has, each Chinese character one of its own."""
        before = self._counts[0]
        return before[part[1]] - before[part[0]]

    @cached_property
    def _counts(self) -> tuple[list[int], list[int]]:
        """Before each token, how many words there are, and how many of them Chinese characters."""
        words = [token.is_word for token in self.all]
        chinese = [
            word and is_chinese(token.surface[0])
            for word, token in zip(words, self.all, strict=True)
        ]
        return list(accumulate(words, initial=0)), list(accumulate(chinese, initial=0))


def is_chinese(character: str) -> bool:
    """Whether this is a Chinese character."""
    return _CJK[0] <= character <= _CJK[1]


def tokenise(normal: Normal) -> Tokens:
    """The tokens of a text in one spelling."""
    tokens: list[Token] = []
    text, places = normal.text, normal.places
    previous_end = 0
    for found in _PIECE.finditer(text):
        start, end = found.span()
        between_chinese = (
            start > previous_end > 0
            and is_chinese(text[start])
            and is_chinese(text[previous_end - 1])
        )
        first, last = places[start], places[end - 1] + 1
        if between_chinese:
            tokens.append(Token(" ", " ", first, first, 1))
        piece = found.group()
        ends, words = (_read_short if len(piece) <= _SHORT else _read)(piece)
        if piece == "." and tokens and tokens[-1].surface in _TITLES:
            ends = 0
        for stem, surface, is_word in words:
            tokens.append(Token(stem, surface, first, last, ends, is_word))
        previous_end = end
    return _in_parts(tuple(tokens))


@lru_cache(8192)  # the words that phrases name stand in many of them
def stems(phrase: str) -> tuple[str, ...]:
    """The stems of a phrase of the lexicon: what `tokenise` would make of it."""
    pieces = _PIECE.finditer(phrase)
    return tuple(stem for piece in pieces for stem, _ in _words_of(piece.group()))


def _read(piece: str) -> tuple[int, tuple[tuple[str, str, bool], ...]]:
    """What a piece closes (`Token.ends`), and stem, surface and `is_word` of each of its words."""
    ends = 0
    if piece in SENTENCE_ENDS or piece.startswith(".."):
        ends = 2
    elif piece in CLAUSE_ENDS or (len(piece) == 1 and not piece.isalnum() and piece not in QUOTES):
        ends = 0 if piece in "%¥$€£&@'" else 1
    if ends:
        return ends, ((piece, piece, False),)
    return 0, tuple((stem, word, word[0].isalnum()) for stem, word in _words_of(piece))


_read_short = lru_cache(8192)(_read)


def _words_of(piece: str) -> tuple[tuple[str, str], ...]:
    """Stem and surface of each word in a piece: more than one for a contraction."""
    if not piece[0].isascii() or not piece[0].isalpha():
        return ((piece, piece),)
    if piece[1:2] == ".":
        return ((piece[0] + "m", piece[0] + "m"),)
    piece = _misspelt().get(piece, piece)
    words = piece.split() if " " in piece else _written_out(piece)
    return tuple((stem(word), word) for word in map(_put_right, words) if word)


def _written_out(word: str) -> list[str]:
    """The words of a contraction."""
    if "'" not in word:
        return [word]
    whole = _contractions().get(word)
    if whole is not None:
        return whole.split()
    head, _, tail = word.partition("'")
    if head.endswith("n") and tail == "t":
        return [head[:-1], "not"]
    endings = {"re": "are", "ll": "will", "ve": "have", "d": "would", "m": "am", "s": ""}
    return [head, endings.get(tail, tail)]


_IRREGULAR_ENDINGS: Final = (("ies", "y"), ("ied", "y"), ("ying", "y"))
_VOWELS: Final = frozenset("aeiouy")


@lru_cache(4096)
def stem(word: str) -> str:
    """A word without its inflection; words of one family mostly share a stem."""
    irregular = _irregular().get(word)
    if irregular is not None:
        word = irregular
    if len(word) < 4 or not word.isalpha():
        return word
    for ending, instead in _IRREGULAR_ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + instead
    for ending in ("ing", "ed", "es", "s"):
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) > 2 and not _VOWELS.isdisjoint(rest):
            if ending == "s" and rest.endswith(("s", "u", "i")):
                continue
            word = rest
            break
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in _VOWELS:
        word = word[:-1]
    return word


def _put_right(word: str) -> str:
    """The word that was meant, where one letter is amiss in one that matters here."""
    if len(word) < 6 or word in _known_words():
        return word
    keys = (word, *(word[:at] + word[at + 1 :] for at in range(1, min(len(word), 16))))
    return next((meant for key in keys if (meant := _near_words().get(key))), word)


@cache
def _near_words() -> dict[str, str]:
    """Words that matter here by themselves and by themselves less any one letter but the first."""
    near: dict[str, str] = {}
    for word in map(str, read_data("spelling")["watched"]):
        for at in range(1, len(word)):
            near.setdefault(word[:at] + word[at + 1 :], word)
        near[word] = word
    return near


@cache
def _known_words() -> frozenset[str]:
    data = read_data("spelling")
    known = {*map(str, data["watched"]), *str(data["left_alone"]).split()}
    for file in FILES:
        for phrases in read_data(file).values():
            known.update(re.findall("[a-z]{6,}", " ".join(phrases["en"])))
    return frozenset(known)


@cache
def _misspelt() -> dict[str, str]:
    return {str(wrong): str(right) for wrong, right in read_data("spelling")["en"].items()}


@cache
def _contractions() -> dict[str, str]:
    return {str(short): str(full) for short, full in read_data("words")["contractions"].items()}


@cache
def _irregular() -> dict[str, str]:
    data = read_data("words")["irregular"]
    return {form: str(word) for word, forms in data.items() for form in str(forms).split()}


def _in_parts(tokens: tuple[Token, ...]) -> Tokens:
    """Sentences and clauses: a part ends with the mark that closes it."""
    opens = _clause_openers()
    sentences, clauses = [0], [0]
    for place, token in enumerate(tokens[:-1], start=1):
        if token.ends == 2 or place - sentences[-1] == _LONGEST_SENTENCE:
            sentences.append(place)
        size = place - clauses[-1]
        if token.ends or size == _LONGEST_CLAUSE or (size > 2 and tokens[place].stem in opens):
            clauses.append(place)
    return Tokens(
        all=tokens,
        sentences=_ranges(sentences, len(tokens)),
        clauses=_ranges(clauses, len(tokens)),
        sentence_of=_numbered(sentences, len(tokens)),
        clause_of=_numbered(clauses, len(tokens)),
    )


@cache
def _clause_openers() -> frozenset[str]:
    return frozenset(map(str, read_data("words")["clause_openers"]))


def _ranges(starts: list[int], length: int) -> tuple[tuple[int, int], ...]:
    return tuple(zip(starts, [*starts[1:], length], strict=True)) if length else ()


def _numbered(starts: list[int], length: int) -> tuple[int, ...]:
    marks = [0] * length
    for start in starts[1:]:
        marks[start] = 1
    return tuple(accumulate(marks))
