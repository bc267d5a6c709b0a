"""How far a workbook is worked through: by step, by exercise, and in minutes.

A round of practice counts like an exercise: a workbook of them is not finished before they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, NamedTuple, get_args

from workbooks.case import Case
from workbooks.exercise import Step
from workbooks.text import Text

State = Literal["begun", "done"]
ROUND_MINUTES: Final = 5
"""What a round of practice is meant to take."""


class Task(NamedTuple):
    """What a workbook asks of its reader: an exercise, or a round of practice."""

    id: str
    title: Text
    step: Step
    minutes: int


def round_id(week: int) -> str:
    """The name of a week's round among the exercises."""
    return f"@round-{week}"


def tasks_of(case: Case) -> list[Task]:
    """All that is to be done in a workbook: its rounds, if it has any, then its exercises."""
    exercises = [Task(each.id, each.title, each.step, each.minutes) for each in case.exercises]
    if not case.rounds:
        return exercises
    from workbooks.words import say_both

    rounds = [
        Task(round_id(week), say_both("refresh.round", week=week), "reinforce", ROUND_MINUTES)
        for week in case.rounds
    ]
    return [*rounds, *exercises]


def progress_of(case: Case, states: Mapping[str, State]) -> dict[str, Any]:
    """What the head of a workbook shows, as plain data.

    `done` of `all` tasks are done whole, and `minutes` are what the author expects the others to
    take. `steps` lists those of the four steps that the case uses, each with its tasks in the
    case's order and their state (`open`, `begun`, `done`).
    """
    tasks = tasks_of(case)
    steps = []
    for step in get_args(Step):
        items = [
            {"id": each.id, "title": each.title.model_dump(), "state": states.get(each.id, "open")}
            for each in tasks
            if each.step == step
        ]
        if items:
            steps.append({"step": step, "items": items})
    todo = [each for each in tasks if states.get(each.id) != "done"]
    return {
        "done": len(tasks) - len(todo),
        "all": len(tasks),
        "minutes": sum(each.minutes for each in todo),
        "steps": steps,
    }
