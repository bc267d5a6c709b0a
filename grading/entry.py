"""What grading enters in the gradebook, cell by cell; whoever writes it there.

nbgrader keeps a grade for each graded cell and task, and a comment for each cell a student writes
in and each task. Its own rules (`nbgrader.preprocessors.SaveAutoGrades`) hold for whatever has no
score from us.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from nbformat import NotebookNode
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution, is_task

from workbooks.scoring.score import Score

NO_RESPONSE: Final = "No response. · 没有作答。"


@dataclass(frozen=True)
class Grade:
    """The points of a cell, None while a person has to give them."""

    cell: str
    points: float | None
    needs_human: bool


@dataclass(frozen=True)
class Comment:
    """What the grader says beside a cell, None if nothing."""

    cell: str
    text: str | None


Entry = Grade | Comment


def entries_of(notebook: NotebookNode, scores: Mapping[str, Score]) -> Iterator[Entry]:
    """The entries for one graded notebook, `scores` being ours by the name of the cell.

    Raises `ValueError` where a cell's result is more than the cell can earn.
    """
    for cell in notebook["cells"]:
        meta = cell["metadata"].get("nbgrader") or {}
        grade, task = meta.get("grade"), meta.get("task")
        if not (grade or task or meta.get("solution")):
            continue  # no cell that has an entry
        name = meta["grade_id"]
        score = scores.get(name)
        if score is None or not (grade or task):
            yield from _as_nbgrader_does(cell)
            continue
        yield Grade(name, score.points, score.needs_human)
        if task:
            yield Comment(name, None if score.answered else NO_RESPONSE)


def _as_nbgrader_does(cell: NotebookNode) -> Iterator[Entry]:
    if is_grade(cell):
        points, _ = determine_grade(cell)
        yield Grade(cell.metadata.nbgrader.grade_id, points, points is None)
    if is_solution(cell) or is_task(cell):
        meta = cell.metadata.nbgrader
        untouched = not is_task(cell) and meta.get("checksum") == compute_checksum(cell)
        yield Comment(meta.grade_id, "No response." if untouched else None)
