"""A text changed in one language alone is noticed, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from grading.course import Course
from grading.problem import Problem
from grading.translations import record_texts, stale_texts
from tests.conftest import run_python
from tests.grading.small import CASE, KEYS, SLUG, write_course


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A small course whose texts have all been read."""
    made = write_course(tmp_path)
    assert record_texts(made, SLUG) > 20
    return made


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def place(problem: Problem) -> str:
    return problem.file.read_text("utf-8").splitlines()[problem.line - 1]


def test_nothing_is_stale_at_first(course: Course) -> None:
    """Right after recording nothing is stale, nor is anything without a record."""
    assert stale_texts(course, SLUG) == []
    course.translations_file(SLUG).unlink()
    change(course.case_file(SLUG), "en: Pick", "en: Choose")
    assert stale_texts(course, SLUG) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "kept"),
    [
        ("case_file", "en: Pick", "en: Choose", "Chinese"),
        ("case_file", "zh: 选项甲", "zh: 甲项", "English"),
        ("key_file", "en: Look again", "en: Look once more", "Chinese"),
        ("master_file", "# 小", "# 很小", "English"),
    ],
)
def test_one_language_changed(course: Course, file: str, old: str, new: str, kept: str) -> None:
    """A change in one language is told at its place, and names the language left behind."""
    change(getattr(course, file)(SLUG), old, new)
    (told,) = stale_texts(course, SLUG)
    assert told.code == "HF115"
    assert f"the {kept} was not" in told.message
    assert new.rsplit(": ", maxsplit=1)[-1] in place(told) or "{en}" in place(told)


def test_both_changed_or_moved_or_reflowed(course: Course) -> None:
    """A text changed in both languages, moved, or broken over lines elsewhere is not stale."""
    path = course.case_file(SLUG)
    change(path, "{en: Pick, zh: 选}", "{en: Choose, zh: 请选}")
    change(path, "{en: Sort, zh: 排}", "{en: Tick, zh: 勾}")
    change(path, "synopsis: {en: Short, zh: 短}", "synopsis:\n  en: >\n    Short\n  zh: 短")
    assert stale_texts(course, SLUG) == []


def test_the_same_words_with_another_translation_elsewhere(course: Course) -> None:
    """English that is already on record may be said otherwise in Chinese in a new place."""
    change(course.case_file(SLUG), "{en: Sort, zh: 排}", "{en: Pick, zh: 挑}")
    assert stale_texts(course, SLUG) == []


def test_accepting_what_fits(course: Course) -> None:
    """The command takes both languages as they stand; lint tells until then."""
    change(course.case_file(SLUG), "en: Pick", "en: Pick!")
    assert len(stale_texts(course, SLUG)) == 1
    done = run_python("grading", "translations", SLUG, at=course.root)
    assert done.returncode == 0, done.stderr
    assert stale_texts(course, SLUG) == []


def test_the_record_tells_nothing(course: Course) -> None:
    """The record holds digests, and no text of case, key or master."""
    record = course.translations_file(SLUG).read_text("ascii")
    assert all(len(line) == 33 for line in record.splitlines())
    assert "Look again" in KEYS
    assert "Pick" in CASE
    assert "Look" not in record
    assert "Pick" not in record
