"""Is there a concrete next step for this customer, on this matter?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from workbooks.replies.parsed import Parsed
from workbooks.replies.patterns import Hit
from workbooks.replies.reading import Finding
from workbooks.replies.situation import Situation
from workbooks.replies.tokens import Token

_OURS_OR_DONE: Final = frozenset({"i", "we", "have", "be", "get", "you", "already", "just"})
_PAST_FORMS: Final = frozenset(
    {"sent", "gave", "brought", "called", "rang", "got", "took", "came", "went", "made", "wrote"}
)


@dataclass(frozen=True)
class Remedies:
    """The steps that count, every mention of help, and the answer."""

    steps: tuple[Hit, ...]
    mentions: tuple[Hit, ...]
    """Also the vague and the refused ones: they matter for the order of things."""
    finding: Finding


def find_remedies(parsed: Parsed, situation: Situation, *, blamed: bool) -> Remedies:
    """The steps offered, and whether one of them is concrete.

    `blamed`: the reply turns against the customer, and a mere word is no offer in it.
    """
    kinds = ("remedy.step",) if blamed else ("remedy.step", "remedy.open")
    general = kinds if situation.any_remedy else ()
    candidates = parsed.said("remedies", *general)
    steps = tuple(hit for hit in candidates if _is_real(parsed, hit))
    others = parsed.said("remedy.vague", "remedy.refused", "remedy.step", "remedy.open")
    mentions = tuple(
        sorted({*steps, *(hit for hit in [*candidates, *others] if not _is_told(parsed, hit))})
    )
    return Remedies(steps, mentions, _finding(parsed, steps, candidates, blamed))


def _finding(
    parsed: Parsed, steps: tuple[Hit, ...], candidates: list[Hit], blamed: bool
) -> Finding:
    if steps and parsed.elsewhere:
        return Finding("not-found", False, "remedy-elsewhere", parsed.spans(steps))
    if steps:
        firm = any(_is_firm(parsed, hit) for hit in steps) or len(steps) > 1
        spans = parsed.spans(steps)
        if firm:
            return Finding("found", True, "remedy-found", spans)
        return Finding("not-sure", not blamed, "remedy-loose", spans)
    if candidates:
        return Finding("not-found", False, "remedy-refused", parsed.spans(candidates))
    vague = parsed.said("remedy.vague")
    if vague:
        return Finding("not-found", False, "remedy-vague", parsed.spans(vague))
    return Finding("not-found", False, "remedy-none")


def _is_real(parsed: Parsed, hit: Hit) -> bool:
    """Whether the step is offered: not refused, not beyond all measure, not sent away for."""
    if parsed.any_in(parsed.sentence(hit), "noise.exaggeration", "noise.sarcasm"):
        return False
    if parsed.covers(hit, "remedy.refused") or parsed.negated(hit) or _is_told(parsed, hit):
        return False
    if parsed.covers(hit, "noise.quoting") and _leads_to_quotation(parsed, hit):
        return False
    return not parsed.covers(
        hit, "blame.refusal", "blame.condition", "blame.belittle", "asking.data", "asking.verdict",
        "asking.begging", "blame.others", "apology.sincere", "blame.doubt",
    )  # fmt: skip


def _leads_to_quotation(parsed: Parsed, hit: Hit) -> bool:
    """Whether a quotation follows: "my colleague wrote: …" is no offer to write."""
    return not parsed.quoted.isdisjoint(range(hit.end, hit.end + 4))


def _is_told(parsed: Parsed, hit: Hit) -> bool:
    """Whether it is a story of former times, or of what happened to the customer."""
    clause, sentence = parsed.clause(hit), parsed.sentence(hit)
    if parsed.any_in(sentence, "remedy.former"):
        return True
    words = [token.stem for token in parsed.tokens.all[clause[0] : hit.start]]
    promised = parsed.any_in(clause, "remedy.promise")
    if "should" in words or (words[:1] == ["if"] and not promised):
        return True
    if not promised and any(_holds(each, hit) for each in parsed.overlapping(hit, "happened")):
        return True
    first = parsed.tokens.all[hit.start]
    before = {token.stem for token in parsed.tokens.all[max(clause[0], hit.start - 4) : hit.start]}
    return _is_past(first) and before.isdisjoint(_OURS_OR_DONE)


def _holds(whole: Hit, part: Hit) -> bool:
    """Whether `whole` says more than `part`, and says it too."""
    return whole.start <= part.start and part.end <= whole.end and whole != part


def _is_past(token: Token) -> bool:
    """Whether this is an English verb in the past tense."""
    if token.stem != token.surface and token.surface in _PAST_FORMS:
        return True
    return token.surface.endswith("ed") and token.surface != token.stem


def _is_firm(parsed: Parsed, hit: Hit) -> bool:
    """Whether somebody says they do it, or the customer is told to."""
    return parsed.any_in(parsed.sentence(hit), "remedy.promise", "remedy.step", "remedy.open")
