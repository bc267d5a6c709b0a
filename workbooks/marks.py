"""What a learner's answers earned: as the feedback page of a course says, or by public keys.

A feedback page carries its marks as data (`MARKS_ID`), so that a workbook beside it can read them;
it never holds a key. What cannot be read counts as not marked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from html import escape, unescape
from pathlib import Path
from typing import Any, Final, NamedTuple

from workbooks.answers import Answer
from workbooks.case import Case
from workbooks.exercise import BaseExercise
from workbooks.practice import Practice
from workbooks.written import Written

MARKS_ID: Final = "hearfirst-marks"
_MARKS: Final = re.compile(rf'<div id="{MARKS_ID}" hidden data-marks="([^"]*)"></div>')
_MOST_BYTES: Final = 20_000_000


class Mark(NamedTuple):
    """What one exercise earned, of how many points; `own` are those its writer gave to it."""

    points: float
    most: float
    own: float = 0.0

    @property
    def lost(self) -> float:
        """The share of its points that was not earned, from 0 to 1."""
        return 1 - self.points / self.most


Marks = Mapping[str, Mark]


def marks_as_data(slug: str, marks: Marks) -> str:
    """Marks by exercise as the element that a feedback page carries."""
    listed = {name: [mark.points, mark.most] for name, mark in marks.items()}
    text = escape(json.dumps({"v": 1, "case": slug, "marks": listed}))
    return f'<div id="{MARKS_ID}" hidden data-marks="{text}"></div>'


def marks_returned(folder: Path, case: Case) -> Marks | None:
    """The marks in the newest feedback page that was fetched into a workbook; None without one."""
    pages = sorted(folder.glob("feedback/*/*.html"), key=lambda path: path.parent.name)
    for page in reversed(pages):
        found = _read(page, case)
        if found is not None:
            return found
    return None


def marks_by_practice(
    practice: Practice, answers: Mapping[str, Answer], noted: Mapping[str, Any]
) -> Marks:
    """The marks of answers whose keys are public; what needs a person is left out.

    `noted` holds, by exercise, the marks that a self-learner gave (`workbooks.self_marking`).
    """
    found, own = {}, {each.id: each for each in practice.case.everything} if answers else {}
    for name, answer in answers.items():
        mark = mark_of(practice, own[name], answer.answer, noted.get(name))
        if mark:
            found[name] = mark
    return found


def mark_of(practice: Practice, exercise: BaseExercise, raw: Any, noted: Any) -> Mark | None:
    """What one answer earns by a public key; None where there is none, or a person is needed.

    In a self-study release that person is the writer, whose marks are `noted`.
    """
    from workbooks.scoring.outcome import score_of
    from workbooks.scoring.written import WrittenKey
    from workbooks.self_marking import self_marking

    key = practice.get(exercise.id)
    if key is None:
        return None
    if practice.self_study and isinstance(key, WrittenKey) and isinstance(exercise, Written):
        marking = self_marking(key, exercise, raw, noted)
        if marking is not None:
            points = marking.points
            return None if points is None else Mark(points, marking.most, marking.own)
    score = score_of(key, exercise, raw)
    return None if score.points is None else Mark(score.points, score.most)


def _read(page: Path, case: Case) -> Marks | None:
    try:
        with page.open(encoding="utf-8", errors="replace") as file:
            told = _MARKS.search(file.read(_MOST_BYTES))
        data = json.loads(unescape(told.group(1))) if told else None
    except (OSError, ValueError):
        return None
    if not isinstance(data, dict) or data.get("case") != case.slug:
        return None
    return dict(_sound(case, data.get("marks")))


def _sound(case: Case, listed: Any) -> Iterable[tuple[str, Mark]]:
    known = {each.id: each.points for each in case.exercises}
    for name, mark in listed.items() if isinstance(listed, dict) else ():
        if name in known and isinstance(mark, list) and type(mark[0]) in (int, float):
            yield name, Mark(min(max(float(mark[0]), 0.0), known[name]), known[name])


__all__ = [
    "MARKS_ID",
    "Mark",
    "Marks",
    "mark_of",
    "marks_as_data",
    "marks_by_practice",
    "marks_returned",
]
