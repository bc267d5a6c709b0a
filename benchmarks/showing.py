"""Forty exercises shown in a page, against forty plain ipywidgets; the goal is 1.5 ×.

Each is shown by a cell of its own, in a warm kernel. JupyterLab draws a cell when it comes near, so
the page is scrolled up and down until every one of the forty has been drawn; the time is from the
click on “Run All Cells” to the frame in which the last of them is seen.
"""

from __future__ import annotations

import json
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Page

from grading.course import Course
from grading.read import read_case
from tests.browser.conftest import Server, serving
from tests.browser.desk import Desk
from tests.chromium import chromium
from tests.gallery import GALLERY
from workbooks.case import CASE_FILE

COUNT = 40
ROUNDS = 7
KINDS = ("choice", "choices", "order", "match", "classify")
OURS = """\
if "wb" not in globals():
    from pathlib import Path
    from workbooks import Workbook
    wb = Workbook(Path.cwd())
wb.show("exercise-{number}")
"""
PLAIN = """\
import ipywidgets

ipywidgets.RadioButtons(options=["one", "two", "three"], description="w-{number}")
"""
SEEN_ALL = """([what, count]) => new Promise((tell) => {
  const seen = new Set();
  const panel = document.querySelector(".jp-WindowedPanel-outer");
  let by = 600;
  const look = () => {
    for (const each of document.querySelectorAll(what)) {
      const name = each.dataset.exercise ?? each.querySelector(".widget-label")?.textContent;
      if (name) seen.add(name);
    }
    if (seen.size >= count) return tell(performance.now());
    const before = panel.scrollTop;
    panel.scrollTop += by;
    if (panel.scrollTop === before) by = -by;
    requestAnimationFrame(look);
  };
  look();
})"""


def measure() -> Iterator[str]:
    """Median milliseconds of both, taking turns, and the ratio."""
    times: dict[str, list[float]] = {"plain ipywidgets": [], "exercises": []}
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
        place = server.course / "shown"
        place.mkdir()
        (place / CASE_FILE).write_text(json.dumps(_case()), "utf-8")
        for name, code in (("ours", OURS), ("plain", PLAIN)):
            cells = [new_code_cell(code.format(number=n), id=f"{name}-{n}") for n in range(COUNT)]
            kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
            nbformat.write(new_notebook(cells=cells, metadata=kernel), place / f"{name}.ipynb")
        with chromium() as browser:
            ours = _open(browser.new_page(), server, "ours")
            plain = _open(browser.new_page(), server, "plain")
            for _ in range(ROUNDS + 1):  # the first round of each loads what is loaded once
                times["plain ipywidgets"].append(_shown(plain, ".widget-radio"))
                times["exercises"].append(_shown(ours, ".hf-exercise"))
    base = statistics.median(times["plain ipywidgets"][1:])
    for name, found in times.items():
        median = statistics.median(found[1:])
        yield f"{COUNT} {name:37} {median:7.0f} ms   {median / base:5.2f} ×"


def _case() -> dict[str, Any]:
    case = read_case(Course(GALLERY), "gallery").model_dump(mode="json", exclude_defaults=True)
    closed = [each for each in case["exercises"] if each["kind"] in KINDS]
    exercises = [
        {**closed[number % len(closed)], "id": f"exercise-{number}"} for number in range(COUNT)
    ]
    return {**case, "exercises": exercises}


def _open(page: Page, server: Server, name: str) -> Desk:
    page.goto(server.lab(f"shown-{name}", f"shown/{name}.ipynb"))
    desk = Desk(page)
    desk.wait_for_notebook()
    return desk


def _shown(desk: Desk, what: str) -> float:
    page = desk.page
    page.bring_to_front()
    desk.menu("Edit", "Clear Outputs of All Cells")
    page.wait_for_function("what => document.querySelectorAll(what).length === 0", arg=what)
    page.locator(".lm-MenuBar-itemLabel", has_text="Run").first.click()
    item = page.locator(".lm-Menu-itemLabel", has_text="Run All Cells").first
    item.wait_for()
    began = page.evaluate("performance.now()")
    item.click()
    return float(page.evaluate(SEEN_ALL, [what, COUNT])) - float(began)
