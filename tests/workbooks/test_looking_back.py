"""What a workbook knows of those beside it: marks, mastery, the mirror, and what to refresh."""

from __future__ import annotations

import json
import re
import shutil
from html import escape
from pathlib import Path
from typing import Any

import pytest

import workbooks.notebook
from tests.workbooks.test_notebook import Page
from workbooks.answers import AnswerLog
from workbooks.case import Case, Record, load_case
from workbooks.journey import mastery_of, visit_of, visits_beside, weakest_topics
from workbooks.kinds import Audit
from workbooks.looking_back import SEVEN, journey_panel, mirror_panel, trend_panel
from workbooks.marks import Mark, marks_as_data, marks_returned
from workbooks.refresh import because_of, draw_round
from workbooks.text import LANGS
from workbooks.words import say

RELEASE = Path(__file__).resolve().parents[2] / "release"
SLUG = "orientation-night"


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A learner's folder with two workbooks in it."""
    for slug in (SLUG, "stage-sense"):
        shutil.copytree(RELEASE / slug, tmp_path / slug)
    return tmp_path


@pytest.fixture
def case() -> Case:
    return load_case(RELEASE / SLUG)


def returned(folder: Path, marks: dict[str, Mark], *, at: str = "2026-11-26 09:00:00 UTC") -> Path:
    """A feedback page as it lies in a workbook's folder once it was fetched."""
    page = folder / "feedback" / at / f"{folder.name}.html"
    page.parent.mkdir(parents=True)
    page.write_text(f"<html><p>…</p>{marks_as_data(folder.name, marks)}</html>", "utf-8")
    return page


def test_marks_travel_in_the_feedback_page(shelf: Path, case: Case) -> None:
    """What was earned comes back from the page that was fetched last, and only what there is."""
    folder = shelf / SLUG
    most = {each.id: each.points for each in case.exercises}
    returned(folder, {"corridor": Mark(1, most["corridor"])})
    returned(
        folder,
        {"corridor": Mark(2, most["corridor"]), "no-such": Mark(1, 1)},
        at="2026-11-27 09:00:00 UTC",
    )
    assert marks_returned(folder, case) == {"corridor": Mark(2, most["corridor"])}


@pytest.mark.parametrize(
    "data",
    [
        "",
        "{",
        "[]",
        '{"case": "other", "marks": {}}',
        '{"case": "orientation-night", "marks": [1]}',
    ],
)
def test_a_page_that_cannot_be_read_gives_no_marks(shelf: Path, case: Case, data: str) -> None:
    """Pages of before, torn pages and pages of other workbooks are left aside, not failed on."""
    page = returned(shelf / SLUG, {})
    found = re.sub(r'(data-marks=")[^"]*', lambda m: m[1] + escape(data), page.read_text("utf-8"))
    page.write_text(found, "utf-8")
    assert not marks_returned(shelf / SLUG, case)


def test_without_feedback_practice_counts(shelf: Path, case: Case) -> None:
    """Answers whose key is public are marked at once; no other is."""
    practice = json.loads((shelf / SLUG / "practice.json").read_text("utf-8"))["keys"]
    (key,) = (each for each in practice if each["exercise"] == "what-the-slip-said")
    right = max(key["credit"], key=key["credit"].get)
    log = AnswerLog(shelf / SLUG)
    log.append("what-the-slip-said", right, lang="en")
    log.append("who-speaks-up", "nobody", lang="en")
    visit = visit_of(shelf / SLUG)
    assert visit is not None
    worth = case.exercise("what-the-slip-said").points
    assert (visit.marks, visit.returned) == ({"what-the-slip-said": Mark(worth, worth)}, False)


def test_mastery_is_what_an_areas_exercises_earned(shelf: Path, case: Case) -> None:
    """An exercise counts for each of its areas; areas without a mark are not there."""
    marks = {each.id: Mark(each.points / 2, each.points) for each in case.exercises[:6]}
    returned(shelf / SLUG, marks)
    mastery = mastery_of(visits_beside(shelf / "stage-sense"))
    areas = {area for each in case.exercises[:6] for area in each.areas}
    assert set(mastery) == areas
    assert {round(each.share, 6) for each in mastery.values()} == {0.5}
    of_hearing = [each for each in case.exercises[:6] if "hearing" in each.areas]
    assert mastery["hearing"].exercises == len(of_hearing)


def test_visits_come_in_the_order_of_their_beginning(shelf: Path) -> None:
    """The one begun first stands first, and one not begun last, with nothing said of it."""
    assert [each.case.slug for each in visits_beside(shelf / "elsewhere")] == [SLUG, "stage-sense"]
    ticket = load_case(shelf / "stage-sense").exercise("two-tickets").options[0].id  # type: ignore[union-attr]
    AnswerLog(shelf / "stage-sense").append("two-tickets", ticket, lang="en")
    visits = visits_beside(shelf / "elsewhere")
    assert [each.case.slug for each in visits] == ["stage-sense", SLUG]
    panel = journey_panel(visits)
    assert panel.count("<tr>") == 6  # a head and two rows, in two languages
    assert visits[1].last is None


def test_a_broken_neighbour_is_left_out(shelf: Path) -> None:
    """A folder whose case cannot be read stops nothing."""
    (shelf / SLUG / "case.json").write_text("{", "utf-8")
    assert [each.case.slug for each in visits_beside(shelf / "elsewhere")] == ["stage-sense"]


def audit(name: str) -> Audit:
    """A small audit over the seven areas."""
    words = {"en": "Word", "zh": "词"}
    plain: dict[str, Any] = {
        "id": name, "kind": "audit", "step": "prepare", "areas": ["empathy"], "points": 1,
        "minutes": 1, "title": words, "prompt": words,
        "dimensions": [
            {"id": area, "text": words, "statements": [{"id": f"{area}-1", "text": words}]}
            for area in SEVEN
        ],
        "scale": {"min": 0, "max": 4, "anchors": {0: words, 4: words}},
    }  # fmt: skip
    return Audit.model_validate(plain)


def rated(level: int) -> dict[str, int]:
    return {f"{area}-1": level for area in SEVEN}


def test_the_mirror_tells_where_one_thinks_too_well_of_oneself(shelf: Path, case: Case) -> None:
    """A gap is named, in both languages; areas without marks are named, too."""
    marks = {each.id: Mark(0, each.points) for each in case.exercises if "empathy" in each.areas}
    named = {area for name in marks for area in case.exercise(name).areas}
    returned(shelf / SLUG, marks)
    visits = visits_beside(shelf / "stage-sense")
    answers = {"before": rated(1), "now": rated(4)}
    html = mirror_panel(visits, audit("before"), audit("now"), answers)
    areas = {lang: [say(f"area.{each}", lang) for each in SEVEN if each in named] for lang in LANGS}
    assert f"better of yourself than your answers do: {', '.join(areas['en'])}." in html
    assert f"您对自己的评价高于您的答题：{'、'.join(areas['zh'])}。" in html
    assert "No marks yet: " in html
    assert "25 %" in html
    assert "100 %" in html
    assert "close together" not in html


def test_the_mirror_of_somebody_who_knows_themselves(shelf: Path, case: Case) -> None:
    """Nothing is held against a self-rating that the answers bear out."""
    marks = {each.id: Mark(each.points / 2, each.points) for each in case.exercises}
    returned(shelf / SLUG, marks)
    visits = visits_beside(shelf / "stage-sense")
    html = mirror_panel(visits, audit("before"), audit("now"), {"now": rated(2)})
    assert "lie close together" in html
    assert "think better" not in html


def test_a_trend_has_gaps_where_nothing_was_rated() -> None:
    """Eight weeks, the third left out: no line goes through it, and the numbers say so."""
    weeks = [audit(f"week-{number}") for number in range(1, 9)]
    answers = {each.id: rated(number % 5) for number, each in enumerate(weeks) if number != 2}
    html = trend_panel(weeks, answers).split('lang="zh-Hans"')[0]
    drawing = html.split("</figure>")[0]
    assert drawing.count("<circle") == 7
    assert drawing.count('stroke-width="2"') == 5  # seven points in runs of two and five
    assert "not rated" in drawing
    assert html.count('<th scope="row">') == len(SEVEN)


BANK_AREAS = ("authenticity", "empathy", "delight")


def bank(minutes: int = 1) -> list[Any]:
    """Three items for each of three topics."""
    from workbooks.kinds import Choice

    words = {"en": "Word", "zh": "词"}
    return [
        Choice.model_validate({
            "id": f"{area}-{number}", "kind": "choice", "step": "reinforce", "areas": [area],
            "topics": [f"A7.{place}.1"], "points": 1, "minutes": minutes, "title": words,
            "prompt": words, "feedback": "immediate",
            "options": [{"id": "a", "text": words}, {"id": "b", "text": words}],
        })
        for place, area in enumerate(BANK_AREAS, 1)
        for number in range(3)
    ]  # fmt: skip


def lost_on(shelf: Path, topic: str) -> list[Any]:
    """Visits in which all points of the exercises on a topic were lost, and none of the others."""
    path = shelf / SLUG / "case.json"
    plain = json.loads(path.read_text("utf-8"))
    plain["exercises"][0]["topics"] = [topic]
    plain["exercises"][1]["topics"] = ["A7.1.1"]
    path.write_text(json.dumps(plain), "utf-8")
    case = load_case(shelf / SLUG)
    first, second = case.exercises[:2]
    marks = {first.id: Mark(0, first.points), second.id: Mark(second.points, second.points)}
    returned(shelf / SLUG, marks)
    return visits_beside(shelf / "elsewhere")


@pytest.mark.parametrize("seed", range(5))
def test_a_round_begins_with_what_was_lost(shelf: Path, seed: int) -> None:
    """The items on the topic that went wrong come first, whatever the seed; then all take turns."""
    visits = lost_on(shelf, "A7.3.1")
    assert next(iter(weakest_topics(visits))) == "A7.3.1"
    drawn = draw_round(bank(), visits, {}, seed=seed)
    assert len(drawn) == 5
    assert {name.split("-")[0] for name in drawn[:3]} == {"delight"}
    item = next(each for each in bank() if each.id == drawn[0])
    reason = because_of(item, visits)
    assert reason is not None
    assert reason[1:] == (
        visits[0].case.exercises[0].id,
        Mark(0, visits[0].case.exercises[0].points),
    )


@pytest.mark.parametrize("seed", range(5))
def test_without_marks_the_areas_take_turns(seed: int) -> None:
    """Nobody is asked three times about one thing because nothing is known of them."""
    drawn = draw_round(bank(), [], {}, seed=seed)
    assert {name.split("-")[0] for name in drawn[:3]} == set(BANK_AREAS)


def test_what_was_right_is_not_asked_again_and_what_was_wrong_is() -> None:
    """A later round leaves out what an earlier one found known, and begins with what it did not."""
    met = {f"{area}-{number}": Mark(1, 1) for area in BANK_AREAS for number in range(2)}
    met["empathy-1"] = Mark(0, 1)
    drawn = draw_round(bank(), [], met, seed=3)
    assert drawn[0] == "empathy-1"
    assert set(drawn[1:4]) == {f"{area}-2" for area in BANK_AREAS}


def test_a_round_keeps_to_its_minutes() -> None:
    """Five minutes are five minutes; one item that takes longer is better than none."""
    assert len(draw_round(bank(2), [], {}, seed=1)) == 2
    assert len(draw_round(bank(9), [], {}, seed=1)) == 1


@pytest.fixture(autouse=True)
def _page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks.notebook, "display", Page().display)


def test_a_mirror_follows_the_ratings(shelf: Path) -> None:
    """What was shown is drawn again when one of its audits is answered."""
    from workbooks import Workbook

    folder = shelf / "stage-sense"
    book = Workbook(folder)
    book.trend("audit-above")
    audit_above = book.case.exercise("audit-above")
    assert isinstance(audit_above, Audit)
    book.show("audit-above")
    widget = book._shown["audit-above"]
    panel = book._panels[0]
    before = panel.make()
    assert "not rated" in before
    widget.given = {"seq": 1, "answer": {each.id: 2 for each in audit_above.statements}}
    assert panel.make() != before


def test_answers_put_aside_are_kept_and_the_workbook_is_as_it_came(shelf: Path) -> None:
    """Starting again loses nothing, twice over."""
    from workbooks import Workbook

    folder = shelf / "stage-sense"
    for number in (1, 2):
        AnswerLog(folder).append("two-tickets", f"answer-{number}", lang="en")
        Workbook(folder).start_again()
        assert not (folder / "answers.jsonl").exists()
        assert f"answer-{number}" in (folder / f"answers-{number}.jsonl").read_text("utf-8")


def test_whoever_starts_again_meets_somebody_else(tmp_path: Path) -> None:
    """Nobody and nothing that differs is met twice running; the seed is kept from then on."""
    from workbooks import Workbook

    folder = tmp_path / "foundations-capstone"
    shutil.copytree(RELEASE / folder.name, folder)

    def met() -> list[str]:
        case = Workbook(folder).case
        arrival, _, reason = case.exhibits[:3]
        assert isinstance(arrival, Record)
        assert isinstance(reason, Record)
        rows = (*arrival.rows[:3], reason.rows[0])
        return [each.value.en for each in rows]

    before = met()
    for _ in range(5):
        Workbook(folder).start_again()
        now = met()
        assert not set(before) & set(now)
        assert met() == now
        before = now
