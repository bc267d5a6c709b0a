"""A conversation in a real page: by mouse, by keyboard, anew, in two languages, and reloaded."""

from __future__ import annotations

import random
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
from workbooks.assets import read_asset
from workbooks.dialogue_play import Play
from workbooks.kinds import Dialogue

NAME = "a-dialogue"
PLACE = f'.hf-exercise[data-exercise="{NAME}"]'
EXERCISE = read_case(Course(GALLERY), "gallery").exercise(NAME)
assert isinstance(EXERCISE, Dialogue)
# What the page offers on a path: the ids of each scene's replies, and the mood and end it is in.
OFFERS_ON = """({ path, script }) => {
    let state = openingOf(script);
    const seen = [[offeredIn(script, state).map((each) => each.id), state.mood]];
    for (const turn of followPath(script, path)) {
        seen.push([offeredIn(script, turn.state).map((each) => each.id), turn.state.mood]);
    }
    return seen;
}"""


@pytest.fixture(scope="module")
def mouse(browser: Browser, server: Server, gallery: Path) -> Iterator[Visit]:
    with visiting(browser, server, gallery, "dialogue") as started:
        yield started


@pytest.fixture(scope="module")
def keys(browser: Browser, server: Server, gallery: Path) -> Iterator[Visit]:
    with visiting(browser, server, gallery, "dialogue-keys") as started:
        yield started


def talk(visit: Visit) -> Locator:
    return visit.desk.exercise(NAME)


def choose(visit: Visit, reply: str) -> None:
    """Click a reply, until the answer with it is on disk."""
    talk(visit).locator(f'[data-reply="{reply}"]').click()
    visit.desk.saved(NAME)


def text_of(scene: str, lang: str, reply: str = "") -> str:
    found = next(each for each in EXERCISE.scenes if each.id == scene)
    if reply:
        found = next(each for each in found.replies if each.id == reply)  # type: ignore[assignment]
        return str(found.text.model_dump()[lang])  # type: ignore[attr-defined]
    assert found.says is not None
    return str(found.says.model_dump()[lang])


def test_replies_move_the_scene_and_the_mood(mouse: Visit) -> None:
    """A click says it, the customer answers, the mood moves in words too, and it is saved."""
    mouse.speak("English")
    expect(talk(mouse).locator(".hf-chat li")).to_have_count(1)
    expect(talk(mouse).get_by_role("button", name="Start again")).to_be_hidden()
    choose(mouse, "hear")
    log = talk(mouse).get_by_role("log")
    expect(log).to_contain_text(text_of("arrival", "en", "hear"))
    expect(log).to_contain_text(text_of("details", "en"))
    expect(log).to_have_attribute("aria-live", "polite")
    expect(talk(mouse).locator(".hf-mood")).to_contain_text("5 of 10 · middling")
    expect(talk(mouse).get_by_role("meter")).to_have_js_property("value", 5)
    assert mouse.answers()[NAME] == {"replies": ["arrival.hear"], "ended": False, "restarts": 0}


def test_language_is_switched_in_the_middle(mouse: Visit) -> None:
    """What was said so far stands there in the other language, and the conversation goes on."""
    mouse.speak("中文")
    log = talk(mouse).get_by_role("log")
    expect(log).to_contain_text(text_of("arrival", "zh", "hear"))
    expect(log).not_to_contain_text(text_of("arrival", "en", "hear"))
    choose(mouse, "it-matters")
    expect(log).to_contain_text(text_of("cause", "zh"))
    mouse.speak("English")
    expect(log).to_contain_text(text_of("cause", "en"))
    assert mouse.answers()[NAME]["replies"] == ["arrival.hear", "details.it-matters"]


def test_reload_goes_on_where_it_was(mouse: Visit) -> None:
    """Closing the page in the middle loses nothing: the conversation stands where it stood."""
    mouse.desk.save()
    mouse.page.reload()
    mouse.desk.wait_for_notebook()
    mouse.desk.restart_and_run_all()
    expect(talk(mouse).locator(".hf-ours")).to_have_count(2)
    expect(talk(mouse).locator(".hf-mood")).to_contain_text("7 of 10 · rather high")
    expect(talk(mouse).locator("[data-reply]")).to_have_count(3)


def test_the_end_draws_the_course_of_the_mood(mouse: Visit, pictures: Path) -> None:
    """At an end nothing more can be said; the mood is drawn, and told in a table."""
    choose(mouse, "stay")
    expect(talk(mouse).locator("[data-reply]")).to_have_count(0)
    expect(talk(mouse).get_by_role("group", name="The conversation is over.")).to_be_focused()
    line = talk(mouse).get_by_role("img", name="3 → 5 → 7 → 10")
    expect(line).to_be_visible()
    talk(mouse).locator(".hf-course summary").click()
    expect(talk(mouse).locator(".hf-course tbody tr")).to_have_count(4)
    expect(talk(mouse).locator(".hf-course tbody tr").last).to_contain_text("10")
    mouse.page.set_viewport_size({"width": 1400, "height": 1900})
    talk(mouse).screenshot(path=pictures / "dialogue-end-en.png")
    assert faults(mouse.page, PLACE) == []
    assert mouse.answers()[NAME] == {
        "replies": ["arrival.hear", "details.it-matters", "cause.stay"],
        "ended": True,
        "restarts": 0,
    }


def test_start_again_is_counted_and_survives(mouse: Visit) -> None:
    """Starting again brings back the first scene and mood, and says how often that was."""
    talk(mouse).get_by_role("button", name="Start again").click()
    expect(talk(mouse).locator(".hf-chat li")).to_have_count(1)
    expect(talk(mouse).locator(".hf-mood")).to_contain_text("3 of 10")
    mouse.desk.saved(NAME)
    assert mouse.answers()[NAME] == {"replies": [], "ended": False, "restarts": 1}
    choose(mouse, "password")
    choose(mouse, "it-team")
    expect(talk(mouse)).to_contain_text("Times started again: 1.")
    assert mouse.answers()[NAME] == {
        "replies": ["arrival.password", "stalled.it-team"],
        "ended": True,
        "restarts": 1,
    }


def press(visit: Visit, reply: str) -> None:
    """Tab to a reply and say it with Enter, until the answer with it is on disk."""
    tab_to(visit.page, f'{PLACE} [data-reply="{reply}"]')
    visit.page.keyboard.press("Enter")
    visit.desk.saved(NAME)


def test_by_keyboard_alone_in_chinese(keys: Visit, pictures: Path) -> None:
    """Without a mouse, from the language switch to the end: the focus is never lost on the way."""
    page = keys.page
    page.keyboard.press("Control+Home")
    page.locator(".jp-Notebook").focus()
    tab_to(page, ".hf-switch button[lang|=zh]")
    page.keyboard.press("Space")
    said = []
    for scene, reply in [("arrival", "regret"), ("details", "it-matters"), ("cause", "done")]:
        press(keys, reply)
        said.append(f"{scene}.{reply}")
        expect(page.locator(f"{PLACE} .hf-next")).to_be_focused()
        assert keys.answers()[NAME]["replies"] == said
    shown = page.locator(PLACE)
    expect(shown.get_by_role("group", name="对话到此结束。")).to_be_focused()
    expect(shown.locator(".hf-mood")).to_contain_text("6 分（满分 10）· 偏高")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(shown.locator(".hf-course table")).to_be_visible()
    assert faults(page, PLACE) == []
    page.set_viewport_size({"width": 1400, "height": 1900})
    shown.screenshot(path=pictures / "dialogue-end-zh.png")
    tab_to(page, f"{PLACE} .hf-again button")
    page.keyboard.press("Enter")
    expect(shown.get_by_role("group", name="您怎么说？")).to_be_focused()
    keys.desk.saved(NAME)
    assert keys.answers()[NAME] == {"replies": [], "ended": False, "restarts": 1}


def test_bubbles_do_not_move_for_those_who_want_none(keys: Visit) -> None:
    """Bubbles arrive with a movement unless the reader's system asks for less of it."""
    moving = "li => getComputedStyle(li).animationName"
    bubble = talk(keys).locator(".hf-chat li").first
    assert bubble.evaluate(moving) == "hf-arrive"
    keys.page.emulate_media(reduced_motion="reduce")
    assert bubble.evaluate(moving) == "none"


def walk(chance: random.Random) -> tuple[list[str], list[Any]]:
    """A path that Python allows, with what it offers on the way and the mood there."""
    play = Play(EXERCISE)
    state, path = play.opening, []
    seen: list[Any] = [[[each.id for each in play.offered(state)], state.mood]]
    while (offered := play.offered(state)) and len(path) < 30:
        reply = chance.choice(offered)
        path.append(f"{state.scene}.{reply.id}")
        state = play.after(state, reply)
        seen.append([[each.id for each in play.offered(state)], state.mood])
    return path, seen


def test_page_and_python_play_by_the_same_rules(browser: Browser) -> None:
    """On two hundred walks the page offers the same replies and shows the same moods as Python."""
    page = browser.new_page()
    page.add_script_tag(content=read_asset("scripts/dialogue.js"))
    script, chance = EXERCISE.model_dump(mode="json"), random.Random(20)  # noqa: S311  # no secret
    for _ in range(200):
        path, seen = walk(chance)
        assert page.evaluate(OFFERS_ON, {"path": path, "script": script}) == seen
    page.close()
