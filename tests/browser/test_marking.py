"""Marks in a transcript: by mouse, finger and keyboard, in two languages, and reloaded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from grading.course import Course
from grading.read import read_case
from tests.browser.conftest import Server
from tests.browser.gallery_desk import Visit, faults, tab_to, visiting
from tests.gallery import GALLERY
from workbooks.kinds import Mark
from workbooks.text import Lang

NAME = "some-marks"
PLACE = f'.hf-exercise[data-exercise="{NAME}"]'
EXERCISE = read_case(Course(GALLERY), "gallery").exercise(NAME)
assert isinstance(EXERCISE, Mark)
EXPRESS: dict[Lang, str] = {
    "en": "it was you who ticked “express”",
    "zh": "加急可是您自己勾的",
}
# The first and the last point of the words from one UTF-16 unit of a line to another.
ENDS = """(box, [start, end]) => {
    const range = document.createRange();
    const walk = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    for (let seen = 0, node; (node = walk.nextNode()); seen += node.length) {
        if (start >= seen && start <= seen + node.length) range.setStart(node, start - seen);
        if (end > seen && end <= seen + node.length) range.setEnd(node, end - seen);
    }
    const boxes = [...range.getClientRects()].filter((each) => each.width > 0);
    const [first, last] = [boxes[0], boxes.at(-1)];
    return [[first.left + 1, first.top + first.height / 2],
            [last.right - 1, last.top + last.height / 2]];
}"""


@pytest.fixture(scope="module")
def mouse(browser: Browser, server: Server, gallery: Path) -> Iterator[Visit]:
    with visiting(browser, server, gallery, "marks") as started:
        started.page.set_viewport_size({"width": 1400, "height": 1900})
        yield started


@pytest.fixture(scope="module")
def keys(browser: Browser, server: Server, gallery: Path) -> Iterator[Visit]:
    with visiting(browser, server, gallery, "marks-keys") as started:
        started.page.locator(".jp-Notebook").focus()
        yield started


def shown(visit: Visit) -> Locator:
    return visit.desk.exercise(NAME)


def line(visit: Visit, passage: str) -> Locator:
    return shown(visit).locator(f'[data-passage="{passage}"]')


def bar(visit: Visit) -> Locator:
    return shown(visit).get_by_role("group", name="Which rule is broken here?")


def heard(visit: Visit) -> Locator:
    """What a screen reader is told."""
    return shown(visit).locator(".hf-unseen[role=status]")


def ends(visit: Visit, passage: str, words: str) -> list[list[float]]:
    """Where words of a line begin and end on the screen."""
    box = line(visit, passage)
    box.scroll_into_view_if_needed()
    text = box.text_content() or ""
    before = len(text[: text.index(words)].encode("utf-16-le")) // 2
    found: list[list[float]] = box.evaluate(
        ENDS, [before, before + len(words.encode("utf-16-le")) // 2]
    )
    return found


def drag(visit: Visit, start: list[float], end: list[float]) -> None:
    """Press the button at one point, move to another in steps, and let go."""
    visit.page.mouse.move(*start)
    visit.page.mouse.down()
    visit.page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=4)
    visit.page.mouse.move(*end, steps=4)
    visit.page.mouse.up()


def select(visit: Visit, passage: str, words: str) -> None:
    """Drag over words, until they are quoted beneath their line."""
    drag(visit, *ends(visit, passage, words))
    expect(shown(visit).locator(".hf-ask q")).to_have_text(words)


def name_rule(visit: Visit, rule: str) -> None:
    shown(visit).locator(f'[data-rule="{rule}"]').click()
    visit.desk.saved(NAME)


def marks(visit: Visit) -> list[dict[str, Any]]:
    answer = visit.answers()[NAME]
    return answer["marks"] if answer else []


def made(passage: str, words: str, rule: str, lang: Lang = "en") -> dict[str, Any]:
    """The mark that Python expects for words of a line: places in code points."""
    found = EXERCISE.passage(passage)  # type: ignore[union-attr]
    assert found is not None
    start = found.text[lang].index(words)
    end = start + len(words)
    return {"passage": passage, "lang": lang, "start": start, "end": end, "rule": rule}


def test_words_are_marked_by_dragging(mouse: Visit, pictures: Path) -> None:
    """Words dragged over are quoted beneath their line; a rule's button marks and saves them."""
    mouse.speak("English")
    select(mouse, "express", EXPRESS["en"])
    expect(heard(mouse)).to_have_text(f"Selected: “{EXPRESS['en']}”")
    expect(line(mouse, "express")).to_be_focused()
    shown(mouse).screenshot(path=pictures / "mark-bar-en.png")
    assert faults(mouse.page, PLACE) == []
    name_rule(mouse, "culprit")
    assert marks(mouse) == [made("express", EXPRESS["en"], "culprit")]
    expect(bar(mouse)).to_have_count(0)
    expect(line(mouse, "express").locator("mark")).to_have_text(EXPRESS["en"])
    expect(line(mouse, "express").locator("mark")).to_have_attribute("data-badge", "2")
    expect(line(mouse, "express")).to_be_focused()


def test_places_are_counted_in_characters(mouse: Visit) -> None:
    """Behind a character that JavaScript counts as two, places are those that Python counts."""
    select(mouse, "no-slip", "it has a hole burnt into it")
    name_rule(mouse, "big-word")
    assert made("no-slip", "it has a hole burnt into it", "big-word") in marks(mouse)
    select(mouse, "no-slip", "😟 It is grey")
    name_rule(mouse, "culprit")
    assert made("no-slip", "😟 It is grey", "culprit") in marks(mouse)


def test_a_double_click_takes_a_word(mouse: Visit) -> None:
    """A double click selects a word without the white space around it."""
    start, _ = ends(mouse, "invisible", "housekeeper")
    mouse.page.mouse.dblclick(start[0] + 8, start[1])
    expect(bar(mouse).locator("q")).to_have_text("housekeeper")
    bar(mouse).get_by_role("button", name="Cancel").click()
    expect(bar(mouse)).to_have_count(0)


def test_a_selection_may_run_backwards(mouse: Visit) -> None:
    """Words are also selected from their end to their beginning."""
    start, end = ends(mouse, "slip", "the laundry slip")
    drag(mouse, end, start)
    expect(bar(mouse).locator("q")).to_have_text("the laundry slip")


def test_a_mark_stays_within_its_line(mouse: Visit) -> None:
    """A selection that leaves its line is cut at its end, and the page says so."""
    start, _ = ends(mouse, "scorched", "daughter")
    _, end = ends(mouse, "slip", "Good morning")
    drag(mouse, start, end)
    expect(bar(mouse).locator("q")).to_have_text("daughter down the aisle in it.")
    expect(bar(mouse)).to_contain_text("A mark stays within one line")
    bar(mouse).press("Escape")
    expect(bar(mouse)).to_have_count(0)


def test_a_wider_selection_takes_the_place_of_a_mark(mouse: Visit) -> None:
    """Over a mark another can be made: the page says which it replaces, and none is doubled."""
    wider = f"Well, {EXPRESS['en']}."
    select(mouse, "express", wider)
    expect(bar(mouse)).to_contain_text(f"take the place of your mark on “{EXPRESS['en']}”")
    name_rule(mouse, "culprit")
    expect(line(mouse, "express").locator("mark")).to_have_count(1)
    assert [each for each in marks(mouse) if each["passage"] == "express"] == [
        made("express", wider, "culprit")
    ]


def test_a_mark_is_changed_and_removed(mouse: Visit) -> None:
    """A click on a mark opens the bar with its rule pressed, to change it or take it away."""
    line(mouse, "express").locator("mark").click()
    pressed = bar(mouse).locator('[aria-pressed="true"]')
    expect(pressed).to_have_attribute("data-rule", "culprit")
    name_rule(mouse, "facts-first")
    assert made("express", f"Well, {EXPRESS['en']}.", "facts-first") in marks(mouse)
    line(mouse, "express").locator("mark").click()
    bar(mouse).get_by_role("button", name="Remove").click()
    expect(line(mouse, "express").locator("mark")).to_have_count(0)
    expect(heard(mouse)).to_contain_text("No longer marked")
    mouse.desk.saved(NAME)
    assert {each["passage"] for each in marks(mouse)} == {"no-slip"}


def test_marks_of_the_other_language_stay(mouse: Visit, pictures: Path) -> None:
    """After a switch the marks made before stand in the list, marked as such, and new ones join."""
    mouse.speak("中文")
    expect(shown(mouse).locator("mark")).to_have_count(0)
    listed = shown(mouse).locator(".hf-marks li")
    expect(listed).to_have_count(2)
    expect(listed.first).to_contain_text("标在英文原文上：")
    expect(listed.first.locator("q")).to_have_attribute("lang", "en")
    select(mouse, "express", EXPRESS["zh"])
    name_rule(mouse, "culprit")
    select(mouse, "invisible", "又是夜班那帮人")
    shown(mouse).screenshot(path=pictures / "mark-bar-zh.png")
    assert faults(mouse.page, PLACE) == []
    name_rule(mouse, "culprit")
    assert made("express", EXPRESS["zh"], "culprit", "zh") in marks(mouse)
    listed.first.get_by_role("button", name="删除“😟 It is grey”上的标记").click()
    expect(listed).to_have_count(3)
    mouse.desk.saved(NAME)
    mouse.speak("English")
    expect(shown(mouse).locator("mark")).to_have_text("it has a hole burnt into it")
    expect(listed.nth(1)).to_contain_text("In the Chinese text:")


def test_a_finger_selects_without_letting_go(mouse: Visit) -> None:
    """On a touch screen the bar follows the selection as its ends are dragged, and marks it."""
    (x, y), _ = ends(mouse, "slip", "First of all")
    touch = mouse.page.context.new_cdp_session(mouse.page)
    points = [{"x": x, "y": y}]
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": points})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    for words in ("First of all", "First of all, what is the number"):
        line(mouse, "slip").evaluate(
            """(box, words) => {
                const [text] = box.querySelector("span:not(.hf-caret)").childNodes;
                const start = text.data.indexOf(words);
                getSelection().setBaseAndExtent(text, start, text, start + words.length);
            }""",
            words,
        )
        expect(bar(mouse).locator("q")).to_have_text(words)
        assert mouse.page.evaluate("String(getSelection())") == words
    name_rule(mouse, "facts-first")
    assert made("slip", "First of all, what is the number", "facts-first") in marks(mouse)


def test_no_more_marks_than_allowed(mouse: Visit) -> None:
    """With as many marks as there may be the bar offers no rule, and says what to do."""
    for words, number in (("the book", "1"), ("forty pieces", "2")):
        select(mouse, "slip", words)
        mouse.page.keyboard.press(number)
        expect(bar(mouse)).to_have_count(0)
    mouse.desk.saved(NAME)
    assert len(marks(mouse)) == 6
    select(mouse, "fault", "my own fault")
    expect(bar(mouse)).to_contain_text("as many marks as there may be: 6")
    expect(bar(mouse).locator("[data-rule]")).to_have_count(0)
    mouse.page.keyboard.press("1")
    expect(bar(mouse).get_by_role("button", name="Cancel")).to_be_focused()
    mouse.page.keyboard.press("Escape")
    select(mouse, "slip", "the book")  # one that is there can still be given another rule
    name_rule(mouse, "culprit")
    assert made("slip", "the book", "culprit") in marks(mouse)
    assert len(marks(mouse)) == 6


def test_reload_keeps_the_marks(mouse: Visit, pictures: Path) -> None:
    """Closing the page loses nothing: marks stand where they stood, on a phone's width too."""
    before = marks(mouse)
    mouse.desk.save()
    mouse.page.reload()
    mouse.desk.wait_for_notebook()
    mouse.desk.restart_and_run_all()
    expect(shown(mouse).locator(".hf-said mark")).to_have_count(4)
    assert marks(mouse) == before
    shown(mouse).screenshot(path=pictures / "mark-made-en.png")
    mouse.page.keyboard.press("Control+b")  # JupyterLab's side bar would leave no room
    mouse.page.set_viewport_size({"width": 390, "height": 1600})
    select(mouse, "express", "Let me ring downstairs")
    shown(mouse).screenshot(path=pictures / "mark-phone-en.png")
    assert shown(mouse).evaluate("each => each.scrollWidth <= each.clientWidth")
    assert faults(mouse.page, PLACE) == []


def test_targets_are_large_enough(mouse: Visit) -> None:
    """Whatever can be pressed is at least 24 px high and wide."""
    sizes = shown(mouse).evaluate(
        """each => [...each.querySelectorAll("button, summary, select, .hf-said")]
            .map((part) => part.getBoundingClientRect())
            .filter((box) => box.width).map((box) => Math.min(box.width, box.height))"""
    )
    assert len(sizes) > 10
    assert min(sizes) >= 24


def press(visit: Visit, *names: str) -> None:
    for name in names:
        visit.page.keyboard.press(name)


def test_by_keyboard_alone_in_chinese(keys: Visit, pictures: Path) -> None:
    """Words are reached word by word, selected with Shift, and marked with a rule's button."""
    press(keys, "Control+Home")
    tab_to(keys.page, ".hf-switch button[lang|=zh]")
    press(keys, "Space")
    tab_to(keys.page, f'{PLACE} [data-passage="express"]')
    expect(line(keys, "express")).to_have_accessible_name("第 4 句（共 6 句），小凯")
    expect(line(keys, "express").locator(".hf-caret")).to_be_visible()
    press(
        keys, "End", "Home", *["ArrowRight"] * (made("express", "加急", "culprit", "zh")["start"])
    )
    expect(heard(keys)).to_have_text("加")
    press(keys, *["Shift+ArrowRight"] * len(EXPRESS["zh"]))
    expect(heard(keys)).to_have_text(f"已选中：“{EXPRESS['zh']}”")
    expect(line(keys, "express").locator(".hf-chosen")).to_have_text(EXPRESS["zh"])
    press(keys, "Enter")
    expect(shown(keys).locator('[data-rule="facts-first"]')).to_be_focused()
    shown(keys).screenshot(path=pictures / "mark-keys-zh.png")
    assert faults(keys.page, PLACE) == []
    press(keys, "Tab", "Enter")
    expect(line(keys, "express")).to_be_focused()
    expect(heard(keys)).to_have_text(f"已标记：“{EXPRESS['zh']}”，急着说是谁的错")
    keys.desk.saved(NAME)
    assert marks(keys) == [made("express", EXPRESS["zh"], "culprit", "zh")]


def test_a_number_names_the_rule(keys: Visit) -> None:
    """A number marks what is selected at once; the notebook does not take it for a command."""
    tab_to(keys.page, f'{PLACE} [data-passage="slip"]', "Shift+Tab")
    cells = keys.page.locator(".jp-Notebook .jp-MarkdownCell").count()
    press(keys, "Home", "Control+ArrowRight", "Control+ArrowLeft", "Control+Shift+ArrowRight", "1")
    keys.desk.saved(NAME)
    (first,) = [each for each in marks(keys) if each["passage"] == "slip"]
    assert first == made("slip", "欧先生", "facts-first", "zh") | {"end": first["end"]}
    assert 1 <= first["end"] <= 3  # which characters make a word is for the browser to know
    assert keys.page.locator(".jp-Notebook .jp-MarkdownCell").count() == cells


def test_escape_closes_the_bar_first(keys: Visit) -> None:
    """Escape closes the bar and stays in the line; only then does it lead back to the notebook."""
    line(keys, "no-slip").focus()
    press(keys, "Home", "Shift+ArrowRight", "Enter")
    expect(shown(keys).locator(".hf-ask q")).to_have_text("😟")
    press(keys, "Escape")
    expect(shown(keys).locator(".hf-ask")).to_have_count(0)
    expect(line(keys, "no-slip")).to_be_focused()
    press(keys, "Escape")
    expect(line(keys, "no-slip")).not_to_be_focused()
    assert keys.page.evaluate("document.activeElement.classList.contains('jp-Cell')")


def test_enter_on_a_mark_changes_or_removes_it(keys: Visit) -> None:
    """With the caret in a mark Enter asks about that mark, with the focus on its rule."""
    line(keys, "express").focus()
    press(keys, "Home", *["ArrowRight"] * (made("express", "可是您", "culprit", "zh")["start"]))
    expect(heard(keys)).to_have_text("可，已标记：急着说是谁的错")
    press(keys, "Enter")
    expect(shown(keys).locator('[data-rule="culprit"]')).to_be_focused()
    press(keys, "Tab", "Tab")
    expect(shown(keys).get_by_role("button", name="删除", exact=True).first).to_be_focused()
    press(keys, "Enter")
    expect(line(keys, "express")).to_be_focused()
    expect(line(keys, "express").locator("mark")).to_have_count(0)


def test_the_last_mark_removed_is_no_answer(keys: Visit) -> None:
    """The list's button removes a mark too; with none left the exercise is open again."""
    remove = shown(keys).locator(".hf-marks button")
    expect(remove).to_have_count(1)
    remove.focus()
    press(keys, "Enter")
    expect(shown(keys)).to_contain_text("还没有标记")
    expect(line(keys, "scorched")).to_be_focused()
    expect(keys.page.locator(".hf-progress")).to_contain_text("已回答 0 /")
    assert marks(keys) == []


def test_words_can_be_typed(keys: Visit) -> None:
    """Whoever can neither drag nor step types the words: what is not there, or twice, is told."""
    summary = shown(keys).locator(".hf-typing summary")
    summary.focus()
    press(keys, "Enter")
    shown(keys).get_by_label("哪一句").select_option(index=5)
    field, fault = shown(keys).get_by_label("句中的原话"), shown(keys).get_by_role("alert")
    for typed, told in (("先生，不不", "没有这些字"), ("", "没有这些字"), ("不", "不止出现一次")):
        field.fill(typed)
        field.press("Enter")
        expect(fault).to_contain_text(told)
    field.fill("三点前保证一点儿都看不出来。")
    field.press("Enter")
    expect(shown(keys).locator(".hf-ask button").first).to_be_focused()
    press(keys, "3")
    keys.desk.saved(NAME)
    assert marks(keys) == [made("invisible", "三点前保证一点儿都看不出来。", "big-word", "zh")]
