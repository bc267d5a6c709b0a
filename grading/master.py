"""Turn a master (MyST text) into the notebook that nbgrader makes a release from.

1. jupytext reads the cells;
2. text cells are checked for their two languages, and get their exhibits;
3. a cell that shows an exercise gets nbgrader's metadata and the case's points; an exercise marked
   by hand is followed by a task cell with its rubric;
4. every cell gets a name that is the same at every build.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import jupytext
from jupytext.myst import MystMetadataParsingError
from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from yaml import YAMLError  # type: ignore[import-untyped]  # jupytext reads headers with it

from grading.cell_text import rubric_markdown, task_markdown
from grading.problem import CourseProblems, Problem, make_problem
from grading.yaml_places import collect
from workbooks.case import Case
from workbooks.exhibits import exhibit_html
from workbooks.kinds import Exercise
from workbooks.text import HTML_LANG, LANGS
from workbooks.variants import placeholders
from workbooks.written import Written

MOST_LINES: Final = 10
KERNEL: Final = {"display_name": "Python 3", "language": "python", "name": "python3"}
_CALL: Final = re.compile(r'^\s*wb\.(show|submit)\("([^"]*)"', re.MULTILINE)
_SOLUTION: Final = re.compile(r"^### BEGIN SOLUTION.*?^### END SOLUTION\n?", re.M | re.S)
_REFRESH: Final = re.compile(r"^\s*wb\.refresh\((\d+)\)\s*$", re.MULTILINE)
_CHECK: Final = re.compile(r"^\s*wb\.check\(\)\s*$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A cell of a master: its line, and its text in both languages, or its code.

    `sources` says where the numbers of a text come from, `teaches` which topics it explains.
    """

    line: int
    texts: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    teaches: tuple[str, ...] = ()
    code: str = ""


def read_master(path: Path, case: Case) -> NotebookNode:
    """The instructor's notebook with solutions; raises `CourseProblems` with all complaints."""
    if not path.is_file():
        why = "Write the notebook's text there."
        collect([make_problem("not-found", path, (1, 1), {"why": why})])
    try:
        text = path.read_text("utf-8")
        master = jupytext.reads(text, fmt="md:myst")
    except (UnicodeDecodeError, MystMetadataParsingError, YAMLError) as error:
        raise CourseProblems([make_problem("not-yaml", path, (1, 1), {"why": error})]) from None
    places = _places(text, master.cells)
    reader = _Reader(case, path)
    cells = [
        made
        for cell, line in zip(master.cells, places, strict=True)
        for made in reader.read(cell, line)
    ]
    reader.finish()
    collect(reader.problems)
    metadata = {
        "kernelspec": dict(KERNEL),
        "language_info": {"name": "python"},
        "hearfirst": {"case": case.slug},
    }
    return new_notebook(cells=cells, metadata=metadata)


def master_texts(path: Path) -> list[tuple[int, str, str]]:
    """The pieces of text of a readable master: the line of each, its English and its Chinese."""
    return [
        (piece.line, piece.texts["en"], piece.texts["zh"])
        for piece in master_pieces(path)
        if piece.texts.keys() >= set(LANGS)
    ]


def master_pieces(path: Path) -> list[Piece]:
    """The cells of a readable master as students meet them: texts, and code without solutions."""
    text = path.read_text("utf-8")
    cells = jupytext.reads(text, fmt="md:myst").cells
    found = []
    for cell, line in zip(cells, _places(text, cells), strict=True):
        if cell.cell_type == "markdown":
            blocks = _blocks(cell.source)
            sources, teaches = tuple(blocks.sources), tuple(blocks.teaches)
            found.append(Piece(line=line, texts=blocks.texts, sources=sources, teaches=teaches))
        elif cell.cell_type == "code":
            found.append(Piece(line=line, code=_SOLUTION.sub("", cell.source)))
    return found


class _Reader:
    def __init__(self, case: Case, path: Path) -> None:
        self.case, self.path = case, path
        self.problems: list[Problem] = []
        self._shown: Counter[str] = Counter()
        self._names: Counter[str] = Counter()
        self._tasks: Counter[str] = Counter()
        self._checks = 0
        self._rounds: list[int] = []
        self._misnamed = False  # a `:task:` without an exercise: told by itself

    def read(self, cell: NotebookNode, line: int) -> Iterator[NotebookNode]:
        if cell.cell_type == "markdown":
            yield self._text(cell.source, line)
            return
        if cell.cell_type == "raw":
            self._complain("raw-cell", line)
            return
        lines = cell.source.count("\n") + 1
        if lines > MOST_LINES:
            self._complain("long-cell", line, lines=lines, most=MOST_LINES)
        call = _CALL.search(cell.source)
        if "task" in cell.metadata:
            yield from self._solution(cell, line)
        elif call:
            yield from self._exercise(cell.source, call.group(1), call.group(2), line)
        elif _CHECK.search(cell.source):
            self._checks += 1
            meta = _nbgrader("check", grade=True, points=0)
            yield new_code_cell(cell.source, id="check", metadata=_fixed(meta))
        else:
            self._rounds += map(int, _REFRESH.findall(cell.source))
            yield new_code_cell(cell.source, id=self._name("code"), metadata=_fixed({}))

    def finish(self) -> None:
        for exercise in self.case.exercises:
            if self._shown[exercise.id] != 1:
                count = self._shown[exercise.id]
                self._complain("exercise-not-once", 1, name=exercise.id, count=count)
            if exercise.from_code and not self._tasks[exercise.id] and not self._misnamed:
                self._complain("no-code-cell", 1, name=exercise.id)
            if self._tasks[exercise.id] > 1:
                name = f"`:task: {exercise.id}`"
                self._complain("cell-not-once", 1, name=name, count=self._tasks[exercise.id])
        if self._checks != 1:
            self._complain("cell-not-once", 1, name="`wb.check()`", count=self._checks)
        if self._rounds != [*self.case.rounds]:
            drawn, listed = (
                ", ".join(map(str, weeks)) or "none" for weeks in (self._rounds, self.case.rounds)
            )
            self._complain("rounds-differ", 1, drawn=drawn, listed=listed)

    def _text(self, source: str, line: int) -> NotebookNode:
        blocks = _blocks(source)
        for lang in LANGS:
            if not blocks.texts.get(lang):
                self._complain("cell-language", line, lang=lang)
        if blocks.loose:
            self._complain("loose-text", line, start=blocks.loose.strip()[:40])
        named = [each for each in self.case.exhibits if each.id in blocks.exhibits]
        fixed = [source, *(each.model_dump(mode="json") for each in named)]
        for slot, word in placeholders(fixed):
            call, what = "`wb.exhibit` in a cell of code", "this text"
            self._complain("variant-fixed", line, name=f"{slot}.{word}", what=what, call=call)
        told = [(HTML_LANG[lang], blocks.texts.get(lang, "")) for lang in LANGS]
        parts = [f'<div class="hf-lang" lang="{of}">\n\n{text}\n\n</div>' for of, text in told]
        known = {each.id: each for each in self.case.exhibits}
        for name in blocks.exhibits:
            if name in known:
                parts.append(exhibit_html(self.case, known[name]))
            else:
                self._complain("unknown-exhibit", line, name=name, known=", ".join(known))
        return new_markdown_cell("\n\n".join(parts), id=self._name("text"), metadata=_fixed({}))

    def _solution(self, cell: NotebookNode, line: int) -> Iterator[NotebookNode]:
        name = cell.metadata["task"]
        exercise = self._known(name, line)
        if exercise is None:
            self._misnamed = True
            return
        self._tasks[name] += 1
        text = task_markdown(exercise)
        yield new_markdown_cell(text, id=f"{name}-task", metadata=_fixed({}))
        if "### BEGIN SOLUTION" not in cell.source or "### END SOLUTION" not in cell.source:
            self._complain("no-solution", line, name=name)
        meta = _nbgrader(f"{name}-code", solution=True)
        yield new_code_cell(cell.source, id=f"{name}-code", metadata=meta)

    def _exercise(self, source: str, call: str, name: str, line: int) -> Iterator[NotebookNode]:
        exercise = self._known(name, line)
        if exercise is None:
            return
        self._shown[name] += 1
        wanted = "submit" if exercise.from_code else "show"
        if call != wanted:
            how = "with code" if exercise.from_code else "in the page"
            self._complain("wrong-call", line, name=name, how=how, call=f"wb.{wanted}")
        by_hand = isinstance(exercise, Written)
        meta = _nbgrader(
            f"{name}-answer" if by_hand else name,
            grade=not by_hand,
            points=None if by_hand else exercise.points,
        )
        shown = {"exercise": name}
        cell = new_code_cell(source, id=f"{name}-answer"[:64], metadata=_fixed(meta, shown))
        if not exercise.from_code:
            cell.metadata["jupyter"] = {"source_hidden": True}  # a reader wants the exercise
        yield cell
        if isinstance(exercise, Written):
            meta = _nbgrader(name, task=True, points=exercise.points)
            text = rubric_markdown(exercise)
            yield new_markdown_cell(text, id=f"{name}-rubric"[:64], metadata=_fixed(meta, shown))

    def _known(self, name: str, line: int) -> Exercise | None:
        for exercise in self.case.exercises:
            if exercise.id == name:
                return exercise
        known = ", ".join(each.id for each in self.case.exercises)
        self._complain("unknown-exercise", line, name=name, known=known)
        return None

    def _name(self, stem: str) -> str:
        self._names[stem] += 1
        return f"{stem}-{self._names[stem]}"

    def _complain(self, name: str, line: int, /, **fields: Any) -> None:
        self.problems.append(make_problem(name, self.path, (line, 1), fields))


def _nbgrader(
    name: str,
    *,
    grade: bool = False,
    solution: bool = False,
    task: bool = False,
    points: float | None = None,
) -> dict[str, Any]:
    meta: dict[str, Any] = {
        "grade": grade,
        "grade_id": name,
        "locked": not solution,
        "schema_version": 3,
        "solution": solution,
        "task": task,
    }
    if points is not None:
        meta["points"] = points
    return {"nbgrader": meta}


def _fixed(metadata: dict[str, Any], shown: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Metadata of a cell that a student neither edits nor deletes."""
    fixed = {**metadata, "deletable": False, "editable": False}
    return {**fixed, "hearfirst": dict(shown)} if shown else fixed


@dataclass
class _Blocks:
    """What stands in a text cell: languages, exhibits, what is not shown, and what is loose."""

    texts: dict[str, str] = field(default_factory=dict)
    exhibits: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    teaches: list[str] = field(default_factory=list)
    loose: str = ""


def _blocks(source: str) -> _Blocks:
    parser = MarkdownIt("commonmark").use(colon_fence_plugin)
    found = _Blocks()
    loose: list[str] = []
    for token in parser.parse(source):
        info = token.info.strip().strip("{}").split("}", 1)
        if token.level or token.nesting < 0 or token.map is None:
            continue
        if token.type == "colon_fence" and info[0] in LANGS:
            parts = (found.texts.get(info[0], ""), token.content)  # a cell may hold several of each
            found.texts[info[0]] = "\n\n".join(parts).strip()
        elif token.type == "fence" and info[0] == "exhibit":
            found.exhibits.append(info[-1].strip())
        elif token.type == "fence" and info[0] == "sources":
            found.sources += _listed(info[-1])
        elif token.type == "fence" and info[0] == "teaches":
            found.teaches += _listed(info[-1])
        else:
            loose.append("\n".join(source.splitlines()[token.map[0] : token.map[1]]))
    found.loose = "\n".join(loose)
    return found


def _listed(text: str) -> list[str]:
    return [each.strip() for each in text.split(",")]


def _places(text: str, cells: Iterable[NotebookNode]) -> list[int]:
    """The line of the master, from 1, at which each cell's source starts."""
    lines = text.splitlines()
    at, found = 0, []
    for cell in cells:
        first = cell.source.split("\n", 1)[0]
        at = next((n for n in range(at, len(lines)) if lines[n].strip() == first.strip()), at)
        found.append(at + 1)
        at += cell.source.count("\n") + 1
    return found
