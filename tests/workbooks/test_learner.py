"""A learner's own page: how far, what is mastered, what to refresh, and an honest certificate."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import workbooks.learner
from tests.self_study import alone
from workbooks import my_page
from workbooks.answers import LOG_FILE, AnswerLog
from workbooks.certificate import CERTIFICATE_FILE, LONGEST_NAME, certificate, tidy_name
from workbooks.journey import visit_of, visits_on
from workbooks.learner import MyPage
from workbooks.own_page import losses, next_of, page_panel
from workbooks.practice import load_practice

SLUGS = ("foundations-logbook", "ms-zhang")
DAY = date(2026, 11, 26)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return alone(tmp_path_factory.mktemp("learner") / "alone", *SLUGS)


@pytest.fixture(autouse=True)
def unworked(shelf: Path) -> Iterator[None]:
    """What one test answered, the next does not find."""
    yield
    for path in (*shelf.glob("*/answers*"), shelf / CERTIFICATE_FILE):
        path.unlink(missing_ok=True)


def do_all(shelf: Path, slug: str, *, but: tuple[str, ...] = ()) -> None:
    """Give the good answer to everything, or whatever there is where none is more right."""
    visit = visit_of(shelf / slug)
    assert visit is not None
    practice, log = load_practice(shelf / slug, visit.case, 0), AnswerLog(shelf / slug)
    for each in visit.case.exercises:
        if each.id in but:
            continue
        answer = practice[each.id].model(each, "en")
        if answer is None:
            answer = {one.id: 1 for one in each.statements}  # type: ignore[union-attr]
        log.append(each.id, json.loads(json.dumps(answer)), lang="en", attempt=1)


class Screen:
    """Keeps what was displayed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.shown: list[Any] = []
        self.html: list[str] = []
        monkeypatch.setattr(workbooks.learner, "display", self.display)

    def display(self, value: Any, **_options: Any) -> Any:
        """What IPython's `display` does, seen from the page."""
        self.shown.append(value)
        screen = self

        class Handle:
            def update(self, value: Any) -> None:
                screen.html.append(value.data)

        if hasattr(value, "data"):
            self.html.append(value.data)
        return Handle()


def test_before_the_first_answer(shelf: Path) -> None:
    """Nothing done yet: the first workbook of the course is offered, and nothing is claimed."""
    visits = visits_on(shelf, SLUGS)
    assert [each.case.slug for each in visits] == list(SLUGS)
    assert next_of(visits) == ("begin", visits[0])
    html = page_panel(visits)
    assert "Nothing has been marked yet." in html
    assert "还没有评过分的答案" in html
    assert html.count('href="ms-zhang/ms-zhang.ipynb"') == 2  # in the list, once a language


def test_the_order_is_the_releases(shelf: Path) -> None:
    """As the release lists them, whatever their names; without its list, by name."""
    assert [each.case.slug for each in visits_on(shelf, SLUGS[::-1])] == list(SLUGS[::-1])
    assert [each.case.slug for each in visits_on(shelf)] == sorted(SLUGS)
    assert [each.case.slug for each in MyPage(shelf).visits] == list(SLUGS)


def test_what_was_begun_last_comes_next(shelf: Path) -> None:
    """A workbook once begun is gone on with; one that is finished no longer calls."""
    do_all(shelf, "foundations-logbook")
    visits = visits_on(shelf, SLUGS)
    assert next_of(visits) == ("begin", visits[1])
    AnswerLog(shelf / "ms-zhang").append("first-reading", "service", lang="zh")
    visits = visits_on(shelf, SLUGS)
    assert next_of(visits) == ("on", visits[1])
    do_all(shelf, "ms-zhang")
    assert next_of(visits_on(shelf, SLUGS)) is None


def test_marks_are_the_learners_own_immediate_results(shelf: Path) -> None:
    """Answers are marked by the shipped keys, and what was lost is told with its place."""
    log = AnswerLog(shelf / "ms-zhang")
    log.append("first-reading", "service", lang="en")
    visit = visits_on(shelf, SLUGS)[1]
    mark = visit.marks["first-reading"]
    assert (mark.points < mark.most, visit.alone, visit.returned) == (True, True, False)
    (lost,) = losses([visit])
    assert lost.exercise == "first-reading"
    html = page_panel([visit])
    assert visit.case.exercise("first-reading").title.zh in html
    assert "Every area in numbers" in html
    assert "hf-radar" not in html  # it is none of the course's seven areas
    assert f"{mark.points:g} of {mark.most:g} points" in html


def test_what_waits_for_ones_own_marks_is_named(shelf: Path) -> None:
    """An essay that is written and not marked earns nothing yet, and the page says where it is."""
    do_all(shelf, "foundations-logbook")
    visit = visits_on(shelf, SLUGS)[0]
    (name,) = visit.unmarked
    assert visit.case.exercise(name).kind == "essay"
    assert "waiting for your own marks" in page_panel([visit])


def test_a_shelf_without_workbooks(tmp_path: Path) -> None:
    """The page says that it stands alone, and that a certificate has nothing to say."""
    assert "no workbook beside" in page_panel(visits_on(tmp_path))
    assert MyPage(tmp_path).certify("Li Lei") == {"refused": "page.none-finished"}


def test_without_a_drive_nothing_is_claimed(tmp_path: Path) -> None:
    """In memory no workbook lies beside the page, which is nobody's mistake."""
    html = page_panel(visits_on(tmp_path), "memory")
    assert "Without storage" in html
    assert "back into the folder" not in html


@pytest.mark.parametrize("stamp", ["{", "[]", '{"workbooks": 7}', '{"workbooks": [1]}', "{}"])
def test_a_broken_list_is_no_list(tmp_path: Path, stamp: str) -> None:
    """Whatever stands in the file, the page opens."""
    (tmp_path / "self-study.json").write_text(stamp)
    assert MyPage(tmp_path).visits == []


def test_the_seven_areas_are_drawn(shelf: Path) -> None:
    """Each with the share of its points, as a picture, in words, and in numbers."""
    do_all(shelf, "ms-zhang")
    html = page_panel(visits_on(shelf, SLUGS))
    assert html.count("hf-radar-drawing") == 2
    assert "Radar of the share of points earned by area: " in html
    assert "100 %" in html


# in the page


def test_the_page_is_brought_up_to_date(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked to look again, it shows what was finished meanwhile, and offers a certificate."""
    screen = Screen(monkeypatch)
    my_page(shelf)
    head, _, form = screen.shown
    assert (head.part, form.part, form.finished) == ("head", "certificate", 0)
    do_all(shelf, "foundations-logbook")
    sent: list[Any] = []
    monkeypatch.setattr(head, "send", sent.append)
    head._handle_custom_msg({"want": "look"}, [])
    assert (form.finished, sent) == (1, [{"looked": True}])
    assert "3 / 3" in screen.html[-1]
    head.lang = "zh"
    assert form.lang == "zh"


def test_it_opens_in_the_language_last_chosen(shelf: Path) -> None:
    """Chosen in a workbook, it holds here; before that the browser is asked."""
    assert not MyPage(shelf).head.chosen
    log = AnswerLog(shelf / "ms-zhang")
    log.append("@language", "zh", lang="zh")
    log.append("first-reading", "service", lang="zh")
    page = MyPage(shelf)
    assert (page.head.lang, page.head.chosen) == ("zh", True)


def test_imported_twice_it_is_still_the_function() -> None:
    """A cell that is run again imports it again."""
    for _ in range(2):
        from workbooks import my_page as again

        assert callable(again)


# the certificate


def test_a_certificate_says_what_it_is(shelf: Path) -> None:
    """Name, finished workbooks, points and dates; and, in both languages, that nobody checked."""
    do_all(shelf, "foundations-logbook")
    AnswerLog(shelf / "ms-zhang").append("first-reading", "service", lang="en")
    page = MyPage(shelf)
    made = page.certify("  Li \n Lei ")
    html = (shelf / CERTIFICATE_FILE).read_text("utf-8")
    assert made == {"html": html, "file": CERTIFICATE_FILE}
    assert "Li Lei" in html
    done, begun = page.visits
    assert done.case.title.zh in html
    assert begun.case.title.en not in html  # begun is not finished
    assert done.last is not None
    assert done.last in html
    assert "self-assessed" in html
    assert "没有人核查" in html
    assert not re.search(r"(src|href)=", html)  # it needs nothing else


def test_points_one_gave_oneself_are_told_apart(shelf: Path) -> None:
    """The sentence names how many of the points are the learner's own."""
    do_all(shelf, "foundations-logbook")
    visit = visits_on(shelf, SLUGS)[0]
    (name,) = visit.unmarked
    from workbooks.self_marking import as_noted

    shares = dict.fromkeys((each.id for each in visit.case.exercise(name).rubric), 1)  # type: ignore[union-attr]
    note = as_noted(visit.answers[name].answer, shares)
    AnswerLog(shelf / visit.case.slug).append(f"@own-{name}", note, lang="en")
    visit = visits_on(shelf, SLUGS)[0]
    own, all_ = visit.points.own, visit.points.points
    assert 0 < own < all_
    html = certificate("Li Lei", [visit], DAY)
    assert f"Of {all_:g} points, the learner gave {own:g}" in html
    assert f"{all_:g} of {visit.points.most:g}; {own:g} given by yourself" in page_panel([visit])


@pytest.mark.parametrize("name", ["", "   ", "\n\t"])
def test_nobody_is_certified(shelf: Path, name: str) -> None:
    """Without a name there is no certificate, and no file."""
    do_all(shelf, "foundations-logbook")
    assert MyPage(shelf).certify(name) == {"refused": "page.no-name"}
    assert not (shelf / CERTIFICATE_FILE).exists()


def test_a_name_is_text_and_nothing_else() -> None:
    """Markup in a name is printed as it was typed, and a long one is cut."""
    html = certificate(tidy_name("<script>alert(1)</script>"), [], DAY)
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert len(tidy_name("x" * 500)) == LONGEST_NAME


def test_where_nothing_can_be_written_it_is_there_all_the_same(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page still offers it for download, and says that it is not beside it."""
    do_all(shelf, "foundations-logbook")
    page = MyPage(shelf)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "read-only")

    monkeypatch.setattr(Path, "write_text", refuse)
    made = page.certify("Li Lei")
    assert made["file"] is None
    assert "Li Lei" in made["html"]
    assert not (shelf / CERTIFICATE_FILE).exists()
    assert (shelf / "foundations-logbook" / LOG_FILE).exists()
