"""Is the price question answered with a fact that is right, and is none hidden or contradicted?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from workbooks.replies.parsed import Parsed, between
from workbooks.replies.patterns import Hit
from workbooks.replies.reading import Finding
from workbooks.replies.situation import Fact, Situation, Unit
from workbooks.replies.tokens import is_chinese

_UNITS: Final[dict[str, Unit]] = {
    "yuan": "money", "元": "money", "块": "money", "rmb": "money", "cny": "money", "圆": "money",
    "%": "percent", "percent": "percent", "day": "days", "天": "days", "日": "days",
}  # fmt: skip
_OTHER_UNITS: Final = frozenset(
    {
        "hour",
        "minut",
        "minute",
        "pm",
        "am",
        "week",
        "month",
        "floor",
        "oclock",
        "second",
        "year",
        "th",
    }
    | set("小分点周个月楼号年秒层位次条遍通")
)
_DIGITS: Final = {each: value for value, each in enumerate("零一二三四五六七八九")} | {"两": 2}
_POWERS: Final = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_WORDS: Final = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip


@dataclass(frozen=True)
class Amount:
    """A number in a reply, with the unit that stands beside it, if any."""

    value: float
    unit: Unit | None
    hit: Hit


def find_facts(parsed: Parsed, situation: Situation) -> Finding:
    """Whether a right fact is given, and nothing is denied that is true."""
    amounts = [each for each in read_amounts(parsed) if each.hit.start not in parsed.muted]
    given = [
        (number, hit)
        for number, fact in enumerate(situation.facts)
        for hit in _statements(parsed, number, fact, amounts)
    ]
    spans = parsed.spans(hit for _, hit in given)
    if parsed.elsewhere or not given:
        hidden = parsed.said("denials")
        reason = "facts-denied" if hidden else "facts-none"
        return Finding("not-found", False, reason, parsed.spans(hidden))
    wrong = _contradictions(parsed, situation, amounts)
    told = {number for number, _ in given}
    untold = any(fact.charge and n not in told for n, fact in enumerate(situation.facts))
    denials = [hit for hit in parsed.said("denials") if not parsed.asked(hit)]
    if wrong or (denials and untold) or parsed.said("noise.exaggeration"):
        return Finding(
            "not-found", False, "facts-wrong" if wrong else "facts-denied",
            parsed.spans([*wrong, *denials]),
        )  # fmt: skip
    return Finding("found", True, "facts-found", spans)


def _statements(parsed: Parsed, number: int, fact: Fact, amounts: list[Amount]) -> Iterator[Hit]:
    """Where this fact is stated, in words or by its amount beside what it is about."""
    yield from (
        hit for hit in parsed.said(f"says-{number}")
        if not parsed.asked(hit) and not parsed.any_in(parsed.sentence(hit), "noise.exaggeration")
    )  # fmt: skip
    if fact.amount is None:
        return
    about = parsed.said(f"about-{number}")
    for amount in amounts:
        if amount.value != fact.amount or amount.unit not in (fact.unit, None):
            continue
        sentence = parsed.tokens.sentence(amount.hit.start)
        if not fact.about.both or between(about, *sentence):
            yield amount.hit


def _contradictions(parsed: Parsed, situation: Situation, amounts: list[Amount]) -> list[Hit]:
    """Sums of money that are none of the facts', nor a sum or a multiple of them."""
    known = {
        fact.amount for fact in situation.facts if fact.amount is not None and fact.unit == "money"
    }
    known |= _stated(situation)
    sums = {sum(part) for size in (1, 2, 3) for part in combinations(sorted(known), size)}
    wrong = []
    for amount in amounts:
        if amount.unit != "money" or amount.value in sums or amount.value == 0:
            continue
        if any(each and amount.value % each == 0 and amount.value / each <= 20 for each in known):
            continue
        about = _about_here(parsed, situation, amount)
        if about:
            wrong.append(amount.hit)
    return wrong


def _stated(situation: Situation) -> set[float]:
    """Numbers among the exercise's things, such as a price that everybody sees."""
    return {float(each) for each in situation.things.both if each.isdigit()}


def _about_here(parsed: Parsed, situation: Situation, amount: Amount) -> bool:
    clause = parsed.tokens.clause(amount.hit.start)
    return any(
        parsed.any_in(clause, f"about-{number}")
        for number, fact in enumerate(situation.facts)
        if fact.unit == "money"
    )


def read_amounts(parsed: Parsed) -> Iterator[Amount]:
    """The numbers of a reply, in digits or in words of either language."""
    tokens = parsed.tokens.all
    place = 0
    while place < len(tokens):
        value, end = _number(parsed, place)
        if value is None:
            place += 1
            continue
        unit, stop = _unit(parsed, place, end)
        if unit != "other":
            yield Amount(value, unit, Hit(place, stop))  # type: ignore[arg-type]
        place = max(end, place + 1)


def _number(parsed: Parsed, place: int) -> tuple[float | None, int]:
    """The number that begins at `place`, and where it ends."""
    surface = parsed.tokens.all[place].surface
    if surface[0].isdigit() and surface[0].isascii():
        try:
            return float(surface.replace(",", "")), place + 1
        except ValueError:
            return None, place + 1
    if surface in _WORDS:
        return float(_WORDS[surface]), place + 1
    if surface in _DIGITS or surface == "十":
        return _chinese_number(parsed, place)
    return None, place + 1


def _chinese_number(parsed: Parsed, place: int) -> tuple[float | None, int]:
    total = digit = 0
    end = place
    tokens = parsed.tokens.all
    while end < len(tokens) and end - place < 12:
        surface = tokens[end].surface
        if surface in _DIGITS:
            digit = _DIGITS[surface]
        elif surface in _POWERS:
            total += (digit or 1) * _POWERS[surface]
            digit = 0
        else:
            break
        end += 1
    return float(total + digit), max(end, place + 1)


def _unit(parsed: Parsed, start: int, end: int) -> tuple[Unit | str | None, int]:
    """The unit of a number: what stands behind it, or the sign of a currency before it."""
    tokens = parsed.tokens.all
    if start and tokens[start - 1].surface in "¥$€":
        return "money", end
    if (
        tokens[start - 1 : start]
        and "".join(t.surface for t in tokens[max(0, start - 3) : start]) == "百分之"
    ):
        return "percent", end
    for place in range(end, min(end + 2, len(tokens))):
        stem = tokens[place].stem
        if stem in _UNITS:
            return _UNITS[stem], place + 1
        if stem in _OTHER_UNITS and place == end:
            return "other", place + 1
        if is_chinese(stem[0]) or tokens[place].ends:
            break
    return None, end
