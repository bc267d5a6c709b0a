"""What loading the student's package costs, against loading ipywidgets alone."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator

ROUNDS = 15
STATEMENTS = {
    "import ipywidgets": "import ipywidgets",
    "import workbooks": "import workbooks",
    "from workbooks import open_workbook": "from workbooks import open_workbook",
}


def measure() -> Iterator[str]:
    """Median seconds of a fresh process less an empty one's, and the ratio to ipywidgets.

    The statements take turns, so that a slow moment of the machine falls on all of them.
    """
    times: dict[str, list[float]] = {name: [] for name in STATEMENTS}
    empty: list[float] = []
    for _ in range(ROUNDS):
        empty.append(_seconds("pass"))
        for name, statement in STATEMENTS.items():
            times[name].append(_seconds(statement))
    start = statistics.median(empty)
    base = statistics.median(times["import ipywidgets"]) - start
    for name, found in times.items():
        cost = statistics.median(found) - start
        yield f"{name:40} {cost * 1000:7.0f} ms   {cost / base:5.2f} × ipywidgets"


def _seconds(statement: str) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True)
    return time.perf_counter() - began
