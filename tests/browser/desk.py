"""What a person does at JupyterLab, named as they would name it."""

from __future__ import annotations

import contextlib
import json
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
        """Run all cells, until the head of the workbook is there and the kernel idle again."""
        fresh = self.page.locator(".hf-header:not([data-old])")
        for _ in range(6):
            # A head that another page's run has left is there before anything was run here.
            heads = self.page.locator(".hf-header")
            heads.evaluate_all("all => all.forEach((head) => { head.dataset.old = 'yes'; })")
            self.menu("Run", "Run All Cells")
            # JupyterLab drops a “Run All” that comes before its session is ready, though its
            # indicator already says idle: a person sees that nothing ran and chooses it again.
            with contextlib.suppress(PlaywrightTimeout):
                fresh.wait_for(timeout=20_000)
                break
        fresh.wait_for()
        self.page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").first.wait_for()

    def restart_and_run_all(self) -> None:
        """Restart the kernel and run all cells, until new outputs stand for the old ones."""
        self.page.locator(".hf-header").evaluate("head => head.dataset.old = 'yes'")
        self.menu("Kernel", "Restart Kernel and Run All Cells")
        self.page.get_by_role("button", name="Confirm Kernel Restart").click()
        self.page.locator(".hf-header:not([data-old])").wait_for()
        self.page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").first.wait_for()

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
