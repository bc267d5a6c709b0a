"""Parts of an exercise as text for the notebook: its task where code is to be written, and the
rubric by which a person will mark it."""

from __future__ import annotations

from html import escape

from workbooks.exercise import BaseExercise
from workbooks.page import paragraphs
from workbooks.text import HTML_LANG, LANGS
from workbooks.words import say
from workbooks.written import Written


def rubric_markdown(exercise: Written) -> str:
    """The rubric in both languages, as HTML inside markdown."""
    parts = []
    for lang in LANGS:
        rows = "".join(
            f"<li><strong>{criterion.points:g}</strong> · {escape(criterion.text[lang])}</li>"
            for criterion in exercise.rubric
        )
        head = escape(say("written.rubric", lang, title=exercise.title[lang]))
        parts.append(
            f'<div class="hf-lang" lang="{HTML_LANG[lang]}"><p><strong>{head}</strong></p>'
            f'<ul class="hf-rubric">{rows}</ul></div>'
        )
    return "\n".join(parts)


def task_markdown(exercise: BaseExercise) -> str:
    """Title, worth and prompt in both languages, to stand above the cell for the student's code."""
    parts = []
    for lang in LANGS:
        step = say(f"step.{exercise.step}", lang)
        facts = say("frame.worth", lang, points=exercise.points, minutes=exercise.minutes)
        if exercise.personal:
            facts += f" · {say('frame.personal', lang)}"
        parts.append(
            f'<div class="hf-exhibit hf-task hf-lang" lang="{HTML_LANG[lang]}">'
            f'<p class="hf-exhibit-title">{escape(exercise.title[lang])}</p>'
            f'<p class="hf-facts">{step} · {facts}</p>{paragraphs(exercise.prompt[lang])}</div>'
        )
    return "\n".join(parts)
