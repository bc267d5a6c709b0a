"""The code of a whole student, run here cell by cell: what each task of a workbook hands in.

`tests/submissions/<case>/<task>/` holds what students write into the cell of a task. The first line
of each snippet says what it earns, and, of a mistake, what is wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import nbformat
from nbformat import NotebookNode
from pydantic_core import to_jsonable_python

from grading.course import Course
from grading.master import read_master
from grading.read import KeyedCase, read_keyed_case
from grading.variants import data_for
from tests.conftest import REPOSITORY
from workbooks.errors import NotSubmittable

_ONLY_SHOWS = re.compile(
    r"open_workbook|wb\.(show|check|exhibit|journey|mirror|trend|refresh|start_again)\("
)
"""Cells that compute nothing."""


@dataclass(frozen=True)
class Snippet:
    """What one student wrote for one task, and the points it earns."""

    path: Path

    @property
    def task(self) -> str:
        """The exercise it answers."""
        return self.path.parent.name

    @property
    def code(self) -> str:
        """What stands in the cell."""
        return self.path.read_text("utf-8")

    @property
    def points(self) -> float:
        """What its first line says it earns."""
        found = re.match(r"# ([\d.]+) points", self.code)
        assert found, f"{self.path} does not begin with the points it earns"
        return float(found.group(1))


class Bench:
    """Stands for `wb` in a notebook that is run here."""

    def __init__(self, keyed: KeyedCase, seed: int) -> None:
        self.case = keyed.case
        self.own = data_for(keyed.case, seed)
        self.answers: dict[str, Any] = {}

    def data(self, name: str) -> Any:
        """The data set as the student with this seed has it."""
        return self.own[name]

    def submit(self, name: str, value: object) -> None:
        """Keep what was handed in, as it comes out of the log; what is no data is not kept."""
        if value is Ellipsis:
            return
        try:
            data = self.case.exercise(name).data_of(value)
        except NotSubmittable:
            return
        self.answers[name] = json.loads(json.dumps(to_jsonable_python(data)))


@dataclass(frozen=True)
class Workbook:
    """A case with the code cells of its master and of its release."""

    slug: str

    @cached_property
    def course(self) -> Course:
        """The repository."""
        return Course(REPOSITORY)

    @cached_property
    def keyed(self) -> KeyedCase:
        """The case and its keys."""
        return read_keyed_case(self.course, self.slug)

    @cached_property
    def solved(self) -> list[NotebookNode]:
        """The code cells with solutions."""
        return _code(read_master(self.course.master_file(self.slug), self.keyed.case))

    @cached_property
    def released(self) -> list[NotebookNode]:
        """The code cells as students get them."""
        notebook = nbformat.read(self.course.release_notebook(self.slug), as_version=4)
        return _code(notebook)

    @cached_property
    def release(self) -> Path:
        """The folder that students get."""
        return self.course.release_folder(self.slug)

    @property
    def tasks(self) -> list[str]:
        """The exercises that are answered with code."""
        return [each.id for each in self.keyed.case.exercises if each.from_code]

    def snippets(self) -> list[Snippet]:
        """Everything that students wrote into the cells of tasks."""
        folder = REPOSITORY / "tests" / "submissions" / self.slug
        return [Snippet(path) for path in sorted(folder.glob("*/*.py"))]

    @cached_property
    def public_numbers(self) -> frozenset[str]:
        """Every number that students have before them anyway: in texts, exhibits, code and data."""
        data = [each.read_text("utf-8") for each in self.release.glob("data/*.csv")]
        notebook = nbformat.read(self.course.release_notebook(self.slug), as_version=4)
        return numbers_in("\n".join([*data, *(cell.source for cell in notebook.cells)]))

    def given_away(self, said: str, task: str, seed: int, answer: object) -> frozenset[str]:
        """The expected numbers of a task that are told, and are neither public nor the student's
        own. Nothing is told by what was said of a practice task, whose key students have.
        """
        keyed = self.keyed.for_seed(seed)
        exercise = keyed.case.exercise(task)
        if exercise.is_practice:
            return frozenset()
        expected = numbers_in(json.dumps(keyed.keys[task].model(exercise, "en")))
        return (expected & numbers_in(said)) - numbers_in(json.dumps(answer)) - self.public_numbers

    def answers(
        self, seed: int, code: Mapping[str, str], *, solved: bool = True, until: str = ""
    ) -> dict[str, Any]:
        """What a student hands in who wrote `code`, by task, up to and with the task `until`.

        All other tasks hold the solutions, or else what was released. To be run in the folder of
        the released workbook.
        """
        bench = Bench(self.keyed, seed)
        names: dict[str, Any] = {"wb": bench}
        for cell in self.solved if solved else self.released:
            if _ONLY_SHOWS.search(cell.source):
                continue
            source = code.get(cell.id.removesuffix("-code"), cell.source)
            exec(compile(source, f"{self.slug}: {cell.id}", "exec"), names)  # noqa: S102  # as a notebook does
            plt.close("all")  # as a notebook does when a cell ends
            if until and cell.id == f"{until}-answer":
                break
        return bench.answers


def numbers_in(text: str) -> frozenset[str]:
    """The numbers of a text, as feedback would write them."""
    found = re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text)
    return frozenset(f"{float(each.replace(',', '')):.6g}" for each in found)


@cache
def workbook(slug: str) -> Workbook:
    """The workbook of that name, read once."""
    return Workbook(slug)


def _code(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]
