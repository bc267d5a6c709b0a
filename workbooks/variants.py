"""A case that is another for each student: people, products and places, drawn by their seed.

A text names a word of a variant as `{{customer.name}}`; what stands there is decided by which of
the customers was drawn. Keys and ids are the same for everybody.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Final

from workbooks.text import LANGS, Lang, Slug, Text

Variants = Mapping[Slug, Sequence[Mapping[Slug, Text]]]
"""By slot, such as `customer`, the words of each that can be drawn."""

Picks = tuple[int, ...]
"""Which one was drawn, slot by slot, in the order of the slots."""

_MOST_DRAWS: Final = 1000
PLACEHOLDER: Final = re.compile(r"\{\{\s*([a-z0-9-]+)\.([a-z0-9-]+)\s*\}\}")


def picks_for(variants: Variants, seed: int) -> Picks:
    """What a seed stands for; one draw a slot, of a sequence that Python promises to keep."""
    draw = random.Random(seed)  # noqa: S311  # no secret
    return tuple(int(draw.random() * len(options)) for options in variants.values())


def seed_of_another(variants: Variants, seed: int, draw: Callable[[], int]) -> int:
    """A seed, of those that `draw` gives, with which no slot holds what it holds with `seed`.

    A slot that has but one option keeps it. What was drawn last is returned if luck is against it.
    """
    before = picks_for(variants, seed)
    other = seed
    for _ in range(_MOST_DRAWS):
        other = draw()
        pairs = zip(before, picks_for(variants, other), variants.values(), strict=True)
        if all(was != now or len(options) == 1 for was, now, options in pairs):
            break
    return other


def samples(variants: Variants) -> Iterator[Picks]:
    """Draws that together have every word of every slot, as few as there can be."""
    most = max(map(len, variants.values()), default=0)
    for place in range(most):
        yield tuple(place % len(options) for options in variants.values())


def told(plain: Any, variants: Variants, picks: Picks, lang: Lang | None = None) -> Any:
    """Plain data with every placeholder filled in, in the language of the text it stands in."""
    if isinstance(plain, str):
        return plain if lang is None else _filled(plain, variants, picks, lang)
    if isinstance(plain, Mapping):
        return {
            name: told(each, variants, picks, name if name in LANGS else lang)
            for name, each in plain.items()
        }
    if isinstance(plain, list | tuple):
        return [told(each, variants, picks, lang) for each in plain]
    return plain


def placeholders(plain: Any) -> Iterator[tuple[str, str]]:
    """Slot and word of every placeholder in plain data."""
    if isinstance(plain, str):
        yield from PLACEHOLDER.findall(plain)
    elif isinstance(plain, Mapping):
        yield from chain.from_iterable(map(placeholders, plain.values()))
    elif isinstance(plain, list | tuple):
        yield from chain.from_iterable(map(placeholders, plain))


def _filled(text: str, variants: Variants, picks: Picks, lang: Lang) -> str:
    drawn = dict(zip(variants, picks, strict=True))

    def word(found: re.Match[str]) -> str:
        slot, name = found.groups()
        return variants[slot][drawn[slot]][name][lang]

    return PLACEHOLDER.sub(word, text)


__all__ = ["Picks", "Variants", "picks_for", "placeholders", "samples", "seed_of_another", "told"]
