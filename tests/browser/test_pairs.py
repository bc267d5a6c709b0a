"""Pairing, sorting and giving a number: by mouse, by keyboard alone, and in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import Server
from tests.browser.gallery_desk import Visit, faults, tab_to, visiting

PAIRS = {"lost": "search", "twice": "refund"}
SORTED = {"sorry": "soothes", "today": "solves", "rules": "neither"}


@pytest.fixture(scope="module")
def mouse(browser: Browser, server: Server, gallery: Path) -> Iterator[Visit]:
    with visiting(browser, server, gallery, "pairs-mouse") as started:
        yield started


@pytest.fixture(scope="module")
def keys(browser: Browser, server: Server, gallery: Path) -> Iterator[Visit]:
    with visiting(browser, server, gallery, "pairs-keys") as started:
        started.page.locator(".jp-Notebook").focus()
        yield started


def select(visit: Visit, item: str) -> Locator:
    return visit.desk.exercise("a-match").locator(f'select[data-item="{item}"]')


def radio(visit: Visit, item: str, group: str) -> Locator:
    row = visit.desk.exercise("a-sorting").locator(f'fieldset[data-item="{item}"]')
    return row.locator(f'input[value="{group}"]')


def field(visit: Visit, name: str) -> Locator:
    return visit.desk.exercise(name).locator("input.hf-digits")


def fault(visit: Visit, name: str) -> Locator:
    return visit.desk.exercise(name).get_by_role("alert")


def answered(visit: Visit, name: str, wanted: object) -> None:
    """Until the page says that it is saved; then it is so on disk."""
    visit.desk.saved(name)
    assert visit.answers().get(name) == wanted


def test_pairs_by_mouse(mouse: Visit, pictures: Path) -> None:
    """Each list has its item's text for a label; what is taken says so and is closed elsewhere."""
    shown = mouse.desk.exercise("a-match")
    shown.get_by_label("“You charged me twice!”").select_option(label="When the money will be back")
    answered(mouse, "a-match", {"twice": "refund"})
    taken = select(mouse, "lost").locator('option[value="refund"]')
    expect(taken).to_be_disabled()
    expect(taken).to_have_text("When the money will be back (used)")
    expect(shown.locator('.hf-bank li[data-option="refund"]')).to_contain_text("used")
    select(mouse, "lost").select_option("search")
    expect(shown.locator(".hf-used")).to_have_count(2)
    answered(mouse, "a-match", PAIRS)
    shown.screenshot(path=pictures / "pairs-match-en.png")
    assert faults(mouse.page, '.hf-exercise[data-exercise="a-match"]') == []


def test_a_pair_is_taken_back(mouse: Visit) -> None:
    """Choosing nothing frees what was taken; with nothing paired there is no answer."""
    for item in PAIRS:
        select(mouse, item).select_option("")
    expect(mouse.desk.exercise("a-match").locator(".hf-used")).to_have_count(0)
    expect(select(mouse, "thanks").locator("option:disabled")).to_have_count(0)
    expect(mouse.page.locator(".hf-header")).to_contain_text("Answered 0 of")
    assert mouse.answers()["a-match"] is None
    for item, pick in PAIRS.items():
        select(mouse, item).select_option(pick)
    answered(mouse, "a-match", PAIRS)


def test_sorting_by_mouse(mouse: Visit, pictures: Path) -> None:
    """A click on a group's words sorts an item, and the groups beneath show it at once."""
    shown = mouse.desk.exercise("a-sorting")
    row = shown.get_by_role("group", name="“I am sorry you had to wait.”")
    row.get_by_text("Shows feeling").click()
    soothes = shown.locator('.hf-column[data-group="soothes"] li')
    expect(soothes).to_have_text(["“I am sorry you had to wait.”"])
    answered(mouse, "a-sorting", {"sorry": "soothes"})
    radio(mouse, "today", "soothes").check()
    expect(soothes).to_have_count(2)
    radio(mouse, "today", "solves").check()
    radio(mouse, "rules", "neither").check()
    expect(soothes).to_have_count(1)
    expect(shown.locator('.hf-column[data-group=""] li')).to_have_text(
        ["“I would be just as upset.”"]
    )
    answered(mouse, "a-sorting", SORTED)
    shown.screenshot(path=pictures / "pairs-classify-en.png")
    assert faults(mouse.page, '.hf-exercise[data-exercise="a-sorting"]') == []


@pytest.mark.parametrize(
    ("name", "typed", "wanted"),
    [
        ("a-number", "37.5", 37.5), ("a-number", "３８．５％", 38.5), ("a-number", "36 %", 36),
        ("a-price", "1,234.5", 1234.5), ("a-price", " 1234 yuan", 1234),
        ("a-price", "１，２３５元", 1235),
        ("a-price", "−0.5", -0.5), ("a-price", "+.25", 0.25), ("a-price", "12,345,678", 12345678),
        ("a-price", "0", 0), ("a-price", "7.", 7),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(mouse: Visit, name: str, typed: str, wanted: float) -> None:
    """Commas between thousands, full-width characters, signs and the unit itself are understood."""
    field(mouse, name).fill(typed)
    field(mouse, name).press("Enter")
    expect(fault(mouse, name)).to_be_empty()
    answered(mouse, name, wanted)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("1 234,5", "no gaps"), ("1 234", "no gaps"), ("1,2", "groups of three"),
        ("12,34.5", "groups of three"), ("1234,5", "groups of three"), ("5 %", "No percentage"),
        ("ten", "cannot be read"), ("1e5", "cannot be read"), ("1.2.3", "cannot be read"),
        ("NaN", "cannot be read"), ("Infinity", "cannot be read"), ("-", "cannot be read"),
        ("yuan", "cannot be read"), ("0x10", "cannot be read"), ("9" * 20, "too large"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_told_and_not_kept(mouse: Visit, typed: str, says: str) -> None:
    """What cannot be read is told beside the field, and the answer before it stands."""
    field(mouse, "a-price").fill("7")
    field(mouse, "a-price").press("Enter")
    answered(mouse, "a-price", 7)
    lines = (mouse.folder / "answers.jsonl").read_text("utf-8").count("\n")
    field(mouse, "a-price").fill(typed)
    field(mouse, "a-price").press("Enter")
    expect(fault(mouse, "a-price")).to_contain_text(says)
    expect(fault(mouse, "a-price")).to_contain_text("Your earlier answer, 7, still counts.")
    expect(field(mouse, "a-price")).to_have_attribute("aria-invalid", "true")
    select(mouse, "thanks").select_option("pass-on")  # what is handed over later is kept
    mouse.desk.saved("a-match")
    log = (mouse.folder / "answers.jsonl").read_text("utf-8").splitlines()[lines:]
    assert not [line for line in log if "a-price" in line]


def test_half_a_number_is_left_in_peace(mouse: Visit) -> None:
    """While a number is being typed nothing is complained of that more typing mends."""
    box = field(mouse, "a-price")
    box.fill("")
    for character in "-1,234.5":
        box.press(character)
        expect(fault(mouse, "a-price")).to_be_empty()
    box.press("x")
    expect(fault(mouse, "a-price")).to_contain_text("cannot be read")
    box.press("Backspace")
    expect(mouse.desk.exercise("a-price").locator(".hf-read-as")).to_have_text("read as -1,234.5")
    box.press("Enter")
    answered(mouse, "a-price", -1234.5)


def test_language_keeps_everything(mouse: Visit, pictures: Path) -> None:
    """Another language draws the same answers, and keeps even what could not be read."""
    for item, pick in PAIRS.items():
        select(mouse, item).select_option(pick)
    select(mouse, "thanks").select_option("")
    answered(mouse, "a-match", PAIRS)
    field(mouse, "a-price").fill("十二")
    expect(fault(mouse, "a-price")).to_contain_text("cannot be read")
    mouse.speak("中文")
    expect(fault(mouse, "a-price")).to_have_text(
        "无法识别为数字。请用阿拉伯数字填写，如 1234.5。之前的答案 -1,234.5 仍然有效。"
    )
    expect(field(mouse, "a-price")).to_have_value("十二")
    expect(mouse.desk.exercise("a-price").locator(".hf-unit")).to_have_text("元")
    mouse.desk.exercise("a-price").screenshot(path=pictures / "pairs-number-zh.png")
    assert faults(mouse.page, '.hf-exercise[data-exercise="a-price"]') == []
    as_answered(mouse)
    expect(select(mouse, "lost").locator("option:checked")).to_have_text("今晚正在怎么找")
    expect(select(mouse, "lost").locator("option:disabled")).to_have_text(
        ["钱什么时候退回（已用）"]
    )
    for name, kind in (("a-match", "match"), ("a-sorting", "classify")):
        mouse.desk.exercise(name).screenshot(path=pictures / f"pairs-{kind}-zh.png")
        assert faults(mouse.page, f'.hf-exercise[data-exercise="{name}"]') == []
    mouse.speak("English")


def as_answered(visit: Visit) -> None:
    """The page shows the answers given by mouse."""
    for item, pick in PAIRS.items():
        expect(select(visit, item)).to_have_value(pick)
    expect(select(visit, "thanks")).to_have_value("")
    for item, group in SORTED.items():
        expect(radio(visit, item, group)).to_be_checked()
    shown = visit.desk.exercise("a-sorting")
    expect(shown.locator("input:checked")).to_have_count(len(SORTED))
    expect(shown.locator('.hf-column[data-group="solves"] li')).to_have_count(1)


def test_restored_after_reload(mouse: Visit) -> None:
    """After a reload and another run every answer stands in its place again."""
    before = mouse.answers()
    mouse.desk.save()
    mouse.page.reload()
    mouse.desk.wait_for_notebook()
    mouse.desk.restart_and_run_all()
    as_answered(mouse)
    expect(field(mouse, "a-price")).to_have_value("-1234.5")
    expect(fault(mouse, "a-price")).to_be_empty()
    expect(field(mouse, "a-number")).to_have_value("36")
    assert mouse.answers() == before


def test_a_narrow_page_stacks(mouse: Visit, pictures: Path) -> None:
    """On a narrow page nothing sticks out, and every choice has the width of the page."""
    mouse.page.set_viewport_size({"width": 600, "height": 900})
    for name in ("a-match", "a-sorting", "a-number"):
        shown = mouse.desk.exercise(name)
        assert shown.evaluate("node => node.scrollWidth <= node.clientWidth")
        shown.screenshot(path=pictures / f"pairs-narrow-{name}.png")
    one, two = (radio(mouse, "sorry", group).bounding_box() for group in ("soothes", "solves"))
    assert one is not None
    assert two is not None
    assert one["x"] == two["x"]
    assert one["y"] < two["y"]


def test_language_by_keyboard(keys: Visit) -> None:
    """The rest of this story is Chinese."""
    tab_to(keys.page, ".hf-switch button[lang|=zh]")
    keys.page.keyboard.press("Space")
    expect(keys.page.locator(".hf-header")).to_contain_text("已回答 0 /")


def test_pairs_by_keyboard(keys: Visit) -> None:
    """Tab reaches each list, the arrows choose, and pass over what is taken."""
    tab_to(keys.page, 'select[data-item="lost"]')
    keys.page.keyboard.press("ArrowDown")
    keys.page.keyboard.press("Tab")
    keys.page.keyboard.press("ArrowDown")
    keys.page.keyboard.press("ArrowDown")
    expect(select(keys, "twice")).to_be_focused()
    answered(keys, "a-match", {"lost": "refund", "twice": "pass-on"})


def test_sorting_by_keyboard(keys: Visit) -> None:
    """Tab reaches each row, Space and the arrows choose a group and keep the focus."""
    tab_to(keys.page, '[data-item="sorry"] input')
    keys.page.keyboard.press("Space")
    keys.page.keyboard.press("Tab")
    keys.page.keyboard.press("Space")
    keys.page.keyboard.press("ArrowRight")
    expect(radio(keys, "today", "solves")).to_be_focused()
    answered(keys, "a-sorting", {"sorry": "soothes", "today": "solves"})


def test_number_by_keyboard(keys: Visit) -> None:
    """A number typed is kept as soon as the field is left, and one that is none keeps the focus."""
    tab_to(keys.page, '[data-exercise="a-number"] input')
    keys.page.keyboard.insert_text("３７．５％")
    keys.page.keyboard.press("Tab")
    answered(keys, "a-number", 37.5)
    tab_to(keys.page, '[data-exercise="a-price"] input')
    keys.page.keyboard.type("12..")
    expect(fault(keys, "a-price")).to_contain_text("无法识别为数字")
    keys.page.keyboard.press("Backspace")
    expect(fault(keys, "a-price")).to_be_empty()
    answered(keys, "a-price", 12)  # without leaving the field: a pause in typing is enough


def test_keyboard_answers_outlive_a_language(keys: Visit) -> None:
    """Switched back to English, what was chosen by keyboard stands there still."""
    tab_to(keys.page, ".hf-switch button[lang=en]", "Shift+Tab")
    keys.page.keyboard.press("Space")
    expect(select(keys, "twice").locator("option:checked")).to_have_text(
        "That the praise will reach the right person"
    )
    expect(radio(keys, "today", "solves")).to_be_checked()
    expect(field(keys, "a-number")).to_have_value("３７．５％")
    expect(keys.desk.exercise("a-number").locator(".hf-read-as")).to_have_text("read as 37.5")
