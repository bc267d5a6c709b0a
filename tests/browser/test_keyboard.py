"""Every exercise is answered by keyboard alone, in Chinese."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SLUG, Server
from tests.browser.desk import Desk, last_answers
from tests.browser.gallery_desk import tab_to

CHOICES = ("first-reading", "what-holds", "ten-past-three", "etiquette-broken", "no-average")
ACTIVE_CELL = """() => [...document.querySelectorAll(".jp-Notebook .jp-Cell")]
    .findIndex((cell) => cell.classList.contains("jp-mod-active"))"""
TEXTS = ("day-one-reply", "today-reply", "who-is-right")


@pytest.fixture(scope="module")
def folder(server: Server) -> Path:
    """A learner's copy of the workbook that nobody has touched."""
    copied = server.course / "by-keyboard"
    shutil.copytree(server.course / "release" / SLUG, copied)
    return copied


@pytest.fixture(scope="module")
def keys(page: Page, server: Server, folder: Path) -> Desk:
    """A person without a mouse, before whom all cells have been run."""
    desk = Desk(page)
    page.goto(server.lab("keyboard", f"{folder.name}/{SLUG}.ipynb"))
    desk.wait_for_notebook()
    desk.run_all()
    return desk


def test_language_is_switched_by_keyboard(keys: Desk) -> None:
    """The switch is reached with Tab, pressed with Space, and keeps the focus."""
    keys.page.keyboard.press("Control+Home")
    keys.page.locator(".jp-Notebook").focus()
    tab_to(keys.page, ".hf-switch button[lang|=zh]")
    keys.page.keyboard.press("Space")
    expect(keys.page.locator(".hf-progress")).to_contain_text("已回答 0 / 19")
    expect(keys.page.locator(".hf-switch button[lang|=zh]")).to_be_focused()


@pytest.mark.parametrize("name", CHOICES)
def test_options_are_picked_by_keyboard(keys: Desk, folder: Path, name: str) -> None:
    """Tab reaches the options of an exercise, Space picks one, and it is saved."""
    tab_to(keys.page, f'.hf-exercise[data-exercise="{name}"]')
    keys.page.keyboard.press("Space")
    keys.saved(name)
    assert last_answers(folder / "answers.jsonl")[name]


def test_steps_are_ordered_by_keyboard(keys: Desk, folder: Path) -> None:
    """A step is moved with the arrow keys alone."""
    tab_to(keys.page, '.hf-exercise[data-exercise="first-call"]')
    keys.page.keyboard.press("ArrowDown")
    keys.saved("first-call")
    before = keys.exercise("first-call").locator(".hf-step").nth(1).get_attribute("data-option")
    assert last_answers(folder / "answers.jsonl")["first-call"][1] == before


@pytest.mark.parametrize("name", TEXTS)
def test_texts_are_typed(keys: Desk, folder: Path, name: str) -> None:
    """Tab reaches the writing surface, and what is typed is saved."""
    tab_to(keys.page, f'.hf-exercise[data-exercise="{name}"] textarea')
    keys.page.keyboard.type("张女士，真对不起。")
    keys.saved(name)
    assert last_answers(folder / "answers.jsonl")[name] == "张女士，真对不起。"


def test_code_is_written_by_keyboard(keys: Desk, folder: Path) -> None:
    """The code cell is entered with Enter, left with Shift+Enter, and the table handed in."""
    page = keys.page
    page.keyboard.press("Escape")
    active = page.locator(".jp-Cell.jp-mod-active")
    for _ in range(30):
        if active.filter(has_text="industries = pd.read_csv").count():
            break
        before = page.evaluate(ACTIVE_CELL)
        page.keyboard.press("ArrowUp")
        page.wait_for_function(f"before => ({ACTIVE_CELL})() !== before", arg=before)
    page.keyboard.press("Enter")
    page.keyboard.press("Control+End")
    page.keyboard.type("\nranked = industries.sort_values('left_percent', ascending=False)")
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")
    expect(page.locator(".hf-told", has_text="已提交并保存")).to_be_visible()
    assert len(last_answers(folder / "answers.jsonl")["rank-industries"]["rows"]) == 5
