"""All that grading one workbook needs, as bytes: it can be sent to any process on any machine."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import IgnorePattern, LimitOutput
from nbgrader.utils import find_all_files
from traitlets.config import Config

import grading
import workbooks
from grading.course import Course
from grading.nbgrader_settings import AUTOGRADING, SANITIZING
from grading.run import OUR_KERNELS, RunCode
from grading.sandbox import Limits
from workbooks.case import CASE_FILE


class NotBuilt(Exception):
    """The gradebook knows nothing of the workbook."""


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """One workbook as the course has it.

    `notebook` is the released one as nbgrader would restore it, JSON; `material` what is laid over
    the student's files; `course` the case, its keys and their functions, by path from the course's
    root. `output` are the settings of `LimitOutput` and `ignored` the pattern of `IgnorePattern`.
    """

    slug: str
    notebook: bytes
    material: Mapping[str, bytes]
    course: Mapping[str, bytes]
    limits: Limits
    output: tuple[int, int]
    ignored: str
    unsafe: bool = False

    @cached_property
    def digest(self) -> str:
        """Changes whenever the same submission might be graded otherwise."""
        told = hashlib.sha256(repr((self.slug, self.limits, self.output, self.ignored)).encode())
        for files in ({"": self.notebook}, self.material, self.course, _own_code()):
            for name in sorted(files):
                told.update(name.encode() + b"\0" + hashlib.sha256(files[name]).digest())
        return told.hexdigest()


def why_ordinary(course: Course, config: Config, slug: str) -> str | None:
    """Why a submission of `slug` has to go through nbgrader itself, or None if it need not."""
    if not (course.release_folder(slug) / CASE_FILE).is_file():
        return "it is no workbook of ours"
    if config.Autograde.get("sanitize_preprocessors") != list(SANITIZING) or (
        config.Autograde.get("autograde_preprocessors") != list(AUTOGRADING)
    ):
        return "the course's nbgrader_config.py changes the steps of autograding"
    if config.Autograde.get("create_student", True) is not True:
        return "the course's nbgrader_config.py lets no student be added to the gradebook"
    notebook = nbformat.read(course.release_notebook(slug), as_version=4)
    kernel = str(notebook.metadata.get("kernelspec", {}).get("name", ""))
    return None if kernel in OUR_KERNELS else f"its notebook needs the kernel “{kernel}”"


def read_assignment(
    course: Course,
    config: Config,
    slug: str,
    *,
    limits: Mapping[str, Any] | None = None,
    unsafe: bool = False,
) -> Assignment:
    """The workbook `slug` as it stands in the course and its gradebook; raises `NotBuilt`.

    `limits` change those of the course's settings, by the names of `Limits`; `unsafe` runs code
    that cannot be confined even if the settings do not say so.
    """
    running = RunCode(config=config)
    coursedir = CourseDirectory(config=config, root=str(course.root))
    output = LimitOutput(config=config)
    pattern = IgnorePattern(config=config)
    sources = (course.case_file(slug), course.key_file(slug), course.reference_file(slug))
    return Assignment(
        slug=slug,
        notebook=_restored(course, coursedir, config, slug),
        material=_material(coursedir, config, slug),
        course={
            path.relative_to(course.root).as_posix(): path.read_bytes()
            for path in sources
            if path.exists()
        },
        limits=replace(running.limits, **(limits or {})),
        output=(output.max_lines, output.max_traceback),
        ignored=pattern.pattern if pattern.enabled else "",
        unsafe=unsafe or running.unsafe,
    )


def _restored(course: Course, coursedir: CourseDirectory, config: Config, slug: str) -> bytes:
    """The released notebook after nbgrader's first pass.

    That pass changes nothing in which submissions differ, so it is enough to do it once.
    """
    with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        try:
            gradebook.find_notebook(slug, slug)
        except MissingEntry:
            raise NotBuilt(
                f"The gradebook has no workbook “{slug}”. "
                f"Run `python -m grading build {slug}` first."
            ) from None
    notebook: NotebookNode = nbformat.read(course.release_notebook(slug), as_version=4)
    names = {"assignment": slug, "notebook": slug, "student": "", "db_url": coursedir.db_url}
    for step in SANITIZING:
        module, _, kind = step.rpartition(".")
        preprocessor: Any = getattr(import_module(module), kind)(config=config)
        notebook, _ = preprocessor.preprocess(notebook, {"nbgrader": names})
    return bytes(nbformat.writes(notebook).encode())


def _material(coursedir: CourseDirectory, config: Config, slug: str) -> dict[str, bytes]:
    folder = Path(coursedir.format_path(coursedir.source_directory, ".", slug))
    paths = map(Path, find_all_files(str(folder), [*coursedir.ignore, "*.ipynb"]))
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    kept = config.Autograde.get("exclude_overwriting", {}).get(slug, ())
    return {name: data for name, data in files.items() if name not in kept}


def _own_code() -> dict[str, bytes]:
    """The grader's own program: another one may grade otherwise."""
    return {
        str(path.relative_to(root.parent)): path.read_bytes()
        for root in (Path(each.__file__ or "").parent for each in (grading, workbooks))
        for path in root.rglob("*.py")
        if "keys" not in path.parts
    }
