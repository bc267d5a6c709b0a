"""What a grader has to tell about a submission as a whole, in one sentence each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from grading.words import say
from workbooks.page import in_both
from workbooks.text import LANGS, Lang


def add_notices(notebook: NotebookNode, names: Iterable[str]) -> None:
    """Remember notices in the notebook's metadata, each once, in the order they came."""
    meta = notebook.metadata.setdefault("hearfirst", {})
    known = list(meta.get("notices", []))
    meta["notices"] = known + [name for name in names if name not in known]


def notices_of(notebook: NotebookNode) -> Sequence[str]:
    """The notices remembered in a notebook."""
    return list(notebook.metadata.get("hearfirst", {}).get("notices", []))


def notice_cell(names: Sequence[str]) -> NotebookNode:
    """A cell that tells student and instructor."""
    html: dict[Lang, str] = {}
    for lang in LANGS:
        items = "".join(f"<li>{say(f'notice.{name}', lang)}</li>" for name in names)
        html[lang] = f"<p><strong>{say('notice.title', lang)}</strong></p><ul>{items}</ul>"
    return new_markdown_cell(f'<div class="hf-score">{in_both(html)}</div>', id="notices")
