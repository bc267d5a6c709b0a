"""Statements run by the database's driver: what they write, and what becomes of its errors."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    DateTime,
    Float,
    MetaData,
    String,
    Table,
    bindparam,
    create_engine,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from grading.batch.driver import Driver

ROWS = Table(
    "rows",
    MetaData(),
    Column("id", String(8), primary_key=True),
    Column("points", Float()),
    Column("seen", Boolean()),
    Column("at", DateTime()),
    Column("flagged", Boolean(), default=False, nullable=False),
)
NEW, ALL = insert(ROWS), select(ROWS).order_by(ROWS.c.id)
WHEN = datetime(2026, 3, 9, 8, 5)  # a gradebook's times have no zone


def row(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "points": 0.5, "seen": True, "at": WHEN, "flagged": False, **more}


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    engine = create_engine(f"sqlite:///{tmp_path / 'rows.db'}")
    ROWS.metadata.create_all(engine)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def held(connection: Connection) -> list[dict[str, Any]]:
    """What SQLAlchemy itself reads."""
    with connection.begin():
        return [dict(each) for each in connection.execute(ALL).mappings()]


def test_sqlalchemy_reads_what_the_driver_wrote(connection: Connection) -> None:
    """Times, truth, numbers and nothing at all, one row or many, and a change of one."""
    driver = Driver(connection)
    with connection.begin():
        driver.write(NEW, [row("a")])
        driver.write(NEW, [row("b", points=None, at=None), row("c", seen=False)])
        driver.write(NEW, [])
        changed = update(ROWS).where(ROWS.c.id == bindparam("name"))
        driver.write(changed, [{"name": "a", "points": 2.25}])
    expected = [row("a", points=2.25), row("b", points=None, at=None), row("c", seen=False)]
    assert held(connection) == expected
    find = select(ROWS.c.id, ROWS.c.points).where(ROWS.c.seen == bindparam("is_seen"))
    assert driver.rows(find, {"is_seen": True}) == [("a", 2.25), ("b", None)]


def test_nothing_is_filled_in(connection: Connection) -> None:
    """A column that SQLAlchemy would fill in itself must be named, and so must all be asked for."""
    given = row("a")
    del given["flagged"]
    with pytest.raises(TypeError, match="flagged"):
        Driver(connection).write(NEW, [given])
    with pytest.raises(TypeError, match="colour"):
        Driver(connection).rows(ALL, {"colour": 1})
    assert held(connection) == []


def test_an_error_is_sqlalchemys_and_undoes_all(connection: Connection) -> None:
    """A row that cannot be written takes its whole transaction with it, and the next one holds."""
    driver = Driver(connection)

    def write_twice() -> None:
        with connection.begin():
            driver.write(NEW, [row("a")])
            driver.write(NEW, [row("b"), row("a")])

    with pytest.raises(IntegrityError, match="UNIQUE"):
        write_twice()
    assert held(connection) == []
    with connection.begin():
        driver.write(NEW, [row("b")])
    assert held(connection) == [row("b")]
