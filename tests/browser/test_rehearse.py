"""Rehearsing a reply in a real page: takes kept, opened, deleted and brought back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import Server
from tests.browser.gallery_desk import Visit, faults, is_cut_off, tab_to, take_a_telephone, visiting
from tests.workbooks.test_likeness import SAME, TAKES
from workbooks.assets import read_asset
from workbooks.likeness import likeness, runs
from workbooks.text import Lang

NAME = "a-rehearsal"
PLACE = f'.hf-exercise[data-exercise="{NAME}"]'
DRAFT = "textarea[data-box=draft]"
FIRST = "Tonight it will be quiet, Mr Okafor: I moved you to the garden side myself."
SECOND = "Come, take the key to 214. It looks onto the trees, and nobody works below."
THIRD = "Two hours was our doing, neighbour. Sleep; I keep the bins company until five."
CHINESE = ("今晚一定安静，奥卡福先生，我亲自给您换到了花园那边。",
           "来，这是214的钥匙，窗外只有树，楼下夜里没有人干活。",
           "昨晚是我们不好，老邻居。您放心睡，垃圾桶等您出了车再倒。")  # fmt: skip


@pytest.fixture(scope="module")
def mouse(browser: Browser, server: Server, gallery: Path) -> Iterator[Visit]:
    with visiting(browser, server, gallery, "rehearse") as started:
        yield started


@pytest.fixture(scope="module")
def keys(browser: Browser, server: Server, gallery: Path) -> Iterator[Visit]:
    with visiting(browser, server, gallery, "rehearse-keys") as started:
        yield started


def takes(visit: Visit) -> Locator:
    return visit.desk.exercise(NAME)


def write(visit: Visit, text: str) -> None:
    takes(visit).locator(DRAFT).fill(text)
    expect(takes(visit).locator(DRAFT)).to_have_value(text)


def keep(visit: Visit, text: str) -> None:
    """Write a take and keep it."""
    write(visit, text)
    takes(visit).locator("[data-act=keep]").click()


def on_disk(visit: Visit) -> Any:
    """The answer on disk, once the page says that all of it is there."""
    expect(takes(visit).locator(".hf-status-saving")).to_have_count(0)
    visit.desk.saved(NAME)
    return visit.answers()[NAME]


def test_a_twist_comes_with_each_take(mouse: Visit) -> None:
    """Only the take that is being written has its twist told; keeping it brings the next."""
    shown = takes(mouse)
    expect(shown.locator(".hf-twist")).to_have_text(["As it first comes to you."])
    expect(shown.get_by_label("You, at the desk · Take 1 of 3")).to_be_visible()
    write(mouse, FIRST)
    assert on_disk(mouse) == {"takes": [], "draft": FIRST}
    shown.get_by_role("button", name="Keep this take").click()
    expect(shown.locator("[data-take]")).to_have_count(1)
    expect(shown.locator(".hf-desk .hf-twist")).to_have_text("Without the word “sorry”.")
    expect(shown.get_by_label("You, at the desk · Take 2 of 3")).to_be_focused()
    expect(shown.locator(".hf-note")).to_have_text("Take 1 is kept.")
    assert on_disk(mouse) == {"takes": [FIRST], "draft": ""}


def test_nothing_cannot_be_kept(mouse: Visit) -> None:
    """Keeping an empty box says so and leaves one in it."""
    takes(mouse).locator("[data-act=keep]").click()
    expect(takes(mouse).locator(".hf-note")).to_contain_text("nothing to keep yet")
    expect(takes(mouse).locator(DRAFT)).to_be_focused()


def test_takes_too_alike_are_told_by_their_form(mouse: Visit, pictures: Path) -> None:
    """While writing, after a pause, and on the card once kept; a change in it takes that back."""
    write(mouse, FIRST.replace("myself", "MYSELF!"))
    alike = takes(mouse).locator(".hf-desk .hf-alike")
    expect(alike).to_have_text(
        "Take 2 shares most of its wording with take 1: try another opening."
    )
    takes(mouse).locator("[data-act=keep]").click()
    second = takes(mouse).locator("[data-take='2']")
    expect(second.locator(".hf-alike")).to_contain_text("with take 1")
    takes(mouse).screenshot(path=pictures / "rehearse-alike-en.png")
    assert faults(mouse.page, PLACE) == []
    second.get_by_role("button", name="Edit take 2").click()
    expect(second.get_by_label("Take 2", exact=True)).to_be_focused()
    second.locator("textarea").fill(SECOND)
    assert on_disk(mouse) == {"takes": [FIRST, SECOND], "draft": ""}
    second.locator("textarea").fill(" ")
    expect(second).to_contain_text("what stood here before stays")
    second.get_by_role("button", name="Done with take 2").click()
    expect(second.locator("blockquote")).to_have_text(SECOND)
    expect(second.locator(".hf-alike")).to_be_hidden()
    expect(second.get_by_role("button", name="Edit take 2")).to_be_focused()


def test_a_draft_and_an_open_take_survive_the_language(mouse: Visit) -> None:
    """Switched while a take is open and another begun, both stand there in the other language."""
    write(mouse, "Two hours was our")
    takes(mouse).get_by_role("button", name="Edit take 1").click()
    takes(mouse).locator("textarea[data-box=edit]").fill(f"{FIRST} Truly.")
    mouse.page.evaluate("document.querySelector('.hf-switch button[lang|=zh]').click()")
    expect(takes(mouse).get_by_label("你（前台） · 第3种说法（共3种）")).to_have_value(
        "Two hours was our"
    )
    expect(takes(mouse).get_by_label("第1种说法", exact=True)).to_have_value(f"{FIRST} Truly.")
    takes(mouse).get_by_role("button", name="改好了").click()
    expect(takes(mouse).locator(".hf-twist").last).to_have_text("像对一位老邻居那样说。")
    assert on_disk(mouse) == {"takes": [f"{FIRST} Truly.", SECOND], "draft": "Two hours was our"}
    assert faults(mouse.page, PLACE) == []


def test_all_is_there_after_reload_and_restart(mouse: Visit) -> None:
    """Takes and draft stand there again, each in its place."""
    mouse.speak("English")
    mouse.desk.save()
    mouse.page.reload()
    mouse.desk.wait_for_notebook()
    mouse.desk.restart_and_run_all()
    expect(takes(mouse).locator("blockquote")).to_have_text([f"{FIRST} Truly.", SECOND])
    expect(takes(mouse).locator(DRAFT)).to_have_value("Two hours was our")


def test_a_deleted_take_can_be_brought_back(mouse: Visit) -> None:
    """Deleting frees the number, moves no other take and not the draft, and can be taken back."""
    shown = takes(mouse)
    shown.get_by_role("button", name="Delete take 1").click()
    expect(shown.locator("[data-take]")).to_have_count(1)
    expect(shown.locator("[data-take='2'] .hf-twist")).to_have_text("Without the word “sorry”.")
    expect(shown.get_by_label("You, at the desk · Take 3 of 3")).to_have_value("Two hours was our")
    assert on_disk(mouse) == {"takes": ["", SECOND], "draft": "Two hours was our"}
    back = shown.get_by_role("button", name="Bring back take 1")
    expect(back).to_be_focused()
    back.click()
    expect(shown.locator("[data-take='1'] blockquote")).to_have_text(f"{FIRST} Truly.")
    expect(shown.get_by_role("button", name="Edit take 1")).to_be_focused()
    expect(back).to_have_count(0)
    assert on_disk(mouse)["takes"] == [f"{FIRST} Truly.", SECOND]


def test_a_freed_number_is_written_anew(mouse: Visit) -> None:
    """With no draft begun, the number of a deleted take comes next, with its twist."""
    shown = takes(mouse)
    write(mouse, "")
    shown.get_by_role("button", name="Delete take 1").click()
    expect(shown.get_by_label("You, at the desk · Take 1 of 3")).to_be_visible()
    expect(shown.locator(".hf-desk .hf-twist")).to_have_text("As it first comes to you.")
    keep(mouse, FIRST)
    assert on_disk(mouse) == {"takes": [FIRST, SECOND], "draft": ""}


def test_enough_takes_are_an_end_that_may_go_on(mouse: Visit, pictures: Path) -> None:
    """With all kept the box gives way to a word; another take is there for who wants it."""
    shown = takes(mouse)
    keep(mouse, THIRD)
    expect(shown.locator(".hf-done")).to_contain_text("All the takes asked for are kept.")
    expect(shown.get_by_role("group", name="The take being written")).to_be_focused()
    expect(shown.locator(DRAFT)).to_have_count(0)
    assert on_disk(mouse) == {"takes": [FIRST, SECOND, THIRD], "draft": ""}
    mouse.page.set_viewport_size({"width": 1400, "height": 1600})
    shown.screenshot(path=pictures / "rehearse-whole-en.png")
    shown.get_by_role("button", name="Write another take").click()
    expect(shown.get_by_label("You, at the desk · Take 4")).to_be_focused()
    expect(shown.locator(".hf-desk .hf-twist")).to_have_count(0)


def test_too_long_a_take_is_not_kept(mouse: Visit) -> None:
    """A take beyond the limit stays in its box; keeping, closing or opening another refuses."""
    shown = takes(mouse)
    write(mouse, "word " * 4001)
    expect(shown.locator(".hf-desk .hf-fault")).to_contain_text("Too long by 5 characters")
    shown.locator("[data-act=keep]").click()
    expect(shown.locator(DRAFT)).to_be_focused()
    expect(shown.locator("[data-take]")).to_have_count(3)
    write(mouse, "")
    shown.get_by_role("button", name="Edit take 3").click()
    edit = shown.locator("textarea[data-box=edit]")
    edit.fill("word " * 4001)
    for refused in ("Done with take 3", "Edit take 1"):
        shown.get_by_role("button", name=refused).click()
        expect(edit).to_be_focused()
        expect(edit).to_have_value("word " * 4001)
    assert on_disk(mouse)["takes"] == [FIRST, SECOND, THIRD]


def test_by_keyboard_alone_in_chinese(keys: Visit, pictures: Path) -> None:
    """Without a mouse, from the first take to the last; the focus stands where one goes on."""
    keys.speak("中文")
    takes(keys)
    page = keys.page
    page.locator('[data-exercise="an-essay"] textarea').focus()
    tab_to(page, f"{PLACE} {DRAFT}")
    for number, text in enumerate(CHINESE, start=1):
        page.keyboard.insert_text(text)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(takes(keys).locator(".hf-note")).to_have_text(f"第{number}种说法已保留。")
    expect(takes(keys).get_by_role("group", name="正在写的说法")).to_be_focused()
    assert on_disk(keys) == {"takes": list(CHINESE), "draft": ""}
    tab_to(page, f"{PLACE} [data-take='2'] [data-act=delete]", "Shift+Tab")
    page.keyboard.press("Space")
    expect(takes(keys).get_by_role("button", name="恢复第2种说法")).to_be_focused()
    page.keyboard.press("Space")
    expect(takes(keys).get_by_role("button", name="修改第2种说法")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("真的。")
    tab_to(page, f"{PLACE} [data-act=done]")
    page.keyboard.press("Enter")
    assert on_disk(keys)["takes"] == [CHINESE[0], f"{CHINESE[1]}真的。", CHINESE[2]]
    assert faults(page, PLACE) == []
    page.set_viewport_size({"width": 1400, "height": 1600})
    takes(keys).screenshot(path=pictures / "rehearse-whole-zh.png")


def test_a_whole_rehearsal_can_be_opened_after_a_reload(keys: Visit) -> None:
    """With every take kept and no box in the page, a take opens all the same."""
    keys.desk.save()
    keys.page.reload()
    keys.desk.wait_for_notebook()
    keys.desk.run_all()
    takes(keys).get_by_role("button", name="修改第1种说法").click()
    expect(takes(keys).locator("textarea[data-box=edit]")).to_have_value(CHINESE[0])
    takes(keys).get_by_role("button", name="改好了").click()


def test_on_a_telephone_nothing_is_cut_off(keys: Visit, pictures: Path) -> None:
    """On a page 390 px wide cards, buttons and box keep within the exercise."""
    take_a_telephone(keys)
    shown = takes(keys)
    shown.locator("[data-act=more]").click()
    assert not is_cut_off(shown)
    shown.screenshot(path=pictures / "rehearse-phone-zh.png")


@pytest.mark.parametrize("lang", TAKES)
def test_page_and_python_find_the_same_likeness(browser: Browser, lang: Lang) -> None:
    """What the page tells of two takes is what the key reckons with."""
    page = browser.new_page()
    page.add_script_tag(content=read_asset("scripts/rehearse.js"))
    one, other = TAKES[lang]
    texts = [
        one,
        other,
        one + other,
        one.upper(),
        SAME,
        "",
        "ab",
        "𠮷𠮷𠮷好",
        "ＡＢＣ　１２３",
        "½ﬁ①",
    ]
    for each in texts:
        for against in texts:
            found = page.evaluate("([a, b]) => likeness(runsOf(a), runsOf(b))", [each, against])
            assert found == pytest.approx(likeness(runs(each), runs(against)))
    page.close()
