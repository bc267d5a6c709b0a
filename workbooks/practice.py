"""Practice: exercises whose key is shipped on purpose, so that an answer can be checked at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from workbooks.exercise import BaseExercise
from workbooks.page import in_both
from workbooks.text import LANGS, Content, Lang
from workbooks.variants import Variants, picks_for, told
from workbooks.words import say

if TYPE_CHECKING:
    from workbooks.scoring.key import BaseKey

PRACTICE_FILE: Final = "practice.json"


def load_practice(folder: Path, variants: Variants, seed: int) -> dict[str, BaseKey]:
    """The keys beside a workbook, by exercise; empty if there are none that can be read.

    They are those of the student with that seed, where the case has variants.
    """
    from workbooks.scoring import Key

    class Shipped(Content):
        keys: tuple[Key, ...]

    try:
        plain = json.loads((folder / PRACTICE_FILE).read_bytes())
        shipped = Shipped.model_validate(told(plain, variants, picks_for(variants, seed)))
    except (OSError, ValueError):  # pydantic's error is one of these
        return {}
    return {key.exercise: key for key in shipped.keys}


def verdict_on(
    key: BaseKey | None, exercise: BaseExercise, raw: Any, *, used: int
) -> dict[str, Any]:
    """What the page says of an answer that was checked, as plain data.

    `points` (None where a person would have to judge) of `most`, `reasons`, the `answer` it speaks
    of, `used` and `limit` of attempts, and a good answer as HTML (`model`) where there is one and
    no attempt is left that it would spoil; `open` where it is shown without being asked for.
    """
    about = {"answer": raw, "used": used, "limit": exercise.attempts}
    if key is None:
        return {**about, "missing": True}
    from workbooks.scoring.outcome import score_of

    score = score_of(key, exercise, raw)
    told = [
        {"verdict": reason.verdict, "text": reason.text.model_dump()} for reason in score.reasons
    ]
    found = {**about, "points": score.points, "most": score.most, "reasons": told}
    if exercise.attempts is not None and used < exercise.attempts and score.points != score.most:
        return found
    shown = score.points is None or exercise.compares
    return {**found, "model": _model_html(key, exercise, raw), "open": shown}


def verdict_html(key: BaseKey | None, exercise: BaseExercise, raw: Any) -> str:
    """What is said of a practice answer that was computed: points, reasons, a good answer."""
    if key is None:
        return f'<div class="hf-score">{in_both(dict(_no_key()))}</div>'
    from workbooks.scoring.outcome import score_html, score_of

    models = _model_html(key, exercise, raw)
    if models is None:
        return score_html(score_of(key, exercise, raw))
    folded: dict[Lang, str] = {
        lang: f"<details><summary>{say('frame.model', lang)}</summary>{models[lang]}</details>"
        for lang in LANGS
    }
    return score_html(score_of(key, exercise, raw)) + in_both(folded)


def _no_key() -> Iterator[tuple[Lang, str]]:
    for lang in LANGS:
        yield lang, f"<p>{say('frame.no-key', lang)}</p>"


def _model_html(key: BaseKey, exercise: BaseExercise, raw: Any) -> dict[Lang, str] | None:
    answer = exercise.read_answer(raw)
    html: dict[Lang, str] = {}
    for lang in LANGS:
        model = key.model(exercise, lang)
        if model is None:
            return None
        html[lang] = exercise.model_html(exercise.read_answer(model), answer, lang)
    return html
