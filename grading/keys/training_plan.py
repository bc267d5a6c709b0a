"""What is right for a student's own made-up staff list; `workbooks.personal` says how it is used.

The hours, the sessions a day and the chairs are those of B13; every price, and how many people a
department can miss, is assumed and stands in `cases/training-plan/data/`, where students read it.
"""

from __future__ import annotations

from math import ceil
from typing import Any, Final

import pandas as pd

HOURS_A_YEAR: Final = 24
HOURS_A_SESSION: Final = 4
CHAIRS: Final = 15
SESSIONS_A_DAY: Final = 2

ONE_IN: Final = {
    "Service desk": 3, "After-sales": 3, "Packing": 4, "Products": 2, "Marketing": 2, "Accounts": 3,
}  # fmt: skip
"""Of how many people a department can miss one."""

TRAINER_A_DAY: Final = {"on site": 3000, "off site": 3000}  # yuan, as all costs
ROOM_A_DAY: Final = {"on site": 0, "off site": 1500}
A_SEAT: Final = {"on site": 12, "off site": 65}
HOURS_PAID: Final = {"on site": 4, "off site": 5}


def seats_needed(staff: pd.DataFrame) -> pd.DataFrame:
    """People, and the sessions they still need between them, by department."""
    grouped = _with_seats(staff).groupby("department", sort=False)["seats"]
    return grouped.agg(people="size", seats="sum").reset_index()


def days_if_mixed(staff: pd.DataFrame) -> int:
    """The least training days in which all seats that are needed can be offered."""
    return ceil(int(_with_seats(staff)["seats"].sum()) / (CHAIRS * SESSIONS_A_DAY))


def days_alone(staff: pd.DataFrame) -> dict[str, list[Any]]:
    """By department: how many may be away, the days it takes by itself, and after how many days.

    No more may be away than the department can miss, and than there are chairs; nobody attends
    twice on a day, so that none takes fewer days than one of its people needs sessions.
    """
    table: dict[str, list[Any]] = {"department": [], "away": [], "days": [], "begins": []}
    for department, group in _with_seats(staff).groupby("department", sort=False):
        away = min(CHAIRS, len(group) // ONE_IN[str(department)])
        sessions = ceil(int(group["seats"].sum()) / away)
        table["begins"].append(sum(table["days"]))
        table["department"].append(department)
        table["away"].append(away)
        table["days"].append(max(ceil(sessions / SESSIONS_A_DAY), int(group["seats"].max())))
    return table


def costs_of_places(staff: pd.DataFrame) -> dict[str, list[Any]]:
    """Yuan for the mixed plan in each place: what is paid out, wages meanwhile, and both."""
    people = _with_seats(staff)
    days, seats = days_if_mixed(staff), int(people["seats"].sum())
    hourly = int((people["seats"] * people["wage"]).sum())
    table: dict[str, list[Any]] = {"place": [], "outlay": [], "wages": [], "total": []}
    for place in HOURS_PAID:
        outlay = days * (TRAINER_A_DAY[place] + ROOM_A_DAY[place]) + seats * A_SEAT[place]
        wages = hourly * HOURS_PAID[place]
        for name, value in zip(table, (place, outlay, wages, outlay + wages), strict=True):
            table[name].append(value)
    return table


def hours_that_may_be_lost(staff: pd.DataFrame) -> float:
    """Per cent of the hours on site: with so many lost, an hour costs what it costs off site."""
    on_site, off_site = costs_of_places(staff)["total"]
    return float(100 * (1 - on_site / off_site))


def _with_seats(staff: pd.DataFrame) -> pd.DataFrame:
    return staff.assign(seats=(HOURS_A_YEAR - staff["trained"]) // HOURS_A_SESSION)
