"""Opening the gallery of kinds in JupyterLab; each kind's own test module uses it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

from tests.browser.conftest import Server, is_stray
from tests.browser.desk import Desk, last_answers
from tests.chromium import PATIENCE


@dataclass(frozen=True)
class Visit:
    """Somebody in the gallery: their desk, and the folder with their answers."""

    desk: Desk
    folder: Path

    @property
    def page(self) -> Page:
        """The page they look at."""
        return self.desk.page

    def answers(self) -> dict[str, Any]:
        """The last answer to each exercise, from disk; the notes of the workbook's own are none."""
        last = last_answers(self.folder / "answers.jsonl")
        return {name: answer for name, answer in last.items() if not name.startswith("@")}

    def speak(self, language: str) -> None:
        """Switch to “English” or “中文”."""
        self.page.locator(".hf-header").scroll_into_view_if_needed()
        self.page.get_by_role("button", name=language).click()


@contextmanager
def visiting(browser: Browser, server: Server, release: Path, name: str) -> Iterator[Visit]:
    """A copy of the gallery of one's own, opened and run."""
    folder = server.course / f"gallery-{name}"
    shutil.copytree(release, folder)
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, locale="en-GB")
    strays: list[str] = []
    context.on(
        "request", lambda request: strays.append(request.url) if is_stray(request.url) else None
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(server.lab(folder.name, f"{folder.name}/gallery.ipynb"))
    desk = Desk(page)
    desk.wait_for_notebook()
    desk.run_all()
    yield Visit(desk, folder)
    context.close()
    assert not strays, f"asked another host for: {sorted(set(strays))}"


def tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Press Tab until the focus is in `selector`; a focus that never gets there fails."""
    for _ in range(150):
        if page.evaluate("s => document.activeElement?.closest(s) !== null", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"150 times {key} did not reach {selector}")


def faults(page: Page, selector: str) -> list[str]:
    """What axe-core says against a part of the page."""
    found = Axe().run(page, context=selector)
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found.response["violations"]]


def take_a_telephone(visit: Visit) -> None:
    """Look at the notebook on a page 390 px wide, without the file browser beside it."""
    visit.page.keyboard.press("Control+b")
    visit.page.locator("#jp-left-stack").wait_for(state="hidden")
    visit.page.set_viewport_size({"width": 390, "height": 844})


def is_cut_off(shown: Locator) -> bool:
    """Whether something in an exercise reaches over its right edge."""
    return bool(
        shown.evaluate("""root => [...root.querySelectorAll("*")].some((each) =>
            each.getBoundingClientRect().right > root.getBoundingClientRect().right)""")
    )
