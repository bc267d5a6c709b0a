"""Whole submissions of the workbooks: a log of answers, and what was written into the cells.

A folder `tests/submissions/<case>/<student>/` (for ms-zhang, whose folder holds what can go wrong,
`ms-zhang-students`) holds `answers.jsonl` and `outcome.yaml`: `code` by task, either itself or the
name of a snippet in the task's own folder beside, or simply the code where there is but one cell
for it; the `seed` of the student's own data, where there are some; and what grading makes of it:
`auto`, the points that need nobody, and `waiting`, the exercises that wait for a person.
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

    folder: Path

    def __str__(self) -> str:
        return f"{self.slug} {self.student}"

    @property
    def slug(self) -> str:
        """The case."""
        return self.folder.parent.name.removesuffix("-students")

    @property
    def student(self) -> str:
        """The student, by the name of the folder."""
        return self.folder.name

    @property
    def outcome(self) -> dict[str, Any]:
        """What the student wrote, and what grading makes of it."""
        outcome: dict[str, Any] = YAML(typ="safe").load(self.folder / "outcome.yaml")
        return outcome

    def code(self, task: str) -> str | None:
        """What stands in the cell of a task; None if nothing was written there."""
        code = self.outcome.get("code", {})
        if isinstance(code, str):
            return code
        snippet = self.folder.parent / task / f"{code.get(task)}.py"
        return snippet.read_text("utf-8") if snippet.is_file() else code.get(task)

    def hand_in(self, release: Path, folder: Path) -> None:
        """Make the submission in `folder`, from what was released."""
        shutil.copytree(release, folder)
        shutil.copy(self.folder / "answers.jsonl", folder)
        if "seed" in self.outcome:
            AnswerLog(folder).append(SEED_NOTE, self.outcome["seed"], lang="en")
        path = folder / f"{self.slug}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            code = self.code(cell.id.removesuffix("-code")) if cell.id.endswith("-code") else None
            cell.source = cell.source if code is None else code
        nbformat.write(notebook, path)


WHOLES = [
    Whole(path.parent)
    for path in sorted(FOLDER.glob("*/*/outcome.yaml"))
    if path.parent.parent != submissions.OUTCOMES  # they have a module of their own
]
SLUGS = sorted({each.slug for each in WHOLES})
