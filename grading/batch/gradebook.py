"""Write results into nbgrader's gradebook, one transaction a submission.

The rows are those that `nbgrader autograde` would leave; written by the database's driver they take
a small part of the time that nbgrader's own objects do. A table of ours beside nbgrader's,
`hearfirst_graded`, holds for each submission what it was graded from, so that what has not changed
need not be graded again; it is written in the same transaction as the grades.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from types import TracebackType
from typing import Any, Final, Self

from nbgrader import api
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    Select,
    String,
    Table,
    bindparam,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Session
from traitlets.config import Config

from grading.batch.driver import Driver
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

_FIND_STUDENT: Final = select(_student.c.id).where(_student.c.id == bindparam("student"))
_FIND_SUBMISSION: Final = select(_submission.c.id).where(
    _submission.c.assignment_id == bindparam("assignment"),
    _submission.c.student_id == bindparam("student"),
)
_FIND_NOTEBOOK: Final = select(_notebook.c.id).where(
    _notebook.c.assignment_id == bindparam("submission")
)
_FIND_GRADES: Final = select(_grade.c.cell_id, _grade.c.id, _grade.c.manual_score).where(
    _grade.c.notebook_id == bindparam("notebook")
)
_FIND_COMMENTS: Final = select(_comment.c.cell_id, _comment.c.id).where(
    _comment.c.notebook_id == bindparam("notebook")
)
_NEW_STUDENT, _NEW_SUBMISSION, _NEW_NOTEBOOK, _NEW_GRADE, _NEW_COMMENT, _NEW_DIGEST = map(
    insert, (_student, _submission, _notebook, _grade, _comment, _GRADED)
)
_SET_TIME: Final = update(_submission).where(_submission.c.id == bindparam("row"))
_SET_NOTEBOOK: Final = update(_notebook).where(_notebook.c.id == bindparam("row"))
_SET_GRADE: Final = update(_grade).where(_grade.c.id == bindparam("row"))
_SET_COMMENT: Final = update(_comment).where(_comment.c.id == bindparam("row"))
_SET_DIGEST: Final = update(_GRADED).where(
    _GRADED.c.assignment == bindparam("slug"), _GRADED.c.student == bindparam("who")
)


class ManyNotebooks(Exception):
    """The gradebook's assignment has other notebooks besides the workbook."""


@dataclass(frozen=True)
class _Cells:
    """An assignment in the gradebook: its ids, its deadline (UTC), and its cells' ids by name."""

    assignment: str
    due: datetime | None
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
        self._driver = Driver(self._connection)
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
            if not (is_new and self._is_on_time(timestamp)):
                self._penalise(student, notebook)
            self._remember(student, digest)
        self._digests[student] = digest

    def _rows_for(self, student: str, timestamp: datetime | None) -> tuple[str, bool]:
        """The id of the submitted notebook, and whether its row has only now been made."""
        find, write, cells = self._driver.rows, self._driver.write, self._cells
        own = {"assignment": cells.assignment, "student": student}
        found = find(_FIND_SUBMISSION, own)
        if found:
            ((submission,),) = found
            if timestamp is not None:
                write(_SET_TIME, [{"row": submission, "timestamp": timestamp}])
            ((notebook_id,),) = find(_FIND_NOTEBOOK, {"submission": submission})
            return str(notebook_id), False
        if not find(_FIND_STUDENT, {"student": student}):
            write(_NEW_STUDENT, [{"id": student}])
        made, notebook_id = _new_id(), _new_id()
        new = {"id": made, "assignment_id": cells.assignment, "student_id": student}
        write(_NEW_SUBMISSION, [{**new, "timestamp": timestamp}])
        new = {"id": notebook_id, "assignment_id": made, "notebook_id": cells.notebook}
        write(_NEW_NOTEBOOK, [{**new, "flagged": False}])
        return notebook_id, True

    def _enter_grades(self, notebook: str, grades: Sequence[Grade], *, is_new: bool) -> None:
        known = {} if is_new else self._known(_FIND_GRADES, notebook)
        given = {each.cell: each for each in grades}
        new, changed = [], []
        for name, cell in self._cells.graded.items():
            entry, row = given.get(name), known.get(cell)
            if row is None:
                values = {"auto_score": entry and entry.points}
                values |= {"needs_manual_grade": True if entry is None else entry.needs_human}
                new.append({"id": _new_id(), "cell_id": cell, "notebook_id": notebook, **values})
            elif entry is not None:
                own, by_hand = row
                needs = entry.needs_human or by_hand is not None
                values = {"auto_score": entry.points, "needs_manual_grade": needs}
                changed.append({"row": own, **values})
        self._driver.write(_NEW_GRADE, new)
        self._driver.write(_SET_GRADE, changed)

    def _enter_comments(self, notebook: str, comments: Sequence[Comment], *, is_new: bool) -> None:
        known = {} if is_new else self._known(_FIND_COMMENTS, notebook)
        given = {each.cell: each.text for each in comments}
        new, changed = [], []
        for name, cell in self._cells.commented.items():
            row = known.get(cell)
            if row is None:
                values = {"cell_id": cell, "notebook_id": notebook, "auto_comment": given.get(name)}
                new.append({"id": _new_id(), **values})
            elif name in given:
                changed.append({"row": row[0], "auto_comment": given[name]})
        self._driver.write(_NEW_COMMENT, new)
        self._driver.write(_SET_COMMENT, changed)

    def _known(self, find: Select[Any], notebook: str) -> dict[str, list[Any]]:
        """The rest of each row there is, by the id of its cell."""
        return {cell: rest for cell, *rest in self._driver.rows(find, {"notebook": notebook})}

    def _is_on_time(self, timestamp: datetime | None) -> bool:
        """Whether a submission that has had no extension is certainly not late."""
        return timestamp is None or self._cells.due is None or timestamp <= self._cells.due

    def _penalise(self, student: str, notebook: str) -> None:
        """Set the penalty for lateness, by the course's own plugin."""
        if self._cells.due is None:  # nothing can be late
            self._driver.write(_SET_NOTEBOOK, [{"row": notebook, "late_submission_penalty": None}])
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
            row = {"slug": self._slug, "who": student, "digest": digest}
            self._driver.write(_SET_DIGEST, [row])
        else:
            row = {"assignment": self._slug, "student": student, "digest": digest}
            self._driver.write(_NEW_DIGEST, [row])


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
            assignment.duedate,
            notebook.id,
            {cell.name: cell.id for cell in graded},
            {cell.name: cell.id for cell in commented},
        )


def _new_id() -> str:
    """An id that was never given before and sorts behind all that were: what is entered together
    then lies together on the disk, where ids at random would touch a page of their own each.
    """
    return f"{time.time_ns():016x}{token_hex(8)}"
