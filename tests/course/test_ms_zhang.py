"""Ms Zhang's complaint: three students come out in their order, and each talk has its ends.

A folder `tests/submissions/ms-zhang-students/<student>/` holds the log of answers and, in
`outcome.yaml`, what the student wrote into the cell for code and what grading makes of it all.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_output
from pydantic_core import to_jsonable_python
from ruamel.yaml import YAML

from grading.course import Course
from grading.mark import mark_notebook, score_answer
from grading.read import KeyedCase, read_keyed_case
from tests.conftest import REPOSITORY
from tests.course.submissions import SLUG
from workbooks.answers import ANSWER_MIME, AnswerLog
from workbooks.dialogue_play import Play
from workbooks.kinds import Dialogue
from workbooks.scoring import DialogueKey
from workbooks.scoring.score import Score
from workbooks.text import LANGS, Lang

COURSE = Course(REPOSITORY)
SUBMISSIONS = REPOSITORY / "tests" / "submissions" / "ms-zhang-students"
STUDENTS = ("strong", "middling", "careless")
TABLE = "rank-industries"


@cache
def keyed() -> KeyedCase:
    return read_keyed_case(COURSE, SLUG)


def grade(student: str, folder: Path) -> tuple[dict[str, Score], dict[str, Any]]:
    """The scores of a whole submission, and what its outcome says."""
    outcome = YAML(typ="safe").load(SUBMISSIONS / student / "outcome.yaml")
    shutil.copy(SUBMISSIONS / student / "answers.jsonl", folder)
    names: dict[str, Any] = {}
    with contextlib.chdir(COURSE.release_folder(SLUG)):
        exec(outcome["code"], names)  # noqa: S102  # as a notebook does
    value = to_jsonable_python(keyed().case.exercise(TABLE).data_of(names["ranked"]))
    data = {ANSWER_MIME: {"exercise": TABLE, "answer": json.loads(json.dumps(value))}}
    notebook = nbformat.read(COURSE.release_notebook(SLUG), as_version=4)
    (cell,) = (each for each in notebook.cells if each.id == f"{TABLE}-answer")
    cell.outputs = [new_output("display_data", data=data)]
    return mark_notebook(notebook, AnswerLog(folder).read(keyed().case.limits), keyed()), outcome


def test_three_students_in_their_order(tmp_path: Path) -> None:
    """Each submission earns what it says, leaves to a person what it says, and the better more."""
    earned = []
    for student in STUDENTS:
        folder = tmp_path / student
        folder.mkdir()
        scores, outcome = grade(student, folder)
        sure = sum(each.points or 0 for each in scores.values() if not each.needs_human)
        assert sure == pytest.approx(outcome["auto"]), student
        waiting = {name for name, each in scores.items() if each.needs_human}
        assert waiting == set(outcome["waiting"]), student
        earned.append(sure)
    most = sum(each.points for each in keyed().case.exercises if each.id not in waiting_at_most())
    assert most > earned[0] > earned[1] + most / 4 > earned[2] + 2 * most / 4 > 2 * most / 4


def waiting_at_most() -> set[str]:
    """The texts that a person has to mark, whoever wrote them."""
    return {"day-one-reply", "today-reply", "who-is-right"}


@pytest.mark.parametrize("lang", LANGS)
def test_the_key_earns_all(lang: Lang) -> None:
    """The good answer of every exercise that needs nobody gets full marks in either language."""
    for exercise in keyed().case.exercises:
        if exercise.id in waiting_at_most():
            continue
        answer = json.loads(json.dumps(keyed().keys[exercise.id].model(exercise, lang)))
        score = score_answer(keyed(), exercise, answer)
        assert (score.points, score.needs_human) == (exercise.points, False), exercise.id


@pytest.mark.parametrize(
    ("name", "worst", "passable", "good"),
    [
        (
            "mall",
            "price.nothing quiet.nobody",
            "price.hardly number.once-more quiet.soaks-late",
            "price.nothing quiet.soaks",
        ),
        (
            "ninth-window",
            "saucepan.left rattle.happy-with-jug",
            "saucepan.photo third.read-now rattle.ask-twice-late",
            "saucepan.left rattle.ask-twice",
        ),
        (
            "wifi",
            "four-times.apologise half-past.morning",
            "four-times.together password.give-me",
            "four-times.together password.our-card",
        ),
        (
            "whole-stay",
            "vow.english salad.house-rule",
            "vow.english salad.say-again nights.temple-late",
            "vow.how-long nights.temple",
        ),
    ],
)
def test_ways_through_the_four_scenes(name: str, worst: str, passable: str, good: str) -> None:
    """Each scene can be lost, saved and won; what was said too late is never worth everything."""
    exercise, key = keyed().case.exercise(name), keyed().keys[name]
    assert isinstance(exercise, Dialogue)
    assert isinstance(key, DialogueKey)
    ends = [Play(exercise).follow(path.split())[-1].state for path in (worst, passable, good)]
    assert [key.ends[end.scene] for end in ends] == [0, 0.5, 1]
    assert ends[2].mood > max(ends[0].mood, ends[1].mood)


def test_the_programme_is_whole() -> None:
    """60 to 90 minutes, in kinds enough; practice and work that is marked by hand are in it."""
    case = keyed().case
    assert 60 <= case.minutes == sum(each.minutes for each in case.exercises) <= 90
    assert len({each.kind for each in case.exercises}) >= 7
    assert len([each for each in case.exercises if each.is_practice]) >= 2
    assert len([each for each in case.exercises if each.marked == "hand"]) >= 1
    assert {fact for each in case.exercises for fact in each.sources} - {"derived", "invented"} <= {
        *case.sources
    }
