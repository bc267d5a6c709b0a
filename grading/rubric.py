"""A rubric as text for the notebook: what a person will look for, told before they do."""

from __future__ import annotations

from html import escape

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
        head = escape(f"{say('written.rubric', lang)}: {exercise.title[lang]}")
        parts.append(
            f'<div class="hf-lang" lang="{HTML_LANG[lang]}"><p><strong>{head}</strong></p>'
            f'<ul class="hf-rubric">{rows}</ul></div>'
        )
    return "\n".join(parts)
