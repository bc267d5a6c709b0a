"""The pages that come out at the end: feedback, formgrader's page, and the table of grades."""

from __future__ import annotations

import csv
import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter
from traitlets.config import Config

from grading.build import load_settings
from grading.course import Course
from grading.read import KeyedCase, read_keyed_case
from grading.words import say
from tests.conftest import succeed
from tests.course.conftest import Class
from tests.course.submissions import ALL, NAMES, OUTCOMES, SECRET, SLUG
from workbooks.text import LANGS

pytestmark = pytest.mark.course
COMMENT = (
    "Good on the 3 nights.\n\nSee <script>canary_script()</script> ![x](https://canary.example/x)"
)
LOADS = {"src", "srcset", "href", "data", "action", "formaction", "poster", "background", "ping"}


class Page(HTMLParser):
    """A page's elements, what it would load from elsewhere, and which radio is checked."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.addresses: list[str] = []
        self.handlers: list[str] = []
        self.checked: list[str | None] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one element."""
        self.elements.append(tag)
        for name, value in attrs:
            if name in LOADS or name.endswith(":href"):
                self.addresses.append(value or "")
            if name == "style":
                self.read_style(value or "")
            if name.startswith("on"):
                self.handlers.append(f"{tag} {name}={value}")
        if tag == "input" and "checked" in dict(attrs):
            self.checked.append(dict(attrs).get("id"))

    def handle_data(self, data: str) -> None:
        """Read what stands in a style sheet."""
        if self.elements and self.elements[-1] == "style":
            self.read_style(data)

    def read_style(self, style: str) -> None:
        """Note what a style would load."""
        self.addresses += re.findall(r"(?:url\(|@import)\s*['\"]?([^'\");]+)", style)

    @property
    def elsewhere(self) -> list[str]:
        """The addresses on another host, whatever way they are written."""
        return [each for each in self.addresses if re.match(r"\s*(\w+:)?[/\\]{2}", each)]


@pytest.fixture(scope="module")
def returned(graded_class: Class, tmp_path_factory: pytest.TempPathFactory) -> Class:
    """The class after a teacher marked one student's texts and feedback was made for all."""
    root = tmp_path_factory.mktemp("returned") / "course"
    shutil.copytree(graded_class.root, root, ignore=shutil.ignore_patterns("submitted"))
    klass = Class(root, graded_class.graded)
    with klass.gradebook() as gradebook:
        for name, points in {"day-one-reply": 4.5, "today-reply": 3, "who-is-right": 6}.items():
            grade = gradebook.find_grade(name, SLUG, SLUG, "full-marks")
            grade.manual_score, grade.needs_manual_grade = points, False
        comment = gradebook.find_comment("day-one-reply", SLUG, SLUG, "full-marks")
        comment.manual_comment = COMMENT
        gradebook.db.commit()
    succeed("nbgrader", "generate_feedback", SLUG, at=root)
    return klass


@pytest.fixture(scope="module")
def keyed(built_course: Path) -> KeyedCase:
    """The case and its keys."""
    return read_keyed_case(Course(built_course), SLUG)


def normal(html: str) -> str:
    """HTML as the exporter leaves it: attributes in order, one way to write a quotation mark."""
    return " ".join(str(BeautifulSoup(html, "html.parser")).split())


@pytest.mark.parametrize("name", NAMES)
def test_a_page_needs_no_network_and_no_script(returned: Class, name: str) -> None:
    """A feedback page loads nothing from another host, runs nothing, and embeds nothing."""
    page = Page(returned.page(name))
    assert page.elsewhere == []
    assert page.handlers == []
    assert not {"script", "iframe", "object", "embed", "form", "base", "link"} & set(page.elements)
    assert "javascript:" not in " ".join(page.addresses)


@pytest.mark.parametrize("name", NAMES)
def test_the_total_is_the_gradebooks(returned: Class, name: str) -> None:
    """The points on top of a page are those in the gradebook, out of the case's 68."""
    with returned.gradebook() as gradebook:
        found = gradebook.find_submission(SLUG, name)
        score = found.score - (found.late_submission_penalty or 0)
    (total,) = re.findall(
        r'<p class="hf-total">.*?</span>\s*([\d.]+ / [\d.]+)</p>', returned.page(name)
    )
    assert total == f"{score:g} / 68"


@pytest.mark.parametrize("name", NAMES)
def test_what_waits_is_said_to_wait(returned: Class, name: str) -> None:
    """A page says that a person has still to mark something exactly when that is so."""
    waits = bool(ALL[name].waiting) and name != "full-marks"
    assert ("Some answers are still to be marked by a person" in returned.page(name)) == waits
    assert ("部分答案还在等老师评分" in returned.page(name)) == waits


@pytest.mark.parametrize("name", ["full-marks", "partial"])
def test_a_page_shows_the_students_own_answers(
    returned: Class, keyed: KeyedCase, name: str
) -> None:
    """Each answer given stands on the page: options ticked, steps in the student's order, texts."""
    page = normal(returned.page(name))
    log = (OUTCOMES / name / "answers.jsonl").read_text("utf-8").splitlines()
    latest = {line["exercise"]: line["answer"] for line in map(json.loads, log)}
    for exercise in keyed.case.exercises:
        raw = latest.get(exercise.id)
        if raw is None:
            continue
        for lang in LANGS:
            html = exercise.answer_html(exercise.read_answer(raw), lang)
            assert normal(html) in page, (exercise.id, lang)


def test_a_page_shows_reasons_in_both_languages(returned: Class, keyed: KeyedCase) -> None:
    """The feedback for each option picked is there in English and Chinese."""
    page = normal(returned.page("partial"))
    for exercise, option in {
        "first-reading": "service",
        "what-holds": "paid-499",
        "etiquette-broken": "culture-paper",
        "no-average": "median",
    }.items():
        text = keyed.keys[exercise].feedback[option]  # type: ignore[attr-defined]
        for lang in LANGS:
            assert normal(text[lang]) in page
    order = keyed.keys["first-call"].feedback  # type: ignore[attr-defined]
    told = {step for step, text in order.items() if normal(text.en) in page}
    assert told in ({"name"}, {"details"})  # one step has to be moved, and only that is spoken of


def test_a_page_shows_the_points_of_each_exercise(returned: Class, keyed: KeyedCase) -> None:
    """The overview lists every exercise with its points."""
    rows = re.findall(
        r'<tr><td><a href="#([a-z-]+)">.*?</td>\s*<td>(.*?)</td></tr>',
        returned.page("partial"),
        re.DOTALL,
    )
    points = {name: re.sub(r"<[^>]*>", "", cell).strip() for name, cell in rows}
    assert list(points) == [exercise.id for exercise in keyed.case.exercises]
    assert points["first-reading"] == "1 / 2"
    assert points["rank-industries"] == "2 / 4"
    assert points["who-is-right"] == "to be marked待评分 / 6"
    assert points["today-reply"] == "0 / 5"


def test_a_teachers_comment_is_shown_and_harmless(returned: Class) -> None:
    """What a teacher wrote stands below the text it is about, and can load or run nothing."""
    page = returned.page("full-marks")
    assert "Good on the 3 nights." in page
    assert "What your teacher says" in page
    assert "老师的话" in page
    assert (
        page.index('id="day-one-reply"')
        < page.index("Good on the 3 nights.")
        < page.index('id="today-reply"')
    )


def test_the_page_opens_in_the_students_language(returned: Class) -> None:
    """The language of the last answer is chosen; without any answer it is English."""
    assert Page(returned.page("partial")).checked == ["hf-show-zh"]
    assert '<html lang="zh-Hans">' in returned.page("partial")
    for name in ("full-marks", "nothing-answered"):
        assert Page(returned.page(name)).checked == ["hf-show-en"]


@pytest.mark.parametrize("name", [name for name in NAMES if ALL[name].notices])
def test_notices_reach_the_student(returned: Class, name: str) -> None:
    """What had to be mended is told on the page too, in both languages."""
    page = normal(returned.page(name))
    for notice in ALL[name].notices:
        for lang in LANGS:
            assert normal(say(f"notice.{notice}", lang)) in page


def test_nothing_of_another_student_is_in_a_page(returned: Class) -> None:
    """What stands in a file outside the submission does not get onto a page through a link."""
    for name in NAMES:
        assert SECRET not in returned.page(name)


@pytest.mark.parametrize("name", ["full-marks", "code-prints-html-script", "extra-cells"])
def test_formgraders_page_needs_no_network(returned: Class, name: str) -> None:
    """Where an instructor marks, nothing comes from another host, and no script of a student's."""
    settings = Config(load_settings(Course(returned.root)))
    notebook = nbformat.read(returned.folder(name) / f"{SLUG}.ipynb", as_version=4)
    resources = {
        "assignment_id": SLUG, "notebook_id": SLUG, "submission_id": "1", "index": 0, "total": 1,
        "base_url": "/base", "student": name, "last_name": "", "first_name": "",
        "notebook_path": f"{SLUG}.ipynb",
    }  # fmt: skip
    html, _ = HTMLExporter(config=settings).from_notebook_node(notebook, resources)
    page = Page(html)
    assert page.elsewhere == []
    assert "<script>canary_script" not in html
    assert "<script>alert" not in html
    assert not [each for each in page.handlers if "canary" in each]


def test_the_table_of_grades_has_the_totals(returned: Class) -> None:
    """`nbgrader export` writes everybody's total, marks by hand and lateness counted."""
    succeed("nbgrader", "export", at=returned.root)
    with (returned.root / "grades.csv").open(newline="", encoding="utf-8") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert set(rows) == set(NAMES)
    for name, outcome in ALL.items():
        by_hand = 13.5 if name == "full-marks" else outcome.proposed
        taken_off = outcome.auto + outcome.proposed if name == "handed-in-late" else 0
        assert float(rows[name]["score"]) == pytest.approx(outcome.auto + by_hand - taken_off), name
        assert float(rows[name]["max_score"]) == 68
