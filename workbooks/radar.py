"""A radar of means on a scale, before and after; `scripts/radar.js` draws the same in the page.

The lowest level is the innermost ring, so that no rating disappears in the centre. Before and
after are told apart by dashes and hollow points, not by colour, and all the numbers stand in a
table beneath. A label is wrapped beside its axis; one of up to `MOST_LINES` lines meets no other.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Final, NamedTuple

from workbooks.scale import Scale
from workbooks.text import Lang
from workbooks.words import say

MOST_LINES: Final = 3
_WIDTH, _RADIUS, _GAP, _MARGIN = 400, 88, 12, 6
_FONT, _LINE, _WIDEST = 14, 17, 110
_COMMA: Final[dict[Lang, str]] = {"en": ", ", "zh": "、"}
_SEMICOLON: Final[dict[Lang, str]] = {"en": "; ", "zh": "；"}
_WIDE: Final = "\u2e80-\uffef\U00010000-\U0010ffff"
# A character of Chinese may end a line, but not before a mark that closes; a word stays whole.
_PIECE: Final = re.compile(rf"\s*(?:[“‘]*[{_WIDE}][”’、。，！？：；）」』》]*|[^\s{_WIDE}]+)")

Point = tuple[float, float]


class Axis(NamedTuple):
    """One axis: its label and a mean, or None where nothing was rated."""

    label: str
    before: float | None
    after: float | None


class Label(NamedTuple):
    """A wrapped label: where its lines begin, the middle of the first line's height, its anchor."""

    x: float
    y: float
    anchor: str
    lines: tuple[str, ...]


def radar(axes: Sequence[tuple[str, float | None, float | None]], scale: Scale, lang: Lang) -> str:
    """The drawing, its key where there is a before, what is still open, and the numbers.

    `axes` holds a label and the means before and after of each axis, clockwise from the top;
    there are at least three.
    """
    known = [Axis(*axis) for axis in axes]
    compared = any(axis.before is not None for axis in known)
    left_open = [axis.label for axis in known if axis.after is None]
    values = _SEMICOLON[lang].join(_value(axis, lang, compared=compared) for axis in known)
    parts = [drawing(known, scale, say("radar.label", lang, values=values))]
    if compared:
        parts.append(_key(lang))
    if left_open:
        names = _COMMA[lang].join(left_open)
        parts.append(f'<p class="hf-hint">{escape(say("radar.still-open", lang, names=names))}</p>')
    parts.append(_numbers(known, lang, compared=compared))
    return f'<div class="hf-radar">{"".join(parts)}</div>'


def drawing(
    axes: Sequence[Axis], scale: Scale, said: str, *, ring: Callable[[int], str] = str
) -> str:
    """The drawing alone; `said` is what it says in words, `ring` how a level is written."""
    labels = labels_of([axis.label for axis in axes])
    top = min(-_RADIUS, *(label.y - _LINE / 2 for label in labels)) - _MARGIN
    foot = max(_RADIUS, *(label.y + (len(label.lines) - 0.5) * _LINE for label in labels)) + _MARGIN
    compared = any(axis.before is not None for axis in axes)
    before = _series([axis.before for axis in axes], scale, "before") if compared else ""
    return (
        f'<svg class="hf-radar-drawing" viewBox="{-_WIDTH // 2} {short(top)} {_WIDTH}'
        f' {short(foot - top)}" role="img" aria-label="{escape(said)}">'
        f"{_web(axes, scale)}{before}{_series([axis.after for axis in axes], scale, 'after')}"
        f"{_ring_numbers(scale, ring)}{''.join(map(_text, labels))}</svg>"
    )


def labels_of(texts: Sequence[str]) -> tuple[Label, ...]:
    """Where the labels of axes stand, in units of the drawing, its centre at the origin."""
    placed = []
    for place, text in enumerate(texts):
        x, y = _direction(place, len(texts))
        at = (x * (_RADIUS + _GAP), y * (_RADIUS + _GAP))
        anchor = "middle" if abs(x) < 0.1 else "start" if x > 0 else "end"
        room = _WIDTH / 2 - _MARGIN - abs(at[0])
        lines = wrapped(text, min(_WIDEST, room))
        top = (
            at[1] - (1 - y) * len(lines) * _LINE / 2
        )  # above it at the top, beneath it at the foot
        placed.append(Label(at[0], top + _LINE / 2, anchor, lines))
    return tuple(placed)


def wrapped(text: str, room: float) -> tuple[str, ...]:
    """A text in lines of at most `room` units, by the widths that letters commonly have."""
    lines = [""]
    for piece in _pieces(text, room):
        if width_of((lines[-1] + piece).strip()) <= room:
            lines[-1] += piece
        else:
            lines.append(piece)
    return tuple(line.strip() for line in lines if line.strip())


def width_of(text: str) -> float:
    """About how wide a text is at the size of the labels, rather too wide than too narrow."""
    return _FONT * sum(map(_width, text))


def _pieces(text: str, room: float) -> Iterator[str]:
    for found in _PIECE.findall(text):
        piece = found
        while width_of(piece.strip()) > room and len(piece.strip()) > 1:
            head = piece.strip()
            fits = next(
                size for size in range(len(head) - 1, 0, -1)
                if size == 1 or width_of(head[:size] + "-") <= room
            )  # fmt: skip
            yield f" {head[:fits]}-"
            piece = head[fits:]
        yield piece


def _width(letter: str) -> float:
    if letter >= "\u2e80":
        return 1.0
    if letter in "mwMW@%&—…":
        return 0.95
    if "A" <= letter <= "Z":
        return 0.72
    return 0.36 if letter in "fijlrt.,;:'|!()[] -" else 0.6


def _direction(place: int, count: int) -> Point:
    angle = 2 * math.pi * place / count
    return math.sin(angle), -math.cos(angle)


def _reach(level: float, scale: Scale) -> float:
    return _RADIUS * (level - scale.min + 1) / (scale.max - scale.min + 1)


def _points(levels: Sequence[float | None], scale: Scale) -> list[Point | None]:
    points: list[Point | None] = []
    for place, level in enumerate(levels):
        x, y = _direction(place, len(levels))
        reach = None if level is None else _reach(level, scale)
        points.append(None if reach is None else (x * reach, y * reach))
    return points


def _web(axes: Sequence[Axis], scale: Scale) -> str:
    """Rings, and spokes, dotted where nothing was rated."""
    rings = "".join(
        f'<path class="hf-ring" d="{_path(_points([level] * len(axes), scale))}" fill="none"'
        ' stroke="currentColor" stroke-opacity="0.3"/>'
        for level in scale.levels
    )
    ends = _points([scale.max] * len(axes), scale)
    spokes = "".join(
        f'<line x1="0" y1="0" x2="{short(end[0])}" y2="{short(end[1])}" stroke="currentColor"'
        f' stroke-opacity="0.3" stroke-dasharray="{"1 5" if axis.after is None else "none"}"/>'
        for axis, end in zip(axes, ends, strict=True)
        if end is not None
    )
    return rings + spokes


def _ring_numbers(scale: Scale, ring: Callable[[int], str]) -> str:
    return "".join(
        f'<text class="hf-scale" x="-7" y="{short(4 - _reach(level, scale))}" text-anchor="end"'
        f' font-size="12">{escape(ring(level))}</text>'
        for level in scale.levels
    )


def _series(levels: Sequence[float | None], scale: Scale, name: str) -> str:
    points = _points(levels, scale)
    after = name == "after"
    fill = "currentColor" if after and None not in points else "none"
    size = 4 if after else 6.5
    dots = "".join(
        f'<circle cx="{short(point[0])}" cy="{short(point[1])}" r="{size}" stroke="currentColor"'
        f' stroke-width="2" fill="{"currentColor" if after else "none"}"/>'
        for point in points
        if point is not None
    )
    return (
        f'<g class="hf-radar-{name}"><path d="{_path(points)}" fill="{fill}" fill-opacity="0.12"'
        f' stroke="currentColor" stroke-width="2" stroke-dasharray="{"none" if after else "6 4"}"/>'
        f"{dots}</g>"
    )


def _path(points: Sequence[Point | None]) -> str:
    """Lines between neighbours; what is open leaves a gap."""
    ring = [*points, *points[:1]]
    steps = [None if point is None else f"{short(point[0])} {short(point[1])}" for point in ring]
    if None not in steps:
        return f"M{' L'.join(map(str, steps[:-1]))} Z"
    return " ".join(f"M{one} L{two}" for one, two in pairwise(steps) if one and two)


def _text(label: Label) -> str:
    spans = "".join(
        f'<tspan x="{short(label.x)}" y="{short(label.y + place * _LINE + 5)}">'
        f"{escape(line)}</tspan>"
        for place, line in enumerate(label.lines)
    )
    return f'<text text-anchor="{label.anchor}" font-size="{_FONT}">{spans}</text>'


def _key(lang: Lang) -> str:
    before = (
        '<line x1="2" x2="46" y1="9" y2="9" stroke="currentColor" stroke-width="2"'
        ' stroke-dasharray="6 4"/><circle cx="24" cy="9" r="6.5" stroke="currentColor"'
        ' stroke-width="2" fill="none"/>'
    )
    after = (
        '<line x1="2" x2="46" y1="9" y2="9" stroke="currentColor" stroke-width="2"'
        ' stroke-dasharray="none"/><circle cx="24" cy="9" r="4" stroke="currentColor"'
        ' stroke-width="2" fill="currentColor"/>'
    )
    items = "".join(
        f'<span class="hf-radar-{name}"><svg width="48" height="18" viewBox="0 0 48 18"'
        f' aria-hidden="true">{sample}</svg> {escape(say(f"radar.{name}", lang))}</span>'
        for name, sample in (("before", before), ("after", after))
    )
    return f'<p class="hf-radar-key">{items}</p>'


def _numbers(axes: Sequence[Axis], lang: Lang, *, compared: bool) -> str:
    names = ["radar.before", "radar.after"] if compared else ["radar.mean"]
    heads = "".join(
        f'<th scope="col">{escape(say(name, lang))}</th>' for name in ("radar.dimension", *names)
    )
    rows = "".join(
        f'<tr><th scope="row">{escape(axis.label)}</th>'
        + "".join(
            f'<td class="hf-number">{escape(_figure(mean, lang))}</td>'
            for mean in (axis[1:] if compared else axis[2:])
        )
        + "</tr>"
        for axis in axes
    )
    return (
        f"<details><summary>{escape(say('radar.numbers', lang))}</summary>"
        f'<table class="hf-table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        "</details>"
    )


def _value(axis: Axis, lang: Lang, *, compared: bool) -> str:
    before, after = _figure(axis.before, lang), _figure(axis.after, lang)
    name = "radar.axis-both" if compared else "radar.axis"
    return say(name, lang, axis=axis.label, before=before, after=after)


def _figure(mean: float | None, lang: Lang) -> str:
    return say("radar.open", lang) if mean is None else short(mean)


def short(number: float) -> str:
    """A number to one decimal, halves upwards as JavaScript rounds them, without a useless zero."""
    return f"{math.floor(number * 10 + 0.5) / 10:g}"
