"""Starting again alone: what is new arrives, and nothing that a learner wrote is lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from grading.course import Course
from grading.self_study import SelfStudyRefused, build_self_study
from grading.shelf import LIST_FILE, Shelf
from tests.conftest import REPOSITORY

pytestmark = pytest.mark.course
SLUG = "ms-zhang"
CODE = "rank-industries-code"
DAY = date(2026, 11, 26)
OURS = "ranked = industries.sort_values('left_percent')"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-study release of one workbook with data and a cell of code."""
    folder = tmp_path_factory.mktemp("released") / "alone"
    build_self_study(folder, [SLUG], course=Course(REPOSITORY))
    return folder


class Learner:
    """A release of the test's own, and the folder of somebody who learns from it."""

    def __init__(self, released: Path, root: Path) -> None:
        self.built = Path(shutil.copytree(released, root / "built"))
        self.own = root / "own"
        self.book = self.own / SLUG / f"{SLUG}.ipynb"
        self.start()

    def start(self) -> list[str]:
        """Start as `make study` does; returns what was told."""
        shelf = Shelf(self.built, self.own, DAY)
        return [*shelf.renew(SLUG), *shelf.renew_pages()]

    def edit(self, path: Path, cell_id: str, source: str) -> None:
        """Change a cell of a notebook, in a release or in the learner's folder."""
        notebook = nbformat.read(path, as_version=4)
        next(each for each in notebook.cells if each.id == cell_id).source = source
        nbformat.write(notebook, path)

    def correct(self) -> None:
        """Publish another edition: a text, the case, the keys and the data are others."""
        self.edit(self.built / SLUG / f"{SLUG}.ipynb", "text-1", "Corrected")
        for name in ("case.json", "practice.json", "data/industries.csv"):
            path = self.built / SLUG / name
            path.write_bytes(path.read_bytes() + b"\n")

    def answer(self) -> Path:
        """Give an answer, so that there is a log."""
        log = self.own / SLUG / "answers.jsonl"
        log.write_text('{"v": 1}\n', "utf-8")
        return log

    def cells(self, path: Path | None = None) -> dict[str, str]:
        """What stands in the cells of the notebook."""
        found = nbformat.read(path or self.book, as_version=4).cells
        return {each.id: each.source for each in found}

    def is_current(self, *names: str) -> bool:
        """Whether files of the workbook are those of the release."""
        return all(
            (self.own / SLUG / name).read_bytes() == (self.built / SLUG / name).read_bytes()
            for name in names
        )


NOT_THEIRS = ("case.json", "practice.json", "data/industries.csv")


@pytest.fixture
def learner(released: Path, tmp_path: Path) -> Learner:
    return Learner(released, tmp_path)


def beside(learner: Learner) -> list[str]:
    """The files of a workbook that carry a date."""
    return sorted(path.name for path in learner.own.rglob(f"*{DAY.isoformat()}*"))


def bytes_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.name, path.read_bytes()


def test_what_nobody_changed_is_renewed(learner: Learner) -> None:
    """Another edition arrives whole and without a word too many; the answers stay."""
    log = learner.answer()
    learner.correct()
    (line,) = learner.start()
    assert "brought up to date" in line
    assert "已更新" in line
    assert learner.is_current(*NOT_THEIRS, f"{SLUG}.ipynb")
    assert log.read_text("utf-8") == '{"v": 1}\n'
    assert beside(learner) == []
    (line,) = learner.start()
    assert "nothing new" in line


def test_outputs_are_not_the_learners_writing(learner: Learner) -> None:
    """A notebook that JupyterLab has only saved with its outputs counts as unchanged."""
    notebook = nbformat.read(learner.book, as_version=4)
    cell = next(each for each in notebook.cells if each.cell_type == "code")
    cell.outputs = [nbformat.v4.new_output("stream", text="hello")]
    cell.execution_count = 1
    nbformat.write(notebook, learner.book)
    saved = learner.book.read_bytes()
    learner.start()
    assert learner.book.read_bytes() == saved  # the same edition: nothing to do
    learner.correct()
    learner.start()
    assert learner.is_current(f"{SLUG}.ipynb")
    assert beside(learner) == []


def test_what_was_written_goes_on_in_the_new_edition(learner: Learner) -> None:
    """Code in its cell and a cell of one's own are carried over, and the old notebook is kept."""
    learner.edit(learner.book, CODE, OURS)
    notebook = nbformat.read(learner.book, as_version=4)
    place = next(at for at, each in enumerate(notebook.cells) if each.id == CODE)
    notebook.cells.insert(place + 1, new_markdown_cell("my note", id="mine"))
    nbformat.write(notebook, learner.book)
    before = learner.book.read_bytes()
    learner.correct()
    told = learner.start()
    assert "goes on in it" in told[0]
    assert "已经带过来" in told[0]
    cells = learner.cells()
    assert (cells["text-1"], cells[CODE], cells["mine"]) == ("Corrected", OURS, "my note")
    assert [*cells][[*cells].index(CODE) + 1] == "mine"
    (kept,) = beside(learner)
    assert f"lies beside it as {kept}" in told[0]
    assert (learner.book.parent / kept).read_bytes() == before
    assert learner.is_current(*NOT_THEIRS)
    nbformat.validate(nbformat.read(learner.book, as_version=4))
    assert "nothing new" in learner.start()[0]
    assert beside(learner) == [kept]


def test_the_same_edition_leaves_a_changed_notebook_alone(learner: Learner) -> None:
    """Without anything new, whatever a learner did to the notebook stays, to the byte."""
    learner.edit(learner.book, CODE, OURS)
    before = learner.book.read_bytes()
    assert "nothing new" in learner.start()[0]
    assert learner.book.read_bytes() == before


def test_two_editions_in_a_day_keep_two_copies(learner: Learner) -> None:
    """A copy is never written over another one."""
    learner.edit(learner.book, CODE, OURS)
    learner.correct()
    learner.start()
    learner.edit(learner.book, CODE, f"{OURS}  # again")
    learner.edit(learner.built / SLUG / f"{SLUG}.ipynb", "text-1", "Corrected again")
    learner.start()
    assert beside(learner) == [f"{SLUG}-{DAY}-2.ipynb", f"{SLUG}-{DAY}.ipynb"]
    assert learner.cells()[CODE] == f"{OURS}  # again"
    assert learner.cells(learner.book.with_name(f"{SLUG}-{DAY}.ipynb"))[CODE] == OURS


def test_a_torn_notebook_is_kept_and_replaced(learner: Learner) -> None:
    """What cannot be read lies beside a fresh one, and is told in both languages."""
    learner.book.write_text('{"cells": [', "utf-8")
    told = learner.start()
    assert "could not be read" in told[0]
    assert "读不出来" in told[0]
    assert learner.is_current(f"{SLUG}.ipynb")
    (kept,) = beside(learner)
    assert (learner.book.parent / kept).read_text("utf-8") == '{"cells": ['


def test_data_that_were_changed_are_right_again(learner: Learner) -> None:
    """A learner's own data file is kept beside; a case and keys are nobody's writing."""
    data = learner.own / SLUG / "data" / "industries.csv"
    data.write_text("industry,left_percent\nMine,1\n", "utf-8")
    (learner.own / SLUG / "case.json").write_text("{}", "utf-8")
    told = learner.start()
    assert "had been changed" in told[0]
    assert learner.is_current(*NOT_THEIRS)
    (kept,) = beside(learner)
    assert "Mine,1" in (data.parent / kept).read_text("utf-8")


def test_what_was_broken_off_is_gone_on_with(learner: Learner) -> None:
    """Files that are missing are put there, and an edition that came by half comes whole."""
    learner.edit(learner.book, CODE, OURS)
    before = (learner.own / LIST_FILE).read_bytes()
    learner.correct()
    learner.start()
    (kept,) = beside(learner)
    (learner.own / LIST_FILE).write_bytes(before)  # as if it had ended before it wrote its list
    (learner.own / SLUG / "practice.json").unlink()
    (learner.own / SLUG / ".case.json.new").write_text("{", "utf-8")
    learner.start()
    assert learner.is_current(*NOT_THEIRS)
    assert learner.cells()[CODE] == OURS
    assert beside(learner) == [kept]


@pytest.mark.parametrize("text", [None, "{", "[]", '{"format": 2}', '{"files": {"a": 1}}', "\x00"])
def test_without_a_list_that_can_be_read_nothing_is_lost(
    learner: Learner, text: str | None
) -> None:
    """From before there was one, or broken: what differs counts as the learner's."""
    learner.edit(learner.book, CODE, OURS)
    before = learner.book.read_bytes()
    path = learner.own / LIST_FILE
    path.unlink() if text is None else path.write_text(text, "utf-8")
    learner.correct()
    learner.start()
    assert learner.cells()[CODE] == OURS
    assert learner.cells()["text-1"] == "Corrected"
    assert learner.is_current(*NOT_THEIRS)
    assert (learner.book.parent / f"{SLUG}-{DAY}.ipynb").read_bytes() == before
    assert json.loads(path.read_bytes())["format"] == 1


def test_a_page_that_was_written_into_is_kept(learner: Learner) -> None:
    """The list of workbooks is always the new one; notes in the old one lie beside it."""
    page = learner.own / "index.ipynb"
    notebook = nbformat.read(page, as_version=4)
    notebook.cells.append(new_markdown_cell("do this first", id="note"))
    nbformat.write(notebook, page)
    new: NotebookNode = nbformat.read(learner.built / "index.ipynb", as_version=4)
    new.cells[0].source += "\n\nOne more."
    nbformat.write(new, learner.built / "index.ipynb")
    learner.start()
    assert "One more." in next(iter(learner.cells(page).values()))
    assert learner.cells(page)["note"] == "do this first"
    assert beside(learner) == [f"index-{DAY}.ipynb"]


def test_what_a_release_no_longer_has_goes(learner: Learner) -> None:
    """A file that was dropped is taken away, unless somebody has written into it."""
    for name in ("old.csv", "noted.csv"):
        (learner.built / SLUG / "data" / name).write_text("a\n1\n", "utf-8")
    learner.start()
    (learner.own / SLUG / "data" / "noted.csv").write_text("a\n2\n", "utf-8")
    for name in ("old.csv", "noted.csv"):
        (learner.built / SLUG / "data" / name).unlink()
    learner.start()
    there = {path.name for path in (learner.own / SLUG / "data").iterdir()}
    assert "noted.csv" in there
    assert "old.csv" not in there


@pytest.mark.parametrize("name", ["case.json", f"{SLUG}.ipynb"])
def test_a_read_only_file_is_told(learner: Learner, name: str) -> None:
    """One sentence in each language, naming the file; then nothing else of theirs is touched."""
    learner.answer()
    learner.edit(learner.book, CODE, OURS)
    path = learner.own / SLUG / name
    learner.correct()
    path.chmod(0o444)
    before = dict(bytes_in(learner.own / SLUG))[name]
    with pytest.raises(SelfStudyRefused) as told:
        learner.start()
    assert f"{path} cannot be written" in str(told.value)
    assert "无法写入" in str(told.value)
    assert path.read_bytes() == before
    assert not list(learner.own.rglob("*.new"))
    path.chmod(0o644)
    learner.start()
    assert learner.is_current(*NOT_THEIRS)
    assert learner.cells()[CODE] == OURS
    assert len(beside(learner)) == 1


def test_a_folder_in_the_way_is_told(learner: Learner) -> None:
    """What is no file at all stops it with the same sentence."""
    path = learner.own / SLUG / "case.json"
    path.unlink()
    path.mkdir()
    with pytest.raises(SelfStudyRefused, match="cannot be written"):
        learner.start()
