"""What a course teaches: its topics, and where each is taught and tested.

The topics stand in `cases/topics.yaml`, by the id of the fact that names them. An exercise says in
`topics` what it tests; a block ```` ```{teaches} ```` in a master says what the text it stands in
explains. A course without the file holds its cases to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from grading.course import Course
from grading.master import master_pieces
from grading.problem import Problem, make_problem
from grading.yaml_places import PlacedYaml
from workbooks.case import Case
from workbooks.exercise import Area
from workbooks.text import Content, Text, TopicId


class Topic(Content):
    """One topic: its name, and the area it belongs to."""

    name: Text
    area: Area


class Curriculum(Content):
    """The topics of a course, in its order."""

    topics: dict[TopicId, Topic]


Topics = Mapping[str, Topic]


@dataclass
class Coverage:
    """Where one topic is met: cases that explain it, and exercises (with case) that test it."""

    topic: Topic
    taught: list[str] = field(default_factory=list)
    tested: list[tuple[str, str]] = field(default_factory=list)


def read_topics(course: Course) -> Topics | None:
    """The topics by id, None without the file; raises `CourseProblems` if it is unsound."""
    path = course.topics_file
    return PlacedYaml(path).read_as(Curriculum).topics if path.is_file() else None


def unknown_topics(topics: Topics, course: Course, case: Case) -> Iterator[Problem]:
    """A problem for each id, in an exercise or in the master, that names no topic."""
    yaml = PlacedYaml(course.case_file(case.slug))
    for listed, exercises in (("exercises", case.exercises), ("bank", case.bank)):
        for place, exercise in enumerate(exercises):
            for at, name in enumerate(exercise.topics):
                if name not in topics:
                    where = (listed, place, "topics", at)
                    yield yaml.problem("unknown-topic", where, name=name)
    master = course.master_file(case.slug)
    for piece in master_pieces(master):
        for name in piece.teaches:
            if name not in topics:
                yield make_problem("unknown-topic", master, (piece.line, 1), {"name": name})


def coverage(topics: Topics, course: Course, cases: Sequence[Case]) -> dict[str, Coverage]:
    """Where each topic is taught and tested, by its id; known ids only."""
    found = {name: Coverage(topic) for name, topic in topics.items()}
    for case in cases:
        pieces = master_pieces(course.master_file(case.slug))
        for name in dict.fromkeys(each for piece in pieces for each in piece.teaches):
            found[name].taught.append(case.slug)
        for exercise in case.everything:
            for name in exercise.topics:
                found[name].tested.append((case.slug, exercise.id))
    return found


__all__ = ["Coverage", "Topic", "Topics", "coverage", "read_topics", "unknown_topics"]
