"""The training-plan workbook: code in every style, its typical mistakes, and three whole students.

All of it is run and scored here, in this process; that nbgrader comes to the same points is tested
with the other workbooks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import matplotlib.pyplot as plt
import pytest
from ruamel.yaml import YAML

from grading.mark import score_answer
from grading.read import KeyedCase
from tests.conftest import REPOSITORY
from tests.course.runs import Snippet, workbook
from workbooks.answers import AnswerLog
from workbooks.fonts import set_up_plots
from workbooks.scoring.score import Score
from workbooks.text import LANGS

WORKBOOK = workbook("training-plan")
CASE = WORKBOOK.keyed.case
SUBMISSIONS = REPOSITORY / "tests" / "submissions" / "training-plan"
STUDENTS = ("strong", "middling", "careless")
SEEDS = (0, 11)
"""The first needs sixteen training days, the second seventeen."""


@pytest.fixture(autouse=True)
def at_the_desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """In the folder of the released workbook, with its plots; figures are closed at the end."""
    monkeypatch.chdir(WORKBOOK.course.release_folder(WORKBOOK.slug))
    set_up_plots()
    yield
    plt.close("all")


@cache
def keyed_for(seed: int) -> KeyedCase:
    return WORKBOOK.keyed.for_seed(seed)


def scored(name: str, answer: Any, seed: int) -> Score:
    return score_answer(keyed_for(seed), CASE.exercise(name), answer)


def tries() -> Iterator[Any]:
    """Every snippet; those of personal tasks with the data of two students."""
    for snippet in WORKBOOK.snippets():
        for seed in SEEDS if CASE.exercise(snippet.task).personal else SEEDS[:1]:
            yield pytest.param(snippet, seed, id=f"{snippet.task}/{snippet.path.stem}/{seed}")


@pytest.mark.parametrize(("snippet", "seed"), list(tries()))
def test_a_snippet_earns_what_it_says(snippet: Snippet, seed: int) -> None:
    """Right in whatever style earns all; a mistake loses its share, whoever's data it met."""
    task = snippet.task
    score = scored(task, WORKBOOK.answers(seed, {task: snippet.code}, until=task).get(task), seed)
    assert score.points == pytest.approx(snippet.points, abs=1e-3), [
        each.text.en for each in score.reasons
    ]
    assert (score.points == score.most) == snippet.path.stem.startswith("right-")


@pytest.mark.parametrize("seed", SEEDS)
def test_the_reference_solution_earns_all(seed: int) -> None:
    """The master's own solutions, run one after another, get full marks on anybody's data."""
    answers = WORKBOOK.answers(seed, {})
    for task in WORKBOOK.tasks:
        score = scored(task, answers.get(task), seed)
        assert score.points == score.most, (task, [each.text.en for each in score.reasons])


def test_the_released_cells_hand_nothing_in() -> None:
    """All cells run as they were released meet no error and hand in nothing."""
    assert WORKBOOK.answers(SEEDS[0], {}, solved=False) == {}


def test_every_task_is_tried_in_several_ways() -> None:
    """Each task has two styles that are right and three mistakes, at the least."""
    assert {each.name for each in SUBMISSIONS.iterdir()} == {*WORKBOOK.tasks, *STUDENTS}
    for task in WORKBOOK.tasks:
        names = [each.path.stem for each in WORKBOOK.snippets() if each.task == task]
        assert sum(name.startswith("right-") for name in names) >= 2, task
        assert sum(name.startswith("wrong-") for name in names) >= 3, task


@pytest.mark.parametrize("lang", LANGS)
def test_the_key_earns_all(lang: Any) -> None:
    """What each key calls right earns every point that the machine gives, in either language."""
    keyed = keyed_for(SEEDS[0])
    most = earned = 0.0
    for exercise in CASE.exercises:
        key = keyed.keys[exercise.id]
        if exercise.marked == "hand" or not hasattr(key, "model"):
            continue
        answer = json.loads(json.dumps(key.model(exercise, lang)))
        if answer is not None:
            earned += scored(exercise.id, answer, SEEDS[0]).points or 0
            most += exercise.points
    assert earned == most > 50


def test_another_students_answer_is_not_right() -> None:
    """What is right for one student's staff loses points for another's."""
    mine, theirs = SEEDS
    answers = WORKBOOK.answers(mine, {})
    personal = [name for name in WORKBOOK.tasks if CASE.exercise(name).personal]
    assert len(personal) >= 4
    for name in personal:
        assert (scored(name, answers[name], theirs).points or 0) < CASE.exercise(name).points, name


def test_what_is_assumed_or_made_up_says_so_where_it_is_read() -> None:
    """Each file of data is called assumed in the cell that reads it, in both languages; the staff
    list says that it is made up.
    """
    reading = [cell.source for cell in WORKBOOK.released if "read_csv" in cell.source]
    data = WORKBOOK.course.release_folder(WORKBOOK.slug) / "data"
    assert len(reading) == len(list(data.iterdir()))
    assert all("# assumed" in source and "假定" in source for source in reading)
    (staff,) = CASE.synthetic
    assert "made up" in staff.about.en
    assert "虚构" in staff.about.zh


@cache
def total(student: str) -> float:
    """What the machine gives a whole submission, as a student left it."""
    outcome = YAML(typ="safe").load(SUBMISSIONS / student / "outcome.yaml")
    code = {
        task: (SUBMISSIONS / task / f"{stem}.py").read_text("utf-8")
        for task, stem in outcome["code"].items()
    }
    log = AnswerLog(SUBMISSIONS / student).read()
    answers = {
        **{name: each.answer for name, each in log.latest.items()},
        **WORKBOOK.answers(outcome["seed"], code, solved=False),
    }
    scores = [scored(each.id, answers.get(each.id), outcome["seed"]) for each in CASE.exercises]
    found = sum(score.points or 0 for score in scores)
    assert found == pytest.approx(outcome["auto"], abs=1e-3), student
    return found


def test_three_students_stand_in_their_order() -> None:
    """A strong, a middling and a careless submission earn what they say, and are far apart."""
    strong, middling, careless = map(total, STUDENTS)
    assert strong - middling > 10 < middling - careless
