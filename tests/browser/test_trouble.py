"""When an answer cannot be saved the page says so loudly, and the answer is not lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import SLUG, Server
from tests.browser.desk import Desk, last_answers
from tests.browser.gallery_desk import faults
from tests.chromium import PATIENCE

TEXT = "Dear Ms Zhang, I heard you. 张女士，我听见了。"


@pytest.fixture
def folder(server: Server) -> Path:
    """A learner's copy of the workbook for one test."""
    copied = server.course / f"trouble-{uuid4().hex[:8]}"
    shutil.copytree(server.course / "release" / SLUG, copied)
    return copied


@pytest.fixture
def desk(browser: Browser, server: Server, folder: Path) -> Iterator[Desk]:
    """That copy, opened and run in a browser of its own."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(server.lab(folder.name, f"{folder.name}/{SLUG}.ipynb"))
    opened = Desk(page)
    opened.wait_for_notebook()
    opened.run_all()
    yield opened
    context.close()


def test_what_cannot_be_written_is_told_and_tried_again(
    desk: Desk, folder: Path, pictures: Path
) -> None:
    """An answer that cannot reach the disk is an alert; “Try again” saves it once it can."""
    log = folder / "answers.jsonl"
    log.mkdir()  # even root cannot write a file where a folder stands
    reading = desk.exercise("first-reading")
    reading.locator("label").nth(2).click()
    alert = reading.get_by_role("alert")
    expect(alert).to_contain_text("NOT SAVED")
    expect(reading.locator("input:checked")).to_have_value("unheard")
    desk.page.screenshot(path=pictures / "20-not-saved.png")
    log.rmdir()
    alert.get_by_role("button", name="Try again").click()
    desk.saved("first-reading")
    assert last_answers(log)["first-reading"] == "unheard"


def test_an_answer_given_without_python_is_saved_later(
    desk: Desk, folder: Path, pictures: Path
) -> None:
    """With the kernel gone the page says so, keeps the text, and saves it when Python is back."""
    desk.exercise("day-one-reply")
    desk.menu("Kernel", "Shut Down Kernel")
    desk.page.locator(".jp-Notebook-ExecutionIndicator[data-status=unknown]").first.wait_for()
    reply = desk.exercise("day-one-reply")
    reply.locator("textarea").fill(TEXT)
    expect(reply.get_by_role("alert")).to_contain_text("Not saved yet")
    desk.page.screenshot(path=pictures / "21-no-python.png")
    assert not (folder / "answers.jsonl").exists()
    desk.page.reload()
    desk.wait_for_notebook()
    desk.run_all()
    reply = desk.exercise("day-one-reply")
    expect(reply.locator("textarea")).to_have_value(TEXT)
    expect(reply.locator(".hf-status-saved")).to_contain_text("had not been saved")
    assert last_answers(folder / "answers.jsonl")["day-one-reply"] == TEXT


@pytest.mark.parametrize("language", ["English", "中文"])
def test_axe_finds_nothing(desk: Desk, language: str) -> None:
    """axe-core finds no fault with the head of the workbook and each of its exercises."""
    desk.page.get_by_role("button", name=language, exact=True).click()
    for name in ("first-reading", "what-holds", "first-call", "day-one-reply", "who-is-right"):
        desk.exercise(name)
        assert faults(desk.page, f'.hf-exercise[data-exercise="{name}"]') == []
    desk.page.locator(".hf-header").scroll_into_view_if_needed()
    assert faults(desk.page, ".hf-header") == []
