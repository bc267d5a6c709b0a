"""What a learner thinks of themselves beside what their answers earned, area by area.

One line for each area, from nothing on the left to everything on the right: a hollow dot for the
first self-rating, a full one for the last, a square for the answers. Shapes tell them apart, not
colour, and all the numbers stand in a table beneath.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final, NamedTuple

from workbooks.text import Lang
from workbooks.words import say

WIDE: Final = 0.15
"""A gap between self-rating and answers that is told in words, as a share."""

_WIDTH, _LEFT, _RIGHT, _ROW, _TOP = 560, 150, 26, 34, 30
_COMMA: Final[dict[Lang, str]] = {"en": ", ", "zh": "、"}


class Reflection(NamedTuple):
    """One area: shares from 0 to 1, or None where there is nothing to draw yet."""

    name: str
    before: float | None
    now: float | None
    answers: float | None
    exercises: int

    @property
    def gap(self) -> float | None:
        """By how much the learner thinks better of themselves than their answers do."""
        rated = self.before if self.now is None else self.now
        return None if rated is None or self.answers is None else rated - self.answers


def mirror(rows: Sequence[Reflection], lang: Lang) -> str:
    """The drawing, its key, what it says in words, and the numbers."""
    return (
        f'<div class="hf-mirror">{_drawing(rows, lang)}{_key(lang)}'
        f"{_in_words(rows, lang)}{_table(rows, lang)}</div>"
    )


def _drawing(rows: Sequence[Reflection], lang: Lang) -> str:
    height = _TOP + _ROW * len(rows)
    said = " ".join(_spoken(row, lang) for row in rows)
    return (
        f'<svg class="hf-mirror-drawing" viewBox="0 0 {_WIDTH} {height}" role="img"'
        f' aria-label="{escape(say("mirror.label", lang, values=said))}">'
        f"{_axis(height)}{''.join(_line(row, place) for place, row in enumerate(rows))}</svg>"
    )


def _axis(height: int) -> str:
    return "".join(
        f'<line x1="{_x(share)}" x2="{_x(share)}" y1="{_TOP - 6}" y2="{height}"'
        ' stroke="currentColor" stroke-opacity="0.25"/>'
        f'<text class="hf-scale" x="{_x(share)}" y="{_TOP - 12}" text-anchor="middle">'
        f"{share * 100:.0f} %</text>"
        for share in (0, 0.25, 0.5, 0.75, 1)
    )


def _line(row: Reflection, place: int) -> str:
    y = _TOP + _ROW * place + _ROW // 2
    ends = [share for share in (row.before, row.now, row.answers) if share is not None]
    parts = [f'<text x="{_LEFT - 14}" y="{y + 5}" text-anchor="end">{escape(row.name)}</text>']
    if ends:
        parts.append(
            f'<line x1="{_x(min(ends))}" x2="{_x(max(ends))}" y1="{y}" y2="{y}"'
            ' stroke="currentColor" stroke-width="2" stroke-opacity="0.5"/>'
        )
    for share, shape in ((row.before, _HOLLOW), (row.answers, _SQUARE), (row.now, _FULL)):
        if share is not None:
            parts.append(shape.format(x=_x(share), y=y))
    return "".join(parts)


_HOLLOW: Final = (
    '<circle class="hf-hollow" cx="{x}" cy="{y}" r="7" fill="none" stroke="currentColor"'
    ' stroke-width="2"/>'
)
_FULL: Final = '<circle cx="{x}" cy="{y}" r="5" fill="currentColor"/>'
_SQUARE: Final = (
    '<rect class="hf-square" x="{x}" y="{y}" width="12" height="12" transform="translate(-6 -6)"'
    ' fill="currentColor" fill-opacity="0.3" stroke="currentColor" stroke-width="2"/>'
)


def _key(lang: Lang) -> str:
    shapes = (("before", _HOLLOW), ("now", _FULL), ("answers", _SQUARE))
    items = "".join(
        f'<span><svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">'
        f"{shape.format(x=10, y=10)}</svg> {escape(say(f'mirror.{name}', lang))}</span>"
        for name, shape in shapes
    )
    return f'<p class="hf-radar-key">{items}</p>'


def _in_words(rows: Sequence[Reflection], lang: Lang) -> str:
    above = [row.name for row in rows if row.gap is not None and row.gap > WIDE]
    below = [row.name for row in rows if row.gap is not None and row.gap < -WIDE]
    unmarked = [row.name for row in rows if row.answers is None]
    told = [
        say(f"mirror.{name}", lang, names=_COMMA[lang].join(names))
        for name, names in (("above", above), ("below", below), ("unmarked", unmarked))
        if names
    ]
    if not above and not below and any(row.gap is not None for row in rows):
        told.insert(0, say("mirror.close", lang))
    return "".join(f"<p>{escape(text)}</p>" for text in told)


def _table(rows: Sequence[Reflection], lang: Lang) -> str:
    names = ("radar.dimension", "mirror.before", "mirror.now", "mirror.answers", "mirror.exercises")
    heads = "".join(f'<th scope="col">{escape(say(name, lang))}</th>' for name in names)
    body = "".join(
        f'<tr><th scope="row">{escape(row.name)}</th>'
        + "".join(
            f'<td class="hf-number">{_percent(share)}</td>'
            for share in (row.before, row.now, row.answers)
        )
        + f'<td class="hf-number">{row.exercises}</td></tr>'
        for row in rows
    )
    return (
        f"<details><summary>{escape(say('radar.numbers', lang))}</summary>"
        f'<table class="hf-table"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'
        "</details>"
    )


def _spoken(row: Reflection, lang: Lang) -> str:
    shares = (row.before, row.now, row.answers)
    before, now, answers = (_percent(share) for share in shares)
    return say("mirror.row", lang, area=row.name, before=before, now=now, answers=answers)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share * 100:.0f} %"


def _x(share: float) -> float:
    return round(_LEFT + (_WIDTH - _LEFT - _RIGHT) * min(max(share, 0), 1), 1)
