"""A self-learner's folder: what is put there, renewed at each start, and what is theirs and stays.

Cases, keys and data are not the learner's: they are always those of the newest release. A notebook
is the learner's as far as they wrote into it: cells that nobody can edit are renewed, and where
that changes a notebook with something of theirs in it, it is kept beside, under a dated name, and
what they wrote goes on in the new one. Answers, and whatever else lies there, are never touched.
What was put there stands in a list of hashes. Without it, all that differs counts as the learner's.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Literal

import nbformat
from nbformat import NotebookNode
from pydantic import BaseModel, ValidationError

from grading.self_study import SelfStudyRefused
from grading.words import say
from workbooks.text import LANGS

LIST_FILE: Final = ".put-here.json"
_NOTEBOOK: Final = ".ipynb"
_DATA: Final = "data"


class PutThere(BaseModel):
    """What was put into a folder: the hash of each file, and that of each cell of a notebook."""

    format: Literal[1] = 1
    files: dict[str, str] = {}
    cells: dict[str, dict[str, str]] = {}


class Shelf:
    """The folder `own` of a self-learner, kept up to date with the release in `built`."""

    def __init__(self, built: Path, own: Path, today: date) -> None:
        self._built, self._own, self._today = built, own, today
        self._put = _read_list(own / LIST_FILE)

    def renew(self, slug: str) -> Iterator[str]:
        """Put a workbook there, or bring it up to date; yields what there is to tell of it.

        Raises `SelfStudyRefused` if a file cannot be written; nothing of the learner's is lost,
        and the next start goes on from there.
        """
        is_new = not (self._own / slug).exists()
        before = dict(self._put.files)
        names = [self._name(path) for path in (self._built / slug).rglob("*") if path.is_file()]
        yield from self._renew_all(sorted(names))
        for name in before:
            if name.startswith(f"{slug}/") and name not in names:
                self._withdraw(name)
        self._keep_list()
        how = "put" if is_new else "same" if self._put.files == before else "renewed"
        yield _told(how, slug=slug, folder=self._own / slug)

    def renew_pages(self) -> Iterator[str]:
        """Bring the pages over all workbooks up to date; the same is told, and the same raised."""
        names = [self._name(path) for path in self._built.iterdir() if path.is_file()]
        yield from self._renew_all(sorted(names))
        self._keep_list()

    def _renew_all(self, names: list[str]) -> Iterator[str]:
        for name in names:
            with _writing(self._own / name):
                data = (self._built / name).read_bytes()
                told = self._renew_file(name, data)
                self._put.files[name] = _digest(data)
            if told:
                yield told

    def _renew_file(self, name: str, data: bytes) -> str | None:
        path = self._own / name
        there = path.read_bytes() if path.exists() else None
        if name.endswith(_NOTEBOOK):
            return self._renew_notebook(name, there, data)
        if there == data:
            return None
        theirs = there is not None and self._put.files.get(name) != _digest(there)
        kept = self._keep_beside(path) if theirs and _DATA in Path(name).parts else None
        _write(path, data)
        return _told("kept-file", name=name, file=kept) if kept else None

    def _renew_notebook(self, name: str, there: bytes | None, data: bytes) -> str | None:
        """Renew a notebook, unless its edition is the one that was put there."""
        path, put = self._own / name, self._put.cells.get(name)
        known = there is not None and self._put.files.get(name) == _digest(data)
        new, mine = nbformat.reads(data.decode(), as_version=4), _read_notebook(there)
        self._put.cells[name] = _cells(new)
        if known and mine is not None:
            return None
        if there is None or (mine is not None and _cells(mine) in (put, _cells(new))):
            _write(path, data)
            return None
        if mine is None:
            kept = self._keep_beside(path)
            _write(path, data)
            return _told("kept-torn", name=name, file=kept)
        _carry_over(mine, new, put)
        told = None
        if _cells(new) != _cells(mine):  # else it was carried over at a start that was broken off
            told = _told("kept-notebook", name=name, file=self._keep_beside(path))
        _write(path, nbformat.writes(new).encode() + b"\n")
        return told

    def _keep_beside(self, path: Path) -> str:
        """Copy a file to a dated name that is free."""
        _refuse_read_only(path)
        stem, number = f"{path.stem}-{self._today.isoformat()}", 1
        target = path.with_name(f"{stem}{path.suffix}")
        while target.exists():
            number += 1
            target = path.with_name(f"{stem}-{number}{path.suffix}")
        shutil.copy2(path, target)
        return target.name

    def _withdraw(self, name: str) -> None:
        """Take away what the release no longer has, if it is as it was put there."""
        path, put = self._own / name, self._put.files.pop(name)
        self._put.cells.pop(name, None)
        with _writing(path):
            if path.is_file() and _digest(path.read_bytes()) == put:
                path.unlink()

    def _keep_list(self) -> None:
        path = self._own / LIST_FILE
        with _writing(path):
            _write(path, self._put.model_dump_json(indent=1).encode() + b"\n")

    def _name(self, path: Path) -> str:
        return path.relative_to(self._built).as_posix()


def _read_list(path: Path) -> PutThere:
    """The list in a file; an empty one if there is none, or none that can be read."""
    try:
        return PutThere.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return PutThere()


def _read_notebook(data: bytes | None) -> NotebookNode | None:
    try:
        notebook = nbformat.reads((data or b"").decode(), as_version=4)
        nbformat.validate(notebook)
    except Exception:  # whatever lies there: torn JSON, something else, another format
        return None
    return notebook


def _cells(notebook: NotebookNode) -> dict[str, str]:
    """What stands in the cells, by their ids, as hashes; outputs are no part of it."""
    return {cell.id: _digest(cell.source.encode()) for cell in notebook.cells}


def _carry_over(mine: NotebookNode, new: NotebookNode, put: dict[str, str] | None) -> None:
    """Take over into a new edition what a learner wrote: cells to be filled in, and new ones."""
    cells = {cell.id: cell for cell in new.cells}
    place = 0
    for cell in mine.cells:
        theirs = cell.metadata.get("editable", True) and (
            put is None or put.get(cell.id) != _digest(cell.source.encode())
        )
        same: Any = cells.get(cell.id)
        if same is not None:
            place = new.cells.index(same) + 1
            if theirs and same.metadata.get("editable", True):
                same.source = cell.source
        elif theirs and "nbgrader" not in cell.metadata:
            new.cells.insert(place, cell)
            place += 1


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    _refuse_read_only(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = path.with_name(f".{path.name}.new")
    try:
        begun.write_bytes(data)
        begun.replace(path)
    finally:
        begun.unlink(missing_ok=True)


def _refuse_read_only(path: Path) -> None:
    """Replaced it could be all the same, but somebody means it."""
    if path.exists() and not path.stat().st_mode & 0o222:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


@contextlib.contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Tell in a sentence, in both languages, what cannot be written."""
    try:
        yield
    except OSError as error:
        raise SelfStudyRefused(_told("refused", path=path, why=error.strerror)) from error


def _told(what: str, /, **fields: object) -> str:
    return "\n".join(say(f"shelf.{what}", lang, **fields) for lang in LANGS)


__all__ = ["LIST_FILE", "PutThere", "Shelf"]
