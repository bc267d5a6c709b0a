"""Key and score of `order`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Literal

from pydantic import Field

from workbooks.exercise import OptionId
from workbooks.kinds import Order
from workbooks.scoring.key import BaseKey, KeyProblem, unknown_options
from workbooks.scoring.score import Reason, Score, share_of
from workbooks.text import Lang, Text
from workbooks.words import say_both


class OrderKey(BaseKey):
    """The steps that belong, in a right order, and what is said about a step out of place.

    `right` is the only right order, unless `after` says which steps must come after which: then
    every order is right that keeps to it, and `right` is one of them. Options that `right` does not
    name do not belong.

    Credit: of the n steps that belong, L are the most that stand in a valid order without moving
    any (the longest valid subsequence), W is what L would be in the worst order of all (1, where
    just one order is right), and D are steps put in that do not belong: (L - W - D) / (n - W). So
    the steps that would have to be moved are as few as can be.
    """

    kind: Literal["order"]
    right: tuple[OptionId, ...] = Field(min_length=2)
    after: dict[OptionId, tuple[OptionId, ...]] | None = Field(
        default=None, description="by step: the steps it must come after, however far"
    )
    feedback: dict[OptionId, Text] = Field(default_factory=dict)
    praise: Text = Field(description="said when every step stands right")

    def model(self, exercise: Order, lang: Lang) -> list[str]:
        """The right order, or one of them."""
        return list(self.right)

    def problems(self, exercise: Order) -> Iterable[KeyProblem]:
        """Unknown, missing or repeated steps, steps without feedback, an order given away."""
        yield from unknown_options(exercise, "right", self.right)
        yield from unknown_options(exercise, "feedback", self.feedback)
        names = [option.id for option in exercise.options]
        for name in names:
            count = self.right.count(name)
            if count > 1 or not (count or exercise.spares):
                yield "not-once", ("right",), {"name": name}
            if name not in self.feedback:
                yield "no-feedback", ("feedback",), {"name": name}
        if exercise.spares and set(names) == set(self.right):
            yield "no-spare", ("right",), {}
        if sorted(set(self.right)) == sorted(self.right):
            yield from self._misorders(exercise, names)

    def _misorders(self, exercise: Order, names: Sequence[str]) -> Iterable[KeyProblem]:
        """What is wrong with the order as such; the first thing only, for the rest follows on."""
        after = self.after or {}
        unknown = {*after, *(each for steps in after.values() for each in steps)} - {*self.right}
        turned = [
            (first, second)
            for first, second in combinations(self.right, 2)
            if second in self._before()[first]
        ]
        if unknown:
            for each in sorted(unknown):
                yield "after-unknown", ("after",), {"name": each}
        elif turned:
            for first, second in turned:
                yield "right-not-after", ("right",), {"first": first, "second": second}
        elif self._worst() == len(self.right):
            yield "any-order", ("after",), {}
        elif not exercise.spares and len(self._kept(names)) == len(names):
            yield "order-given-away", ("right",), {}

    def score(self, exercise: Order, answer: tuple[str, ...]) -> Score:
        """Credit for the longest valid run; feedback for each step outside it, in its order."""
        kept = self._kept([each for each in answer if each in self.right])
        spare = [each for each in answer if each not in self.right]
        worst = self._worst()
        reasons = [
            Reason(verdict="wrong", text=self.feedback[each]) for each in answer if each not in kept
        ]
        missing = len(self.right) + len(spare) - len(answer)
        if missing:
            reasons.append(Reason(verdict="note", text=say_both("score.missing", count=missing)))
        if not reasons:
            reasons = [Reason(verdict="right", text=self.praise)]
        share = (len(kept) - worst - len(spare)) / (len(self.right) - worst)
        return share_of(exercise.points, share, reasons)

    def _before(self) -> Mapping[str, frozenset[str]]:
        """The steps that must come before each, directly or by way of others."""
        if self.after is None:
            return {name: frozenset(self.right[:at]) for at, name in enumerate(self.right)}
        before: dict[str, frozenset[str]] = {}
        for name in self.right:  # a right order: whatever comes before is already known
            straight = self.after.get(name, ())
            before[name] = frozenset(straight).union(*(before.get(each, ()) for each in straight))
        return before

    def _kept(self, steps: Sequence[str]) -> frozenset[str]:
        before = self._before()
        clashes = [
            [at for at in range(place + 1, len(steps)) if steps[at] in before[step]]
            for place, step in enumerate(steps)
        ]
        return frozenset(steps[place] for place in most_without_clash(clashes))

    def _worst(self) -> int:
        """How many steps are kept of a right order turned round: of any order at least as many."""
        return len(self._kept(self.right[::-1]))


def most_without_clash(clashes: Sequence[Collection[int]]) -> frozenset[int]:
    """A largest set of numbers 0 … n - 1 no two of which clash.

    `clashes` lists for each number the later ones it clashes with, and must be transitive: the set
    is then a largest antichain, found by Dilworth's theorem (1950) from a largest matching, grown
    by augmenting paths, and König's theorem (1931).
    """
    match: dict[int, int] = {}

    def grows(left: int, seen: set[int]) -> bool:
        for right in clashes[left]:
            if right in seen:
                continue
            seen.add(right)
            if right not in match or grows(match[right], seen):
                match[right] = left
                return True
        return False

    for left in range(len(clashes)):
        grows(left, set())
    waiting = sorted(set(range(len(clashes))) - set(match.values()))
    lefts, rights = set(waiting), set[int]()
    while waiting:
        for right in clashes[waiting.pop()]:
            if right not in rights:
                rights.add(right)
                lefts.add(match[right])
                waiting.append(match[right])
    return frozenset(lefts - rights)
