"""Build a release: case + keys + master → source notebook → nbgrader → what students get.

All cases are read and checked before anything is written, and a release that cannot be made leaves
the one before in place.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import nbformat
from nbformat import NotebookNode
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config, PyFileConfigLoader

from grading.check import check_cases
from grading.course import Course
from grading.read import KeyedCase
from grading.translations import record_texts
from workbooks.case import CASE_FILE, Case
from workbooks.practice import PRACTICE_FILE

CONFIG_FILE: Final = "nbgrader_config.py"
MATERIAL: Final = ("data", "pictures")
"""The folders of a case that go to students as they are."""


class ReleaseFailed(Exception):
    """nbgrader could not make the release; the message holds what it said."""


@dataclass(frozen=True)
class Built:
    """One release: its folder, its exercises, their points, and which go out with their key."""

    slug: str
    folder: Path
    exercises: int
    points: float
    practice: tuple[str, ...]


def build(course: Course, slugs: Sequence[str]) -> Iterator[Built]:
    """Build the releases of `slugs` one after another.

    Raises `CourseProblems` before the first if anything is wrong with any of them, and
    `ReleaseFailed` if nbgrader cannot make one.
    """
    for keyed, notebook in check_cases(course, slugs):
        case = keyed.case
        write_source(course, keyed, notebook)
        with _kept_on_failure(course.release_folder(case.slug)):
            _generate(course, case.slug)
        record_texts(course, case.slug)
        points = sum(each.points for each in case.exercises)
        folder = course.release_folder(case.slug)
        practice = tuple(each.id for each in case.exercises if each.is_practice)
        yield Built(case.slug, folder, len(case.exercises), points, practice)


def write_source(course: Course, keyed: KeyedCase, notebook: NotebookNode) -> None:
    """Write what nbgrader reads: the notebook with solutions, the case and its material."""
    case = keyed.case
    folder = course.source_folder(case.slug)
    for path in _generated(folder):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    nbformat.write(notebook, folder / f"{case.slug}.ipynb")
    write_case(folder, keyed)
    for name in MATERIAL:
        material = course.case_file(case.slug).parent / name
        if material.is_dir():
            shutil.copytree(material, folder / name)


def write_case(folder: Path, keyed: KeyedCase) -> None:
    """Write `case.json` and, where there is practice, the keys of that and of nothing else."""
    text = keyed.case.model_dump_json(indent=1, exclude_defaults=True)
    (folder / CASE_FILE).write_text(text + "\n", "utf-8")
    keys = [keyed.keys[name].model_dump(mode="json") for name in _practice(keyed.case)]
    if keys:
        text = json.dumps({"keys": keys}, ensure_ascii=False, indent=1)
        (folder / PRACTICE_FILE).write_text(text + "\n", "utf-8")


def load_settings(course: Course) -> Config:
    """The course's nbgrader configuration."""
    return PyFileConfigLoader(CONFIG_FILE, path=str(course.root)).load_config()


def _practice(case: Case) -> tuple[str, ...]:
    return tuple(each.id for each in case.everything if each.is_practice)


def _generated(folder: Path) -> Iterable[Path]:
    return [path for path in folder.iterdir() if path.suffix != ".md"]


def _generate(course: Course, slug: str) -> None:
    config = load_settings(course)
    coursedir = CourseDirectory(config=config, root=str(course.root))
    api = NbGraderAPI(coursedir=coursedir, config=config)
    outcome = api.generate_assignment(slug, force=True, create=True)
    if not outcome["success"]:
        raise ReleaseFailed(
            f"nbgrader could not make release/{slug}; the release before is kept. It said:\n"
            f"{outcome.get('log', '')}{outcome.get('error', '')}"
        )


@contextmanager
def _kept_on_failure(folder: Path) -> Iterator[None]:
    """Put `folder` back as it was if anything goes wrong: nbgrader removes what it fails on."""
    with tempfile.TemporaryDirectory() as temporary:
        before = Path(temporary) / "before"
        if folder.is_dir():
            shutil.copytree(folder, before)
        try:
            yield
        except BaseException:
            if before.is_dir():
                shutil.rmtree(folder, ignore_errors=True)
                shutil.copytree(before, folder)
            raise
