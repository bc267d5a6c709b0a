"""Does the reply turn against the customer: blame, doubt, lecture, mock, threaten, stonewall?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from workbooks.replies.parsed import Parsed
from workbooks.replies.patterns import Hit
from workbooks.replies.reading import Finding

_WEIGHTS: Final = {
    "blame.reproach": 2.0, "blame.doubt": 2.0, "blame.others": 2.0, "blame.threat": 2.0,
    "blame.condition": 2.0,
    "blame.belittle": 2.0, "noise.sarcasm": 2.0, "blame.denial": 1.5, "blame.refusal": 1.5,
    "blame.excuse": 0.5,
}  # fmt: skip
_SOFTENED: Final = {"blame.refusal": 0.4, "blame.denial": 1.0, "blame.excuse": 0.0}
"""What the closed door weighs where a real step is offered beside it."""
BLAMED: Final = 1.25
"""From here on a reply is taken to turn against the customer."""
_DOUBT: Final = (0.9, 1.9)
_A_GOOD_DEAL: Final = 9
_KIND: Final = (
    "apology.sincere", "apology.remorse", "hearing.feeling", "hearing.welcomed",
    "hearing.agreeing", "happened", "wants", "remedies", "remedy.step", "remedy.open",
    "remedy.vague",
    "remedy.former", "blame.clearing", "asking.verdict", "asking.begging", "asking.no_verdict",
    "asking.data", "noise.exaggeration", "noise.politeness",
)  # fmt: skip


@dataclass(frozen=True)
class Blame:
    """How much turns against the customer, on which words, and the answer to `no_blame`."""

    weight: float
    hits: tuple[Hit, ...]
    finding: Finding


def find_blame(parsed: Parsed, *, remedied: bool, denied: tuple[Hit, ...], goodwill: bool) -> Blame:
    """What turns against the customer.

    `remedied`: a real step is offered. `denied`: sorries refused, conditioned or misused, which
    are stonewalling. `goodwill`: the customer was apologised to, or their feeling was granted.
    """
    weight = 2.0 * bool(denied)
    hits = list(denied)
    for name, full in _WEIGHTS.items():
        found = [hit for hit in parsed.said(name) if _counts(parsed, hit, name)]
        if found:
            each = _SOFTENED.get(name, full) if remedied else full
            weight += each * (1 + 0.25 * (len(found) - 1))
            hits += found
    if goodwill and not denied:
        weight *= 0.75
    return Blame(weight, tuple(sorted(hits)), _finding(parsed, weight, hits))


def _counts(parsed: Parsed, hit: Hit, name: str) -> bool:
    """Whether the phrase is meant as it reads: not cleared, granted or mirrored."""
    if parsed.covers(hit, "blame.clearing", "hearing.feeling"):
        return name == "noise.sarcasm"
    if parsed.covers(hit, "asking.verdict", "hearing.welcomed"):
        return False
    if name not in ("blame.refusal", "blame.excuse"):
        return True
    if parsed.covers(hit, "happened") or _done_by_customer(parsed, hit):
        return False
    return not parsed.any_in(parsed.sentence(hit), "noise.exaggeration")


def _done_by_customer(parsed: Parsed, hit: Hit) -> bool:
    """Whether the customer is the one who can not, or to whom it was not done."""
    return hit.start > 0 and parsed.tokens.all[hit.start - 1].stem in ("you", "您", "你")


def _finding(parsed: Parsed, weight: float, hits: list[Hit]) -> Finding:
    blamed = weight >= BLAMED
    unsure = _DOUBT[0] <= weight < _DOUBT[1]
    if (not hits or weight < _DOUBT[0]) and _is_cold(parsed):
        return Finding("not-sure", False, "no-blame-cold")
    if not hits or weight < _DOUBT[0]:
        return Finding("found", True, "no-blame-found")
    if unsure:
        return Finding("not-sure", not blamed, "no-blame-doubt", parsed.spans(hits))
    return Finding("not-found", not blamed, "no-blame-blames", parsed.spans(hits))


def _is_cold(parsed: Parsed) -> bool:
    """Whether a reply says a good deal, and in all of it nothing for the customer.

    Those who are left without a kind word, a step, a fact, a question or even thanks are most often
    lectured or sent away, in words that no list foresees. A human should look.
    """
    tokens = parsed.tokens
    if parsed.muted or parsed.quoted or parsed.elsewhere:
        return False
    if tokens.words((0, len(tokens.all))) < _A_GOOD_DEAL:
        return False
    says = [name for name in parsed.exercise if name.startswith("says-")]
    return not parsed.said(*_KIND, *says) and not any(token.stem.isdigit() for token in tokens.all)
