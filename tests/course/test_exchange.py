"""A workbook's whole way through nbgrader's exchange on disk, and back."""

from __future__ import annotations

import getpass
import shutil
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from tests.conftest import succeed
from tests.course.submissions import ALL, SLUG, hand_in

pytestmark = pytest.mark.course


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder for what nbgrader caches there."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def travelled(built_course: Path, home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course in which one student fetched, answered, submitted, and got feedback."""
    root = tmp_path_factory.mktemp("exchange") / "course"
    shutil.copytree(built_course, root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for name in ("XDG_DATA_HOME", "JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR"):
            patch.delenv(name, raising=False)
        _go_there_and_back(root)
    return root


def _go_there_and_back(root: Path) -> None:
    fetched = root / "my-workbooks" / SLUG
    succeed("nbgrader", "release_assignment", SLUG, at=root)
    assert SLUG in succeed("nbgrader", "list", at=root)
    succeed("nbgrader", "fetch_assignment", SLUG, at=root)
    assert sorted(path.name for path in fetched.iterdir()) == [
        "case.json", "data", f"{SLUG}.ipynb", "practice.json"
    ]  # fmt: skip
    shutil.rmtree(fetched)
    hand_in(ALL["full-marks"], root / "release" / SLUG, fetched)
    succeed("nbgrader", "submit", SLUG, at=root)
    assert SLUG in succeed("nbgrader", "list", "--inbound", at=root)
    succeed("nbgrader", "collect", SLUG, at=root)
    succeed("nbgrader", "autograde", SLUG, at=root)
    succeed("nbgrader", "generate_feedback", SLUG, at=root)
    succeed("nbgrader", "release_feedback", SLUG, at=root)
    succeed("nbgrader", "fetch_feedback", SLUG, at=root)


def test_answers_travel(travelled: Path) -> None:
    """The answer log arrives where it is graded, byte for byte."""
    sent = travelled / "my-workbooks" / SLUG / "answers.jsonl"
    arrived = travelled / "submitted" / getpass.getuser() / SLUG / "answers.jsonl"
    assert arrived.read_bytes() == sent.read_bytes()


def test_what_arrived_earns_its_points(travelled: Path) -> None:
    """The answers that travelled are graded like any others."""
    with Gradebook(f"sqlite:///{travelled / 'gradebook.db'}") as gradebook:
        found = gradebook.find_submission(SLUG, getpass.getuser())
        assert found.score == ALL["full-marks"].auto + ALL["full-marks"].proposed


def test_feedback_comes_back(travelled: Path) -> None:
    """The student finds beside the workbook the very page that was made for them."""
    (page,) = (travelled / "my-workbooks" / SLUG / "feedback").glob(f"*/{SLUG}.html")
    made = travelled / "feedback" / getpass.getuser() / SLUG / f"{SLUG}.html"
    assert page.read_bytes() == made.read_bytes()
    assert "54 / 68" in page.read_text("utf-8")


def test_only_the_page_is_handed_out(travelled: Path) -> None:
    """Feedback in the exchange is a page a student, and nothing else."""
    handed_out = list((travelled / "exchange" / "hearfirst" / "feedback").rglob("*"))
    assert [path.suffix for path in handed_out] == [".html"]


def test_caches_stay_in_the_home_folder(travelled: Path, home: Path) -> None:
    """What nbgrader remembers of the submission lies in the home folder it was given."""
    cached = list(home.rglob("answers.jsonl"))
    assert len(cached) == 1
    assert (
        cached[0].read_bytes() == (travelled / "my-workbooks" / SLUG / "answers.jsonl").read_bytes()
    )
