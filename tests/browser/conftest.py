"""A real JupyterLab on a course of its own, and a real Chromium in front of it."""

from __future__ import annotations

import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from grading.course import Course
from grading.start import environment, lab_command
from tests.chromium import PATIENCE
from tests.conftest import PICTURES, make_course, succeed
from tests.gallery import build_gallery

SLUG = "ms-zhang"


@dataclass(frozen=True)
class Server:
    """A running JupyterLab: its address with the token, and the course it serves."""

    address: str
    token: str
    course: Path
    said: list[str]
    """Its log so far, for the report of a failure."""

    def url(self, path: str) -> str:
        """A page of this server."""
        return f"{self.address}{path}?token={self.token}"

    def lab(self, workspace: str, file: str = "") -> str:
        """JupyterLab with one file open, in a workspace where no other story left its tabs."""
        return self.url(f"/lab/workspaces/{workspace}{f'/tree/{file}' if file else ''}")


def home_of(folder: Path, course: Path) -> dict[str, str]:
    """An environment whose home and Jupyter folders are the test's own."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    jupyter = {
        f"JUPYTER_{name}_DIR": str(home / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")
    }
    return {
        **environment(Course(course)),
        **jupyter,
        "HOME": str(home),
        "IPYTHONDIR": str(home / "ipython"),
        "PYTHONPATH": "",
    }


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """JupyterLab, as `make start` runs it, on a course whose workbook is released, not fetched."""
    root = make_course(folder / "course")
    succeed("grading", "build", SLUG, at=root)
    succeed("nbgrader", "release_assignment", SLUG, at=root)
    (root / "my-workbooks").mkdir()
    command = lab_command(Course(root), SLUG, ["--no-browser", "--ServerApp.port=0"])
    with subprocess.Popen(
        command,
        cwd=root,
        env=home_of(folder, root),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            started = _announced(process, root)
            # Nobody reading, the pipe would be full one day, and the server stand still.
            reader = threading.Thread(target=started.said.extend, args=[process.stderr])
            reader.start()
            yield started
        finally:
            process.terminate()
        reader.join()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all stories."""
    with serving(tmp_path_factory.mktemp("lab")) as started:
        yield started


def _announced(process: subprocess.Popen[str], root: Path) -> Server:
    assert process.stderr is not None
    said: list[str] = []
    for line in process.stderr:
        said.append(line)
        found = re.search(r"(http://(?:localhost|127\.0\.0\.1):\d+)/\S*token=(\w+)", line)
        if found:
            return Server(found.group(1), found.group(2), root, said)
    raise AssertionError("JupyterLab ended before it was ready:\n" + "".join(said))


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release of the gallery of kinds."""
    return build_gallery(tmp_path_factory.mktemp("gallery"))


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page for a whole story; a request to any other host fails the story."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, locale="en-GB")
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE)
    strays: list[str] = []
    context.on(
        "request", lambda request: strays.append(request.url) if is_stray(request.url) else None
    )
    yield opened
    context.close()
    assert not strays, f"asked another host for: {sorted(set(strays))}"


def is_stray(url: str) -> bool:
    """Whether an address lies outside this machine."""
    return not re.match(r"(http|ws)://(localhost|127\.0\.0\.1)[:/]|data:|blob:|about:", url)


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where a story leaves its screenshots."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    return PICTURES
