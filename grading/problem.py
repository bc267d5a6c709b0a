"""What is wrong with a case, its keys or its master: a code, a place, and what to do about it.

The codes, names and messages stand in `problems.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Every kind of problem by name: its `code` and what it `says`."""
    return tomllib.loads((Path(__file__).parent / "problems.toml").read_text("utf-8"))


@dataclass(frozen=True, kw_only=True, order=True)
class Problem:
    """One thing wrong: where (line and column from 1), its stable code, and what to do."""

    file: Path
    line: int
    column: int
    code: str
    name: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.code} {self.name}: {self.message}"


class CourseProblems(Exception):
    """Something is wrong with what an author wrote; nothing was built. `problems` lists it all."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[Any, ...]:
        """Keep the list when the exception travels between processes."""
        return (CourseProblems, (self.problems,))


def make_problem(
    name: str, file: Path, at: tuple[int, int], fields: dict[str, Any] | None = None
) -> Problem:
    """The problem called `name`, at a line and column of a file, its message filled in."""
    entry = catalogue()[name]
    message = entry["says"].format(**(fields or {}))
    return Problem(
        file=file, line=at[0], column=at[1], code=entry["code"], name=name, message=message
    )
