"""Learning alone: every kind tells at once, and what nobody else will read is marked by oneself."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from grading.course import Course
from grading.read import read_keyed_case
from tests.conftest import REPOSITORY
from tests.gallery import GALLERY
from tests.scoring import score_answer
from tests.self_study import alone, gallery_alone
from tests.workbooks.test_notebook import Page, page, show
from workbooks import Workbook
from workbooks.answers import AnswerLog
from workbooks.case import load_case
from workbooks.exercise import BaseExercise
from workbooks.journey import visit_of
from workbooks.personal import data_for
from workbooks.practice import load_practice
from workbooks.scoring.outcome import score_of
from workbooks.scoring.written import WrittenKey

__all__ = ["page"]
KEYED = read_keyed_case(Course(GALLERY), "gallery")
IN_PAGE = [each for each in KEYED.case.exercises if not each.from_code]
DRAWN = "foundations-capstone"
OWN_DATA = ("churn", "stage-sense", "training-plan")
WITHOUT_MODEL = {
    "checklist": lambda each: {one.id: "yes" for one in each.statements},
    "audit": lambda each: {one.id: each.scale.max for one in each.statements},
    "rehearse": lambda each: {"takes": ["I am sorry you waited."] * each.takes, "draft": ""},
}
"""An answer to the kinds in which none is more right than another."""


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return gallery_alone(tmp_path_factory.mktemp("gallery-alone"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built once, for it takes seconds; a test that answers works on a copy."""
    return alone(tmp_path_factory.mktemp("built") / "alone", "ms-zhang", DRAWN, *OWN_DATA)


@pytest.fixture
def folder(gallery: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(gallery, tmp_path / "gallery"))


def good_answer(exercise: BaseExercise) -> Any:
    """An answer that a learner might be proud of."""
    model = KEYED.keys[exercise.id].model(exercise, "en")
    return WITHOUT_MODEL[exercise.kind](exercise) if model is None else model  # type: ignore[attr-defined]


@pytest.mark.parametrize("exercise", IN_PAGE, ids=lambda each: each.id)
def test_every_kind_tells_at_once(folder: Path, page: Page, exercise: BaseExercise) -> None:
    """Whatever is answered in the page is judged when asked: points, reasons or a rubric."""
    widget = show(Workbook(folder), page, exercise.id)
    assert widget.alone
    widget.given = {"seq": 1, "answer": good_answer(exercise), "check": True}
    verdict = widget.verdict
    assert "missing" not in verdict
    assert verdict["most"] == exercise.points
    if exercise.marked == "hand":
        assert verdict["own"]["lines"] or verdict["reasons"]
        assert verdict["model"]["zh"]
    else:
        assert verdict["points"] is not None
        assert verdict["reasons"]


@pytest.mark.parametrize(
    "exercise", [each for each in KEYED.case.exercises if each.from_code], ids=lambda each: each.id
)
def test_what_is_computed_is_judged_in_the_cell(folder: Path, exercise: BaseExercise) -> None:
    """A table, a number or a figure is told right or wrong in the output of its own cell."""
    key = KEYED.keys[exercise.id]
    workbook = Workbook(folder)
    shipped = load_practice(folder, load_case(folder), 0)[exercise.id]
    assert shipped == key
    raw = json.loads(json.dumps(key.model(exercise, "en")))
    html = workbook._judge.html(workbook.case.exercise(exercise.id), raw)
    assert "hf-points" in html
    assert f"{exercise.points:g}" in html
    assert score_of(shipped, exercise, raw).points == exercise.points


# an essay, and what the reader of replies leaves open


def marked(workbook: Workbook, page: Page, name: str, text: str) -> Any:
    widget = show(workbook, page, name)
    widget.given = {"seq": 1, "answer": text, "check": True}
    return widget


def test_an_essay_is_marked_by_its_writer(folder: Path, page: Page) -> None:
    """No points before every line has its mark; then those, kept on disk and counted."""
    workbook = Workbook(folder)
    widget = marked(workbook, page, "an-essay", "My own position, in a few words.")
    assert widget.verdict["points"] is None
    assert widget.verdict["open"]
    lines = widget.verdict["own"]["lines"]
    assert [each["share"] for each in lines] == [None] * len(lines)
    first, *others = [each["id"] for each in lines]
    widget.marked = {"seq": 2, "shares": {first: 0.5}}
    assert (widget.verdict["points"] is None) == bool(others)
    widget.marked = {"seq": 3, "shares": {first: 0.5, **dict.fromkeys(others, 1)}}
    most = sum(each["points"] for each in lines)
    assert widget.verdict["points"] == most - lines[0]["points"] / 2
    again = show(Workbook(folder), page, "an-essay")
    assert again.verdict["points"] == widget.verdict["points"]
    visit = visit_of(folder)
    assert visit is not None
    mark = visit.marks["an-essay"]
    assert mark == (widget.verdict["points"], most, widget.verdict["points"])


def test_marks_speak_of_the_text_they_were_given_to(folder: Path, page: Page) -> None:
    """Another text has no marks, and the old ones come back with the old text."""
    workbook = Workbook(folder)
    widget = marked(workbook, page, "an-essay", "First thoughts.")
    whole = {each["id"]: 1 for each in widget.verdict["own"]["lines"]}
    widget.marked = {"seq": 2, "shares": whole}
    assert widget.verdict["points"] == widget.verdict["most"]
    widget.given = {"seq": 3, "answer": "Second thoughts.", "check": True}
    assert widget.verdict["points"] is None
    assert (visit := visit_of(folder)) is not None
    assert "an-essay" not in visit.marks
    widget.given = {"seq": 4, "answer": "First thoughts.", "check": True}
    assert widget.verdict["points"] == widget.verdict["most"]


@pytest.mark.parametrize(
    "shares", [{"position": 7}, {"position": True}, {"position": "1"}, {"nobody": 1}, [1], None, 3]
)
def test_what_is_no_mark_gives_nothing(folder: Path, page: Page, shares: Any) -> None:
    """A page that sends anything but the marks of a rubric's lines earns nobody a point."""
    widget = marked(Workbook(folder), page, "an-essay", "A position.")
    widget.marked = {"seq": 2, "shares": shares}
    assert widget.verdict["own"]["given"] == 0
    assert widget.verdict["points"] is None


def test_a_reader_of_replies_leaves_what_it_does_not_read(
    built: Path, tmp_path: Path, page: Page
) -> None:
    """Lines that are read have their points and reasons; the others are the writer's to mark."""
    folder = Path(shutil.copytree(built / "ms-zhang", tmp_path / "ms-zhang"))
    keyed, name = read_keyed_case(Course(REPOSITORY), "ms-zhang"), "day-one-reply"
    key = keyed.keys[name]
    assert isinstance(key, WrittenKey)
    widget = marked(Workbook(folder), page, name, key.model_answer.en)
    own, rubric = widget.verdict["own"]["lines"], keyed.case.exercise(name).rubric
    assert 0 < len(own) < len(rubric)
    assert len(widget.verdict["reasons"]) == len(rubric) - len(own)
    widget.marked = {"seq": 2, "shares": {each["id"]: 1 for each in own}}
    assert widget.verdict["points"] == widget.verdict["most"]


def test_a_course_asks_nobody_to_mark_themselves(tmp_path: Path, page: Page) -> None:
    """In the course's release an essay stays with the teacher, whatever the page sends."""
    folder = Path(shutil.copytree(REPOSITORY / "release" / "ms-zhang", tmp_path / "ms-zhang"))
    essay = next(each for each in load_case(folder).exercises if each.kind == "essay")
    widget = marked(Workbook(folder), page, essay.id, "A position.")
    widget.marked = {"seq": 2, "shares": dict.fromkeys((each.id for each in essay.rubric), 1)}
    assert not widget.alone
    assert widget.verdict == {}
    assert [name for name in AnswerLog(folder).read().latest if name.startswith("@own")] == []


# data of one's own


@pytest.mark.parametrize("slug", OWN_DATA)
def test_keys_to_data_of_ones_own_travel(built: Path, slug: str) -> None:
    """The shipped functions work out, for any seed, the very keys that the grader would use."""
    folder = built / slug
    keyed, case = read_keyed_case(Course(REPOSITORY), slug), load_case(folder)
    assert keyed.personal
    for seed in (0, 7, 2**31 - 1):
        practice, graded = load_practice(folder, case, seed), keyed.for_seed(seed)
        for name in keyed.personal:
            assert practice[name] == graded.keys[name]


def test_keys_of_a_case_that_is_drawn_speak_of_what_was_drawn(built: Path) -> None:
    """Where people and products differ between learners, so do the words of the shipped keys."""
    keyed, case = read_keyed_case(Course(REPOSITORY), DRAWN), load_case(built / DRAWN)
    assert case.variants
    for seed in (0, 7, 2**31 - 1):
        practice, graded = load_practice(built / DRAWN, case, seed), keyed.for_seed(seed)
        assert {name: practice[name] for name in practice} == dict(graded.keys)
        assert practice.case.exercises != case.exercises


def test_a_number_from_ones_own_data_is_told_right_or_wrong(
    built: Path, tmp_path: Path, page: Page
) -> None:
    """Right for this learner's data, and wrong for a number that is not theirs."""
    folder = Path(shutil.copytree(built / "stage-sense", tmp_path / "stage-sense"))
    workbook = Workbook(folder)
    keyed = read_keyed_case(Course(REPOSITORY), "stage-sense")
    right = keyed.functions.by_name["half_life"](**data_for(workbook.case, workbook._seed))
    for given, points in ((right, "2"), (right * 3, "0")):
        workbook.submit("half-life", given)
        exercise = workbook.case.exercise("half-life")
        said = score_answer(keyed.for_seed(workbook._seed), exercise, given)
        assert f"{said.points:g}" in page.html
        assert "hf-points" in page.html
        assert (said.points == said.most) == (given == right), points


def test_functions_that_stop_leave_the_answer_saved(
    built: Path, tmp_path: Path, page: Page
) -> None:
    """A damaged practice.json is told, the answer is kept, and the other keys still hold."""
    folder = Path(shutil.copytree(built / "stage-sense", tmp_path / "stage-sense"))
    path = folder / "practice.json"
    data = json.loads(path.read_text("utf-8"))
    data["self_study"]["functions"] = "1 / 0"
    path.write_text(json.dumps(data), "utf-8")
    workbook = Workbook(folder)
    workbook.submit("half-life", 7.0)
    assert "practice.json" in page.html
    assert AnswerLog(folder).read().latest["half-life"].answer == 7.0
    assert any(name not in ("half-life",) for name in load_practice(folder, workbook.case, 0))
