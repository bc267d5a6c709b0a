"""Check all that an author wrote, cases, keys and masters together, and build nothing."""

from __future__ import annotations

from collections.abc import Sequence

from nbformat import NotebookNode

from grading.course import Course
from grading.master import read_master
from grading.people import misnamed, read_world
from grading.problem import CourseProblems, Problem
from grading.read import KeyedCase, read_keyed_case
from grading.topics import read_topics, unknown_topics
from grading.trace import untraced_numbers
from grading.translations import stale_texts
from grading.typed_marks import asterisks_shown


def check_cases(course: Course, slugs: Sequence[str]) -> Sequence[tuple[KeyedCase, NotebookNode]]:
    """Read everything of the cases; raises `CourseProblems` with all that is wrong with any."""
    world, topics = read_world(course), read_topics(course)
    problems: list[Problem] = []
    read: list[tuple[KeyedCase, NotebookNode]] = []
    for slug in slugs:
        try:
            keyed = read_keyed_case(course, slug)
            read.append((keyed, read_master(course.master_file(slug), keyed.case)))
            problems += stale_texts(course, slug)
            problems += untraced_numbers(course, slug)
            problems += asterisks_shown(course, slug)
            problems += misnamed(world, course, keyed.case) if world else ()
            problems += unknown_topics(topics, course, keyed.case) if topics else ()
        except CourseProblems as found:
            problems += found.problems
    if problems:
        raise CourseProblems(problems)
    return read
