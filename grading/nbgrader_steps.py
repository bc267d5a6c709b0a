"""Our steps inside nbgrader's own commands; `nbgrader_settings` puts them in their places.

autograde, first pass   before_autograde (links out, notebook in its place)
                        RecoveringExporter (whole notebook out of what was handed in)
autograde, second pass  RunCode → ScoreAnswers → SaveScores
generate_feedback       feedback.FeedbackExporter
"""

from __future__ import annotations

import os
import shutil
import stat
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades

from grading.course import Course
from grading.mark import mark_notebook
from grading.notice import add_notices
from grading.read import KeyedCase, read_keyed_case
from grading.recover import looks_like_workbook, recover_notebook
from workbooks.case import CASE_FILE
from workbooks.scoring.score import Score

INTAKE_NOTE = "intake.txt"
INTAKE_NOTICES = ("links-removed", "notebook-renamed", "notebook-missing")


def before_autograde(*, notebooks: list[str], **_: object) -> None:
    """Make a submission safe and complete before nbgrader copies it.

    Links and special files are removed, and so is a folder that stands where the release has a file
    (or the other way round), for nbgrader could not lay the release over it. A notebook under
    another name is copied to its own; where there is none that can be used, an empty file stands
    in, out of which the next step makes the released notebook. What was done is told through
    `intake.txt` beside the notebook.
    """
    if not notebooks:
        return
    folder = Path(notebooks[0]).parent
    slug, course = folder.name, Course(Path.cwd())
    if not _is_workbook(course, slug):
        return
    removed = [_remove_links(folder), _remove_misfits(folder, course.release_folder(slug))]
    notes = ["links-removed"] if any(removed) else []
    own = folder / f"{slug}.ipynb"
    if not own.exists():
        others = [Path(each) for each in notebooks if Path(each).is_file()]
        renamed = next((each for each in others if looks_like_workbook(each)), None)
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
        notebook = recover_notebook(path, released)
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
            folder = Path(resources["metadata"]["path"])
            resources["hearfirst_scores"] = mark_notebook(nb, folder, keyed)
        return nb, resources


class SaveScores(SaveAutoGrades):  # type: ignore[misc]
    """Puts our scores into the gradebook, with nbgrader's own rules for what a person gave.

    An exercise without a score from us is graded as nbgrader grades it.
    """

    def preprocess_cell(
        self, cell: NotebookNode, resources: Any, cell_index: int
    ) -> tuple[NotebookNode, Any]:
        """Save the score of one graded cell or task."""
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        meta = cell.metadata.get("nbgrader", {})
        score = resources["hearfirst_scores"].get(name)
        if score is None or not (meta.get("grade") or meta.get("task")):
            return super().preprocess_cell(cell, resources, cell_index)  # type: ignore[no-any-return]
        self._save(name, score, comments=bool(meta.get("task")))
        return cell, resources

    def _save(self, name: str, score: Score, *, comments: bool) -> None:
        where = (name, self.notebook_id, self.assignment_id, self.student_id)
        grade = self.gradebook.find_grade(*where)
        grade.auto_score = score.points
        # A mark given by a person before is kept, and shown to them again.
        grade.needs_manual_grade = score.needs_human or grade.manual_score is not None
        if comments:
            comment = self.gradebook.find_comment(*where)
            comment.auto_comment = None if score.answered else "No response. · 没有作答。"
        self.gradebook.db.commit()


def _remove_links(folder: Path) -> bool:
    removed = False
    for base, folders, files in os.walk(folder, followlinks=False):
        for name in [*folders, *files]:
            path = Path(base, name)
            mode = path.lstat().st_mode
            if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
                path.unlink()
                removed = True
    return removed


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
