"""A grader without nbgrader, in one warm sandbox with short limits, and things to be attacked."""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from grading.course import Course
from grading.mark import mark_notebook
from grading.notice import add_notices, notices_of
from grading.read import KeyedCase, read_keyed_case
from grading.recover import recover_notebook
from grading.run import run_notebook_code
from grading.sandbox import Limits, Ran, Sandbox
from grading.submission import files_in, set_aside
from tests.attacks.attacks import ALL, CANARY, SLUG, hand_in, plant
from tests.conftest import REPOSITORY

LIMITS = Limits(cell_seconds=20, seconds=30, memory_mb=256, files_mb=8, output_mb=1)
HASTY = replace(LIMITS, cell_seconds=1, seconds=3)
"""For attacks on time. The others get enough of it to come to their own end on a busy machine."""
RELEASE = REPOSITORY / "release" / SLUG


@dataclass(frozen=True, kw_only=True)
class Graded:
    """What grading made of one attack."""

    notebook: NotebookNode
    points: dict[str, float | None]
    notices: frozenset[str]
    ran: Ran | None
    limits: Limits

    @property
    def text(self) -> str:
        """The graded notebook as its bytes say it."""
        return json.dumps(self.notebook, ensure_ascii=False)


@dataclass(frozen=True, kw_only=True)
class Target:
    """What is attacked: a folder, a port on which somebody listens, and the sandbox between."""

    root: Path
    listener: socket.socket
    sandbox: Sandbox
    keyed: KeyedCase

    @property
    def outside(self) -> Path:
        """What is not to be reached."""
        return self.root / "outside"

    @property
    def port(self) -> int:
        """The port of the listener."""
        return int(self.listener.getsockname()[1])

    def grade(self, name: str) -> Graded:
        """Hand the attack in, and grade it with the steps that nbgrader calls."""
        folder = self.root / "submitted" / name / SLUG
        hand_in(ALL[name], RELEASE, folder, self.port)
        notices = set_aside(folder)
        released = nbformat.read(RELEASE / f"{SLUG}.ipynb", as_version=4)
        notebook = recover_notebook(folder / f"{SLUG}.ipynb", released)
        add_notices(notebook, notices)
        shutil.copytree(RELEASE / "data", folder / "data", dirs_exist_ok=True)
        limits = HASTY if "code-time" in ALL[name].notices else LIMITS
        run = partial(self.sandbox.run, limits=limits)
        ran = run_notebook_code(notebook, files_in(folder), run)
        scores = mark_notebook(notebook, folder, self.keyed)
        return Graded(
            notebook=notebook,
            points={each: score.points for each, score in scores.items()},
            notices=frozenset(notices_of(notebook)),
            ran=ran,
            limits=limits,
        )


@pytest.fixture(scope="session")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """One sandbox for all attacks: what one of them leaves behind, the next would meet."""
    root = tmp_path_factory.mktemp("attacked")
    plant(root / "outside")
    keyed = read_keyed_case(Course(REPOSITORY), SLUG)
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        pytest.MonkeyPatch.context() as patch,
    ):
        listener.setblocking(False)
        patch.setenv("HEARFIRST_SECRET", CANARY)
        with Sandbox(LIMITS) as sandbox:
            yield Target(root=root, listener=listener, sandbox=sandbox, keyed=keyed)
