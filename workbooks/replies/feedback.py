"""Does the reply ask the customer how the matter, or they, were handled?"""

from __future__ import annotations

from workbooks.replies.parsed import Parsed
from workbooks.replies.patterns import Hit
from workbooks.replies.reading import Finding


def find_request(parsed: Parsed) -> Finding:
    """Whether a verdict is asked for, on which words."""
    asked = [hit for hit in parsed.said("asking.verdict") if _is_honest(parsed, hit)]
    if asked:
        return Finding("found", True, "feedback-found", parsed.spans(asked))
    begged = parsed.said("asking.begging")
    if begged:
        return Finding("not-found", False, "feedback-begged", parsed.spans(begged))
    thanked = parsed.said("asking.no_verdict")
    if thanked:
        return Finding("not-found", False, "feedback-other", parsed.spans(thanked))
    return Finding("not-found", False, "feedback-none")


def _is_honest(parsed: Parsed, hit: Hit) -> bool:
    if parsed.covers(hit, "asking.no_verdict"):
        return False
    sentence = parsed.sentence(hit)
    if parsed.any_in(sentence, "noise.sarcasm", "blame.threat", "blame.belittle"):
        return False
    return not (parsed.any_in(sentence, "asking.begging") or parsed.negated(hit, 2))
