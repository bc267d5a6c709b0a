"""Panels that stand in a page when nothing can be drawn live: the answer given, and the opening."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any, Final

from workbooks.assets import read_asset
from workbooks.case import Case
from workbooks.errors import UnreadableAnswer
from workbooks.exercise import BaseExercise
from workbooks.page import in_both, paragraphs
from workbooks.progress import State, Task, tasks_of
from workbooks.text import LANGS, Lang
from workbooks.words import say

OWN_PAGE: Final = "my-page.ipynb"
"""The notebook beside a self-study release's workbooks on which a learner sees them all."""


def answer_panel(
    exercise: BaseExercise,
    raw: Any,
    *,
    whose: str,
    asked: bool = True,
    others: Mapping[str, Any] | None = None,
) -> str:
    """An exercise's question and the answer to it, in both languages.

    `raw` is the answer as the log holds it, or None; `whose` names the wording of its heading;
    `asked` tells whether the question stands there too; `others` holds the answers, by id, of the
    exercises that this one `needs`.
    """
    try:
        answer = None if raw is None else exercise.read_answer(raw)
    except UnreadableAnswer as error:
        answer = error
    question = exercise.question_html if asked else exercise.title_html
    html = {
        lang: question[lang] + _answer_in(exercise, answer, whose, others or {}, lang)
        for lang in LANGS
    }
    return f'<div class="hf-static" data-exercise="{exercise.id}">{in_both(html)}</div>'


def opening_panel(case: Case) -> str:
    """What a reader sees of the head of a notebook that is not running."""
    html = {
        lang: f"<p><strong>{escape(case.title[lang])}</strong></p>"
        + paragraphs(say("static.run", lang))
        for lang in LANGS
    }
    style = f"<style>{read_asset('style.css')}</style>"
    return f'{style}<div class="hf-static hf-opening">{in_both(html)}</div>'


def checklist(case: Case, states: Mapping[str, State], *, alone: bool = False) -> str:
    """Which of a workbook's tasks are open or only begun; what to do once none is.

    In a course that is to hand in; for whoever learns `alone`, to look at their own page.
    """
    tasks = tasks_of(case)
    todo, total = [each for each in tasks if states.get(each.id) != "done"], len(tasks)
    html: dict[Lang, str] = {}
    for lang in LANGS:
        if todo:
            items = "".join(f"<li>{escape(_todo(each, states, lang))}</li>" for each in todo)
            head = say("check.todo", lang, count=len(todo), all=total)
            html[lang] = f"{paragraphs(head)}<ul>{items}</ul>"
        else:
            done = paragraphs(say("check.done", lang, all=total))
            html[lang] = done + ("" if alone else paragraphs(say("check.submit", lang)))
        html[lang] += _own_page(lang) if alone else ""
    return f'<div class="hf hf-told hf-check">{in_both(html)}</div>'


def _own_page(lang: Lang) -> str:
    told, link = (escape(say(f"own.{name}", lang)) for name in ("next", "page-link"))
    return f'<p>{told} <a href="../{OWN_PAGE}">{link}</a></p>'


def _todo(task: Task, states: Mapping[str, State], lang: Lang) -> str:
    title = task.title[lang]
    return say("check.begun", lang, title=title) if task.id in states else title


def _answer_in(
    exercise: BaseExercise, answer: Any, whose: str, others: Mapping[str, Any], lang: Lang
) -> str:
    if answer is None:
        return f"<p><em>{say('static.none', lang)}</em></p>"
    if isinstance(answer, UnreadableAnswer):
        html = f"<p><em>{say('static.unreadable', lang)}</em></p>"
    else:
        html = exercise.answer_html_among(answer, others, lang)
    return f"<p>{say(whose, lang)}</p>{html}"
