"""The page in front: what this is, and a card for each workbook, in both languages.

It is one file of HTML, with its style, its script and its pictures in it, so that it is there at
once and asks for nothing.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

from grading.course_page import Listed, Part, Plan
from grading.site.sources import HERE
from grading.site.story import opening_of
from workbooks.case import Case
from workbooks.static import OWN_PAGE
from workbooks.text import HTML_LANG, LANGS, Lang, Text
from workbooks.words import say_both

PAGE: Final = HERE / "page"
PICTURES: Final = HERE / "pictures"
FIRST: Final = "ms-zhang"
"""The workbook that is best to begin with; if it is left out, the first there is."""
_SKILLS: Final = 3


@dataclass(frozen=True)
class Front:
    """What the page is about: the plan, the cases in the site, and their notebooks' folder."""

    plan: Plan
    cases: Mapping[str, Case]
    contents: Path

    def only(self, slugs: Sequence[str]) -> Front:
        """The same with the cases of those names alone, in the plan's order."""
        kept = {each.slug: self.cases[each.slug] for each in self.plan.listed if each.slug in slugs}
        return replace(self, cases=kept)

    @property
    def first(self) -> Case:
        """The workbook to begin with."""
        return self.cases.get(FIRST) or next(iter(self.cases.values()))

    @property
    def parts(self) -> Sequence[Part]:
        """The parts of the course, the one with the first workbook foremost."""
        first = self.first.slug
        return sorted(
            self.plan.parts, key=lambda part: all(each.slug != first for each in part.workbooks)
        )


def landing_page(front: Front) -> str:
    """The whole page."""
    title: dict[Lang, str] = {
        lang: f"{words('name')[lang]} · {words('title')[lang]}" for lang in LANGS
    }
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="en" data-lang="en" data-title-en="{escape(title["en"])}" '
            f'data-title-zh="{escape(title["zh"])}">',
            '<head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title['en'])}</title>",
            f'<meta name="description" content="{escape(words("about").en)}">',
            '<link rel="icon" href="favicon.svg" type="image/svg+xml">',
            # JupyterLite's pages read their settings from every page above them, this one too
            '<script id="jupyter-config-data" type="application/json" '
            'data-jupyter-lite-root=".">{}</script>',
            f"<style>{_asset('page.css')}</style></head>",
            "<body>",
            f'<a class="skip" href="#workbooks">{_both(words("skip"))}</a>',
            _top(),
            f'<main id="main">{_hero(front)}<div id="workbooks" tabindex="-1">',
            *_parts(front),
            f"</div>{_notes()}</main>",
            _end(front),
            f"<script>{_asset('page.js')}</script>",
            "</body></html>\n",
        ]
    )


def words(name: str) -> Text:
    """A wording of the page; raises KeyError for an unknown one."""
    return _words()[name]


@cache
def _words() -> dict[str, Text]:
    read = tomllib.loads((PAGE / "words.toml").read_text("utf-8"))
    return {name: Text.model_validate(each) for name, each in read.items()}


def _asset(name: str) -> str:
    return (PAGE / name).read_text("utf-8")


def _both(text: Text, tag: str = "span", **fields: object) -> str:
    """A text in both languages, each in an element of its own, placeholders filled in."""
    return "".join(
        f'<{tag} lang="{HTML_LANG[lang]}">{escape(_filled(text, lang, fields))}</{tag}>'
        for lang in LANGS
    )


def _filled(text: Text, lang: Lang, fields: Mapping[str, object]) -> str:
    chosen = {name: each[lang] if isinstance(each, Text) else each for name, each in fields.items()}
    return text[lang].format(**chosen) if fields else text[lang]


def _link(slug: str) -> str:
    return f"notebooks/index.html?path={slug}/{slug}.ipynb"


def _top() -> str:
    label = f"{words('language').en} · {words('language').zh}"
    buttons = (
        f'<button type="button" data-choose="{lang}" lang="{HTML_LANG[lang]}">{name}</button>'
        for lang, name in zip(LANGS, ("English", "中文"), strict=True)
    )
    switch = f'<div class="switch" role="group" aria-label="{label}">{"".join(buttons)}</div>'
    return f'<header class="wide top"><p class="name">{_both(words("name"))}</p>{switch}</header>'


def _hero(front: Front) -> str:
    first = front.first
    begin = _both(words("begin"), title=first.title)
    story = "".join(
        f'<div class="text" lang="{HTML_LANG[lang]}"><h2>{escape(words("begins")[lang])}</h2>'
        f"<h3>{escape(first.title[lang])}</h3>"
        f"{opening_of(front.contents / first.slug, lang)}"
        f'<p><a data-opens href="{_link(first.slug)}">{escape(words("on")[lang])}</a></p></div>'
        for lang in LANGS
    )
    return (
        f'<div class="wide hero"><div><h1>{_both(words("title"))}</h1>'
        f'<p class="lead">{_both(words("about"))}</p>'
        f'<p class="soft">{_both(words("free"))}</p>'
        f'<p><a class="button" data-opens href="{_link(first.slug)}">{begin}</a></p>'
        f"<noscript><p>{_both(words('script'))}</p></noscript></div>"
        f'<article class="story">{_picture(first.slug)}{story}</article></div>'
    )


def _parts(front: Front) -> Iterator[str]:
    for part in front.parts:
        present = [each for each in part.workbooks if each.slug in front.cases]
        if not present:
            continue
        title = part.title if len(present) == len(part.workbooks) else words("some")
        cards = "".join(_card(front.cases[each.slug], each) for each in present)
        yield (
            f'<section class="part"><div class="wide"><h2>{_both(title)}</h2>'
            f'<ul class="cards">{cards}</ul></div></section>'
        )


def _card(case: Case, listed: Listed) -> str:
    skills = "".join(f"<li>{_both(say_both(f'area.{area}'))}</li>" for area in _skills(case))
    buttons = "".join(
        f'<span data-when="{when}">{_both(words(name))}</span>'
        for when, name in (("new", "start"), ("begun", "resume"), ("done", "again"))
    )
    done = "".join(
        f'<span lang="{HTML_LANG[lang]}" data-form="{escape(words("done")[lang])}"></span>'
        for lang in LANGS
    )
    return (
        f'<li class="card" data-slug="{case.slug}">{_picture(case.slug)}<div class="text">'
        f'<h3 id="t-{case.slug}">{_both(case.title)}</h3>'
        f'<p class="when">{_both(_time(case))} · {_both(listed.when)}</p>'
        f'<p class="synopsis">{_both(case.synopsis)}</p><ul class="skills">{skills}</ul>'
        f'<div class="foot"><a class="button" data-opens id="b-{case.slug}" '
        f'aria-labelledby="b-{case.slug} t-{case.slug}" href="{_link(case.slug)}">{buttons}</a>'
        f'<div data-done hidden>{done}<progress aria-labelledby="t-{case.slug}"></progress></div>'
        f"</div></div></li>"
    )


def _skills(case: Case) -> list[str]:
    """The areas that most of a case's exercises are about."""
    counts = Counter(area for each in case.exercises for area in each.areas)
    return [area for area, _ in counts.most_common(_SKILLS)]


def _time(case: Case) -> Text:
    hours, minutes = divmod(case.minutes, 60)
    text = words("minutes" if minutes else "hours")
    told: dict[Lang, str] = {
        lang: text[lang].format(minutes=case.minutes, hours=hours) for lang in LANGS
    }
    return Text(en=told["en"], zh=told["zh"])


def _picture(slug: str) -> str:
    """The workbook's picture, for the eye only: the title stands beside it."""
    path = PICTURES / f"{slug}.svg"
    if not path.is_file():
        return ""
    lines = path.read_text("utf-8").splitlines()
    kept = "".join(line.strip() for line in lines if not line.strip().startswith("<!--"))
    return kept.replace("<svg ", '<svg class="picture" aria-hidden="true" ', 1)


def _notes() -> str:
    notes = "".join(_both(words(name), "p") for name in ("kept", "slow", "self"))
    head = f"<h2>{_both(words('note'))}</h2>"
    inner = f'{head}<div class="notes">{notes}</div>'
    return f'<section class="part"><div class="wide">{inner}</div></section>'


def _end(front: Front) -> str:
    links = [("tree/index.html", words("files"))]
    if (front.contents / OWN_PAGE).is_file():
        links.insert(0, (f"notebooks/index.html?path={OWN_PAGE}", words("mine")))
    items = "".join(
        f'<li><a data-opens href="{where}">{_both(text)}</a></li>' for where, text in links
    )
    licence = f'<p class="soft">{_both(words("licence"))}</p>'
    return f'<footer class="end"><div class="wide"><ul>{items}</ul>{licence}</div></footer>'
