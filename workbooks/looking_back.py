"""What a workbook shows of the others beside it: what was done and mastered, what to refresh."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any, Final

from workbooks.errors import UnreadableAnswer
from workbooks.journey import Visit, mastery_of
from workbooks.kinds import Audit, Exercise
from workbooks.mirror import Reflection, mirror
from workbooks.page import in_both
from workbooks.refresh import because_of
from workbooks.text import COLON, LANGS, Lang
from workbooks.trend import trend
from workbooks.words import say

SEVEN: Final = (
    "authenticity", "intuition", "empathy", "advocacy", "delight", "delivery", "initiative",
)  # fmt: skip
"""The areas of the course, in its order."""


def journey_panel(visits: Sequence[Visit]) -> str:
    """The workbooks with how far each is, when it was last worked on, and what it earned."""
    return _panel({lang: _journey(visits, lang) for lang in LANGS})


def mirror_panel(
    visits: Sequence[Visit], before: Audit, now: Audit, answers: Mapping[str, Any]
) -> str:
    """The self-ratings of two audits beside what the answers earned, for the seven areas.

    The dimensions of the audits are named like the areas; `answers` holds the ratings by audit.
    """
    mastery = mastery_of(visits)
    shares = [_shares(audit, answers.get(audit.id)) for audit in (before, now)]
    html = {
        lang: mirror(
            [
                Reflection(
                    name=say(f"area.{area}", lang),
                    before=shares[0].get(area),
                    now=shares[1].get(area),
                    answers=mastery[area].share if area in mastery else None,
                    exercises=mastery[area].exercises if area in mastery else 0,
                )
                for area in SEVEN
            ],
            lang,
        )
        for lang in LANGS
    }
    return _panel(html)


def trend_panel(audits: Sequence[Audit], answers: Mapping[str, Any]) -> str:
    """The means of audits of the same dimensions, one after another."""
    means = [_means(audit, answers.get(audit.id)) for audit in audits]
    first = audits[0]
    html = {
        lang: trend(
            [(each.text[lang], [week.get(each.id) for week in means]) for each in first.dimensions],
            first.scale,
            lang,
        )
        for lang in LANGS
    }
    return _panel(html)


def refresher_panel(items: Sequence[Exercise], visits: Sequence[Visit]) -> str:
    """Which items were drawn, and because of which exercise each."""
    return _panel({lang: _refresher(items, visits, lang) for lang in LANGS})


def _panel(html: Mapping[Lang, str]) -> str:
    return f'<div class="hf hf-told">{in_both(dict(html))}</div>'


def _journey(visits: Sequence[Visit], lang: Lang) -> str:
    if not visits:
        return f"<p>{escape(say('journey.none', lang))}</p>"
    return journey_table((_journey_row(visit, lang) for visit in visits), lang)


def journey_table(rows: Iterable[str], lang: Lang) -> str:
    """A table of workbooks: name, how much is answered, when last, points; `rows` are HTML."""
    heads = "".join(
        f'<th scope="col">{escape(say(f"journey.{name}", lang))}</th>'
        for name in ("workbook", "answered", "last", "points")
    )
    return (
        f'<table class="hf-table hf-journey"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _journey_row(visit: Visit, lang: Lang) -> str:
    points = visit.points
    if points.most:
        name = "journey.returned" if visit.returned else "journey.practice"
        earned = say(name, lang, points=points.points, most=points.most)
    else:
        earned = say("journey.unmarked", lang)
    done = f"{visit.done} / {visit.tasks}"
    cells = "".join(f"<td>{escape(each)}</td>" for each in (done, visit.last or "–", earned))
    return f'<tr><th scope="row">{escape(visit.case.title[lang])}</th>{cells}</tr>'


def _refresher(items: Sequence[Exercise], visits: Sequence[Visit], lang: Lang) -> str:
    lines = []
    for item in items:
        reason = because_of(item, visits)
        if reason:
            visit, name, mark = reason
            where = {
                "workbook": visit.case.title[lang],
                "title": visit.case.exercise(name).title[lang],
            }
            told = say("refresh.because", lang, **where, points=mark.points, most=mark.most)
        else:
            told = say("refresh.evenly", lang, area=say(f"area.{item.areas[0]}", lang))
        lines.append(
            f"<li><strong>{escape(item.title[lang])}</strong>{COLON[lang]}{escape(told)}</li>"
        )
    minutes = sum(item.minutes for item in items)
    head = say("refresh.head", lang, count=len(items), minutes=minutes)
    return f"<p>{escape(head)}</p><ul>{''.join(lines)}</ul>"


def _means(audit: Audit, raw: Any) -> dict[str, float]:
    try:
        return audit.means(audit.read_answer(raw))
    except UnreadableAnswer:
        return {}


def _shares(audit: Audit, raw: Any) -> dict[str, float]:
    low, high = audit.scale.min, audit.scale.max
    return {name: (mean - low) / (high - low) for name, mean in _means(audit, raw).items()}
