"""Coaching in a real page: words marked where they stand, one hint, and none of it in the way."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import Server
from tests.browser.gallery_desk import Visit, faults, is_cut_off, tab_to, take_a_telephone, visiting

NAME = "a-reply"
PLACE = f'.hf-exercise[data-exercise="{NAME}"]'
LATE = "I have moved you to the garden side for tonight. I am sorry that you slept two hours."
CHINESE = "今晚我已经给您换到花园那边。真对不起，您只睡了两个小时。"
WHOLE = (
    "I am sorry, Mr Okafor. You asked for quiet and slept two hours. I have moved you to the"
    " garden side for tonight. Will you tell me in the morning how we did?"
)


@pytest.fixture(scope="module")
def visit(
    browser: Browser, server: Server, gallery: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Visit]:
    """The gallery, in which takes are coached, too."""
    release = Path(shutil.copytree(gallery, tmp_path_factory.mktemp("coached") / "gallery"))
    text = (release / "case.json").read_text("utf-8")
    assert text.count('"coach": false,') == 1
    (release / "case.json").write_text(text.replace('"coach": false,', ""), "utf-8")
    with visiting(browser, server, release, "coaching") as started:
        yield started


def shown(visit: Visit) -> Locator:
    return visit.desk.exercise(NAME)


def advice(visit: Visit) -> Locator:
    return shown(visit).locator(".hf-advice")


def marked(visit: Visit, look: str) -> list[str]:
    """The words that are marked and still stand in the text."""
    return shown(visit).locator(f".hf-underlay .{look}:not(.hf-gone)").all_text_contents()


def test_one_hint_and_the_words_it_is_about(visit: Visit, pictures: Path) -> None:
    """An offer before she felt heard is the first thing told; what was found is marked."""
    area = shown(visit).locator("textarea")
    expect(shown(visit).locator(".hf-coach-box")).to_be_hidden()
    area.click()
    visit.page.keyboard.type(LATE)
    expect(advice(visit)).to_contain_text("You offer something before they feel heard.")
    expect(shown(visit).locator(".hf-has")).to_contain_text("Found: an apology, what happened")
    expect(shown(visit).locator(".hf-advice")).to_have_count(1)
    assert "moved you" in marked(visit, "hf-about")[0]
    assert any("sorry" in each for each in marked(visit, "hf-found"))
    expect(shown(visit)).not_to_contain_text("blame")
    expect(area).to_be_focused()
    shown(visit).screenshot(path=pictures / "coaching-en.png")
    assert faults(visit.page, PLACE) == []


def test_marks_lie_on_their_words(visit: Visit) -> None:
    """The copy behind the box breaks its lines where the box does; its own letters do not show."""
    box, copy = (shown(visit).locator(each) for each in ("textarea", ".hf-underlay"))
    style = """node => { const s = getComputedStyle(node);
        return [s.font, s.lineHeight, s.padding, s.letterSpacing, node.clientWidth]; }"""
    assert box.evaluate(style) == copy.evaluate(style)
    assert box.bounding_box() == copy.bounding_box()
    assert copy.evaluate("node => getComputedStyle(node).color") == "rgba(0, 0, 0, 0)"


def test_a_mark_goes_with_its_words(visit: Visit) -> None:
    """What is changed is no longer marked at once; typing on at the end takes nothing away."""
    before = len(marked(visit, "hf-found"))
    assert before
    visit.page.keyboard.press("Control+End")
    visit.page.keyboard.type(" So")
    assert len(marked(visit, "hf-found")) == before
    visit.page.keyboard.press("Control+Home")
    visit.page.keyboard.type("X")
    assert marked(visit, "hf-found") == []
    assert marked(visit, "hf-about") == []


def test_in_chinese_by_keyboard(visit: Visit, pictures: Path) -> None:
    """The hint changes its language with the page, and with the text what it says."""
    visit.speak("中文")
    expect(shown(visit).locator("textarea")).to_be_visible()
    tab_to(visit.page, f"{PLACE} textarea")
    visit.page.keyboard.press("Control+a")
    visit.page.keyboard.insert_text(CHINESE)
    expect(advice(visit)).to_contain_text("对方还没觉得有人听懂，您就开始给办法了。")
    expect(shown(visit).locator(".hf-has")).to_contain_text(
        "读到了：歉意、对方的遭遇或感受和下一步"
    )
    assert faults(visit.page, PLACE) == []
    shown(visit).screenshot(path=pictures / "coaching-zh.png")
    visit.page.keyboard.press("Tab")
    expect(shown(visit).locator("textarea")).not_to_be_focused()
    visit.speak("English")
    expect(advice(visit)).to_contain_text("You offer something before they feel heard.")


def test_nothing_more_to_say_is_said_soberly(visit: Visit, pictures: Path) -> None:
    """A reply with all of it gets no praise, least of all for not blaming."""
    shown(visit).locator("textarea").fill(WHOLE)
    expect(advice(visit)).to_have_text(
        "Nothing more to point out. Read it once more as the one who receives it."
    )
    expect(shown(visit).locator(".hf-coach")).not_to_contain_text("blame")
    shown(visit).screenshot(path=pictures / "coaching-whole-en.png")
    shown(visit).locator("textarea").fill("")
    expect(shown(visit).locator(".hf-coach-box")).to_be_hidden()


def test_each_take_has_a_hint_of_its_own(visit: Visit, pictures: Path) -> None:
    """The take being written and one that is opened again are read apart, each in its box."""
    takes = visit.desk.exercise("a-rehearsal")
    takes.locator("textarea").fill("I give you another room. I am sorry that you slept two hours.")
    expect(takes.locator(".hf-desk .hf-advice")).to_contain_text("before they feel heard")
    takes.locator("[data-act=keep]").click()
    expect(takes.locator(".hf-desk .hf-coach-box")).to_be_hidden()
    takes.locator(".hf-desk textarea").fill("You should have told us at the desk, sir.")
    expect(takes.locator(".hf-desk .hf-advice")).to_contain_text("it turns against them")
    takes.get_by_role("button", name="Edit take 1").click()
    expect(takes.locator("[data-take] .hf-advice")).to_contain_text("before they feel heard")
    assert faults(visit.page, '.hf-exercise[data-exercise="a-rehearsal"]') == []
    takes.screenshot(path=pictures / "coaching-takes-en.png")


def test_a_long_text_scrolls_with_its_marks(visit: Visit, pictures: Path) -> None:
    """In a box so tall that it scrolls, the copy behind it scrolls along; on a telephone, too."""
    area = shown(visit).locator("textarea")
    area.fill("A quiet line.\n" * 60 + LATE)
    expect(advice(visit)).to_contain_text("before they feel heard")
    area.press("Control+End")
    tops = (
        "root => [...root.querySelectorAll('textarea, .hf-underlay')].map((each) => each.scrollTop)"
    )
    expect(area).to_be_focused()
    behind, before = shown(visit).evaluate(tops)
    assert before > 0
    assert abs(behind - before) <= 1
    take_a_telephone(visit)
    area.fill(LATE)
    expect(shown(visit).locator(".hf-underlay .hf-about:not(.hf-gone)").first).to_be_visible()
    visit.page.set_viewport_size({"width": 390, "height": 1300})
    assert not is_cut_off(shown(visit))
    shown(visit).screenshot(path=pictures / "coaching-phone-en.png")
