"""The course as a whole: nothing that it promises to teach is left out, and its pages are true."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import nbformat
import pytest

from grading.course import Course
from grading.course_page import DOCS_PAGE, INDEX, index, page, read_plan, write_course_pages
from grading.problem import CourseProblems
from grading.read import read_case
from grading.topics import coverage, read_topics
from tests.conftest import REPOSITORY, make_course
from tests.grading.small import place_of
from workbooks.case import Case
from workbooks.kinds import Audit
from workbooks.looking_back import SEVEN

COURSE: Final = Course(REPOSITORY)
SEVEN_WORKSHOPS: Final = [f"foundations-{number}-{area}" for number, area in enumerate(SEVEN, 1)]
TOPICS: Final = read_topics(COURSE) or {}

REQUIRED: Final = {"dialogue", "rehearse", "calibrate", "figure", "reply", "essay"}


@pytest.fixture(scope="module")
def cases() -> dict[str, Case]:
    return {slug: read_case(COURSE, slug) for slug in COURSE.slugs()}


def test_the_list_of_topics_is_whole() -> None:
    """A7’s seven areas with their topics, C4’s four points, D5’s two steps, E6’s techniques."""
    counts = {
        fact: sum(name.startswith(fact) for name in TOPICS) for fact in ("A7", "C4", "D5", "E6")
    }
    assert counts == {"A7": 37, "C4": 4, "D5": 2, "E6": 8}
    for number, area in enumerate(SEVEN, 1):
        of_area = [each for name, each in TOPICS.items() if name.startswith(f"A7.{number}.")]
        assert {each.area for each in of_area} == {area}
        assert "cultures" in of_area[-1].name.en


def test_every_topic_is_taught_and_tested(cases: dict[str, Case]) -> None:
    """No empty row: a text explains it, and an exercise that is graded asks for it."""
    graded = {(slug, each.id) for slug, case in cases.items() for each in case.exercises}
    for name, each in coverage(TOPICS, COURSE, list(cases.values())).items():
        assert each.taught, name
        assert graded & set(each.tested), name


@pytest.mark.parametrize("slug", SEVEN_WORKSHOPS)
def test_a_workshop_teaches_its_own_topics(cases: dict[str, Case], slug: str) -> None:
    """Taken singly, each workshop is whole: its topics are taught and tested in itself."""
    own = {name for name in TOPICS if name.startswith(f"A7.{SEVEN_WORKSHOPS.index(slug) + 1}.")}
    found = coverage(TOPICS, COURSE, [cases[slug]])
    assert own == {name for name, each in found.items() if name in own and each.taught}
    assert own == {name for name, each in found.items() if name in own and each.tested}


@pytest.mark.parametrize("slug", SEVEN_WORKSHOPS)
def test_a_workshop_is_what_the_course_promises(cases: dict[str, Case], slug: str) -> None:
    """Three hours, sixteen exercises or more, eight kinds or more, and those that must be there."""
    case = cases[slug]
    kinds = {each.kind for each in case.exercises}
    assert case.minutes == 180
    assert len(case.exercises) >= 16
    assert len(kinds) >= 8
    assert kinds >= REQUIRED
    assert {each.step for each in case.exercises} == {"prepare", "present", "deliver", "reinforce"}
    area = SEVEN[SEVEN_WORKSHOPS.index(slug)]
    assert sum(area in each.areas for each in case.exercises) > len(case.exercises) / 2


def test_the_workshops_share_no_story(cases: dict[str, Case]) -> None:
    """Each has a case of its own: only Lin Huahua, at most, is in more than one of them."""
    met: dict[str, str] = {}
    for slug in SEVEN_WORKSHOPS:
        for person in cases[slug].people:
            if person not in ("lin-huahua", "auto"):
                assert met.setdefault(person, slug) == slug, person


def test_the_capstone_asks_for_all_seven(cases: dict[str, Case]) -> None:
    """Each area at least twice, and hundreds of different customers."""
    case = cases["foundations-capstone"]
    for area in SEVEN:
        assert sum(area in each.areas for each in case.exercises) >= 2, area
    many = 1
    for options in case.variants.values():
        many *= len(options)
    assert len(case.variants) >= 4
    assert many > 200


def test_the_logbook_opens_and_closes_with_the_same(cases: dict[str, Case]) -> None:
    """The audit after is compared with the one before, over the seven areas by their names."""
    before, after = (cases["foundations-logbook"].exercise(name) for name in ("before", "after"))
    assert isinstance(before, Audit)
    assert isinstance(after, Audit)
    assert tuple(each.id for each in before.dimensions) == SEVEN
    assert after.compare == before.id


def test_eight_weeks_are_rated_by_benchmarks(cases: dict[str, Case]) -> None:
    """Every behaviour says of every level what is seen, and every week rates the same ones."""
    case = cases["foundations-observation"]
    weeks = [each for each in case.exercises if isinstance(each, Audit)]
    assert [each.id for each in weeks] == [f"week-{number}" for number in range(1, 9)]
    for week in weeks:
        assert tuple(each.id for each in week.dimensions) == SEVEN
        assert week.statements == weeks[0].statements
        assert all(set(each.levels) == set(week.scale.levels) for each in week.statements)


def test_the_bank_has_something_for_every_topic_of_the_seven(cases: dict[str, Case]) -> None:
    """Whatever went wrong, there is an item on it that takes a minute or two."""
    bank = cases["foundations-refreshers"].bank
    topics = {name for name in TOPICS if name.startswith("A7.")}
    assert {topic for each in bank for topic in each.topics} >= topics
    assert max(each.minutes for each in bank) <= 2


# the pages


def test_the_committed_pages_are_what_the_cases_make(tmp_path: Path) -> None:
    """Whoever changes a case writes the course’s pages anew."""
    made = write_course_pages(Course(make_course(tmp_path / "course")))
    assert [path.read_text("utf-8") for path in made] == [
        (REPOSITORY / path).read_text("utf-8") for path in (DOCS_PAGE, INDEX)
    ]


def test_every_link_of_the_pages_leads_somewhere() -> None:
    """A reader who clicks opens a workbook."""
    for path in (REPOSITORY / DOCS_PAGE, REPOSITORY / INDEX):
        text = path.read_text("utf-8")
        links = re.findall(r"\]\(([^)]+\.ipynb)\)", text)
        assert len(links) == 2 * len(COURSE.slugs())
        assert all((path.parent / link).is_file() for link in links)


def test_the_pages_hold_no_empty_cell(cases: dict[str, Case]) -> None:
    """No topic, area or workbook stands there with nothing beside it."""
    plan, read = read_plan(COURSE)
    text = page(plan, read, coverage(TOPICS, COURSE, list(cases.values())))
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert len(rows) > 2 * (len(TOPICS) + len(COURSE.slugs()))
    assert [row for row in rows if re.search(r"\|\s*\|", row)] == []
    nbformat.validate(index(plan, read))


def test_a_case_without_a_place_in_the_course_is_told(tmp_path: Path) -> None:
    """A new case must not be forgotten: the plan names what it lacks."""
    course = Course(make_course(tmp_path / "course"))
    text = course.plan_file.read_text("utf-8")
    course.plan_file.write_text(text.replace("slug: churn\n", "slug: gone\n"), "utf-8")
    with pytest.raises(CourseProblems) as refused:
        read_plan(course)
    (told,) = refused.value.problems
    assert (told.code, "“churn”" in told.message) == ("HF127", True)
    assert told.line == place_of(text, "parts:")[0]
