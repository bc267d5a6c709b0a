"""How many answers a second one core scores, by kind; the goal for closed kinds is 5,000.

Every kind of the gallery, with the answer that its own key calls a good one, read from plain data
and scored; the ratio is to reading that answer with `json.loads` alone.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from grading.course import Course
from grading.read import read_keyed_case
from tests.gallery import GALLERY
from workbooks.scoring.outcome import score_of

ROUNDS = 5
SECONDS = 0.2
TAKES = {
    "checklist": {"let-finish": "yes", "said-back": "no", "named-time": "unseen"},
}
"""Answers to kinds of which no answer is more right than another."""


def measure() -> Iterator[str]:
    """Answers a second by kind, medians of five rounds of a fifth of a second of processor time."""
    keyed = read_keyed_case(Course(GALLERY), "gallery")
    seen: set[str] = set()
    for exercise in keyed.case.exercises:
        key = keyed.keys[exercise.id]
        raw = key.model(exercise, "en") or TAKES.get(exercise.kind)
        if exercise.kind in seen or raw is None:
            continue
        seen.add(exercise.kind)
        found = _a_second(partial(score_of, key, exercise, raw))
        bare = _a_second(partial(json.loads, json.dumps(raw)))
        yield f"{exercise.kind:40} {found:9,.0f} a second    {bare / found:6.1f} × json.loads"


def _a_second(act: Callable[[], Any]) -> float:
    """How often `act` can be done in a second: the median of the rounds."""
    return statistics.median(_round(act) for _ in range(ROUNDS))


def _round(act: Callable[[], Any]) -> float:
    count, began = 0, time.process_time()
    while time.process_time() - began < SECONDS:
        act()
        count += 1
    return count / (time.process_time() - began)
