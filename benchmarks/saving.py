"""From a click to “Saved”, in a real browser, against an ipywidgets checkbox that Python answers.

Both go from the page to the kernel and back; ours also writes and syncs a file. The end is the
change in the page, seen by a MutationObserver.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Page

from tests.browser.conftest import SLUG, Server, serving
from tests.browser.desk import Desk
from tests.chromium import chromium

CLICKS = 40
PLAIN = """\
import ipywidgets

box, out = ipywidgets.Checkbox(), ipywidgets.Label("0")
box.observe(lambda change: setattr(out, "value", str(int(out.value) + 1)), names="value")
ipywidgets.VBox([box, out])
"""
CLICK_UNTIL = """([click, root, done]) => new Promise((tell) => {
  const watched = document.querySelector(root);
  const before = watched.textContent;
  const isDone = () => (done ? watched.querySelector(done) : watched.textContent !== before);
  let began;
  const seen = new MutationObserver(() => {
    if (!isDone()) return;
    seen.disconnect();
    tell(performance.now() - began);
  });
  seen.observe(watched, { childList: true, subtree: true, characterData: true });
  began = performance.now();
  document.querySelector(click).click();
})"""


def measure() -> Iterator[str]:
    """Median and 95th percentile in milliseconds of both, and the ratio of the medians."""
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
        place = server.course / "measured"
        shutil.copytree(server.course / "release" / SLUG, place)
        notebook = new_notebook(
            cells=[new_code_cell(PLAIN, id="plain")],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        )
        nbformat.write(notebook, place / "plain.ipynb")
        with chromium() as browser:
            ours = _ours(browser.new_page(), server)
            plain = _plain(browser.new_page(), server)
    ratio = statistics.median(ours) / statistics.median(plain)
    for name, found in (
        ("plain ipywidgets: click to answer", plain),
        ("ours: click to “Saved”", ours),
    ):
        late = statistics.quantiles(found, n=20)[-1]
        yield f"{name:40} {statistics.median(found):7.1f} ms   95 %: {late:6.1f} ms"
    yield f"{'ratio of medians':40} {ratio:7.2f} ×"


def _ours(page: Page, server: Server) -> list[float]:
    page.goto(server.lab("ours", f"measured/{SLUG}.ipynb"))
    desk = Desk(page)
    desk.wait_for_notebook()
    desk.run_all()
    desk.exercise("what-holds")
    root = '.hf-exercise[data-exercise="what-holds"]'
    arguments = [f"{root} input", root, ".hf-status-saved"]
    return [page.evaluate(CLICK_UNTIL, arguments) for _ in range(CLICKS)]


def _plain(page: Page, server: Server) -> list[float]:
    page.goto(server.lab("plain", "measured/plain.ipynb"))
    desk = Desk(page)
    desk.wait_for_notebook()
    desk.menu("Run", "Run All Cells")
    page.locator(".widget-label", has_text="0").wait_for()
    arguments = [".widget-checkbox input", ".widget-vbox", ""]
    return [page.evaluate(CLICK_UNTIL, arguments) for _ in range(CLICKS)]
