"""How alike two texts are in their wording: plain Python, bounded in time, for any language.

A text counts by its letters and digits alone: full-width forms become ordinary (NFKC), case is
folded, and white space, punctuation, signs and emoji fall out. What is left is cut into all its
runs of three characters, each counted once; the likeness of two texts is Dice's coefficient of the
two sets, 2·|A ∩ B| / (|A| + |B|) (L. R. Dice, Ecology 26, 1945). `scripts/rehearse.js` reckons the
same.

Three characters, not two: English has so few pairs of letters that any two long texts share most of
them. Each counted once, so that a text pasted twice is still the same text.
"""

from __future__ import annotations

import unicodedata
from itertools import islice
from typing import Final

from workbooks.writing import MOST_CHARACTERS

RUN: Final = 3

Runs = frozenset[str]


def bare(text: str) -> str:
    """The letters and digits of a text, in ordinary width and folded case."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(islice(filter(str.isalnum, folded), MOST_CHARACTERS))  # one sign may become 18


def runs(text: str) -> Runs:
    """All the different runs of three characters of a text; none if it is shorter."""
    plain = bare(text)
    return frozenset(plain[at : at + RUN] for at in range(len(plain) - RUN + 1))


def extent(found: Runs) -> int:
    """How many characters a text of these runs has, what is repeated counted once."""
    return len(found) + RUN - 1 if found else 0


def likeness(one: Runs, other: Runs) -> float:
    """From 0, nothing in common, to 1, the same runs; two texts too short for a run are alike."""
    both = len(one) + len(other)
    return 2 * len(one & other) / both if both else 1.0
