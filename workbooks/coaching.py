"""What the page says of a reply while it is written: the words that were read, and one hint.

The hints come in the order in which they matter to the customer, and one at a time. That no blame
was found is never said: it is no praise. What is merely missing is not missed before there is a
sentence or two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from workbooks.replies.reading import Criterion, Finding, ReplyReading, Span
from workbooks.replying import Replying

_ENOUGH: Final = 10
"""So many words (Chinese characters counting half) are a reply in which something may be missed."""
_MOST: Final = 5_000
"""Longer texts are no reply to a customer: the page does not wait for them to be read."""
_TOLD: Final[tuple[Criterion, ...]] = (
    "apology", "acknowledgement", "remedy", "transparent", "culture", "feedback_request",
)  # fmt: skip
"""What is said to be in a reply, and shown in it. The other two have no words of their own."""
_ANYWHERE: Final = frozenset({"blames", "blame-doubt", "noise", "late-offer", "late"})
"""Hints about what stands there, which need not wait for more."""
Told = dict[str, Any]


def coach(
    exercise: Replying, texts: Sequence[str], known: Sequence[Mapping[str, Any]] = ()
) -> list[Told]:
    """What is told of each of these texts, as plain data; `known` is what was told before.

    `text` is what it speaks of, `has` the criteria that were found, `found` the places they rest
    on, in code points, and `hint` the name of one hint (`coach.<name>` in the wording) with the
    `spans` it is about; `hint` is empty while there is little to go by. Nothing is told of a text
    of more than 5 000 characters.
    """
    before = {each["text"]: dict(each) for each in known}
    short = dict.fromkeys(text for text in texts if len(text) <= _MOST)
    return [before.get(text) or _told(exercise, text) for text in short]


def _told(exercise: Replying, text: str) -> Told:
    reading = exercise.read_reply(text)
    if reading is None:
        return {"text": text, "has": [], "found": [], "hint": "", "spans": []}
    has = [name for name in _TOLD if name in reading.findings and _is_found(reading, name)]
    hint, spans = next(_hints(exercise, reading, text), ("through", ()))
    if hint not in _ANYWHERE and not _is_enough(text):
        hint, spans = "", ()
    return {
        "text": text,
        "has": has,
        "found": _pairs(span for name in has for span in reading.findings[name].spans),
        "hint": hint,
        "spans": _pairs(spans),
    }


def _hints(
    exercise: Replying, reading: ReplyReading, text: str
) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """The hints that this reading gives, the most important first."""
    findings = reading.findings
    blame, order = findings["no_blame"], findings["heard_first"]
    if blame.spans:
        yield ("blames" if blame.answer == "not-found" else "blame-doubt"), blame.spans
    if 2 * sum(each.end - each.start for each in reading.noise) > len(text.strip()):
        yield "noise", reading.noise
    apology = findings["apology"]
    if apology.reason not in ("apology-found", "apology-none"):
        yield apology.reason, apology.spans
    yield from _late(order, findings["remedy"])
    situation = exercise.situation
    needs_sorry = situation is not None and bool(situation.happened.both)
    for name in ("acknowledgement", "apology", "remedy", "transparent", "culture"):
        finding = findings.get(name)
        if finding is None or (name == "apology" and not needs_sorry):
            continue
        if finding.answer != "found":
            yield finding.reason, finding.spans
    if order.answer == "not-sure":
        yield order.reason, order.spans
    if findings["feedback_request"].answer != "found":
        yield findings["feedback_request"].reason, findings["feedback_request"].spans


def _late(order: Finding, remedy: Finding) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """An offer, or anything else, that comes before the customer was heard."""
    if order.answer != "not-found":
        return
    offered = remedy.spans[:1] if remedy.likely else ()
    first = order.spans[:1]
    if offered and (not first or offered[0].start <= first[0].start):
        yield "late-offer", offered
    elif first:
        yield "late", first


def _is_found(reading: ReplyReading, name: Criterion) -> bool:
    return reading.findings[name].answer == "found" and reading.findings[name].likely


def _is_enough(text: str) -> bool:
    from workbooks.replies.normal import normalise
    from workbooks.replies.tokens import tokenise

    tokens = tokenise(normalise(text))
    return tokens.words((0, len(tokens.all))) >= _ENOUGH


def _pairs(spans: Iterator[Span] | Sequence[Span]) -> list[list[int]]:
    """Places as pairs, overlapping ones joined."""
    joined: list[list[int]] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], span.end)
        else:
            joined.append([span.start, span.end])
    return joined
