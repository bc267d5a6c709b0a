"""The numbers in a text that a reader may take for a finding, and whether it calls them made up.

Meant to raise few false alarms. Told are percentages, shares such as “one in five” or 三成, sums of
money, sizes of samples, numbers of people from 13, and any number above 100. Not told are years,
times of day, dates, ids, page and room numbers, lengths of a text, what a story counts in words,
and 0, 95 and 100 per cent, which are conventions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from workbooks.text import Lang

CROWD: Final = 13
"""Of fewer people than this a story may speak as it likes."""
MANY: Final = 100
CONVENTIONS: Final = (0, 95, 100)
YEARS: Final = range(1900, 2101)

_N: Final = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_SMALL: Final = "一二三四五六七八九"
_WORD: Final = "one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty"
_PEOPLE: Final = (
    "people|persons?|customers?|agents?|guests?|callers?|respondents?|parents?|families|teachers?|"
    "students?|employees|人|位|名"
)
_LENGTH: Final = (
    r"(?:\s*(?:to|–|到|至|～|—)\s*\d+)?\s*(?:words?\b|characters?\b|个?字|minutes?\b|分钟)"
)
_KINDS: Final = (
    rf"(?P<percent>{_N})\s*(?:[%％]|per ?cent\b|percentage point|个?百分点)",
    rf"百分之(?P<hundredths>{_N}|[{_SMALL}十]+)",
    rf"(?<![{_SMALL}十])(?P<tenths>[{_SMALL}])成(?![不为了立功长年人果本就员])",
    rf"(?P<share>\b(?:\d+|{_WORD}) (?:in|out of) (?:every )?(?:\d+|{_WORD}|a hundred)\b"
    r"(?! (?:minute|hour|day|week|month))|\b\d+ of \d+\b|\d+分之\d+)",
    rf"[€£¥￥]\s?(?P<money>{_N})",
    rf"(?P<sum>{_N})(?:\s*|-)(?:元|美元|欧元|yuan\b|RMB\b|dollars?\b|euros?\b|pounds?\b)",
    rf"\bn\s*[=＝]\s*(?P<sample>{_N})",
    rf"(?P<crowd>{_N})\s*(?:多|余)?(?:[a-z-]+ )?(?:{_PEOPLE})",
    rf"(?<![-/:#.,])\b(?P<plain>{_N})\b(?![-/:房室号页])(?!{_LENGTH})",
)
_TOLD: Final = re.compile(
    "|".join(rf"(?<![\w.]){kind}" if kind.startswith(r"(?P") else kind for kind in _KINDS),
    re.IGNORECASE | re.ASCII,
)
_NUMBERED: Final = re.compile(r"(?:\b(?:room|page|number|no\.) ?|第)$", re.IGNORECASE)
_MADE_UP: Final = {
    "en": re.compile(
        r"\b(?:made|makes?|making)\b[ -](?:\w+ )?up\b|\bassum\w+|\binvent(?:s|ed|ion)?\b|"
        r"\bsynthetic\b|\bsimulated\b|\bfictional\b",
        re.IGNORECASE,
    ),
    "zh": re.compile("虚构|编造|编的|现编|假定|假设|合成数据|模拟数据"),
}


@dataclass(frozen=True)
class Told:
    """A number as a reader meets it; `value` is None for a share like “one in five”."""

    text: str
    value: float | None


def numbers_told(text: str) -> Iterator[Told]:
    """The numbers of a text that need a source, as they stand there."""
    for match in _TOLD.finditer(text):
        kind = match.lastgroup or ""
        value = None if kind == "share" else _value(match[kind]) * (10 if kind == "tenths" else 1)
        if value is None or _matters(kind, value, text[: match.start()]):
            yield Told(match[0].strip(), value)


def calls_made_up(text: str, lang: Lang) -> bool:
    """Whether a text says of something in it that it is made up or assumed."""
    return bool(_MADE_UP[lang].search(text))


def _matters(kind: str, value: float, before: str) -> bool:
    match kind:
        case "percent" | "hundredths":
            return value not in CONVENTIONS
        case "crowd":
            return value >= CROWD
        case "plain":
            return value > MANY and value not in YEARS and not _NUMBERED.search(before)
    return True


def _value(numeral: str) -> float:
    """What digits with commas, or a Chinese numeral below a hundred, stand for."""
    if numeral.isascii():
        return float(numeral.replace(",", ""))
    tens, ten, ones = numeral.rpartition("十")
    return (
        ((_SMALL.find(tens) + 1 if tens else 1) * 10 if ten else 0) + _SMALL.find(ones or " ") + 1
    )
