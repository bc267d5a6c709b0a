"""What an answer earns, as tests ask for it."""

from __future__ import annotations

from typing import Any

from grading.read import KeyedCase
from workbooks.kinds import Exercise
from workbooks.scoring.outcome import score_of
from workbooks.scoring.score import Score


def score_answer(keyed: KeyedCase, exercise: Exercise, raw: Any) -> Score:
    """What `raw`, an answer as the log holds it, earns by the course's key."""
    return score_of(keyed.keys[exercise.id], exercise, raw)
