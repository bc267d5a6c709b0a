"""The feedback page: the student's own answers, points and reasons, in either language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.server_extensions import formgrader

import workbooks
from grading.exhibits import exhibit_in
from grading.mark import last_language
from workbooks.case import CASE_FILE, Case, load_case
from workbooks.marks import Mark, marks_as_data

TEMPLATES: Final = Path(__file__).parent / "templates"
STYLE_FOLDER: Final = Path(workbooks.__file__).parent
_SHOWN_BY_NOBODY: Final = frozenset({"check", "code-1"})
"""Cells that only opened the workbook or counted what was left: nothing to read afterwards."""


class FeedbackExporter(HTMLExporter):  # type: ignore[misc]  # nbconvert ships no types
    """Makes the page; configured as nbgrader's exporter for `generate_feedback`."""

    def from_notebook_node(
        self, nb: NotebookNode, resources: Any = None, **kwargs: Any
    ) -> tuple[str, Any]:
        """The page as HTML, showing first the language in which the student last answered."""
        folder = Path(resources["metadata"]["path"])
        if not (folder / CASE_FILE).is_file():
            return self._ordinary().from_notebook_node(nb, resources=resources, **kwargs)  # type: ignore[no-any-return]
        case = load_case(folder)
        still_open = _still_open(resources["nbgrader"])
        rows = list(_rows(case, resources["nbgrader"], still_open))
        resources["hearfirst"] = {
            "lang": last_language(folder),
            "title": case.title.model_dump(),
            "open": still_open,
            "waiting": bool(still_open),
            "hidden": _SHOWN_BY_NOBODY,
            "exhibits": {cell.id for cell in nb.cells if exhibit_in(cell)},
            "rows": rows,
            "marks": marks_as_data(case.slug, dict(_marks(rows))),
        }
        return super().from_notebook_node(nb, resources=resources, **kwargs)  # type: ignore[no-any-return]

    def _ordinary(self) -> HTMLExporter:
        """nbgrader's own page, for a notebook that is no workbook of ours."""
        folder = Path(formgrader.__file__).parent
        style = folder / "static" / "node_modules" / "bootstrap" / "dist" / "css"
        exporter = HTMLExporter(
            parent=self.parent,
            template_name="feedback",
            extra_template_basedirs=[str(folder / "templates")],
            extra_template_paths=[str(style)],
        )
        exporter._preprocessors = self._preprocessors
        return exporter


def _still_open(nbgrader: Any) -> set[str]:
    return {
        grade.name
        for grade in _grades(nbgrader)
        if grade.needs_manual_grade and grade.manual_score is None
    }


def _rows(case: Case, nbgrader: Any, still_open: set[str]) -> Iterator[dict[str, Any]]:
    scores = {grade.name: grade.score for grade in _grades(nbgrader)}
    for exercise in case.exercises:
        yield {
            "id": exercise.id,
            "title": exercise.title.model_dump(),
            "score": scores.get(exercise.id, 0.0),
            "points": exercise.points,
            "waiting": exercise.id in still_open,
        }


def _marks(rows: Iterable[dict[str, Any]]) -> Iterator[tuple[str, Mark]]:
    """The marks that are final, which the student’s other workbooks may read."""
    for row in rows:
        if not row["waiting"]:
            yield row["id"], Mark(row["score"], row["points"])


def _grades(nbgrader: Any) -> list[Any]:
    where = (nbgrader["notebook"], nbgrader["assignment"], nbgrader["student"])
    with Gradebook(nbgrader["db_url"]) as gradebook:
        grades = list(gradebook.find_submission_notebook(*where).grades)
        for grade in grades:
            _ = (grade.name, grade.score)  # loaded while the gradebook is open
        return grades
