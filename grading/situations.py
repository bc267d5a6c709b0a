"""What in the situations of a case cannot be, or would make replies to it be read wrongly.

It is told when a case is checked and built: a workbook that opens need not look at it again.
"""

from __future__ import annotations

from collections.abc import Iterator

from workbooks.case import Case
from workbooks.exercise import Mistake
from workbooks.replies.lexicon import phrase_words
from workbooks.replies.patterns import fault_of
from workbooks.replies.situation import Situation
from workbooks.replying import Replying

_CODES = {
    "sign": "phrase-sign",
    "name": "phrase-unknown-words",
    "everything": "phrase-of-everything",
}


def situation_mistakes(case: Case) -> Iterator[Mistake]:
    """What is wrong with each situation, at its place in the case."""
    for number, exercise in enumerate(case.exercises):
        if isinstance(exercise, Replying) and exercise.situation is not None:
            for code, at, names in _mistakes(exercise.situation):
                yield code, ("exercises", number, "situation", *at), names


def _mistakes(situation: Situation) -> Iterator[Mistake]:
    for at, phrase in situation.placed_phrases:
        fault = fault_of(phrase, phrase_words())
        if fault:
            yield _CODES[fault], at, {"phrase": phrase}
    for at, lang in situation.one_sided:
        yield "phrases-one-sided", at, {"lang": "English" if lang == "en" else "Chinese"}
    for number, fact in enumerate(situation.facts):
        if fact.amount is None and not fact.says.both:
            yield "fact-says-nothing", ("facts", number), {}
    if bool(situation.custom.both) != bool(situation.fitting.both):
        missing = "fitting" if situation.custom.both else "custom"
        yield "custom-by-half", (), {"missing": missing}
    if not (situation.happened.both or situation.wants.both):
        yield "nothing-to-take-up", (), {}
