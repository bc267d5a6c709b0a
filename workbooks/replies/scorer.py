"""The whole reading of a reply, and the order in which it says things."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from workbooks.replies.acknowledgement import find_acknowledgements
from workbooks.replies.apology import find_apologies
from workbooks.replies.blame import BLAMED, Blame, find_blame
from workbooks.replies.culture import find_culture
from workbooks.replies.facts import find_facts, read_amounts
from workbooks.replies.feedback import find_request
from workbooks.replies.noise import without_noise
from workbooks.replies.parsed import Parsed, parse
from workbooks.replies.patterns import Hit
from workbooks.replies.reading import Criterion, Finding, ReplyReading, Span
from workbooks.replies.remedy import Remedies, find_remedies
from workbooks.replies.situation import Situation

_LONG_OPENING: Final = 14
"""So many unrecognised words before the first kind one make the order doubtful."""


def score_reply(
    text: str, situation: Situation, *, others: Sequence[Situation] = ()
) -> ReplyReading:
    """What `text` says as a reply in `situation`, in either language. Any text is read, none fails.

    `others` are the situations of the course's other exercises, so that an answer copied from one
    of them is noticed.
    """
    parsed = without_noise(parse(text, situation, others))
    against = find_blame(parsed, remedied=False, denied=(), goodwill=False).weight >= BLAMED
    remedies = find_remedies(parsed, situation, blamed=against)
    remedied = remedies.finding.likely
    apologies = find_apologies(parsed, remedied=remedied)
    goodwill = bool(apologies.meant) or bool(parsed.said("hearing.feeling"))
    blame = find_blame(parsed, remedied=remedied, denied=apologies.denied, goodwill=goodwill)
    heard = find_acknowledgements(
        parsed, situation, steps=remedies.steps, apologies=apologies.meant,
        blamed=blame.weight >= BLAMED,
    )  # fmt: skip
    findings: dict[Criterion, Finding] = {
        "apology": apologies.finding,
        "acknowledgement": heard.finding,
        "heard_first": _heard_first(
            parsed,
            sorted([*apologies.meant, *heard.hits]),
            _business(parsed, situation, remedies, blame),
        ),
        "no_blame": blame.finding,
        "remedy": remedies.finding,
        "feedback_request": find_request(parsed),
    }
    if "transparent" in situation.criteria:
        findings["transparent"] = find_facts(parsed, situation)
    if "culture" in situation.criteria:
        findings["culture"] = find_culture(parsed, blamed=blame.weight >= BLAMED)
    return ReplyReading(findings, _noise_spans(parsed))


def _heard_first(parsed: Parsed, kind: list[Hit], business: list[Hit]) -> Finding:
    """Whether the customer is taken up (`kind`) before anything else is done or said."""
    if not kind:
        return Finding("not-found", False, "heard-first-nothing")
    first = kind[0]
    before = [hit for hit in business if _stands_before(parsed, hit, first)]
    if before:
        return Finding("not-found", False, "heard-first-late", parsed.spans([before[0], first]))
    spans = parsed.spans([first])
    if _unrecognised_before(parsed, first) > _LONG_OPENING:
        return Finding("not-sure", False, "heard-first-doubt", spans)
    return Finding("found", True, "heard-first-found", spans)


def _business(parsed: Parsed, situation: Situation, remedies: Remedies, blame: Blame) -> list[Hit]:
    """Every remedy, excuse, fact, refusal, reproach and question for data."""
    hits = [*remedies.mentions, *blame.hits, *parsed.said("asking.data", "blame.excuse")]
    if situation.facts:
        hits += [each.hit for each in read_amounts(parsed) if each.unit == "money"]
        for number in range(len(situation.facts)):
            hits += parsed.said(f"says-{number}")
    return sorted(hits)


def _stands_before(parsed: Parsed, hit: Hit, first: Hit) -> bool:
    """Whether the hit is something else, said before the first kind word."""
    if hit.start >= first.start:
        return False
    if parsed.covers(hit, "hearing.agreeing", "blame.clearing"):
        return False
    return parsed.clause(hit) != parsed.clause(first) or hit.end <= first.start


def _unrecognised_before(parsed: Parsed, first: Hit) -> int:
    """How many words stand in sentences before the first kind one, greetings aside."""
    words = 0
    for sentence in parsed.tokens.sentences:
        if sentence[1] > first.start:
            break
        if not parsed.any_in(sentence, "hearing.agreeing") and sentence[0] not in parsed.muted:
            words += parsed.tokens.words(sentence)
    return words


def _noise_spans(parsed: Parsed) -> tuple[Span, ...]:
    places = sorted(parsed.muted | parsed.quoted)
    return parsed.spans(Hit(place, place + 1) for place in places)
