"""Write results into nbgrader's gradebook, one transaction a submission.

The rows are those that `nbgrader autograde` would leave; SQLAlchemy Core writes them an order of
magnitude faster than nbgrader's own objects do. A table of ours beside nbgrader's,
`hearfirst_graded`, holds for each submission what it was graded from, so that what has not changed
need not be graded again; it is written in the same transaction as the grades.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any, Final, Self
from uuid import uuid4

from nbgrader import api
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    String,
    Table,
    bindparam,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Session
from traitlets.config import Config

from grading.batch.journal import begin_journal, end_journal, open_engine
from grading.entry import Comment, Entry, Grade

_OWN: Final = MetaData()
_GRADED: Final = Table(
    "hearfirst_graded",
    _OWN,
    Column("assignment", String(128), primary_key=True),
    Column("student", String(128), primary_key=True),
    Column("digest", String(64), nullable=False),
)
# nbgrader ships no types
_student: Final[Any] = api.Student.__table__
_submission: Final[Any] = api.SubmittedAssignment.__table__
_notebook: Final[Any] = api.SubmittedNotebook.__table__
_grade: Final[Any] = api.Grade.__table__
_comment: Final[Any] = api.Comment.__table__


class ManyNotebooks(Exception):
    """The gradebook's assignment has other notebooks besides the workbook."""


@dataclass(frozen=True)
class _Cells:
    """An assignment in the gradebook: its ids, and those of its cells by name."""

    assignment: str
    notebook: str
    graded: Mapping[str, str]
    commented: Mapping[str, str]


class ClassGradebook:
    """The gradebook of one assignment, open for a class. Use it as a context manager."""

    def __init__(self, db_url: str, course_id: str, slug: str, config: Config) -> None:
        with api.Gradebook(db_url, course_id):
            pass  # makes what is missing in it
        self._slug = slug
        self._late = AssignLatePenalties(config=config)
        self._late.init_plugin()
        self._engine = open_engine(db_url)
        _OWN.create_all(self._engine)
        self._connection = self._engine.connect()
        with self._connection.begin():
            self._cells = _cells(self._connection, slug)
            rows = self._connection.execute(select(_GRADED).where(_GRADED.c.assignment == slug))
            self._digests = {row.student: row.digest for row in rows}
        self._journal = begin_journal(self._connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        end_journal(self._connection, self._journal)
        self._connection.close()
        self._engine.dispose()

    def digest(self, student: str) -> str | None:
        """What the student's submission was last graded from."""
        return self._digests.get(student)

    def write(
        self, student: str, timestamp: datetime | None, entries: Sequence[Entry], digest: str
    ) -> None:
        """Enter one submission, wholly or, if anything fails, not at all.

        Marks and comments that a person gave are kept, and their grades shown to them again.
        """
        with self._connection.begin():
            notebook, is_new = self._rows_for(student, timestamp)
            grades = [each for each in entries if isinstance(each, Grade)]
            self._enter_grades(notebook, grades, is_new=is_new)
            comments = [each for each in entries if isinstance(each, Comment)]
            self._enter_comments(notebook, comments, is_new=is_new)
            self._penalise(student, notebook, on_time=is_new and timestamp is None)
            self._remember(student, digest)
        self._digests[student] = digest

    def _rows_for(self, student: str, timestamp: datetime | None) -> tuple[str, bool]:
        """The id of the submitted notebook, and whether its row has only now been made."""
        do, cells = self._connection.execute, self._cells
        own = (_submission.c.assignment_id == cells.assignment, _submission.c.student_id == student)
        submission = do(select(_submission.c.id).where(*own)).scalar()
        if submission is not None:
            if timestamp is not None:
                when = update(_submission).where(_submission.c.id == submission)
                do(when, {"timestamp": timestamp})
            notebook = select(_notebook.c.id).where(_notebook.c.assignment_id == submission)
            return str(do(notebook).scalar_one()), False
        if do(select(_student.c.id).where(_student.c.id == student)).first() is None:
            do(insert(_student), {"id": student})
        made, notebook_id = _new_id(), _new_id()
        new = {"id": made, "assignment_id": cells.assignment, "student_id": student}
        do(insert(_submission), {**new, "timestamp": timestamp})
        new = {"id": notebook_id, "assignment_id": made, "notebook_id": cells.notebook}
        do(insert(_notebook), new)
        return notebook_id, True

    def _enter_grades(self, notebook: str, grades: Sequence[Grade], *, is_new: bool) -> None:
        known = {} if is_new else self._known(_grade, notebook, _grade.c.manual_score)
        given = {each.cell: each for each in grades}
        new, changed = [], []
        for name, cell in self._cells.graded.items():
            entry, row = given.get(name), known.get(cell)
            if row is None:
                values = {"auto_score": entry and entry.points}
                values |= {"needs_manual_grade": True if entry is None else entry.needs_human}
                new.append({"id": _new_id(), "cell_id": cell, "notebook_id": notebook, **values})
            elif entry is not None:
                needs = entry.needs_human or row.manual_score is not None
                values = {"auto_score": entry.points, "needs_manual_grade": needs}
                changed.append({"row": row.id, **values})
        self._write_rows(_grade, new, changed)

    def _enter_comments(self, notebook: str, comments: Sequence[Comment], *, is_new: bool) -> None:
        known = {} if is_new else self._known(_comment, notebook)
        given = {each.cell: each.text for each in comments}
        new, changed = [], []
        for name, cell in self._cells.commented.items():
            row = known.get(cell)
            if row is None:
                values = {"cell_id": cell, "notebook_id": notebook, "auto_comment": given.get(name)}
                new.append({"id": _new_id(), **values})
            elif name in given:
                changed.append({"row": row.id, "auto_comment": given[name]})
        self._write_rows(_comment, new, changed)

    def _known(self, table: Any, notebook: str, *columns: Any) -> dict[str, Any]:
        found = select(table.c.cell_id, table.c.id, *columns).where(table.c.notebook_id == notebook)
        return {row.cell_id: row for row in self._connection.execute(found)}

    def _write_rows(
        self, table: Any, new: list[dict[str, Any]], changed: list[dict[str, Any]]
    ) -> None:
        if new:
            self._connection.execute(insert(table), new)
        if changed:
            rows = update(table).where(table.c.id == bindparam("row"))
            self._connection.execute(rows, changed)

    def _penalise(self, student: str, notebook: str, *, on_time: bool) -> None:
        """Set the penalty for lateness, by the course's own plugin."""
        if on_time:
            return
        with Session(bind=self._connection) as session:
            row = session.get_one(api.SubmittedNotebook, notebook)
            late = row.assignment.total_seconds_late
            penalty = None
            if late > 0:
                plugin = self._late.plugin_inst
                penalty = plugin.late_submission_penalty(student, row.score, late)
            if penalty is not None:
                penalty = min(max(penalty, 0), row.score)
            row.late_submission_penalty = penalty
            session.flush()

    def _remember(self, student: str, digest: str) -> None:
        if student in self._digests:
            own = (_GRADED.c.assignment == self._slug, _GRADED.c.student == student)
            self._connection.execute(update(_GRADED).where(*own), {"digest": digest})
        else:
            row = {"assignment": self._slug, "student": student, "digest": digest}
            self._connection.execute(insert(_GRADED), row)


def _cells(connection: Connection, slug: str) -> _Cells:
    with Session(bind=connection) as session:
        assignment = session.query(api.Assignment).filter_by(name=slug).one()
        if [each.name for each in assignment.notebooks] != [slug]:
            raise ManyNotebooks(
                f"The gradebook’s “{slug}” has other notebooks besides the workbook. "
                f"Grade it with `nbgrader autograde {slug}`."
            )
        (notebook,) = assignment.notebooks
        graded = (*notebook.grade_cells, *notebook.task_cells)
        commented = (*notebook.solution_cells, *notebook.task_cells)
        return _Cells(
            assignment.id,
            notebook.id,
            {cell.name: cell.id for cell in graded},
            {cell.name: cell.id for cell in commented},
        )


def _new_id() -> str:
    return uuid4().hex
