"""Writing a reply in a real page: what is counted, what is kept, and what is said of too much."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import Server
from tests.browser.gallery_desk import Visit, faults, is_cut_off, tab_to, take_a_telephone, visiting
from workbooks.assets import read_asset
from workbooks.writing import MOST_CHARACTERS

NAME = "a-reply"
PLACE = f'.hf-exercise[data-exercise="{NAME}"]'
ENGLISH = (
    "Dear Mr Okafor,\n\ntwo hours of sleep: I would be angry too. Tonight you have the garden."
)
CHINESE = "奥卡福先生，真对不起，今晚给您换到花园那边。"
STRANGE = "😀👩‍👩‍👧‍👦🇨🇳 مرحبا\u200f بك ｆｕｌｌ　１２ e\u0301 <b>&amp;\n \ttail "
# What the next Control+c copies, as if it had been marked somewhere else.
COPIES = """text => document.addEventListener("copy", (event) => {
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
}, { once: true, capture: true })"""


@pytest.fixture(scope="module")
def mouse(browser: Browser, server: Server, gallery: Path) -> Iterator[Visit]:
    with visiting(browser, server, gallery, "written") as started:
        yield started


@pytest.fixture(scope="module")
def keys(browser: Browser, server: Server, gallery: Path) -> Iterator[Visit]:
    with visiting(browser, server, gallery, "written-keys") as started:
        yield started


def box(visit: Visit, name: str = NAME) -> Locator:
    return visit.desk.exercise(name).locator("textarea")


def paste(visit: Visit, text: str) -> None:
    """Copy a text from elsewhere and paste it over all that stands in the box."""
    box(visit).click()
    visit.page.evaluate(COPIES, text)
    for key in ("c", "a", "v"):
        visit.page.keyboard.press(f"Control+{key}")


def test_the_customer_stays_in_view(mouse: Visit, pictures: Path) -> None:
    """The words to answer stand above the box, whose label is one's part, and rubric just once."""
    shown = mouse.desk.exercise(NAME)
    expect(shown.locator(".hf-theirs")).to_contain_text("Sixty people rode with me today.")
    expect(shown).to_contain_text("Words: 0 · aim for 40 to 120")
    area = shown.get_by_label("You, for the hotel")
    area.click()
    mouse.page.keyboard.type(ENGLISH)
    expect(shown).to_contain_text("Words: 17 · aim for 40 to 120")
    expect(area).to_have_attribute("lang", "en")
    mouse.desk.saved(NAME)
    assert mouse.answers()[NAME] == ENGLISH
    rubric = mouse.page.get_by_text("The guest feels heard.", exact=False)
    expect(rubric.locator("visible=true")).to_have_count(1)
    shown.screenshot(path=pictures / "written-en.png")
    assert faults(mouse.page, PLACE) == []


def test_undo_undoes_what_was_typed(mouse: Visit) -> None:
    """Control+z takes back the typing, and no cell of the notebook."""
    cells = mouse.page.locator(".jp-Notebook .jp-Cell").count()
    box(mouse).press("Control+End")
    mouse.page.keyboard.type(" Goodbye.")
    expect(box(mouse)).to_have_value(f"{ENGLISH} Goodbye.")
    for _ in range(len(" Goodbye.")):
        if box(mouse).input_value() == ENGLISH:
            break
        mouse.page.keyboard.press("Control+z")
    expect(box(mouse)).to_have_value(ENGLISH)
    assert mouse.page.locator(".jp-Notebook .jp-Cell").count() == cells
    mouse.page.keyboard.press("Control+Shift+z")
    expect(box(mouse)).not_to_have_value(ENGLISH)


def test_the_box_grows_with_the_text(mouse: Visit) -> None:
    """No bar to scroll within the box until it is tall; then it stops growing."""
    sizes = "area => [area.clientHeight, area.scrollHeight]"
    box(mouse).fill("One line.")
    low, _ = box(mouse).evaluate(sizes)
    box(mouse).fill("A line.\n" * 12)
    height, inner = box(mouse).evaluate(sizes)
    assert height > low
    assert inner <= height
    box(mouse).fill("A line.\n" * 200)
    tall, inner = box(mouse).evaluate(sizes)
    assert height < tall < inner
    assert tall <= 600


@pytest.mark.parametrize(
    ("text", "lang", "said"),
    [
        (CHINESE, "zh-Hans", "Characters: 22 · aim for 60 to 200"),
        ("我用 iPhone 连 Wi-Fi。", "zh-Hans", "Characters: 6 · aim for 60 to 200"),
        ("Dear 李梅, I am sorry.", "en", "Words: 5 · aim for 40 to 120"),
        ("word " * 40, "en", "Words: 40 · within the 40 to 120 aimed for"),
        ("word " * 121, "en", "Words: 121 · more than the 40 to 120 aimed for"),
        ("مرحبا بك", "", "Words: 2 · aim for 40 to 120"),
        ("12 — 34 !", "en", "Words: 2 · aim for 40 to 120"),
    ],
)
def test_the_text_itself_decides_what_is_counted(
    mouse: Visit, text: str, lang: str, said: str
) -> None:
    """In an English page too, Chinese is counted in characters; the spelling language follows."""
    box(mouse).fill(text)
    expect(mouse.desk.exercise(NAME).locator(".hf-size")).to_have_text(said)
    expect(box(mouse)).to_have_attribute("lang", lang)


def test_strange_signs_are_kept_to_the_byte(mouse: Visit) -> None:
    """Emoji, right-to-left, full-width, markup and blanks reach the disk as typed."""
    box(mouse).fill(STRANGE)
    expect(mouse.desk.exercise(NAME).locator(".hf-status-saving")).to_have_count(0)
    assert mouse.answers()[NAME].encode() == STRANGE.encode()


def test_typing_survives_an_immediate_change_of_language(mouse: Visit, pictures: Path) -> None:
    """Switched in the middle of a word, the page keeps every letter, and so does the disk."""
    box(mouse).fill("")
    box(mouse).click()
    mouse.page.keyboard.type("I hear you, Mr Oka")
    mouse.page.evaluate("document.querySelector('.hf-switch button[lang|=zh]').click()")
    expect(mouse.desk.exercise(NAME)).to_contain_text("词数：5 · 建议40到120")
    expect(box(mouse)).to_have_value("I hear you, Mr Oka")
    box(mouse).press("Control+End")
    mouse.page.keyboard.type("for.")
    expect(mouse.desk.exercise(NAME).locator(".hf-status-saving")).to_have_count(0)
    assert mouse.answers()[NAME] == "I hear you, Mr Okafor."
    box(mouse).fill(CHINESE)
    mouse.desk.exercise(NAME).screenshot(path=pictures / "written-zh.png")
    assert faults(mouse.page, PLACE) == []


def test_it_is_there_after_reload_and_restart(mouse: Visit) -> None:
    """Neither a reload nor a new kernel loses the text."""
    mouse.desk.saved(NAME)
    mouse.desk.save()
    mouse.page.reload()
    mouse.desk.wait_for_notebook()
    mouse.desk.restart_and_run_all()
    expect(box(mouse)).to_have_value(CHINESE)


def test_too_long_a_text_is_told_and_stays(mouse: Visit, pictures: Path) -> None:
    """Nothing is cut: the text stays, the page says by how much, and the saved one counts."""
    mouse.speak("English")
    text = "😀 words\n" * 3000
    paste(mouse, text)
    alert = mouse.desk.exercise(NAME).locator(".hf-fault")
    expect(alert).to_contain_text("Too long by 4,000 characters: at most 20,000 can be kept.")
    expect(alert).to_contain_text("what was saved before still counts")
    expect(box(mouse)).to_have_value(text)
    expect(box(mouse)).to_have_attribute("aria-invalid", "true")
    mouse.desk.exercise(NAME).screenshot(path=pictures / "written-too-long-en.png")
    mouse.speak("中文")
    expect(mouse.desk.exercise(NAME).locator(".hf-fault")).to_contain_text("超出了4,000个字符")
    expect(box(mouse)).to_have_value(text)
    assert faults(mouse.page, PLACE) == []
    assert mouse.answers()[NAME] == CHINESE
    box(mouse).focus()
    box(mouse).evaluate("area => area.setSelectionRange(9 * 2222, area.value.length)")
    mouse.page.keyboard.press("Delete")
    expect(mouse.desk.exercise(NAME).locator(".hf-fault")).to_be_empty()
    mouse.desk.saved(NAME)
    assert mouse.answers()[NAME] == text[: 8 * 2222]


def test_a_megabyte_is_refused_in_words(mouse: Visit) -> None:
    """What would freeze the page is not put in, and not silently: the box stays as it was."""
    mouse.speak("English")
    before = box(mouse).input_value()
    paste(mouse, "word and another\n" * 62_000)
    alert = mouse.desk.exercise(NAME).locator(".hf-fault")
    expect(alert).to_contain_text("has 1,054,000 characters, and at most 20,000 can be kept")
    expect(box(mouse)).to_have_value(before)
    mouse.page.keyboard.press("ControlOrMeta+a")
    mouse.page.keyboard.type("Short.")
    expect(alert).to_be_empty()
    mouse.desk.saved(NAME)
    expect(mouse.desk.exercise(NAME).locator(".hf-status-saving")).to_have_count(0)
    assert mouse.answers()[NAME] == "Short."


def test_an_essay_by_keyboard_in_chinese(keys: Visit) -> None:
    """Tab leads into the box and out again; without anybody's words it is a plain box."""
    keys.speak("中文")
    keys.desk.exercise("an-essay")
    keys.page.locator('[data-exercise="a-checklist"] input').last.focus()
    tab_to(keys.page, '[data-exercise="an-essay"] textarea')
    keys.page.keyboard.insert_text(CHINESE)
    expect(keys.desk.exercise("an-essay").get_by_label("您的文字")).to_have_value(CHINESE)
    expect(keys.desk.exercise("an-essay")).to_contain_text("字数：22")
    expect(keys.desk.exercise("an-essay").locator(".hf-chat")).to_have_count(0)
    keys.page.keyboard.press("Tab")
    expect(box(keys, "an-essay")).not_to_be_focused()
    keys.desk.saved("an-essay")
    assert keys.answers()["an-essay"] == CHINESE


def test_on_a_telephone_nothing_is_cut_off(keys: Visit, pictures: Path) -> None:
    """On a page 390 px wide the bubbles and the box keep within the exercise."""
    take_a_telephone(keys)
    shown = keys.desk.exercise(NAME)
    box(keys).fill(CHINESE)
    assert not is_cut_off(shown)
    shown.screenshot(path=pictures / "written-phone-zh.png")


def test_page_and_python_count_alike(browser: Browser) -> None:
    """The page counts a text's length as Python does, half surrogate pairs included."""
    page = browser.new_page()
    page.add_script_tag(content=read_asset("scripts/writing.js"))
    texts = ["", "abc", "😀", STRANGE, "\ud800", "\udc00\ud800", "\ud800😀\udc00", "𠮷" * 50]
    for text in [*texts, "".join(texts), "x" * (MOST_CHARACTERS + 1)]:
        units = [int.from_bytes(pair, "little") for pair in _units(text)]
        assert page.evaluate("units => codePoints(String.fromCharCode(...units))", units) == len(
            "".join(map(chr, units))
            .encode("utf-16", "surrogatepass")
            .decode("utf-16", "surrogatepass")
        )
    page.close()


def _units(text: str) -> Iterator[bytes]:
    data = text.encode("utf-16-le", "surrogatepass")
    return (data[at : at + 2] for at in range(0, len(data), 2))
