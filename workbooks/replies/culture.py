"""Is the customer's custom taken up with respect, and is something offered that fits it?"""

from __future__ import annotations

from workbooks.replies.parsed import Parsed
from workbooks.replies.reading import Finding


def find_culture(parsed: Parsed, *, blamed: bool) -> Finding:
    """Both halves are needed: the custom in words, and an offer that fits."""
    custom = [hit for hit in parsed.said("custom") if _is_meant(parsed, hit.start)]
    fitting = [
        hit
        for hit in parsed.said("fitting")
        if _is_meant(parsed, hit.start)
        and not parsed.negated(hit)
        and not parsed.covers(hit, "remedy.refused", "blame.refusal", "blame.belittle")
    ]
    hits = parsed.spans([*custom, *fitting])
    if parsed.elsewhere:
        return Finding("not-found", False, "culture-elsewhere", hits)
    if parsed.said("blame.belittle") or blamed:
        return Finding("not-found", False, "culture-belittled", hits)
    if custom and fitting:
        return Finding("found", True, "culture-found", hits)
    if custom:
        return Finding("not-found", False, "culture-no-offer", hits)
    if fitting:
        return Finding("not-found", False, "culture-not-named", hits)
    return Finding("not-found", False, "culture-none")


def _is_meant(parsed: Parsed, place: int) -> bool:
    sentence = parsed.tokens.sentence(place)
    return not parsed.any_in(sentence, "noise.sarcasm", "noise.exaggeration")
