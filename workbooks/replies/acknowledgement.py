"""Does the reply take up this customer's own situation or feeling, with goodwill?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from workbooks.replies.lexicon import read_data
from workbooks.replies.parsed import Parsed, between
from workbooks.replies.patterns import Hit
from workbooks.replies.reading import Finding
from workbooks.replies.situation import Situation
from workbooks.replies.tokens import Token, is_chinese, stem

_IF: Final = frozenset({"if", "whether", "unless", "when"})
_IF_CHINESE: Final = ("如果", "要是", "若", "假如", "万一", "只要")
_STATEMENT: Final = 6
_BUSINESS: Final = (
    "remedy.step", "remedy.open", "remedies", "remedy.vague", "remedy.refused",
    "asking.data", "asking.verdict",
    "asking.begging", "blame.refusal", "blame.excuse", "hearing.filed", "hearing.hollow",
    "noise.politeness", "noise.sarcasm", "noise.exaggeration", "remedy.former", "remedy.promise",
)  # fmt: skip
_CUSTOMER: Final = frozenset({"you", "your", "您", "你"})
_AGAINST: Final = (
    "blame.reproach", "blame.doubt", "blame.others", "blame.threat", "blame.belittle",
    "blame.denial",
)  # fmt: skip


@dataclass(frozen=True)
class Acknowledgements:
    """The places where the customer is taken up, and the answer."""

    hits: tuple[Hit, ...]
    finding: Finding


def find_acknowledgements(
    parsed: Parsed,
    situation: Situation,
    *,
    steps: tuple[Hit, ...],
    apologies: tuple[Hit, ...],
    blamed: bool,
) -> Acknowledgements:
    """What is taken up. `steps` are offers: what is named only in one of them does not count."""
    feelings = [hit for hit in parsed.said("hearing.feeling") if _is_felt(parsed, hit)]
    if situation.wants.both:
        feelings += [
            hit for hit in parsed.said("wants", "hearing.welcomed") if _is_felt(parsed, hit)
        ]
    mirrored = [
        hit for hit in parsed.said("happened") if _is_mirrored(parsed, hit, steps, apologies)
    ]
    troubled = [
        hit
        for hit in parsed.said("things")
        if _in_trouble(parsed, hit, apologies) and _is_mirrored(parsed, hit, steps, apologies)
    ]
    mirrored += [hit for each in apologies for hit in _sorry_for(parsed, each)]
    if blamed and not apologies:
        mirrored = troubled = []
    elif not troubled:
        troubled = [hit for hit in parsed.said("things") if _is_told_back(parsed, hit, steps)]
    return _answer(parsed, feelings, mirrored, troubled, apologies)


def _answer(
    parsed: Parsed,
    feelings: list[Hit],
    mirrored: list[Hit],
    troubled: list[Hit],
    apologies: tuple[Hit, ...],
) -> Acknowledgements:
    hits = tuple(sorted([*feelings, *mirrored, *troubled]))
    if hits and parsed.elsewhere:
        finding = Finding("not-found", False, "acknowledgement-elsewhere", parsed.spans(hits))
        return Acknowledgements((), finding)
    if not hits:
        hollow = parsed.said("hearing.hollow")
        reason = "acknowledgement-hollow" if hollow else "acknowledgement-none"
        return Acknowledgements((), Finding("not-found", False, reason, parsed.spans(hollow)))
    sorry = {parsed.sentence(each) for each in apologies}
    near = any(parsed.sentence(hit) in sorry for hit in hits)
    firm = bool(feelings or mirrored) or near
    finding = Finding(
        "found" if firm else "not-sure", True,
        "acknowledgement-found" if firm else "acknowledgement-doubt", parsed.spans(hits),
    )  # fmt: skip
    return Acknowledgements(hits, finding)


def _is_felt(parsed: Parsed, hit: Hit) -> bool:
    """Whether a feeling is granted, not denied, mocked or conditioned."""
    sentence = parsed.sentence(hit)
    if parsed.any_in(sentence, "noise.sarcasm", "noise.exaggeration"):
        return False
    if parsed.covers(hit, "asking.verdict"):
        return False
    return not (
        parsed.covers(hit, *_AGAINST) or parsed.negated(hit, 2) or _conditioned(parsed, hit)
    )


def _is_mirrored(
    parsed: Parsed, hit: Hit, steps: tuple[Hit, ...], apologies: tuple[Hit, ...]
) -> bool:
    """Whether what happened is told back: not in an offer, a question, an excuse or a reproach."""
    clause, sentence = parsed.clause(hit), parsed.sentence(hit)
    if parsed.any_in(sentence, "noise.sarcasm", "noise.exaggeration"):
        return False
    if parsed.any_in(clause, *_AGAINST, "asking.data") or parsed.asked(hit):
        return False
    if _conditioned(parsed, hit):
        return False
    if between(apologies, sentence[0], hit.start + 1):
        return not any(hit.start < each.end for each in between(steps, sentence[0], hit.start + 1))
    return not between(steps, sentence[0], max(clause[1], hit.end))


def _sorry_for(parsed: Parsed, apology: Hit) -> Iterator[Hit]:
    """What a sorry is said for, where that is more than "the inconvenience"."""
    tokens = parsed.tokens.all
    end = parsed.clause(apology)[1]
    for _ in parsed.overlapping(apology, "apology.for_what"):
        named = [token for token in tokens[apology.end : end] if _names_something(token)]
        chinese = sum(is_chinese(token.stem[0]) for token in named)
        if len(named) - chinese >= 2 or chinese >= 5:
            yield Hit(apology.start, max(apology.end, end))


def _names_something(token: Token) -> bool:
    return token.is_word and token.stem not in _sorry_words()


@cache
def _sorry_words() -> frozenset[str]:
    data = read_data("hearing")["empty_regret"]
    return frozenset([*(stem(word) for word in data["en"]), *"".join(data["zh"])])


def _is_told_back(parsed: Parsed, hit: Hit, steps: tuple[Hit, ...]) -> bool:
    """Whether a thing is spoken of to the customer, early on, in a mere statement."""
    sentence = parsed.sentence(hit)
    if parsed.tokens.sentence_of[hit.start] > 1 or parsed.tokens.asks(sentence):
        return False
    if parsed.tokens.words(sentence) < _STATEMENT or parsed.any_in(sentence, *_BUSINESS):
        return False
    if between(steps, *sentence):
        return False
    words = {token.stem for token in parsed.tokens.all[sentence[0] : sentence[1]]}
    return not words.isdisjoint(_CUSTOMER) and not _conditioned(parsed, hit)


def _in_trouble(parsed: Parsed, hit: Hit, apologies: tuple[Hit, ...]) -> bool:
    """Whether a thing of the exercise is said to be in trouble, with a sorry or to the customer."""
    clause, sentence = parsed.clause(hit), parsed.sentence(hit)
    words = {token.stem for token in parsed.tokens.all[clause[0] : clause[1]]}
    near = bool(between(apologies, *sentence))
    return parsed.any_in(clause, "hearing.trouble") and (near or not words.isdisjoint(_CUSTOMER))


def _conditioned(parsed: Parsed, hit: Hit) -> bool:
    clause = parsed.clause(hit)
    before = parsed.tokens.all[clause[0] : hit.start]
    if any(token.stem in _IF for token in before):
        return True
    text = "".join(token.stem for token in before)
    return any(word in text for word in _IF_CHINESE)
