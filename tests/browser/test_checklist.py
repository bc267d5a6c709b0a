"""A checklist by mouse and by keyboard alone, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Server
from tests.browser.gallery_desk import Visit, tab_to, visiting

CHECKLIST = "a-checklist"


@pytest.fixture(scope="module")
def mouse(browser: Browser, server: Server, gallery: Path) -> Iterator[Visit]:
    with visiting(browser, server, gallery, "checklist-mouse") as started:
        yield started


@pytest.fixture(scope="module")
def keys(browser: Browser, server: Server, gallery: Path) -> Iterator[Visit]:
    with visiting(browser, server, gallery, "checklist-keys") as started:
        yield started


def test_a_checklist_is_ticked_with_the_mouse(mouse: Visit) -> None:
    """Each tick is saved, a second one on a statement replaces the first, and all are counted."""
    shown = mouse.desk.exercise(CHECKLIST)
    second = shown.locator('[data-statement="said-back"]')
    for answer in ("No", "Not seen"):
        second.get_by_label(answer, exact=True).check()
    shown.locator('[data-statement="let-finish"]').get_by_label("Yes").check()
    expect(shown).to_contain_text("2 of 3 ticked")
    mouse.desk.saved(CHECKLIST)
    assert mouse.answers()[CHECKLIST] == {"let-finish": "yes", "said-back": "unseen"}


def test_ticks_survive_language_and_reload(mouse: Visit) -> None:
    """In Chinese, and after a reload, the same answers are ticked."""
    mouse.speak("中文")
    second = mouse.desk.exercise(CHECKLIST).locator('[data-statement="said-back"]')
    expect(second.get_by_label("没看到")).to_be_checked()
    mouse.page.reload()
    mouse.desk.wait_for_notebook()
    mouse.desk.run_all()
    shown = mouse.desk.exercise(CHECKLIST)
    expect(shown).to_contain_text("已选 2 / 3 项")
    expect(shown.locator('[data-statement="said-back"]').get_by_label("没看到")).to_be_checked()


def test_a_checklist_is_ticked_by_keyboard(keys: Visit) -> None:
    """In Chinese: Tab goes from statement to statement, Space and the arrow keys tick."""
    keys.speak("中文")
    page = keys.page
    page.locator('[data-exercise="a-number"] input').first.focus()
    for statement in ("let-finish", "said-back", "named-time"):
        tab_to(page, f'[data-exercise="{CHECKLIST}"] [data-statement="{statement}"]')
        page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(keys.desk.exercise(CHECKLIST)).to_contain_text("已选 3 / 3 项")
    keys.desk.saved(CHECKLIST)
    expect(keys.desk.exercise(CHECKLIST).get_by_label("否")).to_have_count(3)
    wanted = {"let-finish": "yes", "said-back": "yes", "named-time": "no"}
    assert keys.answers()[CHECKLIST] == wanted
