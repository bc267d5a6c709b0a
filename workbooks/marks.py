"""What a learner's answers earned: as the feedback page of a course says, or by practice keys.

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
from workbooks.practice import load_practice

MARKS_ID: Final = "hearfirst-marks"
_MARKS: Final = re.compile(rf'<div id="{MARKS_ID}" hidden data-marks="([^"]*)"></div>')
_MOST_BYTES: Final = 20_000_000


class Mark(NamedTuple):
    """What one exercise earned, of how many points."""

    points: float
    most: float

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
    folder: Path, case: Case, answers: Mapping[str, Answer], seed: int = 0
) -> Marks:
    """The marks of answers whose keys are public; what needs a person is left out."""
    from workbooks.scoring.outcome import score_of

    found, own = {}, case.for_seed(seed)
    for name, key in load_practice(folder, case.variants, seed).items():
        exercise = next((each for each in own.everything if each.id == name), None)
        if exercise is None or name not in answers:
            continue
        score = score_of(key, exercise, answers[name].answer)
        if score.points is not None:
            found[name] = Mark(score.points, score.most)
    return found


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


__all__ = ["MARKS_ID", "Mark", "Marks", "marks_as_data", "marks_by_practice", "marks_returned"]
