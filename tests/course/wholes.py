"""Whole submissions of the workbooks: a log of answers, and what was written into the cells.

A folder `tests/submissions/<case>/<student>/` holds `answers.jsonl` and `outcome.yaml`: `code` by
task, either itself or the name of a snippet in the task's own folder beside; the `seed` of the
student's own data, where there are some; and what grading makes of it: `auto`, the points that need
nobody, and `waiting`, the exercises that wait for a person.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from ruamel.yaml import YAML

from tests.conftest import REPOSITORY
from tests.course import submissions
from workbooks.answers import AnswerLog
from workbooks.kept import SEED_NOTE

FOLDER = REPOSITORY / "tests" / "submissions"


@dataclass(frozen=True)
class Whole:
    """One student's submission of one case."""

    slug: str
    student: str

    @property
    def outcome(self) -> dict[str, Any]:
        """What the student wrote, and what grading makes of it."""
        path = FOLDER / self.slug / self.student / "outcome.yaml"
        outcome: dict[str, Any] = YAML(typ="safe").load(path)
        return outcome

    def code(self, task: str) -> str | None:
        """What stands in the cell of a task; None if nothing was written there."""
        given = self.outcome.get("code", {}).get(task)
        snippet = FOLDER / self.slug / task / f"{given}.py"
        return snippet.read_text("utf-8") if snippet.is_file() else given

    def hand_in(self, release: Path, folder: Path) -> None:
        """Make the submission in `folder`, from what was released."""
        shutil.copytree(release, folder)
        shutil.copy(FOLDER / self.slug / self.student / "answers.jsonl", folder)
        if "seed" in self.outcome:
            AnswerLog(folder).append(SEED_NOTE, self.outcome["seed"], lang="en")
        path = folder / f"{self.slug}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            code = self.code(cell.id.removesuffix("-code")) if cell.id.endswith("-code") else None
            cell.source = cell.source if code is None else code
        nbformat.write(notebook, path)


WHOLES = [
    Whole(path.parts[-3], path.parts[-2])
    for path in sorted(FOLDER.glob("*/*/outcome.yaml"))
    if path.parts[-3] != submissions.SLUG  # it has a module of its own
]
SLUGS = sorted({each.slug for each in WHOLES})
