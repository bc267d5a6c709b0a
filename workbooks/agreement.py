"""A learner's ratings beside an expert's, as static HTML for a practice exercise.

It names the expert's ratings, so it is never made of an exercise that is still being graded.
"""

from __future__ import annotations

from html import escape
from typing import Final

from workbooks.kinds.calibrate import Calibrate, Ratings
from workbooks.rated import scale_range
from workbooks.scale import Scale
from workbooks.text import Lang
from workbooks.words import say

WIDTH: Final = 200
HEIGHT: Final = 56
_EDGE, _LINE = 28, 28


def agreement_html(exercise: Calibrate, answer: Ratings, expert: Ratings, lang: Lang) -> str:
    """Every rating of the learner beside the expert's, drawn on the scale and told in words.

    `answer` may lack ratings; `expert` has them all.
    """
    all_of = [
        (each.id, criterion.id) for each in exercise.samples for criterion in exercise.criteria
    ]
    same = sum(answer.get(one, {}).get(two) == expert[one][two] for one, two in all_of)
    facts = [
        scale_range(exercise.scale, lang),
        say("agreement.same-count", lang, count=same, all=len(all_of)),
    ]
    samples = []
    for number, sample in enumerate(exercise.samples, 1):
        given, wanted = answer.get(sample.id, {}), expert[sample.id]
        items = "".join(
            _item(each.text[lang], given.get(each.id), wanted[each.id], exercise.scale, lang)
            for each in exercise.criteria
        )
        name = escape(exercise.name_of(number, lang))
        samples.append(f'<p class="hf-who">{name}</p><ul class="hf-agreed">{items}</ul>')
    told = "".join(f'<p class="hf-facts">{escape(each)}</p>' for each in facts)
    return f'<div class="hf-agreement">{told}{"".join(samples)}</div>'


def _item(text: str, given: int | None, wanted: int, scale: Scale, lang: Lang) -> str:
    words = say(
        f"agreement.{_relation(given, wanted)}",
        lang,
        given=given,
        wanted=wanted,
        by=abs((given or 0) - wanted),
    )
    return (
        f'<li><span class="hf-criterion">{escape(text)}</span>'
        f"{_drawing(given, wanted, scale, lang)}<span>{escape(words)}</span></li>"
    )


def _relation(given: int | None, wanted: int) -> str:
    if given is None:
        return "open"
    return "same" if given == wanted else "higher" if given > wanted else "lower"


def _drawing(given: int | None, wanted: int, scale: Scale, lang: Lang) -> str:
    """Both on the scale: the learner a full dot, named above it, the expert a ring, named beneath.

    Hidden from a screen reader, to which the words beside it say the same.
    """
    ticks = "".join(
        f'<line x1="{_x(each, scale):.1f}" x2="{_x(each, scale):.1f}" y1="{_LINE - 4}"'
        f' y2="{_LINE + 4}" stroke="currentColor" stroke-opacity="0.5"/>'
        for each in scale.levels
    )
    ring = (
        f'<circle cx="{_x(wanted, scale):.1f}" cy="{_LINE}" r="8" fill="none"'
        f' stroke="currentColor" stroke-width="2"/>'
    )
    names = _name(_x(wanted, scale), _LINE + 23, say("agreement.expert", lang))
    if given is not None:
        ring += f'<circle cx="{_x(given, scale):.1f}" cy="{_LINE}" r="4.5" fill="currentColor"/>'
        names += _name(_x(given, scale), _LINE - 13, say("agreement.you", lang))
    return (
        f'<svg class="hf-track" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' aria-hidden="true"><line x1="{_EDGE}" x2="{WIDTH - _EDGE}" y1="{_LINE}" y2="{_LINE}"'
        f' stroke="currentColor" stroke-opacity="0.5"/>{ticks}{ring}{names}</svg>'
    )


def _name(x: float, y: int, text: str) -> str:
    return f'<text x="{x:.1f}" y="{y}" text-anchor="middle" font-size="12">{escape(text)}</text>'


def _x(level: int, scale: Scale) -> float:
    across = (level - scale.min) / (scale.max - scale.min)
    return _EDGE + across * (WIDTH - 2 * _EDGE)
