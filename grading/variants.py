"""The functions by which a course's keys compute what is right for a student's own data.

`workbooks.personal` says how they are used.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from workbooks.personal import Functions, NoReference, data_for, filled_key, functions_of, key_for

SAMPLE_SEED: Final = 0
"""Whose data a key is checked with, and graded with where a student's seed is not on file."""


def read_functions(path: Path) -> Functions:
    """The functions that a case's keys refer to; none if there is no such file.

    Raises `NoReference` if the file cannot be run.
    """
    return functions_of(path.read_bytes(), path.name) if path.exists() else Functions(path.name)


__all__ = [
    "SAMPLE_SEED",
    "Functions",
    "NoReference",
    "data_for",
    "filled_key",
    "key_for",
    "read_functions",
]
