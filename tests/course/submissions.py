"""Whole submissions, each named by its outcome and made when a test asks for it.

A folder `tests/submissions/<case>/<outcome>/` holds `outcome.yaml` and, where they differ from
those of `full-marks`, the answers. In `outcome.yaml` stand

- `about`: one sentence on what the student did;
- `code`: what stands in the cell for code: that of `full-marks` if not said, or `released`;
- `answers: none`, where no log was handed in;
- `recipe`: what happens to the folder at the end; one of the functions below, by its name;
- `auto`, `notices`, `waiting`: what grading has to make of it: points that need nobody, what
  student and instructor are told, and the exercises that wait for a person.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tests.conftest import REPOSITORY

SLUG = "ms-zhang"
CODE_CELL = "rank-industries-code"
OUTCOMES = REPOSITORY / "tests" / "submissions" / SLUG
SECRET = "canary-of-another-student"  # noqa: S105  # what must not be carried into a submission
ODD_LINES = (
    b"\xff\xfe not text",
    b"[1, 2]",
    b'{"v": 2, "exercise": "first-reading", "answer": "rule", "lang": "en", "at": "2030-01-01"}',
    b'{"v": 1, "exercise": ["first-reading"], "answer": "rule", "lang": "en", "at": "2030-01-01"}',
    b'{"v": 1, "exercise": "../rule", "answer": "rule", "lang": "en", "at": "2030-01-01"}',
    b'{"v": 1, "exercise": "first-reading", "answer": "\\ud800", "lang": "en", "at": "2030-01-01"}',
    b'{"v": 1, "exercise": "no-such-exercise", "answer": 1, "lang": "xx", "at": "2030-01-01"}',
    b"[" * 100_000,
    b"",
)
OWN_NOTE = """# My notes

<script>canary_script()</script> ![a](https://canary.example/a.png)

<b>b</b> [c](javascript:canary_script()) $5 < 6$
"""

READ = {"day-one-reply": 2.0}
"""What the one text of which a part is read is proposed, by all who write it here."""

Recipe = Callable[[Path], None]
RECIPES: dict[str, Recipe] = {}


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One sample submission and what grading has to make of it."""

    name: str
    about: str
    auto: float
    waiting: frozenset[str]
    notices: frozenset[str] = frozenset()
    answers: str = "own"
    code: str | None = None
    recipe: str | None = None

    @property
    def proposed(self) -> float:
        """What is proposed, until a person marks it, for texts of which a part is read."""
        return sum(points for name, points in READ.items() if name in self.waiting)

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return OUTCOMES / self.name


def read_outcome(name: str) -> Outcome:
    """The outcome of that name."""
    data: dict[str, Any] = YAML(typ="safe").load(OUTCOMES / name / "outcome.yaml")
    for field in ("waiting", "notices"):
        data[field] = frozenset(data.get(field, ()))
    return Outcome(name=name, **data)


ALL = {path.parent.name: read_outcome(path.parent.name) for path in OUTCOMES.glob("*/outcome.yaml")}
NAMES = sorted(ALL)


def hand_in(outcome: Outcome, release: Path, folder: Path) -> None:
    """Make the submission in `folder`, from what was released."""
    shutil.copytree(release, folder)
    code = ALL["full-marks"].code if outcome.code is None else outcome.code
    if code is not None and code != "released":
        write_code(folder, code)
    if outcome.answers != "none":
        own = outcome.folder / "answers.jsonl"
        shutil.copy(own if own.exists() else OUTCOMES / "full-marks" / "answers.jsonl", folder)
    if (outcome.folder / "files").is_dir():
        shutil.copytree(outcome.folder / "files", folder, dirs_exist_ok=True)
    if outcome.recipe is not None:
        RECIPES[outcome.recipe](folder)


def write_code(folder: Path, code: str) -> None:
    """Put `code` where the student is to write it."""

    def change(notebook: dict[str, Any]) -> None:
        cell = next(cell for cell in notebook["cells"] if cell["id"] == CODE_CELL)
        cell["source"] = code

    _edit(folder, change)


def recipe(function: Recipe) -> Recipe:
    """Register what a recipe's name in `outcome.yaml` stands for."""
    RECIPES[function.__name__.replace("_", "-")] = function
    return function


# What can happen to the log of answers


@recipe
def answers_torn(folder: Path) -> None:
    log = folder / "answers.jsonl"
    log.write_bytes(log.read_bytes()[:-60])


@recipe
def answers_foreign_lines(folder: Path) -> None:
    log = folder / "answers.jsonl"
    odd = b"\n".join(ODD_LINES) + b"\n"
    log.write_bytes(b"".join(odd + line for line in log.read_bytes().splitlines(keepends=True)))


@recipe
def answers_100_mb(folder: Path) -> None:
    log = folder / "answers.jsonl"
    answers = log.read_bytes()
    with log.open("wb") as file:
        for _ in range(100):
            file.write(b"x" * 1_000_000)
        file.write(b"\n" + answers)


@recipe
def answers_symlink(folder: Path) -> None:
    _replace_by_link(folder / "answers.jsonl", _outside(folder) / "answers.jsonl")


@recipe
def answers_fifo(folder: Path) -> None:
    (folder / "answers.jsonl").unlink()
    os.mkfifo(folder / "answers.jsonl")


@recipe
def answers_folder(folder: Path) -> None:
    (folder / "answers.jsonl").unlink()
    (folder / "answers.jsonl").mkdir()
    (folder / "answers.jsonl" / "answers.jsonl").write_text("{}\n", "utf-8")


# What can happen to the notebook


@recipe
def cells_deleted(folder: Path) -> None:
    def change(notebook: dict[str, Any]) -> None:
        kept = ("code-1", CODE_CELL, "rank-industries-answer")
        notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] in kept]

    _edit(folder, change)


@recipe
def cells_duplicated(folder: Path) -> None:
    def change(notebook: dict[str, Any]) -> None:
        notebook["cells"] = [cell for cell in notebook["cells"] for _ in range(2)]

    _edit(folder, change)


@recipe
def cells_reordered(folder: Path) -> None:
    _edit(folder, lambda notebook: notebook["cells"].reverse())


@recipe
def cells_edited(folder: Path) -> None:
    def change(notebook: dict[str, Any]) -> None:
        for cell in notebook["cells"]:
            meta = cell["metadata"].get("nbgrader")
            if cell["id"] == CODE_CELL:
                continue
            cell["source"] = "1000.0"
            if meta and meta["grade"]:
                meta |= {"points": 1000, "locked": False, "solution": True, "checksum": "0"}
            cell["metadata"].pop("hearfirst", None)
        notebook["metadata"] = {"kernelspec": {"name": "bash"}, "hearfirst": {"notices": ["x"]}}

    _edit(folder, change)


@recipe
def notebook_invalid_json(folder: Path) -> None:
    notebook = folder / f"{SLUG}.ipynb"
    notebook.write_bytes(notebook.read_bytes()[:30_000])


@recipe
def notebook_empty(folder: Path) -> None:
    (folder / f"{SLUG}.ipynb").write_bytes(b"")


@recipe
def notebook_renamed(folder: Path) -> None:
    (folder / f"{SLUG}.ipynb").rename(folder / "我的作业 (1).ipynb")


@recipe
def notebook_of_something_else(folder: Path) -> None:
    (folder / f"{SLUG}.ipynb").unlink()
    other = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "physics.ipynb").write_text(json.dumps(other), "utf-8")


@recipe
def notebook_is_symlink(folder: Path) -> None:
    _replace_by_link(folder / f"{SLUG}.ipynb", _outside(folder) / f"{SLUG}.ipynb")


@recipe
def extra_cells(folder: Path) -> None:
    def change(notebook: dict[str, Any]) -> None:
        note = {"cell_type": "markdown", "metadata": {}, "source": OWN_NOTE}
        code = {
            "cell_type": "code",
            "metadata": {},
            "source": "own = 1",
            "outputs": [],
            "execution_count": None,
        }
        notebook["cells"] = [
            note,
            *(each for cell in notebook["cells"] for each in (cell, note, code)),
            {"cell_type": "raw", "metadata": {}, "source": "raw"},
            {"cell_type": "code"},
            "no cell at all",
        ]

    _edit(folder, change)


# What else can come along


@recipe
def notices_forged(folder: Path) -> None:
    (folder / "intake.txt").write_bytes(b"no-such-notice <script> \xff")


@recipe
def material_changed(folder: Path) -> None:
    (folder / "case.json").write_text("{}", "utf-8")
    (folder / "data" / "industries.csv").write_text("industry,left_percent\nNobody,0\n", "utf-8")


@recipe
def handed_in_late(folder: Path) -> None:
    (folder / "timestamp.txt").write_text("2030-01-02 00:00:00 UTC", "utf-8")


def plant_outside(folder: Path) -> None:
    """Files outside every submission: another student's answers, and a notebook with a secret."""
    folder.mkdir()
    log = (OUTCOMES / "full-marks" / "answers.jsonl").read_text("utf-8")
    (folder / "answers.jsonl").write_text(log.replace("Dear Ms Zhang", SECRET), "utf-8")
    cell = {"cell_type": "code", "metadata": {"hearfirst": {}}, "source": f"# {SECRET}"}
    notebook = {"cells": [{**cell, "outputs": []}], "metadata": {}, "nbformat": 4}
    (folder / f"{SLUG}.ipynb").write_text(json.dumps(notebook), "utf-8")


def _outside(folder: Path) -> Path:
    return folder.parents[2] / "outside"  # submitted/<student>/<assignment>


def _replace_by_link(path: Path, target: Path) -> None:
    path.unlink()
    path.symlink_to(target)


def _edit(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    path = folder / f"{SLUG}.ipynb"
    notebook = json.loads(path.read_bytes())
    change(notebook)
    path.write_text(json.dumps(notebook, ensure_ascii=False), "utf-8")
