"""A mood's course as a small line drawing, the same in a static page as `dialogue.js` draws it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from workbooks.dialogue_play import MOST_MOOD

WIDTH: Final = 480
HEIGHT: Final = 150
_LEFT, _RIGHT, _TOP, _FOOT = 30, 14, 20, 24


def mood_line(moods: Sequence[int], label: str) -> str:
    """An inline SVG of the moods from the first to the last, with its numbers as its text."""
    points = [_point(place, len(moods), mood) for place, mood in enumerate(moods)]
    rules = "".join(_rule(mood) for mood in (0, MOST_MOOD // 2, MOST_MOOD))
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="currentColor"/>'
        f'<text x="{x:.1f}" y="{y - 9:.1f}" text-anchor="middle">{mood}</text>'
        for (x, y), mood in zip(points, moods, strict=True)
    )
    said = escape(f"{label} {' → '.join(map(str, moods))}")
    return (
        f'<svg class="hf-mood-line" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{said}">'
        f'{rules}<polyline points="{line}" fill="none" stroke="currentColor" stroke-width="2"/>'
        f"{dots}</svg>"
    )


def _point(place: int, count: int, mood: int) -> tuple[float, float]:
    across = place / max(count - 1, 1)
    x = _LEFT + 12 + across * (WIDTH - _LEFT - _RIGHT - 24)
    return x, HEIGHT - _FOOT - mood / MOST_MOOD * (HEIGHT - _TOP - _FOOT)


def _rule(mood: int) -> str:
    _, y = _point(0, 1, mood)
    return (
        f'<line x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="currentColor"'
        f' stroke-opacity="0.25"/><text class="hf-scale" x="{_LEFT - 8}" y="{y + 4:.1f}"'
        f' text-anchor="end">{mood}</text>'
    )
