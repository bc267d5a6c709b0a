"""What a person does at JupyterLab, named as they would name it."""

from __future__ import annotations

import contextlib
import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout


class Desk:
    """A person at a page of JupyterLab with one workbook open."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def menu(self, name: str, item: str) -> None:
        """Choose an item of the menu bar."""
        self.page.locator(".lm-MenuBar-itemLabel", has_text=name).first.click()
        self.page.locator(".lm-Menu-itemLabel", has_text=item).first.click()

    def wait_for_notebook(self) -> None:
        """Until the notebook is there and its kernel has answered."""
        self.page.locator(".jp-Notebook .jp-Cell").first.wait_for()
        self.page.get_by_text("Python 3 (ipykernel) | Idle").first.wait_for()

    def run_all(self) -> None:
        """Run all cells, until the head of the workbook is there and every cell has run."""
        for _ in range(6):
            self.menu("Run", "Run All Cells")
            # JupyterLab drops a “Run All” that comes before its session is ready, though its
            # indicator already says idle: a person sees that nothing ran and chooses it again.
            # By the head that cannot be told: another page's run may have left one, which a slow
            # machine shows late.
            with contextlib.suppress(PlaywrightTimeout):
                self._running().wait_for(timeout=20_000)
                break
        else:
            raise AssertionError("Run All Cells was chosen six times and ran nothing")
        self._wait_for_the_end()

    def restart_and_run_all(self) -> None:
        """Restart the kernel and run all cells, until every cell has run."""
        self.menu("Kernel", "Restart Kernel and Run All Cells")
        self.page.get_by_role("button", name="Confirm Kernel Restart").click()
        self._running().wait_for()
        self._wait_for_the_end()

    def _running(self) -> Locator:
        """JupyterLab's indicator, while cells wait to be run."""
        indicator = self.page.locator(".jp-Notebook-ExecutionIndicator")
        return indicator.filter(has_text=re.compile(r"Executed \d+/\d+ cells")).first

    def _wait_for_the_end(self) -> None:
        self._running().wait_for(state="detached")
        self.page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").first.wait_for()
        self.page.locator(".hf-header").first.wait_for()

    def save(self) -> None:
        """Save the notebook, until it says that nothing is unsaved."""
        self.page.keyboard.press("Control+s")
        self.page.locator(".jp-mod-dirty").first.wait_for(state="detached")

    def exercise(self, name: str) -> Locator:
        """One exercise, scrolled to: JupyterLab draws a cell when it is near."""
        found = self.page.locator(f'.hf-exercise[data-exercise="{name}"]')
        cell = self.page.locator(".jp-Notebook .jp-Cell")
        place = 0
        while not found.count() and place < cell.count():  # of a long notebook more are yet to come
            cell.nth(place).scroll_into_view_if_needed()
            place += 1
        found.scroll_into_view_if_needed()
        return found

    def saved(self, name: str) -> None:
        """Until an exercise says that its answer is saved."""
        expect(self.exercise(name).locator(".hf-status-saved")).to_be_visible()


def last_answers(log: Path) -> dict[str, Any]:
    """The last answer to each exercise as the file on disk holds it."""
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    return {line["exercise"]: line["answer"] for line in lines}
