"""People, firms and places keep the names that `cases/people.yaml` gives them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from grading.check import check_cases
from grading.course import Course
from grading.people import read_world
from grading.problem import CourseProblems, Problem
from tests.conftest import REPOSITORY
from tests.grading.small import CASE, MASTER, SLUG, changed, place_of, write_course
from workbooks.text import LANGS

PEOPLE = """\
people:
  ann:
    name: {en: Ann, zh: 安}
    character: {en: Calm, zh: 沉稳}
firms:
  echo:
    name: {en: Echo, zh: 回音}
    character: {en: Loud, zh: 响亮}
"""
CODES = {"HF120", "HF121", "HF122"}
"""What is tried here; `test_read.py` counts on it."""


def told(
    root: Path, people: str = PEOPLE, case: str = CASE, master: str = MASTER
) -> tuple[Problem, ...]:
    """What lint tells of a small course with these names."""
    course = write_course(root, case=case, master=master)
    course.people_file.write_text(people, "utf-8")
    try:
        check_cases(course, [SLUG])
    except CourseProblems as found:
        return found.problems
    return ()


def test_names_as_listed(tmp_path: Path) -> None:
    """A case that uses the names as listed is sound, and so is any case where none are listed."""
    assert told(tmp_path / "listed") == ()
    course = write_course(tmp_path / "none")
    assert check_cases(course, [SLUG])


@pytest.mark.parametrize(
    ("code", "old", "new", "says"),
    [
        ("HF120", "  ann:", "  anna:", "“ann” is not among"),
        ("HF121", "{en: Ann, zh: 安}", "{en: Anne, zh: 安}", "“Ann · 安” here and “Anne · 安”"),
        ("HF121", "{en: Ann, zh: 安}", "{en: Ann, zh: 安安}", "Make them the same"),
    ],
)
def test_people_under_other_names(tmp_path: Path, code: str, old: str, new: str, says: str) -> None:
    """Somebody who is not listed, or who has another name there in either language, is told."""
    (problem,) = told(tmp_path, changed(PEOPLE, old, new))
    assert problem.code == code
    assert says in problem.message
    assert problem.line in {place_of(CASE, part)[0] for part in ("ann:", "name: {en: Ann")}


def test_a_name_in_english_alone(tmp_path: Path) -> None:
    """A listed name must be used in Chinese too, anywhere in the case; parts of words are none."""
    text = changed(MASTER, "# Tiny", "# Tiny Echo")
    (problem,) = told(tmp_path / "master", master=text)
    assert (problem.code, problem.line) == ("HF122", place_of(text, ":::{en}")[0])
    assert "“Echo”" in problem.message
    assert "“回音”" in problem.message
    (problem,) = told(tmp_path / "case", case=changed(CASE, "en: Pick", "en: Echo"))
    assert problem.file.name == "case.yaml"
    assert told(tmp_path / "both", case=changed(CASE, "zh: 短", "zh: 回音"), master=text) == ()
    assert told(tmp_path / "part", master=changed(MASTER, "# Tiny", "# TinyEchoes Echoes")) == ()


def test_mistakes_in_the_list(tmp_path: Path) -> None:
    """What is wrong with the list itself is told once, in its file."""
    (problem,) = told(tmp_path, changed(PEOPLE, ", zh: 回音", ""))
    assert (problem.code, problem.file.name) == ("HF101", "people.yaml")


@pytest.mark.parametrize("lang", LANGS)
def test_no_two_have_one_name(lang: str) -> None:
    """In the list of this course a name means one person, firm or place."""
    world = read_world(Course(REPOSITORY))
    assert world is not None
    for group in (world.people, world.firms, world.places):
        names = Counter(each.name.model_dump()[lang] for each in group.values())
        assert [name for name, count in names.items() if count > 1] == []
