"""How SQLite keeps its journal while a class is graded.

Its ordinary journal waits three times for the disk at every transaction. A write-ahead log does
not, and loses nothing either: after a power failure a few last transactions may be missing, each
as a whole, and those submissions are graded again. It needs shared memory, so a gradebook on a
network drive keeps its ordinary journal.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

import psutil
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import OperationalError

LONGEST_WAIT: Final = 60.0
"""Seconds to wait for somebody else's lock on a gradebook: formgrader may be open."""

_LONG_LOG: Final = 8_000
"""Pages, 32 MB: the log is brought into the gradebook, waiting for the disk, no sooner."""
_REMOTE: Final = ("nfs", "cifs", "smb", "9p", "fuse", "afs", "lustre", "gpfs", "ceph", "gluster")


def open_engine(db_url: str) -> Engine:
    """SQLAlchemy's engine for a gradebook; a SQLite one waits for its turn."""
    if not db_url.startswith("sqlite"):
        return create_engine(db_url)
    return create_engine(db_url, connect_args={"timeout": LONGEST_WAIT})


def begin_journal(connection: Connection) -> str | None:
    """Keep a write-ahead log from now on; gives the journal mode there was before, if changed."""
    if connection.dialect.name != "sqlite" or not _is_local(connection.engine.url.database):
        return None
    before = str(connection.execute(text("PRAGMA journal_mode")).scalar())
    with contextlib.suppress(OperationalError):  # somebody is writing: it stays as it is
        connection.execute(text("PRAGMA journal_mode = WAL"))
        connection.execute(text("PRAGMA synchronous = NORMAL"))
        connection.execute(text(f"PRAGMA wal_autocheckpoint = {_LONG_LOG}"))
    connection.rollback()
    return before


def end_journal(connection: Connection, before: str | None) -> None:
    """Keep the journal as it was before, unless somebody else has the gradebook open."""
    if before is None:
        return
    with contextlib.suppress(OperationalError):
        connection.execute(text("PRAGMA busy_timeout = 1000"))
        connection.execute(text(f"PRAGMA journal_mode = {before}"))
    connection.rollback()


def _is_local(database: str | None) -> bool:
    if not database:
        return False
    path = Path(database).resolve()
    mounts = {Path(each.mountpoint): each.fstype for each in psutil.disk_partitions(all=True)}
    kind = next((mounts[folder] for folder in path.parents if folder in mounts), "")
    return not kind.startswith(_REMOTE)
