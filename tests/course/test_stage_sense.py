"""Stage sense: every style earns all, every mistake its share, and three students their order.

A folder `tests/submissions/stage-sense/<task>/` holds what students write into the cell of one
task; the first line of each says what it earns. `<student>/` holds the log of answers and, in
`outcome.yaml`, what the student wrote into the cells for code and what grading makes of it all.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping
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
from grading.mark import mark_notebook, score_answer, seed_for
from grading.master import read_master
from grading.read import KeyedCase, read_keyed_case
from grading.variants import data_for
from tests.conftest import REPOSITORY
from workbooks.answers import ANSWER_MIME, AnswerLog
from workbooks.dialogue_play import Play
from workbooks.fonts import set_up_plots
from workbooks.kinds import Dialogue
from workbooks.scoring import DialogueKey
from workbooks.scoring.score import Score
from workbooks.synthetic import OLD_LEVEL
from workbooks.text import LANGS, Lang

SLUG = "stage-sense"
COURSE = Course(REPOSITORY)
RELEASE = COURSE.release_folder(SLUG)
SUBMISSIONS = REPOSITORY / "tests" / "submissions" / SLUG
STUDENTS = ("strong", "middling", "careless")
SNIPPETS = sorted(SUBMISSIONS.glob("*/*.py"))
SEEDS = (11, 2_000_000_011)


@cache
def keyed() -> KeyedCase:
    return read_keyed_case(COURSE, SLUG)


def tasks() -> list[str]:
    return [each.id for each in keyed().case.exercises if each.from_code]


@pytest.fixture(autouse=True)
def at_the_desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """In the folder of the released workbook, with its plots; figures are closed at the end."""
    monkeypatch.chdir(RELEASE)
    set_up_plots()
    yield
    plt.close("all")


class Desk:
    """Stands for `wb` in a notebook that is run here: what is handed in stays in its cell."""

    def __init__(self, notebook: NotebookNode, seed: int) -> None:
        self.cells = {cell.id: cell for cell in notebook.cells}
        self.own = data_for(keyed().case, seed)

    def data(self, name: str) -> Any:
        """The data set as the student with this seed has it."""
        return self.own[name]

    def submit(self, name: str, value: object) -> None:
        """Leave the value as data in the output of the cell; dots are no value."""
        if value is not Ellipsis:
            answer = to_jsonable_python(keyed().case.exercise(name).data_of(value))
            data = {ANSWER_MIME: {"exercise": name, "answer": json.loads(json.dumps(answer))}}
            self.cells[f"{name}-answer"].outputs = [new_output("display_data", data=data)]


def run(notebook: NotebookNode, code: Mapping[str, str], seed: int) -> None:
    """Run the cells that compute, with `code` in those of its tasks, as a student's kernel does."""
    names: dict[str, Any] = {"wb": Desk(notebook, seed)}
    for cell in notebook.cells:
        if cell.cell_type != "code" or re.search(r"open_workbook|\.show\(|\.check\(", cell.source):
            continue
        source = code.get(cell.id.removesuffix("-code"), cell.source)
        exec(compile(source, cell.id, "exec"), names)  # noqa: S102  # as a notebook does


def released() -> NotebookNode:
    return nbformat.read(COURSE.release_notebook(SLUG), as_version=4)


def handed_in(code: Mapping[str, str], seed: int) -> dict[str, Any]:
    """What a student with that seed and that code hands in, by task."""
    notebook = released()
    run(notebook, code, seed)
    told = [
        output.data[ANSWER_MIME] for cell in notebook.cells for output in cell.get("outputs", ())
    ]
    return {each["exercise"]: each["answer"] for each in told}


def auto(scores: Mapping[str, Score]) -> float:
    return sum(each.points or 0 for each in scores.values())


def test_three_students_in_their_order(tmp_path: Path) -> None:
    """Each submission earns what it says, leaves to a person what it says, and the better more."""
    earned = []
    for student in STUDENTS:
        folder = tmp_path / student
        folder.mkdir()
        shutil.copy(SUBMISSIONS / student / "answers.jsonl", folder)
        outcome = YAML(typ="safe").load(SUBMISSIONS / student / "outcome.yaml")
        notebook = released()
        report = AnswerLog(folder).read(keyed().case.limits)
        run(notebook, outcome["code"], seed_for(report))
        scores = mark_notebook(notebook, report, keyed())
        waiting = {name for name, each in scores.items() if each.points is None}
        assert waiting == set(outcome["waiting"]), student
        assert auto(scores) == pytest.approx(outcome["auto"]), student
        earned.append(auto(scores))
    most = sum(each.points for each in keyed().case.exercises if each.marked == "machine")
    assert most > earned[0] > earned[1] + most / 5 > earned[2] + 2 * most / 5 > 2 * most / 5


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("path", SNIPPETS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_snippet_earns_what_it_says(path: Path, seed: int) -> None:
    """Right in whatever style earns all; a mistake loses its share, whoever's data it met, and is
    told of none of the numbers that were expected.
    """
    task, code = path.parent.name, path.read_text("utf-8")
    own = keyed().for_seed(seed)
    exercise = own.case.exercise(task)
    answer = handed_in({task: code}, seed).get(task)
    score = score_answer(own, exercise, answer)
    reasons = [each.text.en for each in score.reasons]
    assert f"{score.points:g}" == code.removeprefix("# ").split(" points")[0], reasons
    assert (score.points == exercise.points) == path.stem.startswith("right-")
    expected = numbers_in(json.dumps(own.keys[task].model(exercise, "en")))
    public = numbers_in("".join(cell.source for cell in released().cells)) | numbers_in(
        json.dumps(answer)
    )
    assert not expected & numbers_in(" ".join(reasons)) - public


def numbers_in(text: str) -> set[str]:
    """The numbers of a text, as feedback would write them."""
    return {f"{float(each):.6g}" for each in re.findall(r"\d+(?:\.\d+)?", text)}


def test_every_task_is_tried_in_several_ways() -> None:
    """Each task has two styles that are right and three mistakes, at the least."""
    assert {each.name for each in SUBMISSIONS.iterdir()} == {*tasks(), *STUDENTS}
    for task in tasks():
        names = [each.stem for each in SNIPPETS if each.parent.name == task]
        assert sum(name.startswith("right-") for name in names) >= 2, task
        assert sum(name.startswith("wrong-") for name in names) >= 3, task


def test_the_solutions_of_the_master_earn_all() -> None:
    """What is built can be solved: the master's own code gets full marks, whoever's data it met."""
    notebook = read_master(COURSE.master_file(SLUG), keyed().case)
    solutions = {cell.id.removesuffix("-code"): cell.source for cell in notebook.cells}
    for seed in SEEDS:
        own = keyed().for_seed(seed)
        answers = handed_in({task: solutions[task] for task in tasks()}, seed)
        for task in tasks():
            exercise = own.case.exercise(task)
            score = score_answer(own, exercise, answers[task])
            assert score.points == exercise.points, [each.text.en for each in score.reasons]


def test_another_students_answer_is_not_right() -> None:
    """What is right for one student's year loses points for another's."""
    mine, theirs = (keyed().for_seed(seed) for seed in SEEDS)
    for task in tasks():
        exercise = mine.case.exercise(task)
        answer = json.loads(json.dumps(mine.keys[task].model(exercise, "en")))
        assert score_answer(mine, exercise, answer).points == exercise.points, task
        assert (score_answer(theirs, exercise, answer).points or 0) < exercise.points, task


def test_what_was_released_earns_nothing(tmp_path: Path) -> None:
    """Run as it came, without an answer, the workbook meets no error and earns no point."""
    notebook = released()
    run(notebook, {}, SEEDS[0])
    report = AnswerLog(tmp_path).read(keyed().case.limits)
    assert auto(mark_notebook(notebook, report, keyed())) == 0


@pytest.mark.parametrize("lang", LANGS)
def test_the_key_earns_all(lang: Lang) -> None:
    """The good answer of every exercise that is scored, in either language, gets full marks."""
    scored = [each for each in keyed().case.exercises if each.marked == "machine"]
    for exercise in scored:
        model = keyed().keys[exercise.id].model(exercise, lang)
        if model is None:
            assert exercise.kind in ("dialogue", "audit", "rehearse"), exercise.id
            continue
        answer = json.loads(json.dumps(model))
        assert score_answer(keyed(), exercise, answer).points == exercise.points, exercise.id


@pytest.mark.parametrize(
    ("path", "end"),
    [
        ("door.enjoy again.yours", "goes-in"),
        ("door.enjoy again.form", "goes-in"),
        ("door.alone choir.ahead spring.paid what-now.word", "passed-on"),
        ("door.ask spring.technical", "passed-on"),
        ("door.ask spring.refund money.insist", "goes-in"),
        ("door.ask spring.refund money.for-whom what-now.cap", "thursday"),
        ("door.enjoy again.listen spring.paid what-now.cap", "thursday"),
        ("door.ask spring.paid what-now.cap", "thursday"),
    ],
)
def test_ways_through_the_talk_at_the_door(path: str, end: str) -> None:
    """Only who listens and then promises what can be kept is given the ticket; pity, money and
    big words never earn it.
    """
    exercise, key = keyed().case.exercise("seat-eight"), keyed().keys["seat-eight"]
    assert isinstance(exercise, Dialogue)
    assert isinstance(key, DialogueKey)
    last = Play(exercise).follow(path.split())[-1].state
    assert last.scene == end
    assert (key.ends[end] == 1) == (end == "thursday")


def test_who_pities_mr_tao_cannot_make_it_good_again() -> None:
    """After the made-up widower the best reply is no longer offered, however well one goes on."""
    exercise = keyed().case.exercise("seat-eight")
    assert isinstance(exercise, Dialogue)
    play = Play(exercise)
    last = play.follow(["door.alone", "choir.ahead", "spring.paid"])[-1].state
    assert "cap" not in {each.id for each in play.offered(last)}


def test_a_year_wears_off_as_it_says() -> None:
    """The door is above its old level all year, best in the weeks of a training, and its half-life
    is one of those that the maker names; the bar starts above the door and ends below it.
    """
    year = data_for(keyed().case, SEEDS[0])["year"]
    door, bar = (year[year["post"] == post].set_index("week")["score"] for post in ("door", "bar"))
    assert year["score"].between(OLD_LEVEL, 100).all()
    assert set(door.nlargest(9).index) <= {*range(1, 5), *range(20, 24), *range(34, 38)}
    assert 4.5 < keyed().for_seed(SEEDS[0]).keys["half-life"].model(None, "en") < 9.5  # type: ignore[arg-type]
    assert bar[1] > door[1]
    assert bar[52] < door[52]


def test_numbers_are_told_for_what_they_are() -> None:
    """Whatever is computed says to its reader that it is made up or assumed, as does the frame."""
    for task in tasks():
        prompt = keyed().case.exercise(task).prompt
        assert re.search("made[- ]up|made up|assumed", prompt.en), task
        assert re.search("虚构|假定", prompt.zh), task
    fetched = [cell.source for cell in released().cells if "wb.data(" in cell.source]
    assert fetched
    assert all("# made up · 虚构" in each for each in fetched)
    assert {fact for each in keyed().case.exercises for fact in each.sources} - {"invented"} <= set(
        keyed().case.sources
    )
