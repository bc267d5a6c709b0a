"""A figure drawn again from its data: what was judged, without the picture that the student made.

One SVG for each pair of axes, plain and the same for everybody, and the numbers below it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice
from typing import Final

from workbooks.figures import Axis, Curve, FigureData, Panel, Tick
from workbooks.page import ROWS_SHOWN
from workbooks.text import Lang
from workbooks.words import say

WIDTH: Final = 560
HEIGHT: Final = 340
MOST_DRAWN: Final = 2_000
_TOP: Final = 34
_RIGHT: Final = 16
_CHARACTER: Final = 7.0  # about, of a Latin letter; a Chinese one takes two
_MOST_NAMES: Final = 14
_MOST_WIDE: Final = 18
_DASHES: Final = ("", "6 3", "2 3", "8 3 2 3")
_SHADES: Final = (0.75, 0.4, 0.2, 0.55)


def figure_html(data: FigureData, lang: Lang) -> str:
    """The figure as a drawing for each panel, with its texts and, folded away, its numbers."""
    title = f'<p class="hf-plot-title">{escape(data.title)}</p>' if data.title else ""
    panels = "".join(_panel_html(data, panel, lang) for panel in data.panels)
    legend = _list("figure.legend", data.legend, lang)
    return f'<div class="hf-plot">{title}{panels}{legend}</div>'


def _panel_html(data: FigureData, panel: Panel, lang: Lang) -> str:
    texts = _list("figure.legend", panel.legend, lang) + _list("figure.texts", panel.texts, lang)
    rows = list(islice(_numbers(panel, lang), ROWS_SHOWN * 2))
    more = _count(panel) - len(rows)
    note = f"<p>{say('static.more-rows', lang, count=more)}</p>" if more > 0 else ""
    table = (
        f"<details><summary>{say('figure.numbers', lang)}</summary>"
        f'<table class="hf-table"><tbody>{"".join(rows)}</tbody></table>{note}'
        "</details>"
    )
    return _svg(data, panel, lang) + texts + table


def _list(name: str, texts: Sequence[str], lang: Lang) -> str:
    if not texts:
        return ""
    return f"<p>{say(name, lang)} {escape(' · '.join(texts))}</p>"


def _count(panel: Panel) -> int:
    marks = sum(count for mark, count in panel.marks().items() if mark != "lines")
    return marks + sum(len(curve.x) for curve in panel.lines) + len(panel.rules)


def _numbers(panel: Panel, lang: Lang) -> Iterator[str]:
    for group in panel.bars:
        for bar in group.bars:
            name = panel.categories.name_at(bar.at, beside=True) or f"{bar.at:.6g}"
            yield _row(group.label, name, f"{bar.size:.6g}")
    for curve in (*panel.lines, *panel.points):
        for x, y in zip(curve.x, curve.y, strict=True):
            yield _row(curve.label, panel.x.name_at(x) or f"{x:.6g}", f"{y:.6g}")
    for wedge in panel.wedges:
        yield _row("", wedge.label, f"{wedge.share:.1%}")
    for rule in panel.rules:
        yield _row("", say(f"figure.rule-{rule.axis}", lang), f"{rule.at:.6g}")


def _row(group: str, name: str, value: str) -> str:
    head = f"{group}: {name}" if group else name
    return f'<tr><th scope="row">{escape(head)}</th><td>{escape(value)}</td></tr>'


@dataclass(frozen=True)
class _Frame:
    """The place of a panel's axes in its drawing, and where a number lies in it."""

    panel: Panel
    left: float
    foot: float

    def x(self, value: float) -> float:
        return self.left + _along(self.panel.x, value) * (WIDTH - _RIGHT - self.left)

    def y(self, value: float) -> float:
        return HEIGHT - self.foot - _along(self.panel.y, value) * (HEIGHT - self.foot - _TOP)


def _svg(data: FigureData, panel: Panel, lang: Lang) -> str:
    frame = _framed(panel)
    wedges = _pie(panel) if panel.wedges else ""
    inside = wedges or "".join((*_bars(frame), *_lines(frame), *_points(frame), *_rules(frame)))
    around = "" if wedges else "".join((*_ticks(frame), *_labels(data, frame)))
    kinds = ", ".join(f"{say(f'figure.{each}', lang)}: {n}" for each, n in panel.marks().items())
    said = escape(f"{panel.title or data.title or say('figure.untitled', lang)}. {kinds}")
    title = f'<text x="{WIDTH / 2}" y="20" text-anchor="middle">{escape(panel.title)}</text>'
    box = (
        f'<svg x="{frame.left:.1f}" y="{_TOP}" width="{WIDTH - _RIGHT - frame.left:.1f}" '
        f'height="{HEIGHT - frame.foot - _TOP:.1f}" viewBox="{frame.left:.1f} {_TOP} '
        f'{WIDTH - _RIGHT - frame.left:.1f} {HEIGHT - frame.foot - _TOP:.1f}">{inside}</svg>'
    )
    return (
        f'<svg class="hf-plot-drawing" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{said}">{title}{around}{wedges or box}</svg>'
    )


def _framed(panel: Panel) -> _Frame:
    widest = max((_width(tick.text) for tick in panel.y.ticks), default=0)
    left = min(34 + widest, 200)
    return _Frame(panel, left, 62 if _slanted(panel.x) else 46)


def _width(text: str) -> float:
    wide = sum(1 if each.isascii() else 2 for each in text)
    return min(wide, 2 * _MOST_WIDE) * _CHARACTER


def _along(axis: Axis, value: float) -> float:
    """How far along an axis a value lies: 0 at its low end, 1 at the other."""
    low, high = axis.low, axis.high
    if axis.scale == "log" and min(low, high) > 0:
        low, high, value = (math.log(max(each, 1e-300)) for each in (low, high, value))
    share = (value - low) / (high - low) if high != low else 0.5
    return min(max(share, -1.0), 2.0)  # what lies outside is cut off there, however far


def _written(axis: Axis) -> Sequence[Tick]:
    """The ticks that have a text; if they are many, some of them."""
    ticks = [tick for tick in axis.ticks if tick.text]
    return ticks[:: math.ceil(len(ticks) / _MOST_NAMES)] if ticks else ()


def _slanted(axis: Axis) -> bool:
    return sum(_width(tick.text) + 12 for tick in _written(axis)) > WIDTH - 90


def _bars(frame: _Frame) -> Iterator[str]:
    labels = list(dict.fromkeys(group.label for group in frame.panel.bars))
    for group in frame.panel.bars:
        shade = _SHADES[labels.index(group.label) % len(_SHADES)]
        for bar in group.bars:
            ends = (bar.base, bar.base + bar.size)
            sides = (bar.at - bar.wide / 2, bar.at + bar.wide / 2)
            across, up = (ends, sides) if group.horizontal else (sides, ends)
            x1, x2 = sorted(frame.x(each) for each in across)
            y1, y2 = sorted(frame.y(each) for each in up)
            yield (
                f'<rect x="{x1:.1f}" y="{y1:.1f}" width="{x2 - x1:.1f}" height="{y2 - y1:.1f}" '
                f'fill="currentColor" fill-opacity="{shade}" stroke="currentColor"/>'
            )


def _lines(frame: _Frame) -> Iterator[str]:
    for place, curve in enumerate(frame.panel.lines):
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in _places(frame, curve))
        dashes = _DASHES[place % len(_DASHES)]
        yield (
            f'<polyline points="{points}" fill="none" stroke="currentColor" stroke-width="2" '
            f'stroke-dasharray="{dashes}"/>'
        )


def _points(frame: _Frame) -> Iterator[str]:
    for place, curve in enumerate(frame.panel.points):
        shade = _SHADES[place % len(_SHADES)]
        for x, y in _places(frame, curve):
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="currentColor" opacity="{shade}"/>'


def _places(frame: _Frame, curve: Curve) -> Sequence[tuple[float, float]]:
    """Where the points of a curve lie; of very many, every so many-th."""
    step = max(1, math.ceil(len(curve.x) / MOST_DRAWN))
    pairs = zip(curve.x[::step], curve.y[::step], strict=True)
    return [(frame.x(x), frame.y(y)) for x, y in pairs]


def _rules(frame: _Frame) -> Iterator[str]:
    for rule in frame.panel.rules:
        x1, x2 = frame.left, float(WIDTH - _RIGHT)
        y1, y2 = float(_TOP), HEIGHT - frame.foot
        if rule.axis == "y":
            y1 = y2 = frame.y(rule.at)
        else:
            x1 = x2 = frame.x(rule.at)
        yield (
            f'<line x1="{x1:.1f}" x2="{x2:.1f}" y1="{y1:.1f}" y2="{y2:.1f}" '
            f'stroke="currentColor" stroke-dasharray="6 4"/>'
        )


def _ticks(frame: _Frame) -> Iterator[str]:
    foot, right = HEIGHT - frame.foot, WIDTH - _RIGHT
    yield (f'<path d="M{frame.left:.1f} {_TOP}V{foot}H{right}" fill="none" stroke="currentColor"/>')
    slanted = _slanted(frame.panel.x)
    for tick in _written(frame.panel.x):
        x, y = frame.x(tick.at), foot + 16
        turn = f'text-anchor="end" transform="rotate(-20 {x:.1f} {y})"'
        how = turn if slanted else 'text-anchor="middle"'
        yield f'<text x="{x:.1f}" y="{y}" {how}>{escape(_cut(tick.text))}</text>'
    for tick in _written(frame.panel.y):
        y = frame.y(tick.at) + 4
        text = escape(_cut(tick.text))
        yield f'<text x="{frame.left - 6:.1f}" y="{y:.1f}" text-anchor="end">{text}</text>'


def _labels(data: FigureData, frame: _Frame) -> Iterator[str]:
    panel, middle = frame.panel, (_TOP + HEIGHT - frame.foot) / 2
    across, up = data.label_of(panel, panel.x), data.label_of(panel, panel.y)
    centre = (frame.left + WIDTH - _RIGHT) / 2
    yield (
        f'<text x="{centre:.1f}" y="{HEIGHT - 8}" text-anchor="middle">{escape(across)}</text>'
        f'<text x="14" y="{middle:.1f}" text-anchor="middle" '
        f'transform="rotate(-90 14 {middle:.1f})">{escape(up)}</text>'
    )


def _pie(panel: Panel) -> str:
    """The wedges, clockwise from the top, each with its label."""
    x, y, radius = WIDTH / 2, (HEIGHT + _TOP) / 2, 110
    drawn, at = [], 0.0
    for place, wedge in enumerate(panel.wedges):
        start, end = at, at + min(wedge.share, 0.9999)
        at += wedge.share
        (x1, y1), (x2, y2) = (_on_circle(x, y, radius, each) for each in (start, end))
        large = int(wedge.share > 0.5)
        shade = _SHADES[place % len(_SHADES)]
        drawn.append(
            f'<path d="M{x} {y}L{x1:.1f} {y1:.1f}A{radius} {radius} 0 {large} 1 {x2:.1f} {y2:.1f}Z"'
            f' fill="currentColor" fill-opacity="{shade}" stroke="currentColor"/>'
        )
        to_x, to_y = _on_circle(x, y, radius + 14, (start + end) / 2)
        anchor = "start" if to_x >= x else "end"
        text = escape(_cut(wedge.label))
        drawn.append(f'<text x="{to_x:.1f}" y="{to_y:.1f}" text-anchor="{anchor}">{text}</text>')
    return "".join(drawn)


def _on_circle(x: float, y: float, radius: float, share: float) -> tuple[float, float]:
    angle = 2 * math.pi * share
    return x + radius * math.sin(angle), y - radius * math.cos(angle)


def _cut(text: str) -> str:
    return text if _width(text) < 2 * _MOST_WIDE * _CHARACTER else text[:_MOST_WIDE] + "…"
