"""One command at a time grades a workbook in a course."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Taken(Exception):
    """Another command is grading the same workbook."""


@contextmanager
def held(folder: Path, slug: str) -> Iterator[None]:
    """Keep others from grading the workbook into `folder` meanwhile; raises `Taken` if one does.

    Two would put their files into each other's folders. The lock is the process' own: what it
    forks, students' code above all, has no part in it, and it goes when the process does, however
    that ends. Its file stays: who deleted it could take it from under another one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f".{slug}.lock").open("ab") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            raise Taken(
                f"“{slug}” is being graded here already, by another command. "
                "Wait until that has ended, or stop it, and run this again."
            ) from None
        yield
