"""What is right for a student's own made-up year; `workbooks.personal` says how it is used."""

from __future__ import annotations

from math import log2
from typing import Any, Final

import numpy as np
import pandas as pd

OLD_LEVEL: Final = 50
LIFTED_TO: Final = 78
NEVER_BELOW: Final = 57


def first_and_last(year: pd.DataFrame) -> dict[str, list[Any]]:
    """Of each post the mean score in weeks 1-4 and 49-52, the greatest loss first."""
    first = year[year["week"] <= 4].groupby("post")["score"].mean()
    last = year[year["week"] >= 49].groupby("post")["score"].mean()
    posts = list((first - last).sort_values(ascending=False).index)
    return {"post": posts, "first": list(first[posts]), "last": list(last[posts])}


def scores_at_the_door(year: pd.DataFrame) -> list[float]:
    """The scores of the door, week by week."""
    return list(year[year["post"] == "door"].sort_values("week")["score"])


def half_life(year: pd.DataFrame) -> float:
    """Weeks: the least-squares line through log2 of what was added falls by 1 in one half-life."""
    door = year[year["post"] == "door"]
    slope = np.polyfit(door["since"], np.log2(door["score"] - OLD_LEVEL), 1)[0]
    return float(-1 / slope)


def weeks_between_refreshers(year: pd.DataFrame) -> float:
    """Weeks until what was added has worn down to what must be left of it."""
    return half_life(year) * log2((LIFTED_TO - OLD_LEVEL) / (NEVER_BELOW - OLD_LEVEL))
