"""The orientation night: three students come out in their order, and nobody earns all for nothing.

A folder `tests/submissions/orientation-night/<student>/` holds the log of answers and, in
`outcome.yaml`, what the student wrote into the cells for code and what grading makes of it all.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_output
from pydantic_core import to_jsonable_python
from ruamel.yaml import YAML

from grading.course import Course
from grading.mark import mark_notebook, score_answer
from grading.master import master_texts, read_master
from grading.read import KeyedCase, read_keyed_case
from grading.translations import texts_in
from tests.conftest import REPOSITORY
from workbooks.answers import ANSWER_MIME, AnswerLog
from workbooks.dialogue_play import MOST_MOOD, Play
from workbooks.fonts import set_up_plots
from workbooks.kinds import Dialogue, Exercise
from workbooks.scoring import DialogueKey
from workbooks.scoring.score import Score
from workbooks.text import LANGS, Lang

SLUG = "orientation-night"
COURSE = Course(REPOSITORY)
RELEASE = COURSE.release_folder(SLUG)
SUBMISSIONS = REPOSITORY / "tests" / "submissions" / SLUG
STUDENTS = ("strong", "middling", "careless")


@cache
def keyed() -> KeyedCase:
    return read_keyed_case(COURSE, SLUG)


def computed() -> list[Exercise]:
    return [each for each in keyed().case.exercises if each.from_code]


@pytest.fixture(autouse=True)
def at_the_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the folder of the released workbook, with its plots."""
    monkeypatch.chdir(RELEASE)
    set_up_plots()


class Desk:
    """Stands for `wb` in a notebook that is run here: what is handed in stays in its cell."""

    def __init__(self, notebook: NotebookNode) -> None:
        self.cells = {cell.id: cell for cell in notebook.cells}

    def submit(self, name: str, value: object) -> None:
        """Leave the value as data in the output of the cell; dots are no value."""
        if value is not Ellipsis:
            answer = to_jsonable_python(keyed().case.exercise(name).data_of(value))
            data = {ANSWER_MIME: {"exercise": name, "answer": json.loads(json.dumps(answer))}}
            self.cells[f"{name}-answer"].outputs = [new_output("display_data", data=data)]


def run(notebook: NotebookNode, code: Mapping[str, str]) -> None:
    """Run the cells that compute, with `code` in those of its tasks, as a student's kernel does."""
    names: dict[str, Any] = {"wb": Desk(notebook)}
    for cell in notebook.cells:
        if cell.cell_type != "code" or re.search(r"open_workbook|\.show\(|\.check\(", cell.source):
            continue
        source = code.get(cell.id.removesuffix("-code"), cell.source)
        exec(compile(source, cell.id, "exec"), names)  # noqa: S102  # as a notebook does
        plt.close("all")  # as a notebook does when a cell ends


def released() -> NotebookNode:
    return nbformat.read(COURSE.release_notebook(SLUG), as_version=4)


def grade(student: str, folder: Path) -> tuple[dict[str, Score], dict[str, Any]]:
    """The scores of a whole submission, and what its outcome says."""
    outcome = YAML(typ="safe").load(SUBMISSIONS / student / "outcome.yaml")
    shutil.copy(SUBMISSIONS / student / "answers.jsonl", folder)
    notebook = released()
    run(notebook, outcome["code"])
    return mark_notebook(notebook, AnswerLog(folder).read(keyed().case.limits), keyed()), outcome


def auto(scores: Mapping[str, Score]) -> float:
    return sum(each.points or 0 for each in scores.values())


def test_three_students_in_their_order(tmp_path: Path) -> None:
    """Each submission earns what it says, leaves to a person what it says, and the better more."""
    earned = []
    for student in STUDENTS:
        folder = tmp_path / student
        folder.mkdir()
        scores, outcome = grade(student, folder)
        assert auto(scores) == pytest.approx(outcome["auto"]), student
        waiting = {name for name, each in scores.items() if each.points is None}
        assert waiting == set(outcome["waiting"]), student
        earned.append(auto(scores))
    most = sum(each.points for each in keyed().case.exercises if each.marked == "machine")
    assert most > earned[0] > earned[1] + most / 5 > earned[2] + 2 * most / 5 > 2 * most / 5


def test_the_solutions_of_the_master_earn_all(tmp_path: Path) -> None:
    """What is built can be solved: the master's own code gets full marks, task by task."""
    notebook = read_master(COURSE.master_file(SLUG), keyed().case)
    run(notebook, {})
    scores = mark_notebook(notebook, AnswerLog(tmp_path).read(keyed().case.limits), keyed())
    for exercise in computed():
        reasons = [each.text.en for each in scores[exercise.id].reasons]
        assert scores[exercise.id].points == exercise.points, reasons


def test_what_was_released_earns_nothing(tmp_path: Path) -> None:
    """Run as it came, without an answer, the workbook meets no error and earns no point."""
    notebook = released()
    run(notebook, {})
    assert (
        auto(mark_notebook(notebook, AnswerLog(tmp_path).read(keyed().case.limits), keyed())) == 0
    )


@pytest.mark.parametrize("lang", LANGS)
def test_the_key_earns_all(lang: Lang) -> None:
    """The good answer of every exercise that is scored, in either language, gets full marks."""
    scored = [each for each in keyed().case.exercises if each.marked == "machine"]
    for exercise in scored:
        model = keyed().keys[exercise.id].model(exercise, lang)
        if model is None:
            assert exercise.kind in ("dialogue", "checklist", "rehearse"), exercise.id
            continue
        answer = json.loads(json.dumps(model))
        assert score_answer(keyed(), exercise, answer).points == exercise.points, exercise.id


@pytest.mark.parametrize(
    ("path", "end"),
    [
        ("landing.teacher drawing.gladly wall.projector", "gone"),
        ("landing.teacher drawing.key door.light", "fetched"),
        ("landing.whole-hour drawing.key door.light", "fetched"),
        ("landing.whole-hour drawing.key door.ran-ahead asked.forgot tonight.paper", "seen"),
        ("landing.whole-hour drawing.chair asked.forgot tonight.paper", "seen"),
        ("landing.teacher drawing.chair asked.programme last.mirror tonight.borrow", "late"),
    ],
)
def test_ways_through_the_talk_with_the_mother(path: str, end: str) -> None:
    """The key to the classroom, held out before she was heard, never buys the best end."""
    exercise, key = keyed().case.exercise("principal"), keyed().keys["principal"]
    assert isinstance(exercise, Dialogue)
    assert isinstance(key, DialogueKey)
    last = Play(exercise).follow(path.split())[-1].state
    assert last.scene == end
    assert (key.ends[end] == 1) == (end == "seen")
    assert (last.mood == MOST_MOOD) == (end == "seen")


def test_numbers_are_told_for_what_they_are() -> None:
    """Whatever is computed says to its reader that it is made up, and no percentage is quoted:
    the source has none.
    """
    for exercise in computed():
        assert "made up" in exercise.prompt.en, exercise.id
        assert "虚构" in exercise.prompt.zh, exercise.id
    for cell in released().cells:
        if cell.cell_type == "code" and "read_csv" in cell.source:
            assert cell.source.count("# made up · 虚构") == cell.source.count("read_csv")
    case = keyed().case
    texts = [*texts_in(case.model_dump(mode="json")), *master_texts(COURSE.master_file(SLUG))]
    quoted = [each for each in texts if re.search(r"%|per ?cent|百分之", f"{each[1]} {each[2]}")]
    assert not quoted
    cited = {fact for each in case.exercises for fact in each.sources} - {"invented", "derived"}
    assert cited <= set(case.sources)
