"""Every attack, and how to make the submission that carries it out.

An attack is a piece of code (`code/NAME.py`, put into the cell for code) or something done to the
folder that is handed in (a function below). The first lines of a piece of code tell what it does
and what student and instructor are told. All answers given in the page are right, so that each
attack has points to lose, and none but those to have.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grading.course import Course
from grading.read import read_keyed_case
from tests.conftest import REPOSITORY
from tests.course.submissions import CODE_CELL, OUTCOMES, SLUG, write_code
from tests.scoring import score_answer
from workbooks.answers import AnswerLog

CODE = Path(__file__).parent / "code"


def _earned_in_the_page() -> float:
    keyed = read_keyed_case(Course(REPOSITORY), SLUG)
    answers = AnswerLog(OUTCOMES / "full-marks").read(keyed.case.limits).latest
    asked = (each for each in keyed.case.exercises if each.id in answers)
    scores = (score_answer(keyed, each, answers[each.id].answer) for each in asked)
    return sum(score.points or 0 for score in scores)


PAGE_POINTS = _earned_in_the_page()
"""What the answers given in the page earn; the table that code hands in would earn 4 more."""
CANARY = "canary-nobody-may-read-this"

Recipe = Callable[[Path], None]


@dataclass(frozen=True, kw_only=True)
class Attack:
    """One attack: what is told of it, and the points that it earns without a person."""

    name: str
    about: str
    notices: frozenset[str] = frozenset()
    points: float = PAGE_POINTS
    code: str | None = None
    recipe: Recipe | None = None


ALL: dict[str, Attack] = {}


def hand_in(attack: Attack, release: Path, folder: Path, port: int) -> None:
    """Make the attack's submission in `folder`, from what was released.

    The folder is `submitted/STUDENT/SLUG` of a course, beside whose `submitted` there is a folder
    `outside` with things that are not to be reached; on `port` somebody listens.
    """
    shutil.copytree(release, folder)
    shutil.copy(OUTCOMES / "full-marks" / "answers.jsonl", folder)
    if attack.code is not None:
        code = attack.code.replace("$OUTSIDE", str(outside_of(folder))).replace("$PORT", str(port))
        write_code(folder, code)
    if attack.recipe is not None:
        attack.recipe(folder)


def outside_of(folder: Path) -> Path:
    """The folder with things that an attack in `folder` is not to reach."""
    return folder.parents[2] / "outside"


def plant(outside: Path) -> None:
    """What an attacker would like to have, with a word in it by which it is known again."""
    files = (
        "grading/keys/ms-zhang.yaml",
        "source/ms-zhang/ms-zhang.md",
        "submitted/other/ms-zhang/answers.jsonl",
        "gradebook.db",
    )
    for name in files:
        path = outside / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(CANARY, "utf-8")


def _read(path: Path) -> Attack:
    about, notices, code = path.read_text("utf-8").split("\n", 2)
    told = notices.removeprefix("# notices: ").split(", ")
    return Attack(
        name=path.stem,
        about=about.removeprefix("# "),
        notices=frozenset(told) - {"none"},
        code=code,
    )


ALL |= {path.stem: _read(path) for path in sorted(CODE.glob("*.py"))}


def attack(*notices: str, points: float = PAGE_POINTS) -> Callable[[Recipe], Recipe]:
    """Register what is done to a folder; the function's docstring tells it."""

    def register(recipe: Recipe) -> Recipe:
        name = recipe.__name__.replace("_", "-")
        told = frozenset(notices)
        about = (recipe.__doc__ or "").strip()
        ALL[name] = Attack(name=name, about=about, notices=told, points=points, recipe=recipe)
        return recipe

    return register


# Files


@attack("links-removed")
def link_to_a_file(folder: Path) -> None:
    """A link to the gradebook."""
    (folder / "notes.txt").symlink_to(outside_of(folder) / "gradebook.db")


@attack("links-removed")
def link_to_a_folder(folder: Path) -> None:
    """A link to the whole course."""
    (folder / "all").symlink_to(outside_of(folder))


@attack("links-removed")
def link_hard(folder: Path) -> None:
    """A second name of the gradebook."""
    os.link(outside_of(folder) / "gradebook.db", folder / "notes.txt")


@attack("links-removed", "answers-missing", points=0)
def link_for_the_answers(folder: Path) -> None:
    """The answers are a link to another student's."""
    (folder / "answers.jsonl").unlink()
    (folder / "answers.jsonl").symlink_to(
        outside_of(folder) / "submitted/other/ms-zhang/answers.jsonl"
    )


@attack("links-removed")
def pipe(folder: Path) -> None:
    """A named pipe, on which a reader would wait for ever."""
    os.mkfifo(folder / "data" / "pipe.csv")


@attack("links-removed")
def socket_file(folder: Path) -> None:
    """A socket among the files."""
    here = Path.cwd()
    os.chdir(folder)  # the path would be too long for a socket's name
    try:
        socket.socket(socket.AF_UNIX).bind("socket")
    finally:
        os.chdir(here)


@attack("files-refused")
def sparse_file(folder: Path) -> None:
    """A file of a terabyte that takes no room."""
    with (folder / "data.csv").open("wb") as file:
        file.truncate(1 << 40)


@attack()
def zip_bomb(folder: Path) -> None:
    """A small archive that would unpack to a hundred megabytes."""
    with zipfile.ZipFile(folder / "work.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(10):
            archive.writestr(f"{number}.txt", b"0" * 10_000_000)


@attack("files-refused")
def files_without_number(folder: Path) -> None:
    """Thousands of files."""
    (folder / "many").mkdir()
    for number in range(1_100):
        (folder / "many" / f"{number}.txt").touch()


@attack("files-refused")
def folders_without_bottom(folder: Path) -> None:
    """Folders within folders within folders."""
    folder.joinpath(*["d"] * 100).mkdir(parents=True)


@attack("names-refused")
def names_that_climb(folder: Path) -> None:
    """Names that lead out of the folder on another system."""
    (folder / "..\\..\\gradebook.db").write_text("x", "utf-8")
    (folder / "C:\\keys.yaml").write_text("x", "utf-8")


@attack("names-refused")
def names_in_disguise(folder: Path) -> None:
    """Names that read backwards, hold line ends, or are no text at all."""
    (folder / "sdrawkcab\u202etxt.exe").write_text("x", "utf-8")
    (folder / "two\nlines").write_text("x", "utf-8")
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe")).write_text("x", "utf-8")


@attack("names-refused")
def names_of_others(folder: Path) -> None:
    """Files whose names some systems take for those of the workbook."""
    (folder / "\uff43ase.json").write_text("{}", "utf-8")
    (folder / "CASE.JSON").write_text("{}", "utf-8")


@attack()
def module_in_the_way(folder: Path) -> None:
    """Modules with the names of those that the grader imports."""
    for name in ("nbgrader", "grading", "json", "pandas", "workbooks", "nh3"):
        (folder / f"{name}.py").write_text("raise SystemExit('canary')", "utf-8")


# The notebook


def _edit(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    path = folder / f"{SLUG}.ipynb"
    notebook = json.loads(path.read_bytes())
    change(notebook)
    path.write_text(json.dumps(notebook, ensure_ascii=False), "utf-8")


@attack("cells-edited")
def points_changed(folder: Path) -> None:
    """Points, locks and checksums are changed, and test cells return a thousand."""

    def change(notebook: dict[str, Any]) -> None:
        for cell in notebook["cells"]:
            if cell["metadata"].get("nbgrader", {}).get("grade"):
                cell["metadata"]["nbgrader"] |= {"points": 1000, "locked": False, "checksum": ""}
                cell["source"] = "1000.0"

    _edit(folder, change)


@attack("cells-deleted", "cells-duplicated", "cells-edited", "cells-reordered")
def ids_changed(folder: Path) -> None:
    """Cells take the ids of others."""

    def change(notebook: dict[str, Any]) -> None:
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell["id"] = "rank-industries-answer"
                cell["metadata"] = {"nbgrader": {"grade_id": "rank-industries", "grade": True}}

    _edit(folder, change)


@attack("cells-deleted")
def cells_deleted(folder: Path) -> None:
    """Every cell is deleted."""
    _edit(folder, lambda notebook: notebook.update(cells=[]))


@attack("cells-duplicated")
def cells_duplicated(folder: Path) -> None:
    """Every cell stands there twice."""
    _edit(folder, lambda notebook: notebook.update(cells=notebook["cells"] * 2))


@attack()
def cells_retyped(folder: Path) -> None:
    """Code is made text, and text code."""

    def change(notebook: dict[str, Any]) -> None:
        for cell in notebook["cells"]:
            cell["cell_type"] = "raw" if cell["cell_type"] == "code" else "code"

    _edit(folder, change)


@attack("notebook-unreadable")
def json_invalid(folder: Path) -> None:
    """The notebook is cut short."""
    path = folder / f"{SLUG}.ipynb"
    path.write_bytes(path.read_bytes()[:5_000])


@attack("notebook-unreadable")
def json_without_bottom(folder: Path) -> None:
    """The notebook is a list in a list in a list."""
    (folder / f"{SLUG}.ipynb").write_text("[" * 1_000_000, "utf-8")


@attack()
def outputs_forged(folder: Path) -> None:
    """Cells were handed in with outputs that claim points and answers."""
    right = json.loads((OUTCOMES / "full-marks" / "answers.jsonl").read_text().splitlines()[0])
    bundle = {"application/vnd.hearfirst.answer+json": right, "text/plain": "1000"}
    shown = {"output_type": "execute_result", "data": bundle, "metadata": {}, "execution_count": 1}

    def change(notebook: dict[str, Any]) -> None:
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell["outputs"] = [shown]

    _edit(folder, change)


@attack()
def scripts_in_text(folder: Path) -> None:
    """A text cell with scripts and addresses of other hosts."""
    evil = "<script>canary_script()</script> ![a](https://canary.example/a.png)"
    cell = {"cell_type": "markdown", "id": "x", "metadata": {}, "source": evil}
    _edit(folder, lambda notebook: notebook["cells"].insert(3, cell))


__all__ = [
    "ALL",
    "CANARY",
    "CODE_CELL",
    "PAGE_POINTS",
    "SLUG",
    "Attack",
    "hand_in",
    "outside_of",
    "plant",
]
