"""Static HTML: what stands in a page when no widget can be drawn.

Everything that comes from a person is escaped; the classes are styled by `style.css`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Final

from workbooks.text import HTML_LANG, LANGS, Lang
from workbooks.words import say

if TYPE_CHECKING:
    from workbooks.exercise import Option
    from workbooks.values import Scalar, TableData

ROWS_SHOWN: Final = 20


def paragraphs(text: str) -> str:
    """Each block of lines between blank lines as a paragraph."""
    blocks = [block for block in text.split("\n\n") if block.strip()]
    return "".join(f"<p>{escape(block.strip()).replace(chr(10), '<br>')}</p>" for block in blocks)


def in_both(html_of: dict[Lang, str], tag: str = "div") -> str:
    """The same thing in both languages, each marked with its `lang`."""
    return "".join(
        f'<{tag} class="hf-lang" lang="{HTML_LANG[lang]}">{html_of[lang]}</{tag}>' for lang in LANGS
    )


def item_list(options: Iterable[Option], picked: Collection[str], lang: Lang) -> str:
    """Options as a list; the picked ones carry a tick and the word for it."""
    items = []
    for option in options:
        text = escape(option.text[lang])
        if option.id in picked:
            label = say("static.picked", lang)
            tick = f'<span class="hf-tick" role="img" aria-label="{label}">✓</span>'
            items.append(f'<li class="hf-picked">{tick} <strong>{text}</strong></li>')
        else:
            items.append(f'<li class="hf-unpicked">{text}</li>')
    return f'<ul class="hf-options">{"".join(items)}</ul>'


def numbered_list(texts: Sequence[str]) -> str:
    """Texts as a numbered list."""
    items = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return f'<ol class="hf-steps">{items}</ol>'


def pairs_table(pairs: Iterable[tuple[str, str | None]], *, nothing: str) -> str:
    """Each first text with its second beside it, or `nothing` said where there is none."""
    rows = "".join(
        f'<tr><th scope="row">{escape(first)}</th><td>'
        + (f"<em>{escape(nothing)}</em>" if second is None else escape(second))
        + "</td></tr>"
        for first, second in pairs
    )
    return f'<table class="hf-table hf-pairs"><tbody>{rows}</tbody></table>'


def figure_text(digits: str, unit: str) -> str:
    """A number that was given, with its unit."""
    return f'<p class="hf-figure"><strong>{escape(digits)}</strong> {escape(unit)}</p>'


def written_text(text: str) -> str:
    """A text as it was typed, whatever it holds."""
    return f'<blockquote class="hf-written" dir="auto">{escape(text)}</blockquote>'


def bubble(look: str, who: str, inner: str) -> str:
    """One item of a conversation: who speaks, and what is said as HTML (it is not escaped)."""
    head = f'<p><span class="hf-who">{escape(who)}</span></p>'
    return f'<li class="{look}">{head}{inner}</li>'


def data_table(data: TableData, lang: Lang) -> str:
    """The first rows of a table, what was its index as heads of the rows."""
    kinds = data.dtypes or ("",) * len(data.columns)
    head = "".join(
        f'<th scope="col">{escape(name)}{_small(kind)}</th>'
        for name, kind in zip(data.columns, kinds, strict=True)
    )
    body = "".join(_row(row, data.index) for row in data.rows[:ROWS_SHOWN])
    more = len(data.rows) - ROWS_SHOWN
    note = f"<p>{say('static.more-rows', lang, count=more)}</p>" if more > 0 else ""
    return (
        f'<table class="hf-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}'
    )


def _row(row: Sequence[Scalar], heads: int) -> str:
    texts = [escape(plain_value(item)) for item in row]
    cells = [f'<th scope="row">{text}</th>' for text in texts[:heads]]
    return "<tr>" + "".join([*cells, *(f"<td>{text}</td>" for text in texts[heads:])]) + "</tr>"


def _small(text: str) -> str:
    return f' <small class="hf-dtype">{escape(text)}</small>' if text else ""


def plain_value(item: Scalar) -> str:
    """A cell as a reader sees it; nothing where nothing is."""
    if isinstance(item, float):
        return f"{item:.6g}"
    return "" if item is None else str(item)
