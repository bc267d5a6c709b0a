"""Practice over the weeks: what is drawn stays, what is not due waits, and nothing is used up."""

from __future__ import annotations

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from ipywidgets import VBox

import workbooks.notebook
from tests.workbooks.test_notebook import Page
from workbooks import Workbook, rounds
from workbooks.answers import LOG_FILE, AnswerLog
from workbooks.case import load_case
from workbooks.certificate import certificate
from workbooks.journey import Visit, visit_of
from workbooks.kinds import Checklist, Choice
from workbooks.own_page import next_of, page_panel
from workbooks.practice import load_practice
from workbooks.rounds import START_NOTE, Rounds
from workbooks.scoring import ChoiceKey

RELEASE = Path(__file__).resolve().parents[2] / "release" / "foundations-refreshers"
MONDAY = date(2026, 11, 2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RELEASE, tmp_path / "foundations-refreshers"))


@pytest.fixture(autouse=True)
def page(monkeypatch: pytest.MonkeyPatch) -> Page:
    made = Page()
    monkeypatch.setattr(workbooks.notebook, "display", made.display)
    monkeypatch.setattr(rounds, "display", made.display)
    monkeypatch.setattr(rounds, "_today", lambda: MONDAY)
    return made


def rounds_of(folder: Path) -> Rounds:
    book = Workbook(folder)
    return Rounds(book.case, book._kept, book.folder, book.show, "en")


def test_running_all_on_the_first_day_draws_one_round_only(folder: Path) -> None:
    """Week 1 begins that day; the others are offered, and draw nothing by themselves."""
    book = Workbook(folder)
    for week in (1, 2, 4, 8):
        book.refresh(week)
    again = rounds_of(folder)
    assert len(again.drawn(1)) == 5
    assert [again.drawn(week) for week in (2, 4, 8)] == [(), (), ()]
    assert [again.due(week) - MONDAY for week in (1, 2, 4, 8)] == [
        timedelta(weeks=weeks) for weeks in (0, 1, 3, 7)
    ]


def test_what_was_drawn_stays(folder: Path) -> None:
    """The same five after every restart, whatever has been answered meanwhile."""
    Workbook(folder).refresh(1)
    drawn = rounds_of(folder).drawn(1)
    AnswerLog(folder).append(drawn[0], "nonsense", lang="en")
    Workbook(folder).refresh(1)
    assert rounds_of(folder).drawn(1) == drawn


def test_a_week_that_has_come_is_drawn(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three weeks later week 4 begins with what week 1 found wrong, without what was right."""
    Workbook(folder).refresh(1)
    first = rounds_of(folder)
    wrong, *right = first.drawn(1)
    keys = load_practice(folder, load_case(folder), 0)
    for name in (wrong, *right):
        key = keys[name]
        assert isinstance(key, ChoiceKey)
        best = max(key.credit, key=lambda option: key.credit[option])
        others = (each for each in key.feedback if key.credit.get(each, 0) == 0)
        AnswerLog(folder).append(name, next(others) if name == wrong else best, lang="en")
    monkeypatch.setattr(rounds, "_today", lambda: MONDAY + timedelta(weeks=3))
    Workbook(folder).refresh(4)
    drawn = rounds_of(folder).drawn(4)
    assert drawn[0] == wrong
    assert set(drawn).isdisjoint(right)


def test_the_button_draws_early_and_only_once(folder: Path, page: Page) -> None:
    """Whoever is away that day presses it; the round is then kept like any other."""
    Workbook(folder).refresh(8)
    (offer,) = (each for each in page.shown if isinstance(each, VBox))
    button, _ = offer.children
    assert "Draw week 8 now" in button.description
    assert "第 8 周" in button.description
    button.click()
    drawn = rounds_of(folder).drawn(8)
    assert len(drawn) == 5
    assert button.disabled
    Workbook(folder).refresh(8)
    assert rounds_of(folder).drawn(8) == drawn


@pytest.mark.parametrize("noted", ["soon", 7, None, "2026-13-40"])
def test_a_start_that_is_no_day_is_today(folder: Path, noted: object) -> None:
    """A log that somebody has edited stops nothing."""
    AnswerLog(folder).append(START_NOTE, noted, lang="en")
    assert rounds_of(folder).due(1) == MONDAY


@pytest.mark.parametrize("noted", ["abc", {"a": 1}, ["gone", 7], None])
def test_a_round_that_cannot_be_read_is_drawn_anew(folder: Path, noted: object) -> None:
    """Items that the bank no longer has are left out, and nonsense is no round."""
    AnswerLog(folder).append("@refresh-1", noted, lang="en")
    Workbook(folder).refresh(1)
    assert len(rounds_of(folder).drawn(1)) == 5


def answer(folder: Path, *names: str) -> None:
    """Answer items, or the exercise, with something whole."""
    case = load_case(folder)
    for name in names:
        exercise = case.exercise(name)
        if isinstance(exercise, Choice):
            given: object = exercise.options[0].id
        else:
            assert isinstance(exercise, Checklist)
            given = {each.id: "yes" for each in exercise.statements}
        AnswerLog(folder).append(name, given, lang="en")


def visit(folder: Path) -> Visit:
    found = visit_of(folder)
    assert found is not None
    return found


def test_finished_is_all_four_rounds_and_the_exercise(folder: Path) -> None:
    """One answer finishes nothing: what each week drew has to be answered whole, and drawn."""
    answer(folder, "kept-up")
    assert (visit(folder).done, visit(folder).tasks) == (1, 5)
    for count, week in enumerate((1, 2, 4, 8), start=2):
        assert not visit(folder).is_finished
        rounds_of(folder).draw(week)
        first, *rest = rounds_of(folder).drawn(week)
        assert visit(folder).done == count - 1  # drawn is not done
        answer(folder, first)
        assert visit(folder).done == count - 1  # nor is one of five
        answer(folder, *rest)
        assert visit(folder).done == count
    assert visit(folder).is_finished


def test_nobody_is_certified_for_one_answer(folder: Path) -> None:
    """The certificate and the list of workbooks know the rounds, too."""
    answer(folder, "kept-up")
    title = load_case(folder).title.en
    assert title not in certificate("Li Lei", [visit(folder)], MONDAY)
    assert "1 / 5" in page_panel([visit(folder)])
    assert next_of([visit(folder)]) == ("on", visit(folder))
    for week in (1, 2, 4, 8):
        rounds_of(folder).draw(week)
        answer(folder, *rounds_of(folder).drawn(week))
    assert title in certificate("Li Lei", [visit(folder)], MONDAY)
    assert "5 / 5" in page_panel([visit(folder)])
    assert next_of([visit(folder)]) is None


def test_rounds_stand_in_the_head_and_among_what_is_open(folder: Path, page: Page) -> None:
    """Each is named in both languages, begun with its first answer, and done with its last."""
    book = Workbook(folder)
    book.refresh(1)
    first, *rest = rounds_of(folder).drawn(1)

    def states() -> dict[str, str]:
        steps = Workbook(folder)._head.widget.progress["steps"]
        return {each["id"]: each["state"] for step in steps for each in step["items"]}

    assert [*states()] == ["@round-1", "@round-2", "@round-4", "@round-8", "kept-up"]
    answer(folder, first)
    assert states()["@round-1"] == "begun"
    answer(folder, *rest)
    assert [*states().values()] == ["done", "open", "open", "open", "open"]
    Workbook(folder).check()
    told = page.shown[-1].data
    assert "Still without an answer: 4 of 5" in told
    assert "Practice of week 8" in told
    assert "第 8 周的练习" in told


def test_in_a_course_only_the_exercise_is_wanted(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`nbgrader validate` asks for what is graded, and practice is not."""
    answer(folder, "kept-up")
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    Workbook(folder).check()


def test_what_comes_back_is_answered_again(folder: Path) -> None:
    """An item that an earlier round drew, and that was answered then, is still to be done."""
    item = load_case(folder).bank[0]
    assert isinstance(item, Choice)

    def note(exercise: str, given: object, minute: int) -> None:
        about = {"v": 1, "lang": "en", "at": f"2026-11-02T09:{minute:02}:00.000Z"}
        line = json.dumps({"exercise": exercise, "answer": given, **about})
        with (folder / LOG_FILE).open("a") as log:
            log.write(f"{line}\n")

    note("@refresh-1", [item.id], 1)
    note(item.id, item.options[0].id, 2)
    note("@refresh-2", [item.id], 3)
    assert visit(folder).done == 1
    note(item.id, item.options[0].id, 4)
    assert visit(folder).done == 2
