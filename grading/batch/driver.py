"""Run SQLAlchemy's statements through the database's driver, each compiled once.

SQLAlchemy looks at statement, values and result anew at every call, which takes longer than the
database needs for a row. For a class the same few statements come again and again: what SQLAlchemy
makes of them (text, order of values, what a type does to a value) is kept, and the rest left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any, Final

from sqlalchemy import Connection, Insert, Select, Update
from sqlalchemy.exc import DBAPIError

Statement = Select[Any] | Insert | Update
Values = Mapping[str, Any]


class Driver:
    """The driver under a connection. What it does belongs to the connection's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._compiled: dict[tuple[Statement, frozenset[str]], _Compiled] = {}

    def rows(self, statement: Statement, values: Values) -> list[tuple[Any, ...]]:
        """What a statement finds, row by row in the order of its columns."""
        text, (given,) = self._ready(statement, [values])
        with self._cursor(text) as cursor:
            cursor.execute(text, given)
            return list(cursor.fetchall())

    def write(self, statement: Statement, rows: Sequence[Values]) -> None:
        """Write rows of the same columns, all of them named: nothing is filled in."""
        if not rows:
            return
        text, given = self._ready(statement, rows)
        with self._cursor(text) as cursor:
            if len(given) == 1:
                cursor.execute(text, given[0])
            else:
                cursor.executemany(text, given)

    def _ready(self, statement: Statement, rows: Sequence[Values]) -> tuple[str, list[Any]]:
        known = statement, frozenset(rows[0])
        compiled = self._compiled.get(known)
        if compiled is None:
            compiled = self._compiled[known] = _Compiled(statement, self._connection, list(rows[0]))
        return compiled.text, [compiled.values(row) for row in rows]

    @contextmanager
    def _cursor(self, text: str) -> Iterator[Any]:
        """A cursor of the driver's, whose errors become SQLAlchemy's. That a connection is lost is
        found when the transaction is undone; the next one asks for another.
        """
        dialect = self._connection.dialect
        kind = dialect.loaded_dbapi.Error
        try:
            with closing(self._connection.connection.cursor()) as cursor:
                yield cursor
        except kind as error:
            raise DBAPIError.instance(text, None, error, kind, dialect=dialect) from error


class _Compiled:
    """A statement as a database's driver takes it."""

    def __init__(self, statement: Statement, connection: Connection, columns: list[str]) -> None:
        dialect = connection.dialect
        made: Any = statement.compile(dialect=dialect, column_keys=columns)
        missing = set(made.binds) ^ set(columns)
        if missing:
            raise TypeError(
                f"{made.string}: {', '.join(sorted(missing))} is not given, or not asked"
            )
        self.text: Final[str] = made.string
        types = {name: each.type.dialect_impl(dialect) for name, each in made.binds.items()}
        self._steps: Final[dict[str, Callable[[Any], Any] | None]] = {
            name: types[name].bind_processor(dialect) for name in made.positiontup or made.binds
        }
        self._in_order: Final[bool] = made.positional

    def values(self, row: Values) -> Any:
        """The values of one row, as the driver takes them."""
        if self._in_order:
            return [step(row[name]) if step else row[name] for name, step in self._steps.items()]
        return {name: step(row[name]) if step else row[name] for name, step in self._steps.items()}
