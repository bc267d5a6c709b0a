"""Exhibits as HTML in a notebook's text: readable unstyled, pleasant with `style.css`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from html import escape

from babel.dates import format_datetime

from workbooks.case import Case, Chat, Exhibit, Log, Message, Post, Record
from workbooks.page import paragraphs
from workbooks.text import HTML_LANG, LANGS, Lang


def exhibit_html(case: Case, exhibit: Exhibit) -> str:
    """An exhibit in both languages, each in an element of its own marked with its language."""
    return "\n".join(_in_language(case, exhibit, lang) for lang in LANGS)


def _in_language(case: Case, exhibit: Exhibit, lang: Lang) -> str:
    match exhibit:
        case Chat():
            inner = _chat(case, exhibit, lang)
        case Record():
            inner = _record(exhibit, lang)
        case Log():
            inner = _log(case, exhibit, lang)
        case Post():
            inner = _post(case, exhibit, lang)
    title = escape(exhibit.title[lang])
    return (
        f'<div class="hf-exhibit hf-lang" lang="{HTML_LANG[lang]}">'
        f'<p class="hf-exhibit-title">{title}</p>{inner}</div>'
    )


def _chat(case: Case, chat: Chat, lang: Lang) -> str:
    bubbles = (
        f'<li class="{"hf-ours" if message.who in chat.ours else "hf-theirs"}">'
        f"{_said(case, message, lang)}</li>"
        for message in chat.messages
    )
    return f'<ul class="hf-chat">{"".join(bubbles)}</ul>'


def _record(record: Record, lang: Lang) -> str:
    rows = (
        f'<tr><th scope="row">{escape(row.label[lang])}</th><td>{escape(row.value[lang])}</td></tr>'
        for row in record.rows
    )
    return f"<table><tbody>{''.join(rows)}</tbody></table>"


def _log(case: Case, log: Log, lang: Lang) -> str:
    rows = (
        f'<tr><th scope="row">{_when(entry.at, lang)}<br>{_name(case, entry, lang)}</th>'
        f"<td>{escape(entry.text[lang])}</td></tr>"
        for entry in log.entries
    )
    return f"<table><tbody>{''.join(rows)}</tbody></table>"


def _post(case: Case, post: Post, lang: Lang) -> str:
    answers: Iterable[str] = (f"<li>{_said(case, answer, lang)}</li>" for answer in post.answers)
    return (
        f'<div class="hf-post"><p class="hf-facts">{escape(post.place[lang])}</p>'
        f"{_said(case, post.message, lang)}"
        f'<p class="hf-facts">{escape(post.figures[lang])}</p>'
        f'<ul class="hf-answers">{"".join(answers)}</ul></div>'
    )


def _said(case: Case, message: Message, lang: Lang) -> str:
    who, when = _name(case, message, lang), _when(message.at, lang)
    head = f'<p><span class="hf-who">{who}</span><span class="hf-when"> {when}</span></p>'
    return head + paragraphs(message.text[lang])


def _name(case: Case, message: Message, lang: Lang) -> str:
    return escape(case.people[message.who].name[lang])


def _when(at: datetime, lang: Lang) -> str:
    pattern, locale = {"en": ("d MMM, HH:mm", "en_GB"), "zh": ("M月d日 HH:mm", "zh_CN")}[lang]
    return str(format_datetime(at, pattern, locale=locale))
