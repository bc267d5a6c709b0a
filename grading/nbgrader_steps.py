"""Our steps inside nbgrader's own commands; `nbgrader_settings` puts them in their places.

autograde, first pass   before_autograde (links out, notebook in its place)
                        RecoveringExporter (whole notebook out of what was handed in)
autograde, second pass  RunCode → ScoreAnswers → SaveScores
generate_feedback       feedback.FeedbackExporter
"""

from __future__ import annotations

import shutil
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from grading.course import Course
from grading.entry import Comment, entries_of
from grading.mark import mark_notebook
from grading.notice import add_notices
from grading.read import KeyedCase, read_keyed_case
from grading.recover import Skeleton, looks_like_workbook, notebook_bytes, recover_notebook
from grading.submission import LINKS, NOTICES, set_aside
from workbooks.answers import AnswerLog
from workbooks.case import CASE_FILE

INTAKE_NOTE = "intake.txt"
INTAKE_NOTICES = (*NOTICES, "notebook-renamed", "notebook-missing")


def before_autograde(*, notebooks: list[str], **_: object) -> None:
    """Make a submission safe and complete before nbgrader copies it.

    Links, special files and files beyond all bounds are set aside, whatever the assignment. Of a
    workbook, a folder that stands where the release has a file (or the other way round) is removed,
    for nbgrader could not lay the release over it. A notebook under
    another name is copied to its own; where there is none that can be used, an empty file stands
    in, out of which the next step makes the released notebook. What was done is told through
    `intake.txt` beside the notebook.
    """
    if not notebooks:
        return
    folder = Path(notebooks[0]).parent
    slug, course = folder.name, Course(Path.cwd())
    notes = list(set_aside(folder))
    if not _is_workbook(course, slug):
        notebooks[:] = [each for each in notebooks if Path(each).is_file()]
        return
    if _remove_misfits(folder, course.release_folder(slug)) and LINKS not in notes:
        notes.append(LINKS)
    own = folder / f"{slug}.ipynb"
    if not own.exists():
        others = [Path(each) for each in notebooks if Path(each).is_file()]
        renamed = next((each for each in others if looks_like_workbook(notebook_bytes(each))), None)
        own.write_bytes(renamed.read_bytes() if renamed else b"")
        notes.append("notebook-renamed" if renamed else "notebook-missing")
        notebooks[:] = [str(own)]
    if notes:
        (folder / INTAKE_NOTE).write_text("\n".join(notes), "utf-8")


class RecoveringExporter(NotebookExporter):  # type: ignore[misc]
    """Reads a submitted workbook however broken it is; any other notebook as nbgrader does."""

    def from_filename(self, filename: str, resources: Any = None, **kwargs: Any) -> tuple[str, Any]:
        """The notebook as text, after the preprocessors of the pass that runs."""
        nbgrader = (resources or {}).get("nbgrader", {})
        slug = nbgrader.get("assignment", "")
        coursedir = self.parent.coursedir
        course = Course(Path(coursedir.root))
        submitted = coursedir.format_path(
            coursedir.submitted_directory, nbgrader.get("student", ""), slug
        )
        path = Path(filename)
        if not _is_workbook(course, slug) or path.parent.resolve() != Path(submitted).resolve():
            return super().from_filename(filename, resources=resources, **kwargs)  # type: ignore[no-any-return]
        released = nbformat.read(course.release_notebook(slug), as_version=4)
        notebook = recover_notebook(notebook_bytes(path), Skeleton(released))
        notes = path.parent / INTAKE_NOTE
        if notes.is_file():
            # a student may have handed in a file of this name, with anything in it
            told = notes.read_bytes().decode("utf-8", "replace").split()
            add_notices(notebook, [name for name in INTAKE_NOTICES if name in told])
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        return super().from_notebook_node(notebook, resources=resources, **kwargs)  # type: ignore[no-any-return]


class ScoreAnswers(NbGraderPreprocessor):  # type: ignore[misc]
    """Scores a workbook's answers outside any kernel and writes the outcome into its cells."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Leave the scores in `resources["hearfirst_scores"]` for `SaveScores`."""
        slug = resources["nbgrader"]["assignment"]
        course = Course(Path(_coursedir(self).root))
        resources["hearfirst_scores"] = {}
        if _is_workbook(course, slug):
            keyed = _keyed_case(course, slug, _stamp(course, slug))
            log = AnswerLog(Path(resources["metadata"]["path"]))
            report = log.read(keyed.case.limits)
            resources["hearfirst_scores"] = mark_notebook(nb, report, keyed)
        return nb, resources


class SaveScores(NbGraderPreprocessor):  # type: ignore[misc]
    """Puts our scores into the gradebook, with nbgrader's own rules for what a person gave.

    An exercise without a score from us is graded as nbgrader grades it.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Enter the grades and comments of one notebook."""
        names = resources["nbgrader"]
        where = (names["notebook"], names["assignment"], names["student"])
        with Gradebook(names["db_url"]) as gradebook:
            for entry in entries_of(nb, resources["hearfirst_scores"]):
                if isinstance(entry, Comment):
                    gradebook.find_comment(entry.cell, *where).auto_comment = entry.text
                    continue
                grade = gradebook.find_grade(entry.cell, *where)
                grade.auto_score = entry.points
                # A mark given by a person before is kept, and shown to them again.
                given = grade.manual_score is not None
                grade.needs_manual_grade = entry.needs_human or given
            gradebook.db.commit()
        return nb, resources


def _remove_misfits(folder: Path, release: Path) -> bool:
    removed = False
    for path in release.rglob("*"):
        given = folder / path.relative_to(release)
        if given.is_dir() and path.is_file():
            shutil.rmtree(given)
        elif given.is_file() and path.is_dir():
            given.unlink()
        else:
            continue
        removed = True
    return removed


def _is_workbook(course: Course, slug: str) -> bool:
    return bool(slug) and (course.release_folder(slug) / CASE_FILE).is_file()


def _coursedir(step: Any) -> Any:
    while not hasattr(step, "coursedir"):
        step = step.parent
    return step.coursedir


def _stamp(course: Course, slug: str) -> tuple[int, ...]:
    files = (course.case_file(slug), course.key_file(slug), course.reference_file(slug))
    return tuple(path.stat().st_mtime_ns for path in files if path.exists())


@lru_cache(maxsize=32)
def _keyed_case(course: Course, slug: str, stamp: tuple[int, ...]) -> KeyedCase:  # noqa: ARG001
    """Read once for a whole class, and again when a file changes."""
    return read_keyed_case(course, slug)
