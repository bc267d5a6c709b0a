"""The data tasks of the churn workbook: every style earns all, every mistake loses its share.

A folder `tests/submissions/churn/<task>/` holds what students write into the cell of one task. The
first line of each snippet says what it earns, and, of a mistake, what is wrong. `full-marks` and
`weak` hold the answers to all other exercises, of two whole submissions.
"""

from __future__ import annotations

import json
import math
import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pandas as pd
import pytest
from nbformat import NotebookNode
from pydantic_core import to_jsonable_python

from grading.course import Course
from grading.mark import score_answer
from grading.master import read_master
from grading.read import KeyedCase, read_keyed_case
from tests.conftest import REPOSITORY, succeed
from tests.course.runs import Bench, Snippet
from tests.course.wholes import Whole
from workbooks.errors import NotSubmittable
from workbooks.fonts import set_up_plots
from workbooks.scoring.score import Score
from workbooks.text import LANGS

SLUG = "churn"
SUBMISSIONS = REPOSITORY / "tests" / "submissions" / SLUG
SEEDS = (11, 2_000_000_011)
COURSE = Course(REPOSITORY)


SNIPPETS = [Snippet(path) for path in sorted(SUBMISSIONS.glob("*/*.py"))]


@cache
def keyed_case() -> KeyedCase:
    return read_keyed_case(COURSE, SLUG)


@cache
def released() -> NotebookNode:
    return nbformat.read(COURSE.release_notebook(SLUG), as_version=4)


def tasks() -> list[str]:
    return [each.id for each in keyed_case().case.exercises if each.from_code]


@pytest.fixture(autouse=True)
def at_the_desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """In the folder of the released workbook, with its plots; figures are closed at the end."""
    monkeypatch.chdir(COURSE.release_folder(SLUG))
    set_up_plots()
    yield
    plt.close("all")


def handed_in(task: str, code: str, seed: int) -> object:
    """What `code` in the cell of a task hands in, all released cells up to there run before."""
    bench = Bench(keyed_case(), seed)
    names: dict[str, Any] = {"wb": bench}
    for cell in released().cells:
        if cell.cell_type != "code" or "open_workbook" in cell.source or ".show(" in cell.source:
            continue
        source = code if cell.id == f"{task}-code" else cell.source
        exec(compile(source, f"{task}: {cell.id}", "exec"), names)  # noqa: S102  # as a notebook does
        if cell.id == f"{task}-answer":
            break
    return bench.answers.get(task)


def earned(task: str, code: str, seed: int) -> Score:
    """What `code` in the cell of a task earns; what is said of it may give no number away."""
    keyed = keyed_case().for_seed(seed)
    answer = handed_in(task, code, seed)
    score = score_answer(keyed, keyed.case.exercise(task), answer)
    said = " ".join(each.text[lang] for each in score.reasons for lang in LANGS)
    assert given_away(said, task, seed, answer) == set(), said
    return score


def given_away(said: str, task: str, seed: int, answer: object) -> set[str]:
    """The expected numbers of a task that are told, and are neither public nor the student's own.

    Nothing is told by what was said of a practice task, whose key students have.
    """
    keyed = keyed_case().for_seed(seed)
    exercise = keyed.case.exercise(task)
    if exercise.is_practice:
        return set()
    expected = numbers_in(json.dumps(keyed.keys[task].model(exercise, "en")))
    return (expected & numbers_in(said)) - numbers_in(json.dumps(answer)) - public_numbers()


@cache
def public_numbers() -> frozenset[str]:
    """Every number that students have before them anyway: in texts, exhibits, code and data."""
    data = COURSE.release_folder(SLUG).glob("data/*.csv")
    texts = [each.read_text("utf-8") for each in data]
    texts += [cell.source for cell in released().cells]
    return frozenset(numbers_in("\n".join(texts)))


def numbers_in(text: str) -> set[str]:
    """The numbers of a text, as feedback would write them."""
    found = re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text)
    return {f"{float(each.replace(',', '')):.6g}" for each in found}


def tries() -> Iterator[Any]:
    """Every snippet; those of personal tasks with the data of two students."""
    for snippet in SNIPPETS:
        personal = keyed_case().case.exercise(snippet.task).personal
        for seed in SEEDS if personal else SEEDS[:1]:
            yield pytest.param(snippet, seed, id=f"{snippet.task}/{snippet.path.stem}/{seed}")


@pytest.mark.parametrize(("snippet", "seed"), list(tries()))
def test_a_snippet_earns_what_it_says(snippet: Snippet, seed: int) -> None:
    """Right in whatever style earns all; a mistake loses its share, whoever's data it met.

    It is told what is wrong, and none of the numbers that were expected.
    """
    score = earned(snippet.task, snippet.code, seed)
    assert score.points == pytest.approx(snippet.points), [each.text.en for each in score.reasons]
    is_right = snippet.path.stem.startswith("right-")
    assert (score.points == score.most) == is_right
    assert is_right == all(each.verdict == "right" for each in score.reasons), score.reasons


@pytest.mark.parametrize("task", tasks())
def test_the_reference_solution_earns_all(task: str) -> None:
    """The master's own solution gets full marks, so that what is built can be solved."""
    cells = {
        each.id: each for each in read_master(COURSE.master_file(SLUG), keyed_case().case).cells
    }
    score = earned(task, cells[f"{task}-code"].source, SEEDS[0])
    assert score.points == score.most, [each.text.en for each in score.reasons]


@pytest.mark.parametrize("task", tasks())
def test_the_released_cell_earns_nothing(task: str) -> None:
    """A cell run as it was released meets no error and hands nothing in."""
    cells = {each.id: each for each in released().cells}
    assert earned(task, cells[f"{task}-code"].source, SEEDS[0]).points == 0


def test_every_task_is_tried_in_several_ways() -> None:
    """Each task has two styles that are right and three mistakes, at the least."""
    assert {each.name for each in SUBMISSIONS.iterdir()} == {*tasks(), "full-marks", "weak"}
    assert len(tasks()) >= 12
    for task in tasks():
        names = [each.path.stem for each in SNIPPETS if each.task == task]
        assert sum(name.startswith("right-") for name in names) >= 2, task
        assert sum(name.startswith("wrong-") for name in names) >= 3, task


class Evil:
    """Equal to everything; asked for anything else, it raises, or would run code of its own."""

    def __eq__(self, _other: object) -> bool:
        return True

    def __repr__(self) -> NoReturn:
        raise RuntimeError("called")

    __str__ = __iter__ = __len__ = __float__ = __getattr__ = __reduce__ = __repr__  # type: ignore[assignment]
    __hash__ = None  # type: ignore[assignment]


def crowded() -> object:
    """A figure with a million points."""
    _, ax = plt.subplots()
    ax.plot(np.zeros(1_000_000))
    return ax


NO_DATA: dict[str, Callable[[], object]] = {
    "model": Evil,
    "class": lambda: Evil,
    "generator": lambda: (each for each in iter(int, 1)),
    "ten million rows": lambda: pd.DataFrame({"odd": np.zeros(10_000_000, dtype="int8")}),
    "infinite frame": lambda: pd.DataFrame({"odd": [1.0, math.inf]}),
    "infinite": lambda: math.inf,
    "not a number": lambda: math.nan,
    "nothing but NaN": lambda: pd.DataFrame({"odd": [math.nan]}),
    "mixed": lambda: pd.DataFrame({"odd": [1, "one", None, True]}),
    "objects": lambda: pd.DataFrame({"odd": [Evil()]}),
    "double columns": lambda: pd.DataFrame([[1, 2]], columns=["odd", "odd"]),
    "a million points": crowded,
}
READ_ALL_THE_SAME = {("table", "nothing but NaN"), ("table", "mixed")}


@pytest.mark.parametrize("what", NO_DATA)
def test_what_is_no_data_earns_nothing_anywhere(what: str) -> None:
    """Each task refuses it in both languages, or reads a table in which nothing is right."""
    value = NO_DATA[what]()
    keyed = keyed_case()
    for task in tasks():
        exercise = keyed.case.exercise(task)
        if (exercise.kind, what) in READ_ALL_THE_SAME:
            answer = json.loads(json.dumps(to_jsonable_python(exercise.data_of(value))))
            assert score_answer(keyed, exercise, answer).points == 0, task
            continue
        with pytest.raises(NotSubmittable) as refused:
            exercise.data_of(value)
        assert refused.value.text.en.endswith((".", "?")), task
        assert refused.value.text.zh.endswith(("。", "？")), task


def test_another_students_answer_is_not_right() -> None:
    """What is right for one student's customers loses points for another's."""
    keyed = keyed_case()
    personal = [name for name in tasks() if keyed.case.exercise(name).personal]
    assert len(personal) >= 4
    mine, theirs = (keyed.for_seed(seed) for seed in SEEDS)
    for name in personal:
        exercise = keyed.case.exercise(name)
        answer = json.loads(json.dumps(mine.keys[name].model(exercise, "en")))
        assert score_answer(mine, exercise, answer).points == exercise.points, name
        assert (score_answer(theirs, exercise, answer).points or 0) < exercise.points, name


def test_what_is_said_never_names_what_was_expected() -> None:
    """Feedback after grading holds none of the numbers that a table or a number was to have."""
    for key in keyed_case().keys.values():
        if key.kind != "number" or keyed_case().case.exercise(key.exercise).is_practice:
            continue
        told = [key.feedback.wrong, *(each.feedback for each in key.near)]
        shown = f"{key.value:.6g}"
        for text in told:
            for words in (text.en, text.zh):
                assert shown not in re.findall(r"\d+(?:\.\d+)?", words), key.exercise


# A whole submission, graded


@pytest.fixture(scope="module")
def graded(built_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course in which one student did much wrong, in every task the first of its mistakes."""
    root = tmp_path_factory.mktemp("churn") / "course"
    shutil.copytree(built_course, root)
    Whole(SUBMISSIONS / "weak").hand_in(root / "release" / SLUG, root / "submitted" / "weak" / SLUG)
    succeed("grading", "grade", SLUG, at=root)
    return root


def first(task: str, style: str) -> Snippet:
    """The first snippet of a task that is right or wrong."""
    of_task = (each for each in SNIPPETS if each.task == task)
    return next(each for each in of_task if each.path.stem.startswith(style))


@pytest.mark.course
def test_a_graded_notebook_tells_ones_own_values_and_no_others(graded: Path) -> None:
    """What stands under each task shows what was handed in, and none of what was expected."""
    path = graded / "autograded" / "weak" / SLUG / f"{SLUG}.ipynb"
    cells = {cell.id: cell for cell in nbformat.read(path, as_version=4).cells}
    shown = {
        task: re.sub(r"<[^>]*>", " ", cells[f"{task}-answer"].outputs[-1].data["text/html"])
        for task in tasks()
    }
    for task, text in shown.items():
        mine = handed_in(task, first(task, "wrong").code, SEEDS[1])
        assert given_away(text, task, SEEDS[1], mine) == set(), task
        assert mine is None or numbers_in(json.dumps(mine)) & numbers_in(text), task
