"""Find every phrase of a lexicon in one pass over the tokens of a text.

A phrase is written as people would say it, with four signs:

- `[refund|send back|]`  one of these; an empty one makes it optional
- `..`   up to four words (six Chinese characters) of the same clause;  `...`  up to ten (sixteen),
         of the same sentence
- `<we>`  any phrase of the group `we` in `words.toml`
- `=left`  this very form, where otherwise any inflection of a word is meant; `^` and `$`, the
         beginning and the end of a clause

Phrases are compiled into one graph; from each token on, at most the longest phrase is followed, so
the work grows with the length of the text and not faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from workbooks.replies.tokens import QUOTES, Token, Tokens, is_chinese, stems

_SIGN: Final = re.compile(r"\[[^\[\]]*\]|<[a-z_]+>|\.\.\.|\.\.|\.|\^|\$|=[a-z]+|[^\[\]<>^$=.]+")
_GAPS: Final = {"..": (12, 1), "...": (32, 2)}
"""How wide a gap may be, and which mark it does not cross: 1 a clause's end, 2 a sentence's."""
_WORD, _CHARACTER, _MARK = 3, 2, 1
"""What a token takes of a gap's width."""


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """Tokens `start` to `end` (one past the last) say what the group is about."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Flat:
    """What may come next at a node and at all that are reached along with it."""

    stems: dict[str, tuple[_Node, ...]]
    forms: dict[str, tuple[_Node, ...]]
    gaps: tuple[tuple[str, _Node], ...]
    starts: tuple[_Node, ...]
    ends: tuple[_Node, ...]
    groups: tuple[str, ...]

    @property
    def plain_stems(self) -> dict[str, tuple[_Node, ...]] | None:
        """The words that alone lead on from here; None if anything else does, or a phrase ends."""
        if self.forms or self.gaps or self.starts or self.ends or self.groups:
            return None
        return self.stems


@dataclass(eq=False, slots=True)
class _Node:
    """A place in the graph: what may come next, and which groups end here."""

    by_stem: dict[str, list[_Node]] = field(default_factory=dict)
    by_form: dict[str, _Node] = field(default_factory=dict)
    gaps: list[tuple[str, _Node]] = field(default_factory=list)
    """The sign of a gap, and what comes after it."""
    free: list[_Node] = field(default_factory=list)
    """What may be taken as reached along with this node."""
    at_start: _Node | None = None
    at_end: _Node | None = None
    groups: list[str] = field(default_factory=list)
    built: dict[str, _Node] = field(default_factory=dict)
    """The node after each sign, so that phrases which begin alike share their beginning."""
    flat: _Flat | None = None


class Scanner:
    """A graph of phrases. `scan` tells where each group was found."""

    def __init__(self, groups: Mapping[str, Iterable[str]], words: Mapping[str, Sequence[str]]):
        self._root = _Node()
        self._words = words
        self.steps = 0
        """How many nodes were visited so far, all scans together."""
        for name, phrases in groups.items():
            for phrase in phrases:
                self._add(phrase, name)
        start = _flatten(self._root)
        if start.groups or start.gaps:
            raise ValueError(f"a phrase matches everything: {', '.join(start.groups)}")
        self._openers = _openers(self._root)

    def scan(self, tokens: Tokens) -> dict[str, list[Hit]]:
        """Where each group was found: the longest phrase from each place, in order."""
        found: dict[str, list[Hit]] = {}
        for start, token in enumerate(tokens.all):
            if token.stem in self._openers or token.surface in self._openers:
                for group, end in self._from(tokens, start).items():
                    found.setdefault(group, []).append(Hit(start, end))
        return found

    def _from(self, tokens: Tokens, start: int) -> dict[str, int]:
        """The groups with a phrase that begins at `start`, and where their longest one ends."""
        ends: dict[str, int] = {}
        first = (self._root, start)
        seen = {first}
        waiting = [first]
        while waiting:
            node, place = waiting.pop()
            flat = node.flat or _flatten(node)
            if place > start:
                for group in flat.groups:
                    if ends.get(group, 0) < place:
                        ends[group] = place
            for reached in _reached(flat, node, place, tokens):
                if reached not in seen:
                    seen.add(reached)
                    waiting.append(reached)
        self.steps += len(seen)
        return ends

    def _add(self, phrase: str, group: str) -> None:
        node = self._root
        for sign in _SIGN.findall(phrase.strip().lower()):
            node = self._after(node, sign)
        if group not in node.groups:
            node.groups.append(group)

    def _after(self, node: _Node, sign: str) -> _Node:
        """The node that is reached from `node` when `sign` was read."""
        if not sign.strip():
            return node
        if sign not in node.built:
            node.built[sign] = self._make(node, sign)
        return node.built[sign]

    def _make(self, node: _Node, sign: str) -> _Node:
        after = _Node()
        if sign[0] == "[":
            for choice in sign[1:-1].split("|"):
                self._link(node, choice, after)
        elif sign[0] == "<":
            for choice in self._words[sign[1:-1]]:
                self._link(node, choice, after)
        elif sign in _GAPS:
            node.gaps.append((sign, after))
        elif sign == "^":
            node.at_start = after
        elif sign == "$":
            node.at_end = after
        elif sign[0] == "=":
            node.by_form[sign[1:]] = after
        else:
            self._link(node, sign, after)
        return after

    def _link(self, node: _Node, words: str, after: _Node) -> None:
        """A way from `node` to `after` over these words; no words, and both are one place."""
        for sign in _SIGN.findall(words.strip()):
            if sign in _GAPS or sign[0] in "<^$=":
                node = self._after(node, sign)
                continue
            for word in stems(sign):
                node = self._step(node, word)
        node.free.append(after)

    def _step(self, node: _Node, word: str) -> _Node:
        key = f"'{word}"
        if key not in node.built:
            node.built[key] = _Node()
            node.by_stem.setdefault(word, []).append(node.built[key])
        return node.built[key]


def _flatten(node: _Node) -> _Flat:
    """What holds of a node and of all that are reached along with it; kept for the next time."""
    along, waiting = {node}, [node]
    while waiting:
        for after in waiting.pop().free:
            if after not in along:
                along.add(after)
                waiting.append(after)
    stems: dict[str, dict[_Node, None]] = {}
    for each in along:
        for word, targets in each.by_stem.items():
            stems.setdefault(word, {}).update(dict.fromkeys(targets))
    node.flat = _Flat(
        stems={word: tuple(targets) for word, targets in stems.items()},
        forms={
            form: tuple(each.by_form[form] for each in along if form in each.by_form)
            for each in along
            for form in each.by_form
        },
        gaps=tuple(gap for each in along for gap in each.gaps),
        starts=tuple(each.at_start for each in along if each.at_start is not None),
        ends=tuple(each.at_end for each in along if each.at_end is not None),
        groups=tuple({group: None for each in along for group in each.groups}),
    )
    return node.flat


def _reached(flat: _Flat, node: _Node, place: int, tokens: Tokens) -> Iterable[tuple[_Node, int]]:
    """The nodes that are reached from `node` at `place`, and the place they are reached at."""
    if place < len(tokens.all):
        token = tokens.all[place]
        following = flat.stems.get(token.stem)
        reached = [(after, place + 1) for after in following] if following else []
        if token.surface in flat.forms:
            reached += [(after, place + 1) for after in flat.forms[token.surface]]
        if token.surface in QUOTES:
            reached.append((node, place + 1))
    else:
        reached = []
    for sign, after in flat.gaps:
        stems = (after.flat or _flatten(after)).plain_stems
        reached += [
            (after, each)
            for each in _gap(sign, place, tokens.all)
            if stems is None or (each < len(tokens.all) and tokens.all[each].stem in stems)
        ]
    if flat.starts and _begins(tokens, place):
        reached += [(after, place) for after in flat.starts]
    if flat.ends and (place == len(tokens.all) or _begins(tokens, place)):
        reached += [(after, place) for after in flat.ends]
    return reached


def _openers(root: _Node) -> frozenset[str]:
    """The stems and forms with which any phrase can begin; no phrase begins with a gap."""
    words: set[str] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        words |= {*node.by_stem, *node.by_form}
        waiting += [*node.free, *(after for after in (node.at_start,) if after is not None)]
    return frozenset(words)


def _begins(tokens: Tokens, place: int) -> bool:
    """Whether a clause begins at `place`, or one has just ended there."""
    if place == len(tokens.all):
        return False
    return tokens.clause(place)[0] == place or tokens.all[place].ends > 0


def _gap(sign: str, place: int, tokens: Sequence[Token]) -> Iterator[int]:
    """The places that a gap from `place` on can lead to."""
    width, wall = _GAPS[sign]
    yield place
    while place < len(tokens) and tokens[place].ends < wall:
        token = tokens[place]
        width -= _MARK if token.ends else _CHARACTER if is_chinese(token.surface[0]) else _WORD
        if width < 0:
            return
        place += 1
        yield place
