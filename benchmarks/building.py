"""What building a release costs, against nbgrader's own command on the same notebook."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import make_course, succeed

ROUNDS = 5


def measure() -> Iterator[str]:
    """Median seconds of both whole commands, taking turns, and their ratio."""
    ours: list[float] = []
    theirs: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        root = make_course(Path(folder) / "course")
        succeed("grading", "build", at=root)
        for _ in range(ROUNDS):
            ours.append(_seconds("grading", "build", "ms-zhang", at=root))
            command = ("nbgrader", "generate_assignment", "ms-zhang", "--force")
            theirs.append(_seconds(*command, at=root))
    base = statistics.median(theirs)
    for name, found in (("nbgrader generate_assignment", theirs), ("grading build", ours)):
        median = statistics.median(found)
        yield f"{name:40} {median:7.2f} s    {median / base:5.2f} ×"


def _seconds(*command: str, at: Path) -> float:
    began = time.perf_counter()
    succeed(*command, at=at)
    return time.perf_counter() - began
