"""Ratings as a static table: what was rated, and the level as dots and as a number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Final

from workbooks.scale import Scale
from workbooks.text import Lang, Text
from workbooks.words import say

RatedRow = tuple[str, int | None, Mapping[int, Text]]
"""What was rated; its level, or None where that was left open; what its own levels mean, if any."""

RatedGroup = tuple[str, Iterable[RatedRow]]
"""A heading, and what was rated beneath it."""

_STEP: Final = 14


def ratings_table(groups: Iterable[RatedGroup], scale: Scale, lang: Lang) -> str:
    """Groups of ratings beneath the range of the scale; what was left open is said to be."""
    bodies = "".join(_body(title, rows, scale, lang) for title, rows in groups)
    return (
        f'<p class="hf-facts">{escape(scale_range(scale, lang))}</p>'
        f'<table class="hf-table hf-rated">{bodies}</table>'
    )


def scale_range(scale: Scale, lang: Lang) -> str:
    """A sentence with both ends of a scale and their anchors."""
    low, high = scale.anchors[scale.min][lang], scale.anchors[scale.max][lang]
    return say("scale.range", lang, min=scale.min, low=low, max=scale.max, high=high)


def _body(title: str, rows: Iterable[RatedRow], scale: Scale, lang: Lang) -> str:
    head = f'<tr><th scope="rowgroup" colspan="2" class="hf-who">{escape(title)}</th></tr>'
    lines = "".join(
        f'<tr><th scope="row">{escape(text)}</th><td>{_level(level, own, scale, lang)}</td></tr>'
        for text, level, own in rows
    )
    return f"<tbody>{head}{lines}</tbody>"


def _level(level: int | None, own: Mapping[int, Text], scale: Scale, lang: Lang) -> str:
    if level is None:
        return f"<em>{escape(say('static.open', lang))}</em>"
    meaning = f"{level} · {own[level][lang]}" if level in own else scale.meaning(level, lang)
    return f"{_dots(level, scale)} {escape(meaning)}"


def _dots(level: int, scale: Scale) -> str:
    """As many dots as the highest level, so many filled as was given; the number says it again."""
    dots = "".join(
        f'<circle cx="{(each - 1) * _STEP + 7}" cy="7" r="5" stroke="currentColor"'
        f' fill="{"currentColor" if each <= level else "none"}"/>'
        for each in range(1, scale.max + 1)
    )
    width = scale.max * _STEP
    return (
        f'<svg class="hf-dots" width="{width}" height="14" viewBox="0 0 {width} 14"'
        f' aria-hidden="true">{dots}</svg>'
    )
