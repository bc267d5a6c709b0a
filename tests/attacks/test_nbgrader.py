"""Some of the attacks through the real `nbgrader autograde` and `generate_feedback`."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from grading.words import say
from tests.attacks.attacks import ALL, CANARY, SLUG, hand_in, plant
from tests.conftest import succeed
from workbooks.text import LANGS

pytestmark = pytest.mark.course

CHOSEN = (
    "exit",
    "loop-ignoring-signals",
    "memory-list",
    "flood-text",
    "files-fill-disk",
    "read-keys",
    "network-loopback",
    "link-to-a-folder",
    "sparse-file",
    "html-scripts",
)
SETTINGS = """
c = get_config()
c.RunCode.timeout = 3
c.RunCode.total_seconds = 6
c.RunCode.memory_mb = 256
"""


@pytest.fixture(scope="module")
def graded(built_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course in which each student is an attacker, graded, with feedback."""
    root = tmp_path_factory.mktemp("attacked") / "course"
    shutil.copytree(built_course, root)
    with (root / "nbgrader_config.py").open("a") as config:
        config.write(SETTINGS)
    plant(root / "outside")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        for name in CHOSEN:
            folder = root / "submitted" / name / SLUG
            hand_in(ALL[name], root / "release" / SLUG, folder, listener.getsockname()[1])
        succeed("nbgrader", "autograde", SLUG, at=root)
        with pytest.raises(BlockingIOError):
            listener.accept()
    succeed("nbgrader", "generate_feedback", SLUG, at=root)
    return root


@pytest.mark.parametrize("name", CHOSEN)
def test_points_and_reasons(graded: Path, name: str) -> None:
    """The gradebook holds the page's points, and the feedback says in both languages why."""
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}") as gradebook:
        (notebook,) = gradebook.find_submission(SLUG, name).notebooks
        assert sum(grade.auto_score or 0 for grade in notebook.grades) == ALL[name].points
    page = (graded / "feedback" / name / SLUG / f"{SLUG}.html").read_text("utf-8")
    for notice in ALL[name].notices:
        for lang in LANGS:
            assert say(f"notice.{notice}", lang) in page
    assert "canary_script()</script>" not in page


def test_nothing_was_carried_out(graded: Path) -> None:
    """Neither what was graded nor what goes back holds anything from outside."""
    for folder in ("autograded", "feedback"):
        for path in (graded / folder).rglob("*"):
            assert not path.is_symlink()
            assert not path.is_file() or CANARY.encode() not in path.read_bytes()
