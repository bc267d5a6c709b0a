"""Means over time, one small drawing for each dimension: a line through the weeks that were rated.

A week without a rating leaves a gap. All the numbers stand in a table beneath.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise
from typing import Final

from workbooks.radar import short
from workbooks.scale import Scale
from workbooks.text import Lang
from workbooks.words import say

TrendRow = tuple[str, Sequence[float | None]]
"""A dimension, and its mean of each week, or None where nothing was rated."""

_WIDTH, _HEIGHT, _LEFT, _TOP, _FOOT = 240, 110, 22, 8, 20
_COMMA: Final[dict[Lang, str]] = {"en": ", ", "zh": "、"}


def trend(rows: Sequence[TrendRow], scale: Scale, lang: Lang) -> str:
    """The drawings, side by side as far as there is room, and the numbers as a table."""
    drawings = "".join(_figure(row, scale, lang) for row in rows)
    return (
        f'<div class="hf-trend"><div class="hf-trends">{drawings}</div>{_table(rows, lang)}</div>'
    )


def _figure(row: TrendRow, scale: Scale, lang: Lang) -> str:
    label, means = row
    known = [short(mean) if mean is not None else say("radar.open", lang) for mean in means]
    said = say("trend.label", lang, dimension=label, values=_COMMA[lang].join(known))
    return (
        f"<figure><figcaption>{escape(label)}</figcaption>"
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(said)}">'
        f"{_rules(len(means), scale)}{_line(means, scale)}</svg></figure>"
    )


def _rules(weeks: int, scale: Scale) -> str:
    lines = "".join(
        f'<line x1="{_LEFT}" x2="{_WIDTH - 4}" y1="{_y(level, scale)}" y2="{_y(level, scale)}"'
        ' stroke="currentColor" stroke-opacity="0.25"/>'
        f'<text x="{_LEFT - 8}" y="{_y(level, scale) + 4}" text-anchor="end">{level}</text>'
        for level in scale.levels
    )
    numbers = "".join(
        f'<text x="{_x(place, weeks)}" y="{_HEIGHT - 3}" text-anchor="middle">{place + 1}</text>'
        for place in range(weeks)
    )
    return lines + numbers


def _line(means: Sequence[float | None], scale: Scale) -> str:
    points = [
        None if mean is None else (_x(place, len(means)), _y(mean, scale))
        for place, mean in enumerate(means)
    ]
    lines = "".join(
        f'<line x1="{one[0]}" y1="{one[1]}" x2="{two[0]}" y2="{two[1]}"'
        ' stroke="currentColor" stroke-width="2"/>'
        for one, two in pairwise(points)
        if one and two
    )
    dots = "".join(
        f'<circle cx="{point[0]}" cy="{point[1]}" r="4" fill="currentColor"/>'
        for point in points
        if point
    )
    return f'<g class="hf-trend-line">{lines}{dots}</g>'


def _x(place: int, weeks: int) -> float:
    room = _WIDTH - _LEFT - 20
    return round(_LEFT + 8 + (room * place / (weeks - 1) if weeks > 1 else room / 2), 1)


def _y(level: float, scale: Scale) -> float:
    room = _HEIGHT - _TOP - _FOOT
    return round(_TOP + room * (scale.max - level) / (scale.max - scale.min), 1)


def _table(rows: Sequence[TrendRow], lang: Lang) -> str:
    weeks = max((len(means) for _, means in rows), default=0)
    heads = "".join(
        f'<th scope="col">{escape(say("trend.week", lang, week=week + 1))}</th>'
        for week in range(weeks)
    )
    body = "".join(
        f'<tr><th scope="row">{escape(label)}</th>'
        + "".join(
            f'<td class="hf-number">{"–" if mean is None else short(mean)}</td>' for mean in means
        )
        + "</tr>"
        for label, means in rows
    )
    return (
        f"<details><summary>{escape(say('radar.numbers', lang))}</summary>"
        f'<table class="hf-table"><thead><tr><th scope="col">{escape(say("radar.dimension", lang))}'
        f"</th>{heads}</tr></thead><tbody>{body}</tbody></table></details>"
    )
