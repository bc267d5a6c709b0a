"""Practice and an order with spare steps: by mouse in English, by keyboard alone in Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Server
from tests.browser.gallery_desk import Visit, faults, tab_to, visiting

STEPS = "some-steps"
RIGHT = ["listen", "sorry", "number", "choose", "ask"]


@pytest.fixture(scope="module")
def mouse(browser: Browser, server: Server, gallery: Path) -> Iterator[Visit]:
    with visiting(browser, server, gallery, "practice-mouse") as started:
        yield started


@pytest.fixture(scope="module")
def keys(browser: Browser, server: Server, gallery: Path) -> Iterator[Visit]:
    with visiting(browser, server, gallery, "practice-keys") as started:
        yield started


def drag(page: Page, item: Locator, target: Locator, below: float) -> None:
    """Take an item by its text and let it go so many pixels below the target's upper edge."""
    item.evaluate("item => item.closest('.hf-exercise').scrollIntoView({ block: 'center' })")
    start, end = item.bounding_box(), target.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 200, start["y"] + 16)
    page.mouse.down()
    page.mouse.move(start["x"] + 200, start["y"] + 26, steps=3)
    page.mouse.move(end["x"] + 200, end["y"] + below, steps=8)
    page.mouse.up()


def order(shown: Locator) -> list[str | None]:
    items = shown.locator("ol.hf-steps > li")
    return [items.nth(place).get_attribute("data-option") for place in range(items.count())]


def test_steps_are_dragged_in_sorted_and_left_out(mouse: Visit, pictures: Path) -> None:
    """A step is dragged into the order, to another place in it, and out again; each is saved."""
    shown = mouse.desk.exercise(STEPS)
    chosen, left = shown.locator("ol.hf-steps"), shown.locator("ul.hf-spares")
    drag(mouse.page, left.locator("[data-option=prove]"), chosen, 20)
    drag(mouse.page, left.locator("[data-option=sorry]"), chosen, 4)
    assert order(shown) == ["sorry", "prove"]
    drag(mouse.page, chosen.locator("li").first, chosen.locator("li").last, 40)
    assert order(shown) == ["prove", "sorry"]
    shown.screenshot(path=pictures / "order-spares-en.png")
    drag(mouse.page, chosen.locator("[data-option=prove]"), left.locator("li").last, 30)
    assert order(shown) == ["sorry"]
    mouse.desk.saved(STEPS)
    assert mouse.answers()[STEPS] == ["sorry"]


def test_an_answer_is_checked_and_attempts_run_out(mouse: Visit, pictures: Path) -> None:
    """Each check tells points, reasons and what is left; after the third nothing moves any more."""
    shown = mouse.desk.exercise(STEPS)
    check = shown.get_by_role("button", name="Check my answer")
    expect(shown).to_contain_text("3 attempts left of 3")
    check.click()
    expect(shown.locator(".hf-score")).to_contain_text("0 of 3 points")
    expect(shown.locator(".hf-score")).to_contain_text("4 steps that belong here are missing.")
    expect(check).to_be_disabled()  # the same answer would only use up an attempt
    expect(shown.get_by_text("Show a good answer")).to_have_count(0)
    for place, step in enumerate(("number", "choose"), start=1):
        shown.locator(f"ul.hf-spares [data-option={step}] button").click()
        expect(shown.locator(".hf-score")).to_contain_text("You have changed it since.")
        check.click()
        expect(shown.locator(".hf-score")).not_to_contain_text("You have changed it since.")
        if place == 1:
            expect(shown).to_contain_text("1 attempt left of 3")
    expect(shown).to_contain_text("All attempts are used.")
    expect(shown.locator(".hf-score")).to_contain_text("1 of 3 points")
    shown.get_by_text("Show a good answer").click()
    expect(shown.locator(".hf-model li")).to_have_count(len(RIGHT))
    shown.screenshot(path=pictures / "practice-closed-en.png")
    assert shown.locator(".hf-body").evaluate("body => body.inert")
    assert faults(mouse.page, f'[data-exercise="{STEPS}"]') == []
    assert mouse.answers()[STEPS] == ["sorry", "number", "choose"]


def test_the_verdict_survives_language_and_reload(mouse: Visit) -> None:
    """In Chinese and after a reload the same points are shown, and the exercise stays closed."""
    mouse.speak("中文")
    expect(mouse.desk.exercise(STEPS).locator(".hf-score")).to_contain_text("得分：1 / 3")
    mouse.page.reload()
    mouse.desk.wait_for_notebook()
    mouse.desk.run_all()
    shown = mouse.desk.exercise(STEPS)
    expect(shown.locator(".hf-score")).to_contain_text("得分：1 / 3")
    expect(shown).to_contain_text("检查次数已用完")


def test_by_keyboard_alone(keys: Visit) -> None:
    """In Chinese: steps are put in, moved, left out and checked without a mouse."""
    keys.speak("中文")
    page, shown = keys.page, keys.desk.exercise(STEPS)
    keys.desk.exercise("an-order").locator("button:enabled").first.focus()
    for step in ("prove", "sorry", "listen"):
        tab_to(page, f'[data-exercise="{STEPS}"] ul.hf-spares [data-option={step}]')
        page.keyboard.press("Enter")
        expect(shown.locator(f"ol.hf-steps [data-option={step}]")).to_be_focused()
    page.keyboard.press("ArrowUp")
    assert order(shown) == ["prove", "listen", "sorry"]
    tab_to(page, f'[data-exercise="{STEPS}"] ol.hf-steps [data-option=prove]', "Shift+Tab")
    page.keyboard.press("Delete")
    expect(shown.locator("ul.hf-spares [data-option=prove]")).to_be_focused()
    tab_to(page, f'[data-exercise="{STEPS}"] .hf-practice button')
    page.keyboard.press("Enter")
    expect(shown.locator(".hf-score")).to_contain_text("得分：0 / 3")
    expect(shown.locator(".hf-score")).to_be_focused()
    assert keys.answers()[STEPS] == ["listen", "sorry"]


def test_many_quick_clicks_end_as_the_last_one_says(keys: Visit) -> None:
    """Thirty clicks faster than Python answers: what is shown at the end is what is on disk."""
    shown = keys.desk.exercise("some-choices")
    shown.evaluate(
        """exercise => {
          const boxes = [...exercise.querySelectorAll("input")];
          for (let turn = 0; turn < 31; turn++) boxes[turn % boxes.length].click();
        }"""
    )
    keys.desk.saved("some-choices")
    boxes = shown.locator("input")
    count = boxes.count()
    ticked = [
        boxes.nth(n).get_attribute("value") for n in range(count) if boxes.nth(n).is_checked()
    ]
    assert 0 < len(ticked) < count
    assert keys.answers()["some-choices"] == ticked
