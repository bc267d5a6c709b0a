"""What is right for a student's own made-up customers; `workbooks.personal` says how it is used."""

from __future__ import annotations

from math import sqrt
from typing import Any, Final

import pandas as pd

MARGIN_OF_SALES: Final = 0.25
CALL_COSTS: Final = 40  # yuan
KEPT_BY_A_CALL: Final = 0.2


def leaving_by_industry(customers: pd.DataFrame) -> pd.DataFrame:
    """The customers, the percentage who left and its margin of error at 95 %, by industry."""
    by_industry = customers.groupby("industry")["left"].agg(["size", "mean"]).reset_index()
    by_industry.columns = pd.Index(["industry", "customers", "left_percent"])
    shares = zip(by_industry["left_percent"], by_industry["customers"], strict=True)
    by_industry["margin"] = [margin_of_error(share, people) for share, people in shares]
    by_industry["left_percent"] *= 100
    return by_industry


def margin_of_error(share: float, people: int) -> float:
    """1.96 standard errors of a share, in percentage points: the normal approximation."""
    return 100 * 1.96 * sqrt(share * (1 - share) / people)


def leaving_by_age(customers: pd.DataFrame) -> list[float]:
    """The percentage who left of those aged 18-35, 36-50, 51-65 and 66-85."""
    groups = pd.cut(customers["age"], [17, 35, 50, 65, 85], labels=False)
    return list(100 * customers["left"].groupby(groups).mean())


def leaving_by_contacts(customers: pd.DataFrame) -> list[float]:
    """The percentage who left of those with 0, 1, … 9 contacts."""
    return list(100 * customers.groupby("contacts")["left"].mean())


def lifetime_value(customers: pd.DataFrame) -> float:
    """Yuan: the margin a month times the months expected, 12 / (share leaving in a year)."""
    months = 12 / customers["left"].mean()
    return float(MARGIN_OF_SALES * customers["spend"].mean() * months)


def cost_of_keeping(customers: pd.DataFrame) -> dict[str, list[Any]]:
    """Of those with at least 0, 3, 6 and 9 contacts: how many, and yuan for each one kept."""
    table: dict[str, list[Any]] = {"least": [0, 3, 6, 9], "called": [], "cost_per_kept": []}
    for least in table["least"]:
        group = customers[customers["contacts"] >= least]
        table["called"].append(len(group))
        kept = KEPT_BY_A_CALL * group["left"].sum()
        table["cost_per_kept"].append(CALL_COSTS * len(group) / kept)
    return table
