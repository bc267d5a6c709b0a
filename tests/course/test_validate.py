"""`nbgrader validate`, which a student can run before handing in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import succeed
from tests.course.submissions import ALL, SLUG, hand_in
from workbooks.case import load_case

pytestmark = pytest.mark.course


def validate(folder: Path) -> str:
    """What the command prints about the notebook in a folder, on one line."""
    return " ".join(succeed("nbgrader", "validate", f"{SLUG}.ipynb", at=folder).split())


def test_what_is_still_open_is_named(built_course: Path, tmp_path: Path) -> None:
    """Each exercise without an answer is named by its titles, and no other exercise is."""
    folder = tmp_path / SLUG
    hand_in(ALL["partial"], built_course / "release" / SLUG, folder)
    log = folder / "answers.jsonl"
    given = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    kept = [line for line in given if line["exercise"] != "what-holds"]
    log.write_text("".join(json.dumps(line) + "\n" for line in kept), "utf-8")
    said = validate(folder)
    unanswered = {"what-holds", "today-reply", "front-desk", "ninth-window", "wifi", "abroad"}
    for exercise in load_case(folder).exercises:
        open_still = exercise.id in unanswered | {"whole-stay"}  # a talk that was only begun
        assert (f"{exercise.title.en} · {exercise.title.zh}" in said) == open_still
    assert "Success" not in said


def test_a_complete_workbook_passes(built_course: Path, tmp_path: Path) -> None:
    """With every answer given and the code written, it is a success, whatever the answers earn."""
    folder = tmp_path / SLUG
    hand_in(ALL["full-marks"], built_course / "release" / SLUG, folder)
    wrong = folder / "answers.jsonl"
    wrong.write_text(wrong.read_text("utf-8").replace('"unheard"', '"rule"'), "utf-8")
    assert "Success! Your notebook passes all the tests." in validate(folder)
