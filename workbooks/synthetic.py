"""Data that are made up, and say so: the same for the same seed on every machine.

Only `random.Random.random` is drawn from, whose sequence Python promises to keep, and only whole
numbers, comparisons and the four operations are used on it: no version of numpy or pandas, and no
processor, makes a difference.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from math import prod
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from pydantic import Field

from workbooks.text import Content, Slug, Text

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")
Columns = dict[str, list[Any]]
SEEDS: Final = 2**31
"""Seeds are whole numbers from 0 to below this."""

LEFT_AFTER_POOR_SERVICE: Final = {
    "Bank": 0.60, "Insurance": 0.36, "Telephone": 0.40, "Credit card": 0.35, "Internet": 0.37,
}  # fmt: skip
"""B1: the share of people who, after poor service, left, by industry."""

CHANNELS: Final = ("phone", "chat", "email", "branch")
AGES: Final = ((18, 35), (36, 50), (51, 65), (66, 85))


class Synthetic(Content):
    """A data set that is drawn for each student, and what it says of itself."""

    id: Slug
    maker: Literal["customers", "staff", "season"]
    rows: int = Field(ge=10, le=5000)
    about: Text = Field(description="said wherever the data are shown: that they are made up")


def make(synthetic: Synthetic, seed: int) -> pd.DataFrame:
    """The data set that a seed stands for."""
    import pandas as pd

    return pd.DataFrame(_MAKERS[synthetic.maker](random.Random(seed), synthetic.rows))  # noqa: S311  # no secret


def customers(draw: random.Random, rows: int) -> Columns:
    """Customers who met poor service, in columns of equal length.

    `customer` (from 1), `industry`, `age` (years), `tenure` (whole months as a customer),
    `contacts` (with service, in a year), `channel`, `spend` (yuan a month), `left` (True or False).
    An industry's customers left with its share in B1; that contacts and a short tenure make leaving
    more likely, and that age does, a little, is invented.
    """
    columns: Columns = {name: [] for name in _COLUMNS}
    for number in range(1, rows + 1):
        industry = _pick(draw, list(LEFT_AFTER_POOR_SERVICE))
        age = _whole(draw, *_pick(draw, AGES))
        tenure, contacts = _whole(draw, 1, 120), _whole(draw, 0, 9)
        chance = LEFT_AFTER_POOR_SERVICE[industry] * _inclined(age, tenure, contacts)
        row = {
            "customer": number,
            "industry": industry,
            "age": age,
            "tenure": tenure,
            "contacts": contacts,
            "channel": _pick(draw, CHANNELS),
            "spend": 20 * _whole(draw, 2, 20),
            "left": draw.random() < chance,
        }
        for name, value in row.items():
            columns[name].append(value)
    return columns


_COLUMNS: Final = (
    "customer", "industry", "age", "tenure", "contacts", "channel", "spend", "left",
)  # fmt: skip


DEPARTMENTS: Final = {
    "Service desk": 3, "After-sales": 2, "Packing": 4, "Products": 2, "Marketing": 2, "Accounts": 1,
}  # fmt: skip
"""The departments of an invented firm, and how many of fourteen people are in each, about."""

LEAST_IN_DEPARTMENT: Final = 4
TRAINED: Final = (0, 0, 4, 8)
WAGES: Final = (28, 32, 36, 44)


def staff(draw: random.Random, rows: int) -> Columns:
    """The people of a firm, in columns of equal length.

    `person` (from 1), `department`, `trained` (hours of training this year: 0, 4 or 8), `wage`
    (yuan an hour). Each department has some people at least, if there are rows enough; how many
    more, is drawn. All of it is invented.
    """
    chances = [name for name, parts in DEPARTMENTS.items() for _ in range(parts)]
    sure = [name for name in DEPARTMENTS for _ in range(LEAST_IN_DEPARTMENT)][:rows]
    departments = [*sure, *(_pick(draw, chances) for _ in range(rows - len(sure)))]
    return {
        "person": list(range(1, rows + 1)),
        "department": sorted(departments, key=list(DEPARTMENTS).index),
        "trained": [_pick(draw, TRAINED) for _ in range(rows)],
        "wage": [_pick(draw, WAGES) for _ in range(rows)],
    }


OLD_LEVEL: Final = 50
"""What every post of an invented theatre scored before the training."""

LEFT_AFTER_A_WEEK: Final = (0.8706, 0.8909, 0.9057, 0.9170, 0.9259)
"""2 to the power of -1 / h for half-lives h of 5 to 9 weeks, written out: powers may differ in
their last digit from one machine to the next.
"""

REFRESHED: Final = (1, 20, 34)
"""The weeks with a training."""


def season(draw: random.Random, rows: int) -> Columns:
    """A year of quality scores at four posts, in columns of equal length.

    `week` (from 1), `post`, `since` (weeks since the last training), `score` (0 to 100). What a
    training added wears off by halves: at the door with a half-life of 5 to 9 weeks, at the bar of
    3, at the window of 20; in the cloakroom it does not. All of it is invented.
    """
    lift, door = _whole(draw, 24, 32), _pick(draw, LEFT_AFTER_A_WEEK)
    posts = (("door", lift, door), ("window", 12, 0.9659), ("bar", lift + 6, 0.7937))
    columns: Columns = {name: [] for name in ("week", "post", "since", "score")}
    for week in range(1, rows // 4 + 1):
        since = week - max(each for each in REFRESHED if each <= week)
        for post, added, left in (*posts, ("cloakroom", 26, 1.0)):
            kept = added * prod([left] * since)
            score = round(OLD_LEVEL + kept * (0.92 + 0.16 * draw.random()), 1)
            for name, value in zip(columns, (week, post, since, score), strict=True):
                columns[name].append(value)
    return columns


def _inclined(age: int, tenure: int, contacts: int) -> float:
    """A factor whose mean over all customers is 1: tenure, contacts and age groups are uniform."""
    by_contacts = 0.7 + contacts / 15  # 0.7 … 1.3, mean 1
    by_tenure = 1.1 if tenure <= 60 else 0.9
    by_age = 1.1 if age <= 35 else 0.9 if 36 <= age <= 50 else 1.0
    return by_contacts * by_tenure * by_age


def _pick(draw: random.Random, of: Sequence[T]) -> T:
    return of[int(draw.random() * len(of))]


def _whole(draw: random.Random, least: int, most: int) -> int:
    return least + int(draw.random() * (most - least + 1))


_MAKERS: Final[dict[str, Callable[[random.Random, int], Columns]]] = {
    "customers": customers,
    "staff": staff,
    "season": season,
}
