"""Practice: an answer checked at once, attempts that run out, and keys that stay where they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from grading.build import write_case
from grading.course import Course
from grading.read import KeyedCase, read_keyed_case
from tests.gallery import GALLERY
from tests.scoring import score_answer
from tests.workbooks.test_notebook import Page, header, lines, page, show
from workbooks import Workbook, open_workbook
from workbooks.answers import AnswerLog
from workbooks.practice import PRACTICE_FILE, load_practice
from workbooks.scoring.outcome import score_of

__all__ = ["page"]
KEYED: KeyedCase = read_keyed_case(Course(GALLERY), "gallery")
RIGHT = ["listen", "sorry", "number", "choose", "ask"]
WRONG = ["prove", "number"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The gallery as a student has it, without its notebook."""
    write_case(tmp_path, KEYED)
    return tmp_path


def given(seq: int, answer: Any, check: bool = True) -> dict[str, Any]:
    return {"seq": seq, "answer": answer, "check": check}


def test_only_practice_keys_are_shipped(folder: Path) -> None:
    """The keys beside a workbook are those of its practice exercises; no other key is there."""
    practice = {each.id for each in KEYED.case.exercises if each.is_practice}
    assert {"a-practice", "some-steps"} <= practice
    assert set(load_practice(folder, KEYED.case, 0)) == practice
    text = (folder / PRACTICE_FILE).read_text("utf-8") + (folder / "case.json").read_text("utf-8")
    assert "Divide the part by the whole." not in text  # from the key of `a-number`
    assert load_practice(folder, KEYED.case, 0)["some-steps"] == KEYED.keys["some-steps"]


def test_a_case_without_practice_ships_no_key(tmp_path: Path) -> None:
    """Without a practice exercise there is no such file at all."""
    keyed = read_keyed_case(Course(Path(__file__).resolve().parents[2]), "ms-zhang")
    write_case(tmp_path, keyed)
    shipped = any(each.is_practice for each in keyed.case.exercises)
    assert (tmp_path / PRACTICE_FILE).exists() == shipped


def test_checked_at_once_in_both_languages(folder: Path, page: Page) -> None:
    """A check saves the answer, and says points and reasons in both languages."""
    widget = show(Workbook(folder), page, "a-practice")
    assert widget.verdict == {}
    widget.given = given(1, "busy")
    verdict = widget.verdict
    assert (verdict["points"], verdict["most"], verdict["answer"]) == (0, 1, "busy")
    (reason,) = verdict["reasons"]
    assert reason["verdict"] == "wrong"
    assert set(reason["text"]) == {"en", "zh"}
    assert "A whole hour?" in verdict["model"]["en"]  # practice without a limit: it may be shown
    assert "一小时" in verdict["model"]["zh"]
    assert json.loads(lines(folder)[-1])["attempt"] == 1


def test_saving_is_not_checking(folder: Path, page: Page) -> None:
    """An answer merely given is saved and not judged, and uses no attempt."""
    widget = show(Workbook(folder), page, "some-steps")
    widget.given = given(1, WRONG, check=False)
    assert (widget.status["state"], widget.verdict) == ("saved", {})
    assert "attempt" not in json.loads(lines(folder)[-1])


def test_ordinary_exercises_are_never_checked(folder: Path, page: Page) -> None:
    """A page that asks for a check where there is none gets its answer saved, and no verdict."""
    widget = show(Workbook(folder), page, "a-choice")
    widget.given = given(1, "hear")
    assert (widget.status["state"], widget.verdict) == ("saved", {})
    assert AnswerLog(folder).read().attempts == {}


def test_attempts_run_out(folder: Path, page: Page) -> None:
    """After the last attempt nothing more is taken, and only then a good answer is shown."""
    widget = show(Workbook(folder), page, "some-steps")
    for seq in (1, 2):
        widget.given = given(seq, WRONG)
        assert (widget.verdict["used"], "model" in widget.verdict) == (seq, False)
    widget.given = given(3, WRONG[::-1])
    assert "model" in widget.verdict
    widget.given = given(4, RIGHT)
    assert (widget.status["state"], widget.status["reason"]) == ("failed", "closed")
    assert widget.status["answer"] == WRONG[::-1]
    assert len(lines(folder)) == 3
    again = show(Workbook(folder), page, "some-steps")
    assert (again.verdict["used"], again.verdict["answer"]) == (3, WRONG[::-1])


def test_full_marks_show_the_model_early(folder: Path, page: Page) -> None:
    """Whoever has it right has nothing left to be spoiled."""
    widget = show(Workbook(folder), page, "some-steps")
    widget.given = given(1, RIGHT)
    assert widget.verdict["points"] == 3
    assert "model" in widget.verdict


def test_the_grader_counts_no_late_answer(folder: Path) -> None:
    """Lines written behind the last allowed attempt do not count, whoever wrote them."""
    log = AnswerLog(folder)
    for _ in range(3):
        log.append("some-steps", WRONG, lang="en", attempt=1)
    log.append("some-steps", RIGHT, lang="en")
    log.append("some-steps", RIGHT, lang="en", attempt=1)
    report = AnswerLog(folder).read(KEYED.case.limits)
    assert (report.latest["some-steps"].answer, report.late) == (WRONG, 2)
    assert AnswerLog(folder).read().latest["some-steps"].answer == RIGHT  # without the limits


@pytest.mark.parametrize("damage", ["missing", "torn", "foreign"])
def test_without_its_keys_practice_still_saves(folder: Path, page: Page, damage: str) -> None:
    """Where practice.json is gone or broken the answer is saved, and the page says what to do."""
    path = folder / PRACTICE_FILE
    path.unlink() if damage == "missing" else path.write_text(
        {"torn": '{"keys": [', "foreign": '{"keys": [{"kind": "spell"}]}'}[damage]
    )
    widget = show(Workbook(folder), page, "a-practice")
    widget.given = given(1, "hour")
    assert widget.verdict["missing"] is True
    assert widget.status["state"] == "saved"


@pytest.mark.parametrize("exercise", KEYED.case.exercises, ids=lambda each: each.id)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_model_answer_earns_full_marks(exercise: Any, lang: Any) -> None:
    """What a key calls a good answer earns all there is, where a machine gives the points."""
    key = KEYED.keys[exercise.id]
    raw = key.model(exercise, lang)
    if raw is None:
        assert exercise.kind in ("checklist", "audit", "rehearse")
        return
    score = score_of(key, exercise, json.loads(json.dumps(raw)))
    assert score.points in (exercise.points, None)
    read = bool(getattr(key, "reads", ()))
    assert (score.points is None) == (exercise.marked == "hand" and not read)


def test_practice_scores_as_the_course_does(folder: Path) -> None:
    """The shipped key gives the points that the grader's gives."""
    for name, key in load_practice(folder, KEYED.case, 0).items():
        exercise = KEYED.case.exercise(name)
        for raw in (WRONG, RIGHT, "hour", "busy", None, 7):
            assert score_of(key, exercise, raw) == score_answer(KEYED, exercise, raw)


# two windows on one workbook


def test_another_window_is_noticed(folder: Path, page: Page) -> None:
    """What another window saves is shown here, and the head says so; our own answers do not."""
    ours = open_workbook(folder)
    head = header(page)
    widget = show(ours, page, "a-choice")
    widget.given = given(1, "solve", check=False)
    ours.look()
    assert head.notices == []
    theirs = Workbook(folder)
    other = show(theirs, page, "a-choice")
    other.given = given(2, "hear", check=False)
    ours.look()
    assert (widget.status["answer"], widget.status["elsewhere"]) == ("hear", True)
    assert head.notices == [{"name": "header.elsewhere"}]
    assert AnswerLog(folder).read().latest["a-choice"].answer == "hear"


def test_the_answer_saved_last_counts_in_both_windows(folder: Path, page: Page) -> None:
    """Each window takes in the other's answers before it adds its own, and both end up the same."""
    one, two = Workbook(folder), Workbook(folder)
    first, second = show(one, page, "a-choice"), show(two, page, "a-choice")
    first.given = given(1, "solve", check=False)
    second.given = given(2, "hear", check=False)
    show(two, page, "a-practice").given = given(3, "hour", check=False)
    one.look()
    assert (first.status["answer"], second.status["answer"]) == ("hear", "hear")
    assert repr(one) == repr(two)
    assert len(lines(folder)) == 3  # nothing lost: the earlier answer is history


def test_attempts_are_shared_between_windows(folder: Path, page: Page) -> None:
    """Two windows do not make six attempts of three."""
    one, two = Workbook(folder), Workbook(folder)
    first, second = show(one, page, "some-steps"), show(two, page, "some-steps")
    for seq, widget in enumerate((first, second, first), start=1):
        widget.given = given(seq, WRONG)
    second.given = given(4, RIGHT)
    assert second.status["reason"] == "closed"
    assert AnswerLog(folder).read(KEYED.case.limits).latest["some-steps"].answer == WRONG


def test_a_log_that_vanished_is_told(folder: Path, page: Page) -> None:
    """Moved away while the workbook is open, the log is missed aloud; coming back, it is read."""
    workbook = open_workbook(folder)
    head = header(page)
    widget = show(workbook, page, "a-choice")
    widget.given = given(1, "hear", check=False)
    moved = (folder / "answers.jsonl").rename(folder / "elsewhere")
    workbook.look()
    assert head.notices == [{"name": "header.gone"}]
    assert widget.status["answer"] == "hear"
    moved.rename(folder / "answers.jsonl")
    workbook.look()
    assert head.notices == []
