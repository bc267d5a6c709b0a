"""What is wrong with a key that has replies read: found before anybody has written one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from workbooks.replies.reading import CRITERIA, Criterion
from workbooks.replying import Replying
from workbooks.scoring.key import KeyProblem
from workbooks.scoring.reading import is_met
from workbooks.text import LANGS, Lang, Text

_LONG: Final = {"en": 6, "zh": 10}
"""So many words, or characters, in one phrase are a sentence of somebody's."""


def unread_criteria(
    exercise: Replying, criteria: Collection[Criterion], at: tuple[str | int, ...]
) -> Iterator[KeyProblem]:
    """Criteria that nothing in the exercise raises."""
    if criteria and exercise.situation is None:
        yield "reads-nothing", at, {"why": "the exercise has no `situation`"}
        return
    for name in criteria:
        if exercise.situation is not None and name not in exercise.situation.criteria:
            lacks = "facts" if name == "transparent" else "custom"
            yield "reads-nothing", at, {"why": f"its situation has no {lacks} for “{name}”"}


def missed_in_model(
    exercise: Replying, model: Text, asked: Collection[Criterion]
) -> Iterator[KeyProblem]:
    """What is asked of students and is not found, or not surely, in the model answer."""
    for lang in LANGS:
        reading = exercise.read_reply(model[lang]) if asked else None
        for name in CRITERIA if reading is not None else ():
            if reading is None or name not in asked or name not in reading.findings:
                continue
            if not is_met(reading, name) or name in reading.unsure:
                fields: dict[str, object] = {
                    "lang": lang,
                    "name": name,
                    "why": reading.findings[name].why.en,
                }
                yield "model-not-read", ("model_answer", lang), fields


def copied_phrases(exercise: Replying, model: Text) -> Iterator[KeyProblem]:
    """Phrases of the situation, which students can read, that are sentences of the model answer."""
    if exercise.situation is None:
        return
    for at, phrase in exercise.situation.placed_phrases:
        lang: Lang = "en" if at[-2] == "en" else "zh"
        plain = " ".join(phrase.split())
        length = len(plain.split()) if lang == "en" else len(plain)
        if length >= _LONG[lang] and plain.casefold() in " ".join(model[lang].split()).casefold():
            yield "phrase-copied", ("model_answer", lang), {"phrase": plain, "lang": lang}
