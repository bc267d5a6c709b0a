"""Make a whole notebook of whatever was handed in.

The released notebook is the skeleton: its cells, their order and their metadata are certain. From
the student's file come only the sources of the cells they were to write, and cells of their own.
So deleted, copied, reordered or edited cells, and metadata of any kind, cannot harm a grade.
"""

from __future__ import annotations

import copy
import json
import os
import stat
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

import orjson
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from grading.notice import add_notices
from workbooks.page import written_text

MOST_BYTES: Final = 64 << 20
MOST_OWN_CELLS: Final = 500
MOST_SOURCE: Final = 200_000


class Skeleton:
    """The released notebook, ready to be filled in again and again."""

    def __init__(self, released: NotebookNode) -> None:
        self.notebook = released
        self.students = {cell.id for cell in released.cells if _is_students(cell)}
        self.places = {cell.id: place for place, cell in enumerate(released.cells)}
        self.texts = {cell.id: cell.source.strip() for cell in released.cells}
        self.names = {cell.id: cell.id for cell in released.cells}
        self.names |= {_grade_id(cell): cell.id for cell in released.cells if _grade_id(cell)}
        # An editor of nbformat 4.4 drops ids: a cell nobody edits is then known by what it says.
        self.fixed = {
            cell.source.strip(): cell.id for cell in released.cells if cell.id not in self.students
        }
        self.untouched = {
            cell.id: _Untouched(
                cell.source.splitlines(keepends=True),
                _Found(_kind(cell), cell.source, cell.id),
            )
            for cell in released.cells
        }

    def copy(self) -> NotebookNode:
        """The released notebook anew. Only its cells' metadata are shared; nobody writes there."""
        made = _like(self.notebook)
        dict.__setitem__(made, "metadata", copy.deepcopy(self.notebook["metadata"]))
        dict.__setitem__(made, "cells", [_like(cell) for cell in self.notebook["cells"]])
        return made


def _like(node: NotebookNode) -> NotebookNode:
    """A copy of the outermost level, without what `NotebookNode(node)` does to each entry."""
    made = NotebookNode()
    dict.update(made, node)
    return made


class _Found(NamedTuple):
    """A cell as the student's file holds it; `of` names the skeleton cell it is a copy of."""

    kind: str
    source: str
    of: str | None


class _Untouched(NamedTuple):
    """A cell that the student left as it was: its lines, as files of notebooks hold them."""

    lines: list[str]
    found: _Found


@dataclass
class _Gathered:
    """The student's cells sorted by the skeleton cell they belong to or stand behind."""

    first: dict[str, _Found] = field(default_factory=dict)
    behind: dict[str | None, list[_Found]] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    twice: bool = False


def recover_notebook(data: bytes | None, released: Skeleton) -> NotebookNode:
    """The released notebook with the student's code in it; notices tell what had to be mended.

    `data` is the file as it was handed in, None if it cannot be read.
    """
    found = _read_cells(data)
    if found is None:
        notebook = released.copy()
        add_notices(notebook, ["notebook-unreadable"])
        return notebook
    return _restore(list(_cells(found, released)), released)


def notebook_bytes(path: Path) -> bytes | None:
    """The bytes of a notebook's file, None if it is a link, no file, or too long to be one."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | os.O_NONBLOCK)
        info = os.fstat(handle)
        if not stat.S_ISREG(info.st_mode) or info.st_size > MOST_BYTES:
            os.close(handle)
            return None
        with os.fdopen(handle, "rb") as file:
            return file.read()
    except OSError:
        return None


def _read_cells(raw: bytes | None) -> list[Any] | None:
    if raw is None or len(raw) > MOST_BYTES:
        return None
    try:
        data = _loads(raw)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    # nbformat 3 keeps cells in worksheets. Its own converter raises anything for a broken file,
    # and makes a heading of level 10**9 a text of as many characters.
    sheets = data["worksheets"] if isinstance(data.get("worksheets"), list) else [data]
    lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
    cells = [cell for each in lists if isinstance(each, list) for cell in each]
    return cells if any(isinstance(each, list) for each in lists) else None


def _loads(raw: bytes) -> Any:
    """JSON, read fast if it is strict, and otherwise as forgivingly as Python does."""
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        return json.loads(raw)


def _cells(raw: Sequence[Any], released: Skeleton) -> Iterator[_Found]:
    names = released.names
    for cell in raw:
        if not isinstance(cell, dict):
            continue
        source = cell.get("source", cell.get("input", ""))  # `input` in nbformat 3
        of = _known_by_name(cell, names)
        if of is not None and source == released.untouched[of].lines:
            found = released.untouched[of].found
            if found.kind == _kind(cell):
                yield found
                continue
        if isinstance(source, list):
            source = _joined(source)
        if not isinstance(source, str):
            continue
        source = source[:MOST_SOURCE]
        if not source.isascii():
            source = _whole(source)
        if of is None:
            of = released.fixed.get(source.strip())
        yield _Found(_kind(cell), source, of)


def _kind(cell: Mapping[str, Any]) -> str:
    return "code" if cell.get("cell_type") == "code" else "text"


def _whole(text: str) -> str:
    """The text without half a surrogate pair, which is no text and could not be written."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


def _joined(lines: list[Any]) -> str:
    try:
        return "".join(lines)
    except TypeError:
        return "".join(line for line in lines if isinstance(line, str))


def _known_by_name(cell: dict[str, Any], names: Mapping[str, str]) -> str | None:
    """The skeleton cell that a cell is a copy of by what nbgrader or the notebook calls it."""
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    if isinstance(nbgrader, dict):
        name = nbgrader.get("grade_id")
        if isinstance(name, str) and name in names:
            return names[name]
    name = cell.get("id")
    return names.get(name) if isinstance(name, str) else None


def _restore(found: Sequence[_Found], released: Skeleton) -> NotebookNode:
    gathered = _gather(found, released.students)
    notebook = released.copy()
    cells: list[NotebookNode] = list(_own(gathered.behind.get(None, [])[:MOST_OWN_CELLS], 0))
    edited = False
    for place, cell in enumerate(notebook["cells"], start=1):
        name = cell["id"]
        as_released = released.untouched[name].found
        given = gathered.first.get(name, as_released)
        if given is not as_released and given.source.strip() != released.texts[name]:
            if name in released.students:
                cell["source"] = given.source
            else:
                edited = True
        cells.append(cell)
        if name in gathered.behind:
            left = MOST_OWN_CELLS + place - len(cells)  # of their own only: none of ours is cut
            cells += _own(gathered.behind[name][:left], place)
    dict.__setitem__(notebook, "cells", cells)
    known = [released.places[name] for name in gathered.order]
    add_notices(
        notebook,
        [
            name
            for name, holds in {
                "cells-deleted": len(gathered.first) < len(released.places),
                "cells-duplicated": gathered.twice,
                "cells-reordered": known != sorted(known),
                "cells-edited": edited,
            }.items()
            if holds
        ],
    )
    return notebook


def _gather(found: Sequence[_Found], students: Set[str]) -> _Gathered:
    gathered = _Gathered()
    last: str | None = None
    for cell in found:
        if cell.of is None:
            gathered.behind.setdefault(last, []).append(cell)
        elif cell.of not in gathered.first:
            gathered.first[cell.of] = cell
            gathered.order.append(cell.of)
            last = cell.of
        else:
            gathered.twice = True
            if cell.of in students and cell.source != gathered.first[cell.of].source:
                gathered.behind.setdefault(cell.of, []).append(cell)
    return gathered


def _own(found: Sequence[_Found], behind: int) -> Iterator[NotebookNode]:
    """Cells of the student's own. Text stands as it was typed: markdown can load a picture from
    another host, and a grader's browser would ask for it.
    """
    for number, cell in enumerate(found, start=1):
        name = f"own-{behind}-{number}"
        if cell.kind == "code":
            yield new_code_cell(cell.source, id=name)
        else:
            text = "&#10;".join(written_text(cell.source).splitlines())  # one block for markdown
            yield new_markdown_cell(text, id=name)


def _grade_id(cell: NotebookNode) -> str | None:
    name = cell.metadata.get("nbgrader", {}).get("grade_id")
    return name if isinstance(name, str) else None


def _is_students(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("solution", False))


def looks_like_workbook(data: bytes | None) -> bool:
    """Whether a file holds the cells of a workbook, whatever the file is called."""
    cells = _read_cells(data) or []
    metadata = [cell.get("metadata") for cell in cells if isinstance(cell, dict)]
    return any(isinstance(each, dict) and "hearfirst" in each for each in metadata)
