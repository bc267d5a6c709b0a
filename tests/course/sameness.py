"""What `nbgrader autograde` and `python -m grading grade` leave behind, in a form to compare."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook, SubmittedAssignment

NOISE = re.compile(r"0x[0-9a-f]{6,}|\d+(\.\d+)? ?(ms|µs|ns)\b")
"""Addresses and times, which differ from one run to the next."""


def gradebook_rows(db_url: str, slug: str) -> dict[str, Any]:
    """Everything that the gradebook holds of a class, by student."""
    with Gradebook(db_url) as gradebook:
        return {each.student.id: _rows(each) for each in gradebook.assignment_submissions(slug)}


def _rows(submission: SubmittedAssignment) -> dict[str, Any]:
    return {
        "timestamp": submission.timestamp,
        "late": submission.total_seconds_late,
        "notebooks": {
            notebook.name: {
                "penalty": notebook.late_submission_penalty,
                "flagged": notebook.flagged,
                "score": notebook.score,
                "needs": notebook.needs_manual_grade,
                "grades": {
                    grade.name: (
                        grade.auto_score,
                        grade.manual_score,
                        grade.extra_credit,
                        grade.needs_manual_grade,
                    )
                    for grade in notebook.grades
                },
                "comments": {
                    comment.name: (comment.auto_comment, comment.manual_comment)
                    for comment in notebook.comments
                },
            }
            for notebook in submission.notebooks
        },
    }


def graded_notebook(path: Path) -> dict[str, Any]:
    """A graded notebook, cell for cell, without what no two runs share."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    return {
        "metadata": notebook.metadata,
        "cells": [{**cell, "outputs": _outputs(cell)} for cell in notebook.cells],
    }


def _outputs(cell: Any) -> list[Any]:
    return [_quiet(output) for output in cell.get("outputs", ())]


def _quiet(value: Any) -> Any:
    if isinstance(value, str):
        return NOISE.sub("…", value)
    if isinstance(value, dict):
        return {name: _quiet(each) for name, each in value.items()}
    return [_quiet(each) for each in value] if isinstance(value, list) else value


def files_of(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every other file of a graded submission, and its mode.

    `intake.txt` is how one of nbgrader's steps tells another what it found.
    """
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mode)
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".ipynb" and path.name != "intake.txt"
    }
