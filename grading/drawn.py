"""What cannot be in a case that is another for each student: words that no variant has, and words
that differ where the same thing stands for all.

A title, a rubric, what is asked of code and the text of a master are written into the notebook when
it is built; so is an exhibit that the master names, unless the notebook shows it with `wb.exhibit`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from workbooks.case import Case
from workbooks.exercise import Mistake
from workbooks.text import Text
from workbooks.variants import placeholders
from workbooks.written import Written


def variant_mistakes(case: Case) -> Iterator[Mistake]:
    """What is wrong with the placeholders of a case, at its place there."""
    known = {
        (slot, word)
        for slot, options in case.variants.items()
        for word in set.intersection(*(set(option) for option in options))
    }
    names = ", ".join(sorted(f"{slot}.{word}" for slot, word in known)) or "none"
    for place, each in _members(case):
        for slot, word in sorted(set(placeholders(each.model_dump(mode="json"))) - known):
            yield "unknown-variant", place, {"name": f"{slot}.{word}", "known": names}
    for place, what, text in _same_for_all(case):
        for slot, word in placeholders(text.model_dump()):
            fields: dict[str, object] = {"name": f"{slot}.{word}", "what": what, "call": "wb.show"}
            yield "variant-fixed", place, fields


def _same_for_all(case: Case) -> Iterator[tuple[tuple[str | int, ...], str, Text]]:
    for field in ("title", "synopsis", "invented"):
        yield (field,), f"the case’s {field}", getattr(case, field)
    for at, exercise in enumerate(case.exercises):
        yield ("exercises", at, "title"), "a title", exercise.title
        if exercise.from_code:
            yield ("exercises", at, "prompt"), "what is asked of code", exercise.prompt
        if isinstance(exercise, Written):
            for row, line in enumerate(exercise.rubric):
                yield ("exercises", at, "rubric", row), "a rubric", line.text


def _members(case: Case) -> Iterator[tuple[tuple[str | int, ...], BaseModel]]:
    for slug, person in case.people.items():
        yield ("people", slug), person
    for listed in ("exhibits", "exercises", "bank"):
        for at, each in enumerate(getattr(case, listed)):
            yield (listed, at), each
