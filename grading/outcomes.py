"""What an answer earns and what its reader sees, worked out once for all who gave the same answer.

In a class most answers to a choice, an order or a match come many times. An answer is the same if
it is the same JSON; what is long is worked out anew, so that the memory used has a bound.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, NamedTuple

from nbformat import NotebookNode

from workbooks.kinds import Exercise
from workbooks.scoring.key import BaseKey
from workbooks.scoring.outcome import score_html, score_of
from workbooks.scoring.score import Score
from workbooks.static import answer_panel

MOST_KEPT: Final = 2048
MOST_LETTERS: Final = 4000
"""Of an answer that is kept, as JSON."""


class Outcome(NamedTuple):
    """A score, and the output of a cell that shows question, answer, points and reasons.

    The output is shared by the notebooks of all who gave the same answer; nobody writes into it.
    """

    score: Score
    shown: NotebookNode


@dataclass(frozen=True)
class _Given:
    """An answer to an exercise, the same as another if its JSON is."""

    name: str
    json: str
    exercise: Exercise = field(compare=False)
    raw: Any = field(compare=False)
    others: Mapping[str, Any] = field(compare=False)


class Outcomes:
    """The outcomes of one keyed case's answers; `keys` are by exercise id."""

    def __init__(self, keys: Mapping[str, BaseKey]) -> None:
        self._keys = keys
        self._kept = lru_cache(maxsize=MOST_KEPT)(self._work_out)

    def of(self, exercise: Exercise, raw: Any, others: Mapping[str, Any]) -> Outcome:
        """What a raw answer comes to; `others` are the answers it is drawn beside."""
        try:
            text = json.dumps([raw, others])
        except (TypeError, ValueError, RecursionError):
            text = ""  # no JSON: not to be told from another
        given = _Given(exercise.id, text, exercise, raw, others)
        return self._kept(given) if 0 < len(text) <= MOST_LETTERS else self._work_out(given)

    def _work_out(self, given: _Given) -> Outcome:
        score = score_of(self._keys[given.name], given.exercise, given.raw)
        return outcome_of(given.exercise, given.raw, given.others, score)


def outcome_of(exercise: Exercise, raw: Any, others: Mapping[str, Any], score: Score) -> Outcome:
    """An exercise, the answer to it and what that earned, in both languages."""
    panel = answer_panel(exercise, raw, whose="static.answer-of", others=others)
    # not by nbformat's `new_output`, which would check each against the whole format
    shown = NotebookNode(output_type="display_data", metadata=NotebookNode())
    shown.data = NotebookNode({"text/html": panel + score_html(score), "text/plain": ""})
    if score.points is not None and exercise.marked != "hand":
        # nbgrader reads a grade cell's points from its result
        shown.output_type, shown.execution_count = "execute_result", None
        shown.data["text/plain"] = f"{score.points:g}"
    return Outcome(score, shown)
