"""A workbook's story as plain HTML, to be read before its Python is there."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from markdown_it import MarkdownIt

from workbooks.text import HTML_LANG, Lang

_HOW_TO_START: Final = re.compile(r"^\*\*(To start|开始之前)\*\*.*$", re.MULTILINE)
"""Here all cells are run for the reader: what is said about that would only confuse."""


def story_of(folder: Path) -> str:
    """What stands in a workbook before its first exercise, as HTML in both languages."""
    sources = []
    for cell in _cells(folder):
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            sources.append(source)
        elif "wb.show(" in source or "wb.submit(" in source:
            break
    return "\n".join(_rendered(each) for each in sources)


def opening_of(folder: Path, lang: Lang) -> str:
    """The first paragraphs of a workbook's story in one language, without its title."""
    source = "".join(_cells(folder)[0]["source"])
    found = re.search(rf'<div class="hf-lang" lang="{HTML_LANG[lang]}">(.*?)</div>', source, re.S)
    text = found.group(1) if found else ""
    story, _, _ = _HOW_TO_START.sub("\x00", text).partition("\x00")
    lines = [line for line in story.strip().splitlines() if not line.startswith("# ")]
    return _rendered("\n".join(lines))


def _cells(folder: Path) -> list[dict[str, Any]]:
    notebook = json.loads((folder / f"{folder.name}.ipynb").read_text("utf-8"))
    cells: list[dict[str, Any]] = notebook["cells"]
    return cells


def _rendered(source: str) -> str:
    return str(_markdown().render(_HOW_TO_START.sub("", source)))


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable("table")  # our own text: HTML is meant
