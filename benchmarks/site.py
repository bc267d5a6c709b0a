"""The site: bytes and seconds to the first exercise, against a bare notebook; the goal is 1.15 ×.

The bare one is JupyterLite with the same kernel and nothing of ours: one cell that prints. It is
measured as JupyterLite has it, and once more with the modules that our site has compiled. All are
run the moment their kernel is there; the time is from the click on the link until the exercise, or
what was printed, is seen. Cold is a browser that was never here, warm the next visit of the same
one. Bytes are what the server sent, uncompressed.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext

from grading.site.build import CACHE, Plan, build_site
from grading.site.compiled import COMPILED, OWN_ARCHIVE
from grading.site.lite import PYODIDE
from grading.site.serve import SiteHandler, make_server
from tests.chromium import chromium
from tests.conftest import REPOSITORY

SLUG = "ms-zhang"
ROUNDS = 3
RUN = """() => {
  const ready = () => jupyterapp?.shell?.currentWidget?.sessionContext;
  const start = () => {
    const context = window.jupyterapp && ready();
    if (!context?.session?.kernel) return setTimeout(start, 50);
    void context.ready.then(() => jupyterapp.commands.execute("notebook:run-all-cells"));
  };
  start();
}"""
BARE = """() => [...document.querySelectorAll(".jp-OutputArea-output")]
  .some((each) => each.textContent.includes("forty-two"))"""
OURS = "() => !document.querySelector('#hf-waiting') && !!document.querySelector('.hf-exercise')"


@dataclass
class Found:
    """Seconds and bytes of each visit."""

    seconds: list[float] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)

    @property
    def told(self) -> tuple[float, float]:
        """The medians: seconds, and millions of bytes."""
        return statistics.median(self.seconds), statistics.median(self.bytes) / 1e6


class CountingHandler(SiteHandler):
    """Counts what it sends."""

    sent = 0

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send a file, and note how much that was."""
        CountingHandler.sent += os.fstat(source.fileno()).st_size
        super().copyfile(source, outputfile)


def measure() -> Iterator[str]:
    """Medians of both, taking turns, and their ratio; and how large the site is."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "site"
        build_site(Plan(root=REPOSITORY, to=folder))
        helped = _bare(folder, Path(temporary) / "helped")
        bare = _as_fetched(_bare(folder, Path(temporary) / "bare"))
        visits = {
            "a bare notebook": (bare, BARE),
            "a bare notebook, compiled": (helped, BARE),
            "our first exercise": (folder, OURS),
        }
        found = _take_turns(visits)
        for when in ("cold", "warm"):
            base, _ = found[when, "a bare notebook"].told
            for name in visits:
                taken, sent = found[when, name].told
                told = f"{taken:6.1f} s   {taken / base:4.2f} ×   {sent:6.1f} MB"
                yield f"{f'{when}, {name}':32}{told}"
        yield f"{'the site on disk':48}{_size(folder) / 1e6:6.1f} MB"


def _take_turns(visits: dict[str, tuple[Path, str]]) -> dict[tuple[str, str], Found]:
    """What was found cold and warm, by name; a visit is a site and what is to be seen in it."""
    found = {(when, name): Found() for name in visits for when in ("cold", "warm")}
    with chromium() as browser:
        for _ in range(ROUNDS):
            for name, (folder, seen) in visits.items():
                with _served(folder) as address:
                    _round(browser, address, seen, found["cold", name], found["warm", name])
    return found


def _round(browser: Browser, address: str, seen: str, cold: Found, warm: Found) -> None:
    context = browser.new_context(locale="en-GB")
    context.set_default_timeout(240_000)
    try:
        _visit(context, address, seen, cold)
        _visit(context, address, seen, warm)
    finally:
        context.close()


def _visit(context: BrowserContext, address: str, seen: str, found: Found) -> None:
    page = context.new_page()
    page.goto(address)
    CountingHandler.sent = 0
    began = page.evaluate("Date.now()")
    page.locator(f'[data-slug="{SLUG}"] a').click(no_wait_after=True)
    page.wait_for_url("**/notebooks/**", wait_until="commit")
    if seen == BARE:
        page.evaluate(RUN)
    page.wait_for_function(seen, polling=50)
    found.seconds.append((page.evaluate("Date.now()") - began) / 1000)
    found.bytes.append(CountingHandler.sent)
    page.close()


def _bare(site: Path, folder: Path) -> Path:
    """The same JupyterLite without anything of ours in the notebook, the kernel or the page."""
    shutil.copytree(site, folder, copy_function=os.link)
    settings = json.loads((folder / "jupyter-lite.json").read_text("utf-8"))
    plugins = settings["jupyter-config-data"]["litePluginSettings"]
    options = plugins["@jupyterlite/pyodide-kernel-extension:kernel"]["loadPyodideOptions"]
    options["packages"].remove("hearfirst")
    notebook = json.loads((folder / "files" / SLUG / f"{SLUG}.ipynb").read_text("utf-8"))
    cell = {"cell_type": "code", "id": "only", "metadata": {}, "outputs": []}
    notebook["cells"] = [{**cell, "execution_count": None, "source": "print('forty' + '-two')"}]
    page = (folder / "notebooks" / "index.html").read_text("utf-8")
    lines = [line for line in page.splitlines() if "../hearfirst/" not in line]
    for path, text in (
        ("jupyter-lite.json", json.dumps(settings)),
        (f"files/{SLUG}/{SLUG}.ipynb", json.dumps(notebook)),
        ("notebooks/index.html", "\n".join(lines)),
    ):
        (folder / path).unlink()
        (folder / path).write_text(text, "utf-8")
    return folder


def _as_fetched(site: Path) -> Path:
    """The site without what ours has compiled."""
    path = site / "jupyter-lite.json"
    settings = json.loads(path.read_text("utf-8"))
    plugins = settings["jupyter-config-data"]["litePluginSettings"]
    options = plugins["@jupyterlite/pyodide-kernel-extension:kernel"]["loadPyodideOptions"]
    options["packages"].remove(COMPILED)
    path.write_text(json.dumps(settings), "utf-8")
    own = site / PYODIDE / OWN_ARCHIVE
    own.unlink()
    shutil.copy(REPOSITORY / CACHE / "core" / OWN_ARCHIVE, own)
    return site


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = make_server(folder, 0, CountingHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def _size(folder: Path) -> int:
    return sum(each.stat().st_size for each in folder.rglob("*") if each.is_file())
