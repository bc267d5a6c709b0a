"""How far a workbook is worked through: by step, by exercise, and in minutes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_args

from workbooks.case import Case
from workbooks.exercise import Step

State = Literal["begun", "done"]


def progress_of(case: Case, states: Mapping[str, State]) -> dict[str, Any]:
    """What the head of a workbook shows, as plain data.

    `done` of `all` exercises are answered whole, and `minutes` are what the author expects the
    others to take. `steps` lists those of the four steps that the case uses, each with its
    exercises in the case's order and their state (`open`, `begun`, `done`).
    """
    steps = []
    for step in get_args(Step):
        items = [
            {"id": each.id, "title": each.title.model_dump(), "state": states.get(each.id, "open")}
            for each in case.exercises
            if each.step == step
        ]
        if items:
            steps.append({"step": step, "items": items})
    todo = [each for each in case.exercises if states.get(each.id) != "done"]
    return {
        "done": len(case.exercises) - len(todo),
        "all": len(case.exercises),
        "minutes": sum(each.minutes for each in todo),
        "steps": steps,
    }
