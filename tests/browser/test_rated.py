"""Scoring samples and rating statements: by mouse, by keyboard alone, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import Server
from tests.browser.gallery_desk import Visit, faults, tab_to, visiting

SCORED, BEFORE, AFTER = "a-calibration", "an-audit", "an-audit-again"
SAMPLES = ("formula", "whole", "notice")
CRITERIA = ("hears", "owns", "acts")
STATEMENTS = ("lets-finish", "says-back", "names-feeling", "says-cannot", "whole-price", "owns-it",
              "names-time", "asks-again")  # fmt: skip
PHONE = {"width": 390, "height": 2800}  # as high as that, so that a picture shows all
TALL = {"width": 1400, "height": 2000}


@pytest.fixture(scope="module")
def mouse(browser: Browser, server: Server, gallery: Path) -> Iterator[Visit]:
    with visiting(browser, server, gallery, "rated-mouse") as started:
        yield started


@pytest.fixture(scope="module")
def keys(browser: Browser, server: Server, gallery: Path) -> Iterator[Visit]:
    with visiting(browser, server, gallery, "rated-keys") as started:
        yield started


def rating(visit: Visit, exercise: str, *path: str) -> Locator:
    """The row of radios of a statement, or of a sample and a criterion."""
    shown = visit.desk.exercise(exercise)
    if len(path) == 2:
        shown = shown.locator(f'[data-sample="{path[0]}"]')
    return shown.locator(f'fieldset[data-rated="{path[-1]}"]')


def rate(visit: Visit, exercise: str, *path: str, level: int) -> None:
    rating(visit, exercise, *path).locator(f'input[value="{level}"]').check()


def answered(visit: Visit, name: str, wanted: object) -> None:
    """Until the page says that it is saved; then it is so on disk."""
    visit.desk.saved(name)
    assert visit.answers().get(name) == wanted


def mean_points(visit: Visit, series: str) -> list[str]:
    """Where the points of a radar's series stand, in the order of the axes."""
    circles = visit.desk.exercise(AFTER).locator(f"g.hf-radar-{series} circle")
    return [f"{each.get_attribute('cx')} {each.get_attribute('cy')}" for each in circles.all()]


def test_samples_are_scored_with_the_mouse(mouse: Visit) -> None:
    """A click rates, a second one changes the rating, and what is still open is counted."""
    shown = mouse.desk.exercise(SCORED)
    expect(shown).to_contain_text("0 of 9 rated")
    card = shown.get_by_role("region", name="Reply 1 · Colleague A")
    row = card.get_by_role("group", name="Takes responsibility")
    row.get_by_label("2 there, but would fit anybody").check()
    row.get_by_label("3 there, and about this case").check()
    expect(card).to_contain_text("1 of 3 rated")
    rate(mouse, SCORED, "notice", "hears", level=0)
    expect(shown).to_contain_text("2 of 9 rated")
    answered(mouse, SCORED, {"formula": {"owns": 3}, "notice": {"hears": 0}})


def test_a_whole_cell_is_the_target(mouse: Visit) -> None:
    """Every level is at least 24 px high and wide, and a click beside the circle counts."""
    row = rating(mouse, SCORED, "whole", "hears")
    for cell in row.locator("label").all():
        box = cell.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24
    box = row.locator("label").nth(2).bounding_box()
    assert box is not None
    row.locator("label").nth(2).click(position={"x": 3, "y": 3})
    expect(row.locator('input[value="2"]')).to_be_checked()
    mouse.desk.saved(SCORED)
    assert mouse.answers()[SCORED]["whole"] == {"hears": 2}


def test_a_radar_follows_the_ratings(mouse: Visit) -> None:
    """Each rating moves its axis at once; what is open is named, and the numbers are a table."""
    rate(mouse, BEFORE, "lets-finish", level=2)
    shown = mouse.desk.exercise(BEFORE)
    drawing = shown.get_by_role("img", name="Hearing first: 2; Standing in their shoes: not rated")
    expect(drawing.locator(".hf-radar-after circle")).to_have_count(1)
    expect(shown).to_contain_text("Not rated yet: Standing in their shoes, Openness")
    shown.get_by_text("The same in numbers").click()
    rate(mouse, BEFORE, "says-back", level=5)
    row = shown.get_by_role("row", name="Hearing first")
    expect(row.get_by_role("cell")).to_have_text(["3.5"])  # still open after the redrawing
    for statement in STATEMENTS[2:]:
        rate(mouse, BEFORE, statement, level=2)
    expect(shown).to_contain_text("8 of 8 rated")
    expect(shown).not_to_contain_text("Not rated yet")
    expect(shown.locator(".hf-radar-after path")).to_have_attribute("fill", "currentColor")
    answered(mouse, BEFORE, {**dict.fromkeys(STATEMENTS, 2), "says-back": 5})


def test_before_and_after_in_one_radar(mouse: Visit) -> None:
    """The earlier ratings stand in the later radar, and follow when they are changed."""
    shown = mouse.desk.exercise(AFTER)
    expect(shown.locator(".hf-radar-before circle:visible")).to_have_count(6)  # one in the key
    for statement in STATEMENTS:
        rate(mouse, AFTER, statement, level=4)
    label = "Hearing first: before 3.5, after 4; Standing in their shoes: before 2, after 4"
    expect(shown.get_by_role("img", name=label)).to_be_visible()
    answered(mouse, AFTER, dict.fromkeys(STATEMENTS, 4))
    old = mean_points(mouse, "before")
    rate(mouse, BEFORE, "names-feeling", level=1)
    mouse.desk.saved(BEFORE)
    expect(shown.get_by_role("img", name="Standing in their shoes: before 1")).to_be_visible()
    moved = [one != two for one, two in zip(old, mean_points(mouse, "before"), strict=True)]
    assert moved == [False, True, False, False, False]


@pytest.mark.parametrize(("language", "lang"), [("English", "en"), ("中文", "zh")])
def test_no_faults(mouse: Visit, pictures: Path, language: str, lang: str) -> None:
    """In both languages axe-core finds nothing against what has been rated."""
    mouse.page.set_viewport_size(TALL)  # type: ignore[arg-type]
    mouse.speak(language)
    for name in (SCORED, BEFORE, AFTER):
        shown = mouse.desk.exercise(name)
        shown.screenshot(path=pictures / f"rated-{name}-{lang}.png")
        assert faults(mouse.page, f'.hf-exercise[data-exercise="{name}"]') == []


def test_ratings_survive_language_and_reload(mouse: Visit) -> None:
    """In Chinese, and after a reload, the same levels are chosen and the before is drawn."""
    mouse.speak("中文")
    row = mouse.desk.exercise(SCORED).get_by_role("region", name="回复 1 · 同事甲")
    chosen = row.get_by_role("group", name="承担责任").get_by_label("3 有，而且针对这件事")
    expect(chosen).to_be_checked()
    mouse.page.reload()
    mouse.desk.wait_for_notebook()
    mouse.desk.run_all()
    expect(mouse.desk.exercise(SCORED)).to_contain_text("已评 3 / 9 项")
    expect(rating(mouse, SCORED, "whole", "hears").locator('input[value="2"]')).to_be_checked()
    shown = mouse.desk.exercise(AFTER)
    expect(shown.get_by_role("img", name="先倾听：之前 3.5，之后 4；")).to_be_visible()


def test_on_a_phone_nothing_is_cut(mouse: Visit, pictures: Path) -> None:
    """At 390 px the radios stand beneath their text, and nothing is wider than its card."""
    mouse.page.locator(".jp-SideBar.jp-mod-left .lm-mod-current").click()  # closes the side bar
    mouse.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    for name in (SCORED, AFTER):
        shown = mouse.desk.exercise(name)
        wide = shown.evaluate(
            "node => [...node.querySelectorAll('*')].filter((each) =>"
            " each.getBoundingClientRect().right > node.getBoundingClientRect().right).length"
        )
        assert wide == 0
        row = shown.locator(".hf-rating").first
        text, radio = (
            row.locator("legend").bounding_box(),
            row.locator("label").first.bounding_box(),
        )
        assert text is not None
        assert radio is not None
        assert radio["y"] >= text["y"] + text["height"] - 1
        shown.screenshot(path=pictures / f"rated-{name}-phone.png")
    mouse.page.set_viewport_size(TALL)  # type: ignore[arg-type]


@pytest.mark.parametrize(("language", "count"), [("English", "9 of 9"), ("中文", "已评 9 / 9 项")])
def test_samples_are_scored_by_keyboard(keys: Visit, language: str, count: str) -> None:
    """Tab goes from row to row, Space and the arrow keys rate."""
    keys.speak(language)
    page = keys.page
    keys.desk.exercise("a-checklist").locator("input").first.focus()
    for sample in SAMPLES:
        for criterion in CRITERIA:
            tab_to(page, f'[data-sample="{sample}"] [data-rated="{criterion}"]')
            page.keyboard.press("Space")
            page.keyboard.press("ArrowRight" if language == "English" else "ArrowLeft")
    expect(keys.desk.exercise(SCORED)).to_contain_text(count)
    # in English one up from the lowest; in Chinese from there one down again
    level = 1 if language == "English" else 0
    answered(keys, SCORED, {each: dict.fromkeys(CRITERIA, level) for each in SAMPLES})


def test_an_audit_is_rated_by_keyboard(keys: Visit) -> None:
    """In Chinese: the arrow keys rate, the radar follows, and its numbers open with Enter."""
    keys.speak("中文")
    page = keys.page
    keys.desk.exercise(BEFORE)
    tab_to(page, f'[data-exercise="{BEFORE}"]')
    for statement in STATEMENTS:
        tab_to(page, f'[data-exercise="{BEFORE}"] [data-rated="{statement}"]')
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
    shown = keys.desk.exercise(BEFORE)
    expect(shown).to_contain_text("已评 8 / 8 项")
    tab_to(page, f'[data-exercise="{BEFORE}"] summary')
    page.keyboard.press("Enter")
    expect(shown.get_by_role("row", name="设身处地").get_by_role("cell")).to_have_text(["2"])
    answered(keys, BEFORE, dict.fromkeys(STATEMENTS, 2))
    label = "先倾听：之前 2，之后 未评"
    expect(keys.desk.exercise(AFTER).get_by_role("img", name=label)).to_be_visible()
