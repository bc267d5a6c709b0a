"""One workbook open twice: nothing is lost, the last answer counts, and both windows say so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Server
from tests.browser.desk import Desk
from tests.browser.gallery_desk import Visit, visiting
from tests.chromium import PATIENCE


@pytest.fixture(scope="module")
def one(browser: Browser, server: Server, gallery: Path) -> Iterator[Visit]:
    with visiting(browser, server, gallery, "windows") as started:
        yield started


@pytest.fixture(scope="module")
def two(browser: Browser, server: Server, one: Visit) -> Iterator[Visit]:
    """A second window on the same folder with a kernel of its own: a copy of the notebook."""
    copy = one.folder / "copy.ipynb"
    copy.write_bytes((one.folder / "gallery.ipynb").read_bytes())
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(server.lab("windows-two", f"{one.folder.name}/copy.ipynb"))
    desk = Desk(page)
    desk.wait_for_notebook()
    desk.run_all()
    yield Visit(desk, one.folder)
    context.close()


def test_an_answer_given_elsewhere_appears(one: Visit, two: Visit, pictures: Path) -> None:
    """What the second window saves, the first one shows, and says where it came from."""
    one.desk.exercise("a-choice").get_by_label("Solve the problem").check()
    one.desk.saved("a-choice")
    theirs = two.desk.exercise("a-choice")
    expect(theirs.get_by_label("Solve the problem")).to_be_checked()
    theirs.get_by_label("Hear the customer").check()
    two.desk.saved("a-choice")
    ours = one.desk.exercise("a-choice")
    expect(ours.get_by_label("Hear the customer")).to_be_checked()
    expect(ours).to_contain_text("Changed in another window")
    for visit in (one, two):
        head = visit.page.locator(".hf-header")
        head.scroll_into_view_if_needed()
        expect(head).to_contain_text("also open in another window")
    one.page.screenshot(path=pictures / "two-windows.png")
    assert one.answers()["a-choice"] == "hear"


def test_what_is_being_typed_is_not_overwritten(one: Visit, two: Visit) -> None:
    """A text typed here while another window saves its own is kept: saved later, it counts."""
    writing = one.desk.exercise("a-reply").locator("textarea")
    writing.fill("Mine, first")
    one.desk.saved("a-reply")
    theirs = two.desk.exercise("a-reply").locator("textarea")
    expect(theirs).to_have_value("Mine, first")
    theirs.fill("Theirs")
    two.desk.saved("a-reply")
    expect(writing).to_have_value("Theirs")
    writing.fill("Mine, last")
    one.desk.saved("a-reply")
    expect(theirs).to_have_value("Mine, last")
    assert one.answers()["a-reply"] == "Mine, last"
    said = (one.folder / "answers.jsonl").read_text("utf-8")
    assert all(text in said for text in ("Mine, first", "Theirs", "Mine, last"))  # nothing lost


def test_a_second_page_on_the_same_kernel(browser: Browser, server: Server, one: Visit) -> None:
    """The same notebook in two pages shares one kernel: an answer in one shows in the other."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(server.lab("windows-same", f"{one.folder.name}/gallery.ipynb"))
    desk = Desk(page)
    desk.wait_for_notebook()
    desk.run_all()
    desk.exercise("some-choices").get_by_label("The final price").check()
    desk.saved("some-choices")
    assert one.answers()["some-choices"] == ["price"]
    ours = one.desk.exercise("some-choices")
    expect(ours.get_by_label("The final price")).to_be_checked()
    context.close()
