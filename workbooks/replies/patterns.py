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
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final, NamedTuple

from workbooks.replies.tokens import QUOTES, Token, Tokens, is_chinese, stems

_SIGN: Final = re.compile(r"\[[^\[\]]*\]|<[a-z_]+>|\.\.\.|\.\.|\.|\^|\$|=[a-z]+|[^\[\]<>^$=.]+")
_GAPS: Final = {"..": (12, 1), "...": (32, 2)}
"""How wide a gap may be, and which mark it does not cross: 1 a clause's end, 2 a sentence's."""
_WORD, _CHARACTER, _MARK = 3, 2, 1
"""What a token takes of a gap's width."""


class Hit(NamedTuple):
    """Tokens `start` to `end` (one past the last) say what the group is about."""

    start: int
    end: int


_Ways = dict[str, tuple["_Node", ...]]
"""The nodes that each word leads to."""


@dataclass
class _Flat:
    """What may come next at a node and at all that are reached along with it."""

    stems: _Ways
    forms: _Ways
    gaps: tuple[tuple[str, _Node], ...]
    starts: tuple[_Node, ...]
    ends: tuple[_Node, ...]
    groups: tuple[str, ...]

    def __post_init__(self) -> None:
        self.leads_by_words_alone = not (
            self.forms or self.gaps or self.starts or self.ends or self.groups
        )
        """Whether nothing but words leads on from here, and no phrase ends."""

    @cached_property
    def jumps(self) -> tuple[tuple[str, _Ways], ...]:
        """For each gap, the words behind it that alone lead on: only there need it be left."""
        found: dict[str, dict[str, dict[_Node, None]]] = {}
        for sign, after in self.gaps:
            if (flat := after.flat or _flatten(after)).leads_by_words_alone:
                for word, targets in flat.stems.items():
                    ways = found.setdefault(sign, {}).setdefault(word, {})
                    ways.update(dict.fromkeys(targets))
        return tuple(
            (sign, {word: tuple(targets) for word, targets in ways.items()})
            for sign, ways in found.items()
        )

    @cached_property
    def other_gaps(self) -> tuple[tuple[str, _Node], ...]:
        """The gaps behind which something else than a word may come."""
        return tuple(
            (sign, after)
            for sign, after in self.gaps
            if not (after.flat or _flatten(after)).leads_by_words_alone
        )


class _Node:
    """A place in the graph: what may come next, and which groups end here.

    There are forty thousand: what most of them lack is not made for each.
    """

    __slots__ = (
        "at_end",
        "at_start",
        "built",
        "by_form",
        "by_stem",
        "flat",
        "free",
        "gaps",
        "groups",
    )

    def __init__(self) -> None:
        self.by_stem: dict[str, _Node] = {}
        self.by_form: dict[str, _Node] | None = None
        self.gaps: tuple[tuple[str, _Node], ...] = ()
        """The sign of a gap, and what comes after it."""
        self.free: tuple[_Node, ...] = ()
        """What may be taken as reached along with this node."""
        self.at_start: _Node | None = None
        self.at_end: _Node | None = None
        self.groups: tuple[str, ...] = ()
        self.built: dict[str, _Node] | None = None
        """The node after each sign, so that phrases which begin alike share their beginning."""
        self.flat: _Flat | None = None

    @property
    def is_bare(self) -> bool:
        """Whether nothing comes next but what is reached along with it."""
        own = (self.by_stem, self.by_form, self.gaps, self.groups, self.at_start, self.at_end)
        return not any(own)


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
        self._start = start

    def scan(self, reach: Reach) -> dict[str, list[Hit]]:
        """Where each group was found: the longest phrase from each place, in order."""
        found: dict[str, list[Hit]] = {}
        openers = self._openers
        for start, token in enumerate(reach.tokens.all):
            if token.stem in openers or token.surface in openers:
                self.steps += 1
                reached = reach.after(self._start, self._root, start)
                if reached:
                    for group, end in self._from(reach, start, reached).items():
                        found.setdefault(group, []).append(Hit(start, end))
        return found

    def _from(self, reach: Reach, start: int, waiting: list[tuple[_Node, int]]) -> dict[str, int]:
        """The groups with a phrase that begins at `start`, and where their longest one ends.

        `waiting` are the nodes that are reached from there, and the places they are reached at.
        """
        ends: dict[str, int] = {}
        seen = {(self._root, start), *waiting}
        while waiting:
            node, place = waiting.pop()
            flat = node.flat or _flatten(node)
            if flat.groups and place > start:
                for group in flat.groups:
                    if ends.get(group, 0) < place:
                        ends[group] = place
            for each in reach.after(flat, node, place):
                if each not in seen:
                    seen.add(each)
                    waiting.append(each)
        self.steps += len(seen) - 1
        return ends

    def _add(self, phrase: str, group: str) -> None:
        node = self._root
        for sign in _SIGN.findall(phrase.strip().lower()):
            node = self._after(node, sign)
        if group not in node.groups:
            node.groups += (group,)

    def _after(self, node: _Node, sign: str) -> _Node:
        """The node that is reached from `node` when `sign` was read."""
        if not sign.strip():
            return node
        if node.built is None:
            node.built = {}
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
            node.gaps += ((sign, after),)
        elif sign == "^":
            node.at_start = after
        elif sign == "$":
            node.at_end = after
        elif sign[0] == "=":
            node.by_form = {**(node.by_form or {}), sign[1:]: after}
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
                following = node.by_stem.get(word)
                if following is None:
                    following = node.by_stem[word] = _Node()
                node = following
        node.free += (after,)


def fault_of(phrase: str, words: Mapping[str, Sequence[str]]) -> str:
    """What keeps a phrase from being looked for; empty if nothing does.

    `sign`: a sign stands where it means nothing. `name`: `words` has no group of that name.
    `everything`: it begins with a gap, or no word of it need be there.
    """
    written = phrase.strip().lower()
    if not written or "".join(_SIGN.findall(written)) != written:
        return "sign"
    try:
        Scanner({"phrase": [written]}, words)
    except KeyError:
        return "name"
    except ValueError:
        return "everything"
    return ""


def _flatten(node: _Node) -> _Flat:
    """What holds of a node and of all that are reached along with it; kept for the next time."""
    if not node.free:
        node.flat = _Flat(
            {word: (target,) for word, target in node.by_stem.items()},
            {form: (target,) for form, target in (node.by_form or {}).items()},
            node.gaps,
            () if node.at_start is None else (node.at_start,),
            () if node.at_end is None else (node.at_end,),
            node.groups,
        )
        return node.flat
    if len(node.free) == 1 and node.is_bare:  # the last word of one choice among many
        (after,) = node.free
        node.flat = after.flat or _flatten(after)
        return node.flat
    along, waiting = {node}, [node]
    while waiting:
        for after in waiting.pop().free:
            if after not in along:
                along.add(after)
                waiting.append(after)
    stems: dict[str, dict[_Node, None]] = {}
    for each in along:
        for word, target in each.by_stem.items():
            stems.setdefault(word, {})[target] = None
    node.flat = _Flat(
        stems={word: tuple(targets) for word, targets in stems.items()},
        forms={
            form: tuple(
                each.by_form[form] for each in along if each.by_form and form in each.by_form
            )
            for other in along
            for form in other.by_form or ()
        },
        gaps=tuple(gap for each in along for gap in each.gaps),
        starts=tuple(each.at_start for each in along if each.at_start is not None),
        ends=tuple(each.at_end for each in along if each.at_end is not None),
        groups=tuple({group: None for each in along for group in each.groups}),
    )
    return node.flat


class Reach:
    """A text made ready for scanners: how far each gap reaches from each place is worked out."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self._stems = [*(token.stem for token in tokens.all), ""]
        """With one that is no word behind the end: then no place need be looked at twice."""
        self._surfaces = [*(token.surface for token in tokens.all), ""]
        widths = (
            _MARK if token.ends else _CHARACTER if is_chinese(token.surface[0]) else _WORD
            for token in tokens.all
        )
        self._widths = list(accumulate(widths, initial=0))
        self._walls = {sign: _walls(tokens.all, wall) for sign, (_, wall) in _GAPS.items()}

    def after(self, flat: _Flat, node: _Node, place: int) -> list[tuple[_Node, int]]:
        """The nodes that are reached from `node` at `place`, and the place they are reached at."""
        reached: list[tuple[_Node, int]] = []
        ways = flat.stems.get(self._stems[place])
        if ways is not None:
            self._open(ways, place + 1, reached)
        surface = self._surfaces[place]
        if surface in QUOTES:
            reached.append((node, place + 1))
        if flat.leads_by_words_alone:
            return reached
        if surface in flat.forms:
            reached += [(after, place + 1) for after in flat.forms[surface]]
        if flat.gaps:
            self._over_gaps(flat, place, reached)
        if flat.starts and _begins(self.tokens, place):
            reached += [(after, place) for after in flat.starts]
        if flat.ends and (place == len(self.tokens.all) or _begins(self.tokens, place)):
            reached += [(after, place) for after in flat.ends]
        return reached

    def _over_gaps(self, flat: _Flat, place: int, reached: list[tuple[_Node, int]]) -> None:
        """Add what is reached over gaps that open at `place`."""
        stems = self._stems
        for sign, ways in flat.jumps:
            for each in self._span(sign, place):
                if (words := ways.get(stems[each])) is not None:
                    self._open(words, each + 1, reached)
        for sign, after in flat.other_gaps:
            reached += [(after, each) for each in self._span(sign, place)]

    def _open(self, nodes: tuple[_Node, ...], place: int, reached: list[tuple[_Node, int]]) -> None:
        """Add those of the nodes, at `place`, from where anything leads on, or a phrase ends."""
        stem = self._stems[place]
        for node in nodes:
            flat = node.flat or _flatten(node)
            if stem in flat.stems or not flat.leads_by_words_alone or stem in QUOTES:
                reached.append((node, place))

    def _span(self, sign: str, place: int) -> range:
        """The places that a gap from `place` on can lead to."""
        most = self._widths[place] + _GAPS[sign][0]
        end = bisect_right(self._widths, most, place)
        return range(place, min(end, self._walls[sign][place] + 1))


def _openers(root: _Node) -> frozenset[str]:
    """The stems and forms with which any phrase can begin; no phrase begins with a gap."""
    words: set[str] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        words |= {*node.by_stem, *(node.by_form or ())}
        waiting += [*node.free, *(after for after in (node.at_start,) if after is not None)]
    return frozenset(words)


def _begins(tokens: Tokens, place: int) -> bool:
    """Whether a clause begins at `place`, or one has just ended there."""
    if place == len(tokens.all):
        return False
    return tokens.clause(place)[0] == place or tokens.all[place].ends > 0


def _walls(tokens: Sequence[Token], wall: int) -> list[int]:
    """For each place the nearest from there on whose mark a gap does not cross; or the end."""
    nearest = [len(tokens)] * (len(tokens) + 1)
    for place in reversed(range(len(tokens))):
        nearest[place] = place if tokens[place].ends >= wall else nearest[place + 1]
    return nearest
