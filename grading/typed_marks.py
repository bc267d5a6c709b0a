"""Asterisks that a reader would see: emphasis written where none is drawn, or where it fails.

What a case and its key say is shown as it is typed, so `*that*` shows two asterisks. The master is
Markdown; there emphasis that ends in punctuation before a letter, as `**句。**下一句`, does not
close, by the rules of CommonMark (section 6.2), and its asterisks stay on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from markdown_it import MarkdownIt

from grading.course import Course
from grading.master import master_pieces
from grading.problem import Problem, make_problem
from grading.translations import texts_in
from grading.yaml_places import PlacedYaml, plain

_EMPHASIS: Final = re.compile(r"(\*{1,2})\w(?:[^*\n]*[^\s*])?\1")
_MARKDOWN: Final = MarkdownIt("commonmark").enable("table")


def asterisks_shown(course: Course, slug: str) -> Iterator[Problem]:
    """A problem for each text of a case, its key or its master in which emphasis shows as typed."""
    for file in (course.case_file(slug), course.key_file(slug)):
        yaml = PlacedYaml(file)
        for place, en, zh in texts_in(plain(yaml.data)):
            for text in (en, zh):
                if found := _EMPHASIS.search(text):
                    yield _problem(
                        file,
                        yaml.place(place),
                        found[0],
                        "What a case says is shown as it is typed: say it without them",
                    )
    master = course.master_file(slug)
    for piece in master_pieces(master):
        for text in piece.texts.values():
            for left in _left_over(text):
                why = "They make no emphasis here: put the punctuation outside, or escape them"
                yield _problem(master, (piece.line, 1), left, why)


def _problem(file: Path, at: tuple[int, int], found: str, why: str) -> Problem:
    return make_problem("asterisks-shown", file, at, {"found": found, "why": why})


def _left_over(text: str) -> Iterator[str]:
    """The lines of a Markdown text in which an asterisk is still there when it has been drawn."""
    for block in _MARKDOWN.parse(text):
        for token in block.children or ():
            if token.type == "text" and "*" in token.content:
                yield token.content
