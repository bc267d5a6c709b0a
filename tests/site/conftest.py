"""One site, built once for all processes of a run, and a browser that reaches nothing else."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Request, Route

from grading.site import build as building
from grading.site.build import CACHE, Plan, build_site
from grading.site.lite import PYODIDE
from grading.site.serve import make_server
from tests.browser.conftest import pictures
from tests.chromium import PATIENCE
from tests.conftest import PICTURES, REPOSITORY, MadeOnce
from tests.witness import told_by

__all__ = ["pictures"]  # the fixture of the other stories


@pytest.fixture(scope="session")
def site(made_once: MadeOnce) -> Path:
    """The site as `make site` builds it; what was fetched for it stays in build/site-cache."""
    return made_once("site", lambda folder: build_site(Plan(root=REPOSITORY, to=folder)))


@pytest.fixture
def unlit(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sites are built without JupyterLite: its part is made of files and the notebooks' page."""

    def build_lite(_python: Path, lite: Path, contents: Path, output: Path) -> None:
        shutil.copytree(contents, output / "files")
        shutil.copytree(site / "notebooks", output / "notebooks")
        shutil.copytree(lite / PYODIDE, output / PYODIDE)

    monkeypatch.setattr(building, "build_lite", build_lite)


@pytest.fixture(scope="session")
def cache(site: Path) -> Path:
    """What was fetched for the site, to be looked at and not to be changed."""
    assert site.is_dir()
    return REPOSITORY / CACHE


@dataclass
class Visit:
    """A browser's visit to the site: where it is, what was asked of others, what failed."""

    address: str
    context: BrowserContext
    strays: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Let nothing through but what goes to the site, and note what else was wanted."""
        self.context.route("**/*", self._pass)
        self.context.on("response", self._look)

    def _pass(self, route: Route) -> None:
        if self.is_ours(route.request):
            route.continue_()
        else:
            self.strays.append(route.request.url)
            route.abort()

    def _look(self, response: object) -> None:
        status, url = response.status, response.url  # type: ignore[attr-defined]
        if status >= 400:
            self.failed.append(f"{status} {url}")

    def is_ours(self, request: Request) -> bool:
        """Whether the request goes to the site, or no further than the page itself."""
        return request.url.startswith((self.address, "data:", "blob:"))


@contextmanager
def visiting(
    browser: Browser, folder: Path, host: str = "localhost", **options: object
) -> Iterator[Visit]:
    """A visit to the site in `folder`, under a name of this machine."""
    server = make_server(folder, 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    context = browser.new_context(**options)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    visit = Visit(f"http://{host}:{server.server_port}/", context)
    visit.watch()
    try:
        yield visit
    except Exception as error:  # the pages are gone when a report of the failure is made
        error.add_note(told_by(browser, PICTURES, f"visit-{server.server_port}"))
        raise
    finally:
        context.close()
        server.shutdown()
        server.server_close()
        thread.join()
