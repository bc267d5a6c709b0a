"""Practice: exercises whose key is shipped on purpose, so that an answer can be checked at once.

The keys lie in `practice.json` beside a workbook. A self-study release ships those of every
exercise; in `self_study` it then has the keys to a student's own data (`personal`), and the text of
the file of `functions` by which those are worked out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from workbooks.exercise import BaseExercise
from workbooks.page import in_both
from workbooks.text import LANGS, Content, Lang
from workbooks.variants import picks_for, told
from workbooks.words import say

if TYPE_CHECKING:
    from workbooks.case import Case
    from workbooks.personal import Functions
    from workbooks.scoring.key import BaseKey

PRACTICE_FILE: Final = "practice.json"


class SelfStudy(Content):
    """What a self-study release ships beside the keys that hold for everybody."""

    personal: tuple[dict[str, Any], ...] = ()
    file: str = ""
    functions: str = ""


class Shipped(Content):
    """What `practice.json` holds: keys as plain data, read one by one when they are needed."""

    keys: tuple[dict[str, Any], ...]
    self_study: SelfStudy | None = None


class Practice(Mapping[str, "BaseKey"]):
    """The keys beside a workbook, by exercise, as they hold for one student.

    A key is read, and to a student's own data worked out, when it is first asked for; one that
    cannot be read counts as not there.
    """

    def __init__(self, case: Case, seed: int, shipped: Shipped) -> None:
        self._case, self._seed, self._shipped = case, seed, shipped
        own = shipped.self_study.personal if shipped.self_study else ()
        self._entries = {str(each.get("exercise")): each for each in (*shipped.keys, *own)}
        self._read: dict[str, BaseKey] = {}

    @property
    def self_study(self) -> bool:
        """Whether this is a workbook for somebody who learns alone."""
        return self._shipped.self_study is not None

    @cached_property
    def case(self) -> Case:
        """The case as this student reads it."""
        return self._case.for_seed(self._seed)

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __getitem__(self, exercise_id: str) -> BaseKey:
        if exercise_id not in self._read:
            self._read[exercise_id] = self._key(self._entries[exercise_id])
        return self._read[exercise_id]

    def _key(self, entry: Mapping[str, Any]) -> BaseKey:
        from workbooks.personal import NoReference, key_for, key_of

        variants = self._case.variants
        own = told(entry, variants, picks_for(variants, self._seed))
        try:
            if own.get("reference") is not None:
                return key_for(own, self._case, self._functions, self._seed)
            return key_of(own)
        except (NoReference, ValueError) as error:  # pydantic's error is one of these
            raise KeyError(entry.get("exercise")) from error

    @cached_property
    def _functions(self) -> Functions:
        from workbooks.personal import functions_of

        study = self._shipped.self_study or SelfStudy()
        return functions_of(study.functions, study.file)


def load_practice(folder: Path, case: Case, seed: int) -> Practice:
    """The keys beside a workbook; empty if there are none that can be read.

    `case` is the one that lies there, before its variants are drawn; the keys are those of the
    student with that seed.
    """
    try:
        shipped = Shipped.model_validate_json((folder / PRACTICE_FILE).read_bytes())
    except (OSError, ValueError):
        shipped = Shipped(keys=())
    return Practice(case, seed, shipped)


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
    from workbooks.scoring.score import as_data

    score = score_of(key, exercise, raw)
    found = {
        **about, "points": score.points, "most": score.most, "reasons": as_data(score.reasons)
    }  # fmt: skip
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
