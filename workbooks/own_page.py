"""What a learner's own page shows: how far, what is mastered, what to refresh, and what next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final, NamedTuple

from workbooks.drive import Place
from workbooks.journey import Mastery, Visit, mastery_of
from workbooks.looking_back import SEVEN, journey_table
from workbooks.marks import Mark
from workbooks.page import in_both
from workbooks.radar import Axis, drawing
from workbooks.scale import Scale
from workbooks.text import LANGS, Lang, Text
from workbooks.words import say

MOST_LOSSES: Final = 5
"""So many exercises are named to be looked at again."""

_QUARTERS: Final = Scale(
    min=0, max=4, anchors={0: Text(en="none", zh="无"), 4: Text(en="all", zh="全")}
)


class Loss(NamedTuple):
    """An exercise on which points were lost."""

    visit: Visit
    exercise: str
    mark: Mark


def page_panel(visits: Sequence[Visit], place: Place = "disk") -> str:
    """The whole page in both languages, with links to the workbooks.

    In `memory` there are none to be seen, whatever was done, and the page says so.
    """
    if not visits:
        name = "page.memory" if place == "memory" else "page.none"
        none = {lang: f"<p>{escape(say(name, lang))}</p>" for lang in LANGS}
        return f'<div class="hf hf-page">{in_both(none)}</div>'
    mastery, lost = mastery_of(visits), losses(visits)
    html = {lang: _page(visits, mastery, lost, lang) for lang in LANGS}
    return f'<div class="hf hf-page">{in_both(html)}</div>'


def losses(visits: Sequence[Visit]) -> list[Loss]:
    """The exercises on which most was lost, by the share of their points, worst first."""
    found = [
        Loss(visit, name, mark)
        for visit in visits
        for name, mark in visit.marks.items()
        if mark.lost > 0
    ]
    return sorted(found, key=lambda each: (-each.mark.lost, -each.mark.most))[:MOST_LOSSES]


def next_of(visits: Sequence[Visit]) -> tuple[str, Visit] | None:
    """The workbook to open next, and whether to `begin` it or to go `on`; None if all is done.

    Of those begun it is the one worked on last, otherwise the first in order.
    """
    open_ = [each for each in visits if not each.is_finished]
    begun = [each for each in open_ if each.answers]
    if begun:
        return "on", max(begun, key=lambda each: max(one.at for one in each.answers.values()))
    return ("begin", open_[0]) if open_ else None


def _page(
    visits: Sequence[Visit], mastery: Mapping[str, Mastery], lost: Sequence[Loss], lang: Lang
) -> str:
    parts = (
        _next(visits, lang),
        _section("progress", lang, _progress(visits, lang)),
        _section("mastered", lang, _mastered(mastery, lang)),
        _section("refresh", lang, _refresh(visits, lost, lang)),
    )
    return "".join(parts)


def _section(name: str, lang: Lang, inner: str) -> str:
    return f"<h2>{escape(say(f'page.{name}', lang))}</h2>{inner}"


def _link(visit: Visit, lang: Lang) -> str:
    name = escape(visit.folder.name)
    return f'<a href="{name}/{name}.ipynb">{escape(visit.case.title[lang])}</a>'


def _next(visits: Sequence[Visit], lang: Lang) -> str:
    found = next_of(visits)
    if found is None:
        return f'<p class="hf-next-step">{escape(say("page.all-done", lang))}</p>'
    how, visit = found
    told = say(f"page.next-{how}", lang, minutes=visit.case.minutes)
    return f'<p class="hf-next-step">{escape(told)} {_link(visit, lang)}</p>'


def _progress(visits: Sequence[Visit], lang: Lang) -> str:
    return journey_table((_progress_row(visit, lang) for visit in visits), lang)


def _progress_row(visit: Visit, lang: Lang) -> str:
    done, of = visit.done, visit.tasks
    label = escape(say("header.title-progress", lang, done=done, all=of))
    bar = f'<progress max="{of}" value="{done}" aria-label="{label}"></progress> {done} / {of}'
    cells = "".join(
        f"<td>{each}</td>" for each in (bar, visit.last or "–", escape(points_of(visit, lang)))
    )
    return f'<tr><th scope="row">{_link(visit, lang)}</th>{cells}</tr>'


def points_of(visit: Visit, lang: Lang) -> str:
    """What was earned of what was marked, and how much of it one gave oneself."""
    points = visit.points
    if not points.most:
        return "–"
    name = "page.points-own" if points.own else "page.points"
    figures = {"points": round(points.points, 2), "own": round(points.own, 2)}
    return say(name, lang, most=round(points.most, 2), **figures)


def _mastered(mastery: Mapping[str, Mastery], lang: Lang) -> str:
    if not mastery:
        return f"<p>{escape(say('page.nothing-marked', lang))}</p>"
    about = f"<p>{escape(say('page.mastered-about', lang))}</p>"
    seven = _seven(mastery, lang) if any(area in mastery for area in SEVEN) else ""
    return f"{about}{seven}{_mastery_table(mastery, lang)}"


def _seven(mastery: Mapping[str, Mastery], lang: Lang) -> str:
    """The radar of the course's seven areas; one that nothing was marked in is a dotted spoke."""
    said = say("page.radar", lang, values=_spoken(mastery, lang))
    axes = [
        Axis(say(f"area.{area}", lang), None, mastery[area].share * 4 if area in mastery else None)
        for area in SEVEN
    ]
    radar = drawing(axes, _QUARTERS, said, ring=lambda level: f"{level * 25} %")
    return f'<div class="hf-radar">{radar}</div>'


def _spoken(mastery: Mapping[str, Mastery], lang: Lang) -> str:
    parts = (
        f"{say(f'area.{area}', lang)} {mastery[area].share:.0%}"
        for area in SEVEN
        if area in mastery
    )
    return {"en": ", ", "zh": "，"}[lang].join(parts)


def _mastery_table(mastery: Mapping[str, Mastery], lang: Lang) -> str:
    heads = "".join(
        f'<th scope="col">{escape(say(name, lang))}</th>'
        for name in ("page.area", "page.share", "mirror.exercises")
    )
    rows = "".join(
        f'<tr><th scope="row">{escape(say(f"area.{area}", lang))}</th>'
        f'<td class="hf-number">{each.share:.0%}</td>'
        f'<td class="hf-number">{each.exercises}</td></tr>'
        for area, each in sorted(mastery.items(), key=lambda item: -item[1].share)
    )
    return (
        f"<details><summary>{escape(say('page.every-area', lang))}</summary>"
        f'<table class="hf-table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        "</details>"
    )


def _refresh(visits: Sequence[Visit], lost: Sequence[Loss], lang: Lang) -> str:
    items = "".join(_lost(each, lang) for each in lost)
    waiting = "".join(_waiting(visit, lang) for visit in visits if visit.unmarked)
    drawn = next((visit for visit in visits if visit.case.bank and lost), None)
    parts = [f"<ul>{items}</ul>" if items else f"<p>{escape(say('page.nothing-lost', lang))}</p>"]
    if drawn:
        parts.append(f"<p>{escape(say('page.drawn', lang))} {_link(drawn, lang)}</p>")
    if waiting:
        parts.append(f"<p>{escape(say('page.waiting', lang))}</p><ul>{waiting}</ul>")
    return "".join(parts)


def _lost(loss: Loss, lang: Lang) -> str:
    title = escape(loss.visit.case.exercise(loss.exercise).title[lang])
    points, most = round(loss.mark.points, 2), round(loss.mark.most, 2)
    told = escape(say("page.lost", lang, points=points, most=most))
    return f"<li><strong>{title}</strong> · {_link(loss.visit, lang)}{told}</li>"


def _waiting(visit: Visit, lang: Lang) -> str:
    titles = [visit.case.exercise(name).title[lang] for name in visit.unmarked]
    colon, comma = {"en": (": ", "; "), "zh": ("：", "；")}[lang]
    return f"<li>{_link(visit, lang)}{colon}{escape(comma.join(titles))}</li>"


__all__ = ["Loss", "losses", "next_of", "page_panel", "points_of"]
