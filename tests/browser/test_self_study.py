"""Learning alone in JupyterLab: answered, told at once, carried away, lost, and brought back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server
from tests.browser.desk import Desk
from tests.browser.gallery_desk import Visit, faults, visiting
from tests.chromium import PATIENCE
from tests.self_study import alone, gallery_alone
from workbooks.assets import read_asset
from workbooks.journey import visits_on
from workbooks.marks import Mark
from workbooks.own_page import page_panel

LOGBOOK = "foundations-logbook"
ESSAY = "an-essay"


@pytest.fixture(scope="module")
def learner(
    browser: Browser, server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Visit]:
    release = gallery_alone(tmp_path_factory.mktemp("alone"))
    with visiting(browser, server, release, "alone") as started:
        yield started


def noted(page: Page) -> dict[str, Any]:
    """What a front page of the same origin could read of the gallery."""
    return json.loads(page.evaluate("localStorage.getItem('hearfirst.progress.gallery')"))  # type: ignore[no-any-return]


def test_an_ordinary_exercise_tells_at_once(learner: Visit) -> None:
    """What a course tells after grading is told here as soon as one asks."""
    shown = learner.desk.exercise("a-choice")
    expect(shown).to_contain_text("checked as soon as you ask")
    shown.locator("input").first.click()
    shown.get_by_role("button", name="Check my answer").click()
    expect(shown.locator(".hf-points")).to_contain_text("of")
    expect(shown.locator(".hf-reasons li").first).to_be_visible()


def test_an_essay_is_marked_by_whoever_wrote_it(learner: Visit, pictures: Path) -> None:
    """Beside a good answer and by the rubric; two lines marked at once are both kept."""
    shown = learner.desk.exercise(ESSAY)
    expect(shown).to_contain_text("you mark it yourself")
    shown.locator("textarea").fill("Whoever answers a complaint first listens.")
    learner.desk.saved(ESSAY)
    shown.get_by_role("button", name="Check my answer").click()
    expect(shown.locator(".hf-model")).to_be_visible()
    expect(shown.locator(".hf-points")).to_contain_text("once you have marked every line")
    lines = shown.locator(".hf-own-line")
    shown.evaluate(
        """root => root.querySelectorAll(".hf-own-line")
             .forEach(line => line.querySelectorAll("input")[2].click())"""
    )
    expect(shown.locator(".hf-points")).to_contain_text("given by yourself")
    lines.first.locator("input").nth(1).focus()
    learner.page.keyboard.press("Space")
    expect(shown.locator("[data-own$='-half']:checked")).to_be_focused()
    assert faults(learner.page, f'[data-exercise="{ESSAY}"]') == []
    shown.screenshot(path=pictures / "own-marks-en.png")


def test_the_front_page_can_see_how_far(learner: Visit) -> None:
    """Answered, of how many, and points earned stand where a page of the same origin finds them."""
    learner.page.wait_for_function(
        "JSON.parse(localStorage.getItem('hearfirst.progress.gallery'))?.answered === 2"
    )
    note = noted(learner.page)
    assert note["of"] > 10
    assert 0 < note["earned"] <= note["points"]
    assert note["at"].endswith("Z")


def test_answers_are_carried_out_lost_and_brought_back(learner: Visit, pictures: Path) -> None:
    """Reloaded, downloaded, deleted, loaded: the verdicts and one's own marks are there again."""
    page, desk = learner.page, learner.desk
    page.reload()
    desk.wait_for_notebook()
    desk.run_all()
    points = desk.exercise(ESSAY).locator(".hf-points").text_content()
    desk.exercise("a-choice")
    page.locator(".hf-header").scroll_into_view_if_needed()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my answers").click()
    assert download.value.suggested_filename == "gallery-answers.jsonl"
    file = Path(str(download.value.path()))
    assert file.read_bytes() == (learner.folder / "answers.jsonl").read_bytes()
    expect(page.locator(".hf-header")).to_contain_text("Your answers go out as")

    (learner.folder / "answers.jsonl").unlink()
    desk.restart_and_run_all()
    expect(desk.exercise(ESSAY).locator("textarea")).to_have_value("")
    page.locator(".hf-header").scroll_into_view_if_needed()
    load(page, file)
    expect(page.locator(".hf-header")).to_contain_text("2 exercises have their answers")
    assert (learner.folder / "answers.jsonl").read_bytes() == file.read_bytes()
    shown = desk.exercise(ESSAY)
    expect(shown.locator("textarea")).to_have_value("Whoever answers a complaint first listens.")
    expect(shown.locator(".hf-points")).to_have_text(points or "")
    expect(shown.locator(".hf-status")).to_contain_text("From your file")

    page.locator(".hf-header").scroll_into_view_if_needed()
    load(page, file)
    expect(page.locator(".hf-header")).to_contain_text("Nothing was changed")
    load(page, learner.folder / "gallery.ipynb")
    expect(page.locator(".hf-header [role=alert]")).to_contain_text("no file of answers")
    page.locator(".hf-header").screenshot(path=pictures / "carry-en.png")
    assert faults(page, ".hf-header") == []


def load(page: Page, file: Path) -> None:
    """Choose a file behind the button for it."""
    with page.expect_file_chooser() as chooser:
        page.locator("[data-carry=load]").click()
    chooser.value.set_files(file)


@pytest.fixture(scope="module")
def own_page(browser: Browser, server: Server) -> Iterator[Desk]:
    """The page of somebody who has finished the logbook, in Chinese."""
    shelf = server.course / "alone"
    alone(shelf, LOGBOOK)
    case = json.loads((shelf / LOGBOOK / "case.json").read_bytes())
    lines = []
    for each in case["exercises"]:
        statements = [
            one["id"] for part in each.get("dimensions", ()) for one in part["statements"]
        ]
        answer = dict.fromkeys(statements, 2) or "我学会了先听。"
        about = {"lang": "zh", "at": "2026-11-26T09:00:00.000Z", "attempt": 1}
        lines.append(json.dumps({"v": 1, "exercise": each["id"], "answer": answer, **about}))
    (shelf / LOGBOOK / "answers.jsonl").write_text("\n".join(lines) + "\n")
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(server.lab("own-page", "alone/my-page.ipynb"))
    desk = Desk(page)
    desk.wait_for_notebook()
    desk.run_all()
    yield desk
    context.close()
    shutil.rmtree(shelf)


def test_a_page_and_a_certificate_of_ones_own(own_page: Desk, pictures: Path) -> None:
    """Progress with a link that opens the workbook, and one sheet that says what it is."""
    page = own_page.page
    expect(page.locator(".hf-page:visible")).to_contain_text("3 / 3")
    expect(page.locator(".hf-own-page").first).to_contain_text("我的页面")
    form = page.locator(".hf-own-page").last
    form.scroll_into_view_if_needed()
    form.get_by_role("textbox").fill("李雷")
    form.get_by_role("button", name="生成证明").click()
    expect(form).to_contain_text("证明做好了")
    assert faults(page, ".hf-page") == []
    assert faults(page, ".hf-own-page:has(form)") == []
    with page.context.expect_page() as opened:
        form.get_by_role("link", name="打开来打印").click()
    sheet = opened.value
    expect(sheet.locator("main")).to_contain_text("李雷")
    expect(sheet.locator(".honest")).to_contain_text("没有人核查")
    expect(sheet.locator(".honest")).to_contain_text("Nobody has checked")
    sheet.emulate_media(media="print")
    assert sheet.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
    sheet.screenshot(path=pictures / "certificate.png", full_page=True)
    sheet.close()
    page.locator(".hf-page a:visible").first.click()
    # not by its title alone: a hidden field of JupyterLab's has the same one
    page.get_by_role("tab", name=f"{LOGBOOK}.ipynb").wait_for()


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of somebody in the middle of a workbook, some points given by themselves."""
    visits = visits_on(alone(tmp_path_factory.mktemp("panel") / "alone", LOGBOOK, "ms-zhang"))
    marks = {"first-reading": Mark(1.25, 2, 0), "who-is-right": Mark(5.5, 6, 5.5)}
    return page_panel([visits[0], replace(visits[1], done=18, marks=marks)])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_on_a_telephone_every_column_is_seen(browser: Browser, panel: str, lang: str) -> None:
    """As narrow as an output is at 360 pixels: points, day and bar stand within the page."""
    context = browser.new_context(viewport={"width": 300, "height": 900})
    page = context.new_page()
    look = f"<style>{read_asset('style.css')}</style>"
    page.set_content(f'{look}<div class="jp-Notebook" data-hearfirst-lang="{lang}">{panel}</div>')
    assert page.evaluate("document.documentElement.scrollWidth") == 300
    cells = page.locator(".hf-journey tbody :is(th, td):visible")
    assert cells.count() == 8
    for box in [each.bounding_box() for each in cells.all()]:
        assert box is not None
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 300
    told = {"en": "6.75 of 8; 5.5 given by yourself", "zh": "6.75 / 8分，其中自己打的5.5分"}[lang]
    expect(cells.last).to_have_text(told)
    context.close()
