"""From an answer as it lies in the log to a score, and from a score to what a reader sees."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import Any, Final

from workbooks.errors import UnreadableAnswer
from workbooks.exercise import BaseExercise
from workbooks.page import in_both
from workbooks.scoring.key import BaseKey
from workbooks.scoring.score import Reason, Score, Verdict
from workbooks.text import LANGS, Lang
from workbooks.words import say, say_both

_MARKS: Final[dict[Verdict, str]] = {
    "right": "✓",
    "partly": "◐",
    "wrong": "✗",
    "note": "→",
    "doubt": "?",
}


def score_of(key: BaseKey, exercise: BaseExercise, raw: Any) -> Score:
    """What `raw` earns: nothing, with the reason, if it is missing or unreadable."""
    if raw is None:
        return no_points(exercise, "score.unanswered")
    try:
        answer = exercise.read_answer(raw)
    except UnreadableAnswer:
        return no_points(exercise, "score.unreadable")
    return key.score(exercise, answer)


def no_points(exercise: BaseExercise, name: str, **fields: object) -> Score:
    """No points, with the one reason whose wording is called `name`."""
    reason = Reason(verdict="note", text=say_both(name, **fields))
    return Score(points=0.0, most=exercise.points, reasons=(reason,), answered=False)


def score_html(score: Score) -> str:
    """Points and reasons in both languages."""
    if score.points is None:
        head = say_both("score.by-hand", most=score.most)
    else:
        name = "score.proposed" if score.is_proposed else "score.points"
        head = say_both(name, points=score.points, most=score.most)
    html: dict[Lang, str] = {}
    for lang in LANGS:
        reasons = "".join(_reason_html(reason, lang) for reason in score.reasons)
        html[lang] = (
            f'<p class="hf-points">{escape(head[lang])}</p><ul class="hf-reasons">{reasons}</ul>'
        )
    return f'<div class="hf-score">{in_both(html)}</div>'


def _reason_html(reason: Reason, lang: Lang) -> str:
    text = f"<span>{escape(reason.text[lang])}</span>"
    return f"{_begin_reason(reason.verdict, lang)}{text}</li>"


@cache
def _begin_reason(verdict: Verdict, lang: Lang) -> str:
    mark = f'<span class="hf-mark" aria-hidden="true">{_MARKS[verdict]}</span>'
    told = escape(say(f"score.is-{verdict}", lang))
    return f'<li class="hf-reason-{verdict}">{mark}<span class="hf-unseen">{told}: </span>'
