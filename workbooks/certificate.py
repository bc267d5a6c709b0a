"""A certificate to print, which says honestly what it is: nobody but the learner has checked it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Final

from workbooks.journey import Visit
from workbooks.page import in_both
from workbooks.text import LANGS, Lang
from workbooks.words import say

CERTIFICATE_FILE: Final = "certificate.html"
LONGEST_NAME: Final = 60
_MANY: Final = 11
"""From so many rows on they are set smaller, so that all stand on one sheet."""

_STYLE: Final = """
@page { size: A4; margin: 0 }
* { box-sizing: border-box }
body { margin: 0; background: #e8ebee; color: #1d2329;
  font: 11pt/1.45 "Noto Serif", Georgia, "Times New Roman", "DejaVu Serif", "Songti SC",
    "Noto Serif CJK SC", "SimSun", serif }
main { position: relative; display: flex; flex-direction: column; width: 210mm;
  height: 296mm; margin: 8mm auto; padding: 20mm 22mm 16mm;
  background: #fff; overflow: hidden }
main::before { content: ""; position: absolute; inset: 9mm; border: 1.2mm double #14616b;
  pointer-events: none }
h1 { margin: 0 0 3mm; text-align: center; font-size: 23pt; font-weight: 600; color: #14616b }
h1 span, .who span { display: block; font-size: 0.72em }
p { margin: 0 0 2mm }
.firm { text-align: center; letter-spacing: 0.12em }
.who { margin: 3mm 0; text-align: center; font-size: 21pt; overflow-wrap: anywhere }
.lead { text-align: center }
table { width: 100%; margin: 4mm 0; border-collapse: collapse; font-size: 9.5pt }
th, td { padding: 1.2mm 2mm; border-bottom: 0.2mm solid #b9c1c9; text-align: left;
  vertical-align: top }
thead th { border-bottom-width: 0.5mm; font-size: 8.5pt }
tbody th { font-weight: 400; width: 52% }
.many { font-size: 8pt; line-height: 1.25 }
.many th, .many td { padding: 0.8mm 2mm }
.many tbody th { width: 56% }
tbody td { white-space: nowrap }
.many tbody .zh { display: inline }
.many tbody .zh::before { content: " · " }
.honest { margin-top: auto; padding: 3mm 4mm; border: 0.5mm solid #1d2329; font-size: 9.5pt }
.when { margin: 3mm 0 0; text-align: right }
.zh { display: block }
.print .zh { display: inline; margin-left: 0.5em }
.print { display: block; margin: 6mm auto 0; padding: 2mm 6mm; font: inherit }
@media print { body { background: none } main { margin: 0 } .print { display: none } }
"""


def certificate(name: str, visits: Sequence[Visit], on: date) -> str:
    """The certificate as a page that needs nothing else, on one sheet of A4, in both languages.

    `visits` are all the workbooks; those that are finished stand in it.
    """
    finished = [visit for visit in visits if visit.is_finished]
    title = " · ".join(say("cert.title", lang) for lang in LANGS)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>'
        f'<body><button class="print" type="button" onclick="print()">'
        f"{_both('cert.print')}</button>"
        f"<main>{_head(name)}{_table(finished)}{_honest(finished)}"
        f'<p class="when">{on.isoformat()}</p></main></body></html>\n'
    )


def tidy_name(raw: str) -> str:
    """A name as it is printed: one line, not endless."""
    return " ".join(raw.split())[:LONGEST_NAME].strip()


def _head(name: str) -> str:
    en, zh = (escape(say("cert.title", lang)) for lang in LANGS)
    lead = in_both({lang: escape(say("cert.lead", lang)) for lang in LANGS}, "p")
    return (
        f'<p class="firm">Hearfirst · <span lang="zh-Hans">先听我说</span></p>'
        f'<h1>{en}<span lang="zh-Hans">{zh}</span></h1>'
        f'<p class="who" dir="auto">{escape(name)}</p><div class="lead">{lead}</div>'
    )


def _table(finished: Sequence[Visit]) -> str:
    heads = "".join(
        f'<th scope="col">{_both(name)}</th>'
        for name in ("journey.workbook", "cert.finished", "cert.minutes", "journey.points")
    )
    rows = "".join(_row(visit) for visit in finished)
    look = ' class="many"' if len(finished) >= _MANY else ""
    return f"<table{look}><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _row(visit: Visit) -> str:
    en, zh = (escape(visit.case.title[lang]) for lang in LANGS)
    points = visit.points
    earned = f"{points.points:g} / {points.most:g}" if points.most else "–"
    cells = "".join(f"<td>{each}</td>" for each in (visit.last or "–", visit.case.minutes, earned))
    return f'<tr><th scope="row">{en}<span class="zh" lang="zh-Hans">{zh}</span></th>{cells}</tr>'


def _honest(finished: Sequence[Visit]) -> str:
    """What this paper is worth, in words that nobody can overlook."""
    own = round(sum(visit.points.own for visit in finished), 2)
    points = round(sum(visit.points.points for visit in finished), 2)
    texts: dict[Lang, str] = {
        lang: escape(say("cert.honest", lang, own=own, points=points)) for lang in LANGS
    }
    return f'<div class="honest">{in_both(texts, "p")}</div>'


def _both(name: str) -> str:
    en, zh = (escape(say(name, lang)) for lang in LANGS)
    return f'{en}<span class="zh" lang="zh-Hans">{zh}</span>'


__all__ = ["CERTIFICATE_FILE", "LONGEST_NAME", "certificate", "tidy_name"]
