"""What every test may ask for: the repository, and courses of their own to work on."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from tests.chromium import CHROMIUM, chromium
from tests.witness import LAST, told_by

REPOSITORY = Path(__file__).resolve().parent.parent
PICTURES = REPOSITORY / "build" / "pictures"
"""Where browser tests leave their screenshots, to be looked at."""
sys.path.insert(0, str(REPOSITORY))  # `grading` is never installed

# A slow machine is not a broken program: no test reads a clock.
settings.register_profile("hearfirst", deadline=None)
settings.load_profile("hearfirst")

CONFIG = """\
import sys
from pathlib import Path

sys.path.insert(0, {repository!r})

from grading.nbgrader_settings import configure

configure(get_config(), Path(__file__).resolve().parent)
"""


def make_course(root: Path) -> Path:
    """A course with this repository's cases, keys and masters, and no history."""
    shutil.copytree(REPOSITORY / "cases", root / "cases")
    shutil.copytree(REPOSITORY / "grading" / "keys", root / "grading" / "keys")
    for master in (REPOSITORY / "source").glob("*/*.md"):
        folder = root / "source" / master.parent.name
        folder.mkdir(parents=True)
        shutil.copy(master, folder)
    config = CONFIG.format(repository=str(REPOSITORY))
    (root / "nbgrader_config.py").write_text(config, "utf-8")
    return root


def environment() -> dict[str, str]:
    """The environment of a command: nbgrader finds `alembic` and `jupyter` by name."""
    folder = str(Path(sys.executable).parent)
    ours = {name: each for name, each in os.environ.items() if not name.startswith("PYTEST_")}
    return {**ours, "PATH": os.pathsep.join([folder, os.environ["PATH"]])}


def run_python(*arguments: str, at: Path) -> subprocess.CompletedProcess[str]:
    """Run a Python module (`-m` is added) in the folder `at`; standard output and error as text."""
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=at,
        env={**environment(), "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
    )


def succeed(*arguments: str, at: Path) -> str:
    """What a module printed; fails the test, with all of it, if it ended badly."""
    done = run_python(*arguments, at=at)
    assert done.returncode == 0, (
        f"{arguments} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    )
    return done.stdout + done.stderr


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say plainly what is skipped on a machine without Chromium."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                reason = "no Chromium: install Debian's package `chromium`, then run this again"
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Tell what the pages showed when a browser's test failed, and what their server said."""
    report = yield
    fixtures = getattr(item, "funcargs", {})
    if report.failed and "browser" in fixtures:
        told = told_by(fixtures["browser"], PICTURES, item.name)
        report.sections.append(("pages", told))
        if "server" in fixtures:
            report.sections.append(("server", "".join(fixtures["server"].said[-LAST:])))
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a process: Playwright cannot be started twice in one."""
    with chromium() as started:
        yield started


MadeOnce = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> MadeOnce:
    """What takes long to make and is not changed by any test: a folder by its name, made by
    whichever process of a run is the first to ask for it, and waited for by the others.
    """
    ours = tmp_path_factory.getbasetemp()
    shared = ours if worker_id == "master" else ours.parent

    def once(name: str, make: Callable[[Path], object]) -> Path:
        folder, done = shared / name, shared / f"{name}.done"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)  # of one who failed
                make(folder)
                done.touch()
        return folder

    return once


@pytest.fixture(scope="session")
def built_course(made_once: MadeOnce) -> Path:
    """A course whose releases are built. Shared: a test that changes it works on a copy."""
    return made_once("built-course", lambda root: succeed("grading", "build", at=make_course(root)))


@pytest.fixture
def course(built_course: Path, tmp_path: Path) -> Path:
    """A built course of the test's own."""
    root = tmp_path / "course"
    shutil.copytree(built_course, root)
    return root
