"""What an instructor sees of a class being graded: a live bar, final tables, a JSON file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from grading.batch.grade import Outcome

SLOWEST: Final = 5


@dataclass
class Tally:
    """The outcomes of a class so far. Of the graded ones only a line each is kept."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    failures: int = 0

    def add(self, outcome: Outcome) -> None:
        """Count one more."""
        row: dict[str, Any] = {"student": outcome.student, "state": outcome.state}
        graded = outcome.graded
        if graded is not None:
            row |= {
                "points": graded.points,
                "most": graded.most,
                "waiting": list(graded.waiting),
                "notices": list(graded.notices),
                "seconds": round(graded.seconds, 3),
            }
        row |= {name: each for name in ("why", "note") if (each := getattr(outcome, name))}
        self.failures += outcome.state == "failed"
        self.rows.append(row)

    def of(self, state: str) -> list[dict[str, Any]]:
        """The rows in one state."""
        return [row for row in self.rows if row["state"] == state]

    @property
    def slowest(self) -> list[dict[str, Any]]:
        """The submissions that took longest, the longest first."""
        return sorted(self.of("graded"), key=lambda row: -row["seconds"])[:SLOWEST]


class _Rate(ProgressColumn):
    """Submissions a second."""

    def render(self, task: Task) -> Text:
        """The rate over the last half minute."""
        return Text(f"{task.speed:.1f}/s" if task.speed else "–/s")


@contextmanager
def progress(console: Console, slug: str, total: int) -> Iterator[Any]:
    """A live bar; gives a function to call with the tally after each outcome."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]} failed"),
    )
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(slug, total=total, failed=0)

        def tell(tally: Tally) -> None:
            bar.update(task, completed=len(tally.rows), failed=tally.failures)

        yield tell


def tables(tally: Tally) -> Iterable[Table]:
    """What was graded, what waits for a person, what failed and why, what took longest."""
    waiting = [row for row in tally.of("graded") if row["waiting"]]
    counts = Table("graded", "unchanged", "need a human", "failed")
    numbers = (tally.of("graded"), tally.of("unchanged"), waiting, tally.of("failed"))
    counts.add_row(*(str(len(each)) for each in numbers))
    yield counts
    if waiting:
        queues = Table("waits for a human", "submissions")
        for name, many in Counter(each for row in waiting for each in row["waiting"]).items():
            queues.add_row(name, str(many))
        yield queues
    if tally.of("failed"):
        failed = Table("failed", "why")
        for row in tally.of("failed"):
            failed.add_row(Text(row["student"]), Text(row["why"]))
        yield failed
    noted = [row for row in tally.rows if "note" in row]
    if noted:
        notes = Table("graded, but", "")
        for row in noted:
            notes.add_row(Text(row["student"]), Text(row["note"]))
        yield notes
    if tally.slowest:
        slow = Table("slowest", "seconds", "points", "told")
        for row in tally.slowest:
            points = f"{row['points']:g} of {row['most']:g}"
            told = ", ".join(row["notices"])
            slow.add_row(Text(row["student"]), f"{row['seconds']:.2f}", points, told)
        yield slow


def write_json(path: Path, slug: str, tally: Tally, seconds: float, layers: str) -> None:
    """Write all of it for a machine to read."""
    data = {
        "assignment": slug,
        "seconds": round(seconds, 3),
        "layers": layers,
        "submissions": tally.rows,
    }
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
