"""The world that the cases share: people, firms and places keep their names in every case.

They stand in `cases/people.yaml`. A course without that file holds its cases to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from pydantic import Field

from grading.course import Course
from grading.master import master_texts
from grading.problem import Problem, make_problem
from grading.translations import texts_in
from grading.yaml_places import PlacedYaml
from workbooks.case import Case
from workbooks.text import Content, Slug, Text
from workbooks.variants import placeholders

Place = int | tuple[str | int, ...]
"""A line of the master, or a place in the case."""
Found = tuple[str, Place, dict[str, str]]


class Known(Content):
    """Somebody or something with a name, and what writers should know about them."""

    name: Text
    character: Text


class World(Content):
    """Who and what is known by name, by id."""

    people: dict[Slug, Known] = Field(default_factory=dict)
    firms: dict[Slug, Known] = Field(default_factory=dict)
    places: dict[Slug, Known] = Field(default_factory=dict)

    def names_beside(self, people: Collection[str]) -> list[Text]:
        """The names of all but those people."""
        others = [each for slug, each in self.people.items() if slug not in people]
        return [each.name for each in (*others, *self.firms.values(), *self.places.values())]


def read_world(course: Course) -> World | None:
    """What `cases/people.yaml` holds, None without it; raises `CourseProblems` if it is unsound."""
    path = course.people_file
    return PlacedYaml(path).read_as(World) if path.is_file() else None


def misnamed(world: World, course: Course, case: Case) -> Iterator[Problem]:
    """A problem for each person of a case who is not listed, or listed by another name, and for
    each listed name that the case uses in English alone.
    """
    found = [*_strangers(world, case), *_half_named(world, course, case)]
    yaml = PlacedYaml(course.case_file(case.slug)) if found else None
    for name, where, fields in found:
        if isinstance(where, int):
            yield make_problem(name, course.master_file(case.slug), (where, 1), fields)
        elif yaml:
            yield yaml.problem(name, where, **fields)


def _strangers(world: World, case: Case) -> Iterator[Found]:
    for slug, person in case.people.items():
        if any(placeholders(person.name.model_dump())):
            continue  # another for each student
        known = world.people.get(slug)
        if known is None:
            yield "unlisted-person", ("people", slug), {"name": slug}
        elif known.name != person.name:
            given, wanted = (f"{each.en} · {each.zh}" for each in (person.name, known.name))
            yield "other-name", ("people", slug, "name"), {"given": given, "wanted": wanted}


def _half_named(world: World, course: Course, case: Case) -> Iterator[Found]:
    texts: list[tuple[Place, str, str]] = list(texts_in(case.model_dump(mode="json")))
    texts += master_texts(course.master_file(case.slug))
    chinese = "\n".join(zh for _, _, zh in texts)
    for name in world.names_beside(case.people):
        if name.zh in chinese:
            continue
        named = re.compile(rf"(?<!\w){re.escape(name.en)}(?!\w)")
        where = next((place for place, english, _ in texts if named.search(english)), None)
        if where is not None:
            yield "half-named", where, {"en": name.en, "zh": name.zh}
