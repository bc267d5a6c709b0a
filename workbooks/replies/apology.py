"""Does the reply itself say sorry to this customer, and mean it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from workbooks.replies.parsed import Parsed
from workbooks.replies.patterns import Hit
from workbooks.replies.reading import Finding

_SELF: Final = frozenset({"i", "we", "us", "me", "我", "咱"})
_CLOSED_DOORS: Final = (
    "blame.refusal", "blame.reproach", "blame.others", "blame.denial", "blame.threat",
    "asking.data",
)  # fmt: skip
_WARM: Final = (
    "happened", "wants", "remedies", "hearing.feeling", "hearing.agreeing", "hearing.welcomed",
    "blame.clearing", "remedy.step", "remedy.open", "apology.sincere", "apology.remorse",
    "remedy.vague",
    "asking.verdict", "hearing.trouble", "things",
)  # fmt: skip
_BARE_WORDS: Final = ("sorry", "抱歉", "对不起", "不好意思")
_BARE: Final = 5
"""A clause of so many letters or characters, and one more, holds nothing but one of these."""


@dataclass(frozen=True)
class Apologies:
    """The apologies that count, and the phrases that deny, condition or misuse one."""

    meant: tuple[Hit, ...]
    denied: tuple[Hit, ...]
    finding: Finding


def find_apologies(parsed: Parsed, *, remedied: bool) -> Apologies:
    """What of the reply's sorries counts. `remedied`: a real step stands somewhere in the reply."""
    meant: list[Hit] = []
    denied: list[Hit] = []
    first_reason = ""
    for hit in parsed.said("apology.sincere", "apology.remorse"):
        reason = _why_not(parsed, hit, remedied)
        if not reason:
            meant.append(hit)
            continue
        first_reason = first_reason or reason
        if reason in ("apology-refused", "apology-conditional", "apology-opener"):
            denied.append(hit)
    if meant:
        finding = Finding("found", True, "apology-found", parsed.spans(meant))
    elif denied or first_reason:
        finding = Finding("not-found", False, first_reason, parsed.spans(denied))
    else:
        finding = Finding("not-found", False, "apology-none")
    return Apologies(tuple(meant), tuple(denied), finding)


def _why_not(parsed: Parsed, hit: Hit, remedied: bool) -> str:
    """Why this sorry is no apology to the customer; empty if it is one."""
    reasons = {
        "apology-mocking": parsed.any_in(parsed.sentence(hit), "noise.sarcasm"),
        "apology-refused": _covers_but(parsed, hit, "apology.refusal", "apology.no_refusal"),
        "apology-conditional": parsed.covers(hit, "apology.conditional"),
        "apology-promised": parsed.covers(hit, "apology.unsaid"),
        "apology-reported": _of_another(parsed, hit),
        "apology-to-another": _covers_but(parsed, hit, "apology.elsewhere", "apology.family"),
        "apology-asking": parsed.covers(hit, "apology.asking"),
        "apology-opener": _only_opens(parsed, hit, remedied),
    }
    return next((name for name, holds in reasons.items() if holds), "")


def _covers_but(parsed: Parsed, hit: Hit, name: str, exception: str) -> bool:
    return parsed.covers(hit, name) and not parsed.covers(hit, exception)


def _of_another(parsed: Parsed, hit: Hit) -> bool:
    """Whether a third person says it, and nobody of us between that person and the words."""
    if not parsed.covers(hit, "apology.reported"):
        return False
    before = parsed.tokens.all[parsed.clause(hit)[0] : hit.end - 1]
    return not any(token.stem in _SELF for token in before)


def _only_opens(parsed: Parsed, hit: Hit, remedied: bool) -> bool:
    """Whether a bare sorry only opens a refusal or a question for data."""
    if remedied or parsed.covers(hit, "apology.for_what"):
        return False
    clause = parsed.clause(hit)
    if parsed.covers(hit, "apology.opener"):
        return not parsed.any_in(parsed.sentence(hit), "happened", "hearing.feeling")
    if not _is_bare(parsed, hit):
        return False
    rest = (clause[1], parsed.sentence(hit)[1])
    if rest[0] == rest[1]:
        rest = _following_clause(parsed, clause)
    return parsed.any_in(rest, *_CLOSED_DOORS) or _states_only(parsed, clause, rest)


def _states_only(parsed: Parsed, clause: tuple[int, int], rest: tuple[int, int]) -> bool:
    """Whether "Sorry, …" goes on, in its sentence, with a statement that is kind to nobody."""
    if rest[0] != clause[1] or parsed.tokens.words(rest) < 3:
        return False
    if rest[0] < len(parsed.tokens.all) and parsed.tokens.all[rest[0] - 1].ends == 2:
        return False
    return not parsed.any_in(rest, *_WARM)


def _is_bare(parsed: Parsed, hit: Hit) -> bool:
    """Whether it is "Sorry" and no more: no "very", no "we are", no "my apologies"."""
    clause = parsed.clause(hit)
    words = "".join(
        token.stem for token in parsed.tokens.all[clause[0] : clause[1]] if token.is_word
    )
    return len(words) <= _BARE + 1 and words.startswith(_BARE_WORDS)


def _following_clause(parsed: Parsed, clause: tuple[int, int]) -> tuple[int, int]:
    if clause[1] >= len(parsed.tokens.all):
        return clause[1], clause[1]
    return parsed.tokens.clause(clause[1])
