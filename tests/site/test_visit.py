"""What a learner meets: the page in front, a whole workbook in each language, answers that stay."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.chromium import ELSEWHERE
from tests.conftest import REPOSITORY
from tests.course.wholes import WHOLES
from tests.site.answering import answer, code_cell, regardless, write_code
from tests.site.conftest import Visit, visiting
from workbooks.case import load_case
from workbooks.text import HTML_LANG

SLUG = "ms-zhang"
STARTED = {"en": "Starting Python", "zh": "正在启动Python"}
TITLE = {"en": "Ms Zhang’s complaint", "zh": "张女士的投诉"}
HOME = {"en": "All workbooks", "zh": "全部练习册"}
MINE = {"en": "My page", "zh": "我的页面"}
MENU = {"en": "Kernel", "zh": "内核"}
LOCALE = {"en": "en-GB", "zh": "zh-CN"}
ERRORS = """() => {
  const cells = [...jupyterapp.shell.currentWidget.content.model.cells];
  return cells.flatMap((cell) => cell.type === "code" ? cell.toJSON().outputs : [])
    .filter((each) => each.output_type === "error" || each.name === "stderr")
    .map((each) => each.evalue ?? each.text);
}"""
UNRUN = """() => [...jupyterapp.shell.currentWidget.content.model.cells]
  .filter((cell) => cell.type === "code")
  .filter((cell) => cell.executionCount === null || cell.executionState === "running")"""
WRITE = """([id, code]) => {
  const cells = [...jupyterapp.shell.currentWidget.content.model.cells];
  cells.find((cell) => cell.id === id).sharedModel.setSource(code);
}"""
RESTART = """async () => {
  await jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart();
  await jupyterapp.commands.execute("notebook:clear-all-cell-outputs");
}"""
RUN_ALL = "() => jupyterapp.commands.execute('notebook:run-all-cells')"
SLOW_MISTAKE = "import time\n\ntime.sleep(4)\nranked = no_such_thing\n"
"""Fails when there has been time to put the caret into it."""


def _open_front(visit: Visit, lang: str) -> Page:
    page = visit.context.new_page()
    page.goto(visit.address)
    expect(page.locator("html")).to_have_attribute("data-lang", lang)
    return page


def _start(page: Page, lang: str, *, mistakes: int = 0) -> None:
    """Click on “start”, read the story meanwhile, until the workbook is there."""
    with page.expect_worker():  # Python's
        page.locator(f'[data-slug="{SLUG}"] a').click()
    assert page.evaluate("() => !window.jupyterapp"), "Python waits for JupyterLab"
    sheet = page.locator("#hf-waiting")
    expect(sheet.locator(".hf-waiting-story")).to_contain_text(TITLE[lang])
    expect(sheet.get_by_role("status")).to_contain_text(STARTED[lang])
    exercise = page.locator(".hf-exercise").first
    exercise.wait_for()  # Python may be busy for long still, but this is to be read now
    assert exercise.get_attribute("lang") == HTML_LANG["zh" if lang == "zh" else "en"]
    _arrive(page, mistakes=mistakes)
    expect(page.locator(".lm-MenuBar-itemLabel", has_text=MENU[lang])).to_be_visible()


def _arrive(page: Page, *, mistakes: int = 0) -> None:
    """Until the workbook is there and every cell has run; so many of them have failed."""
    page.locator("#hf-waiting").wait_for(state="detached")
    page.locator(".hf-exercise").first.wait_for()
    # not by JupyterLite's sign that it is idle: after a mistake that stays at busy for good
    page.wait_for_function(f"({UNRUN})().length === 0")
    assert len(said := page.evaluate(ERRORS)) == mistakes, said


def _until_answered(page: Page, count: int) -> None:
    page.wait_for_function(
        "([slug, count]) => JSON.parse(localStorage.getItem(`hearfirst.progress.${slug}`))"
        "?.answered === count",
        arg=[SLUG, count],
    )


def _load(page: Page, file: Path) -> None:
    page.locator(".hf-header").scroll_into_view_if_needed()
    with page.expect_file_chooser() as chooser:
        page.locator("[data-carry=load]").click()
    chooser.value.set_files(file)


def _download(page: Page, to: Path) -> Path:
    page.locator(".hf-header").scroll_into_view_if_needed()
    with page.expect_download() as download:
        page.locator("[data-carry=download]").click()
    download.value.save_as(to)
    return to


def _answers(file: Path) -> dict[str, Any]:
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return {each["exercise"]: each["answer"] for each in lines if each["exercise"][0] != "@"}


def _work_through(page: Page, lang: str, tmp_path: Path) -> int:
    """Answer every exercise by click and key, as somebody did who wrote in that language.

    Returns how many there are: nothing is loaded from a file.
    """
    student = {"en": "middling", "zh": "strong"}[lang]
    whole = next(each for each in WHOLES if (each.slug, each.student) == (SLUG, student))
    given = _answers(whole.folder / "answers.jsonl")
    case = load_case(REPOSITORY / "release" / SLUG)
    for each in case.exercises:
        if each.from_code:
            write_code(page, each.id, whole.code(each.id) or "")
        else:
            answer(page, each.kind, each.id, given[each.id])
    _until_answered(page, len(case.exercises))
    assert page.evaluate(ERRORS) == []
    kept = _answers(_download(page, tmp_path / f"{student}.jsonl"))
    for name in given:
        kind = case.exercise(name).kind
        assert regardless(kind, kept[name]) == regardless(kind, given[name]), name
    return len(case.exercises)


def _go_back(page: Page, lang: str) -> None:
    """By the link over the notebook to the page in front, asked nothing on the way."""
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    page.locator("#hf-way").get_by_role("link", name=HOME[lang]).click()
    expect(page.locator("html")).to_have_attribute("data-lang", lang)
    assert asked == []


def test_a_whole_workbook_in_english(site: Path, browser: Browser, tmp_path: Path) -> None:
    """Cold to the end; reloaded, carried out, and brought back on a device that knew nothing."""
    with visiting(browser, site, locale=LOCALE["en"]) as visit:
        page = _open_front(visit, "en")
        _start(page, "en")
        count = _work_through(page, "en", tmp_path)
        page.reload()
        _arrive(page)
        _until_answered(page, count)
        file = _download(page, tmp_path / "answers.jsonl")
        assert len(_answers(file)) == count
        assert (visit.strays, visit.failed) == ([], [])
    with visiting(browser, site, locale=LOCALE["en"]) as visit:
        page = _open_front(visit, "en")
        _start(page, "en")
        expect(page.locator(".hf-header")).to_contain_text("Answered 0 of")
        _load(page, file)
        _until_answered(page, count)
        again = _download(page, tmp_path / "again.jsonl")
        assert _answers(again) == _answers(file)
        page.locator(".hf-switch").get_by_text("中文").click()
        _go_back(page, "zh")
        assert (visit.strays, visit.failed) == ([], [])


def test_a_whole_workbook_in_chinese(site: Path, browser: Browser, tmp_path: Path) -> None:
    """Cold to the end and back to the page in front; at the next visit everything is there.

    A mistake in the learner's own code, saved with it, does not keep the later exercises away, and
    while these are put up, whoever mends the mistake keeps the caret.
    """
    with visiting(browser, site, locale=LOCALE["zh"]) as visit:
        page = _open_front(visit, "zh")
        _start(page, "zh")
        count = _work_through(page, "zh", tmp_path)
        page.evaluate(WRITE, ["rank-industries-code", SLOW_MISTAKE])
        _go_back(page, "zh")
        card = page.locator(f'[data-slug="{SLUG}"]')
        expect(card).to_contain_text(f"已答{count}题")
        page.close()
        page = _open_front(visit, "zh")
        card = page.locator(f'[data-slug="{SLUG}"]')
        card.get_by_role("link").click()
        page.locator("#hf-waiting").wait_for()
        page.locator("#hf-waiting").wait_for(state="detached")
        _write_meanwhile(page, "rank-industries")
        _arrive(page, mistakes=2)  # the code, and handing in what it should have made
        expect(page.locator(".hf-header")).to_contain_text(f"已回答 {count} /")
        assert (visit.strays, visit.failed) == ([], [])


def test_without_the_pages_worker_jupyterlite_makes_its_own(site: Path, browser: Browser) -> None:
    """Should Python not start beside JupyterLab, it starts after it, and nobody is kept waiting."""
    with visiting(browser, site, locale=LOCALE["en"]) as visit:
        visit.context.route("**/hearfirst/python.js", lambda route: route.abort())
        page = _open_front(visit, "en")
        page.locator(f'[data-slug="{SLUG}"] a').click()
        _arrive(page)
        (worker,) = page.workers
        assert "/pyodide-kernel-extension/" in worker.url


def _write_meanwhile(page: Page, name: str) -> None:
    """Type into a cell that is about to fail, until after the cells beneath it have been run."""
    code_cell(page, name).click()
    page.keyboard.press("Control+End")
    page.wait_for_function(f"({ERRORS})().length > 0")
    assert page.evaluate(UNRUN), "all cells had run already: nothing was put to the test"
    typed = "# 我在这里写"
    for sign in typed:
        page.keyboard.insert_text(sign)
        page.wait_for_timeout(150)  # a person's pace
    page.wait_for_function(f"({UNRUN})().length === 0")
    page.keyboard.insert_text("完")
    expect(page.locator("[data-here] .cm-content")).to_be_focused()
    expect(page.locator("[data-here] .cm-line").last).to_contain_text(f"{typed}完")


def test_where_nothing_is_kept(site: Path, browser: Browser, tmp_path: Path) -> None:
    """On plain http under another name a workbook opens all the same, and says what is lost.

    JupyterLite gets the worker in which Python started beside it; a restarted kernel has its own.
    """
    with visiting(browser, site, host=ELSEWHERE, locale=LOCALE["en"]) as visit:
        page = _open_front(visit, "en")
        _start(page, "en")
        expect(page.locator(".hf-banner")).to_contain_text("Your answers will be LOST")
        page.locator(".hf-exercise").first.locator("input").first.check()
        _until_answered(page, 1)
        assert len(_answers(_download(page, tmp_path / "answers.jsonl"))) == 1
        assert [each.url for each in page.workers] == [f"{visit.address}hearfirst/python.js"]
        with page.expect_worker() as anew:
            page.evaluate(RESTART)
        assert "/pyodide-kernel-extension/" in anew.value.url
        page.evaluate(RUN_ALL)
        page.wait_for_function(f"({UNRUN})().length === 0")
        assert page.evaluate(ERRORS) == []
        assert (visit.strays, visit.failed) == ([], [])


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_front_page_is_for_everybody(
    site: Path, browser: Browser, lang: str, scheme: str, pictures: Path
) -> None:
    """axe finds nothing, at a telephone's width nothing sticks out, and the cards are right."""
    size = {"width": 360, "height": 740}
    with visiting(browser, site, locale=LOCALE[lang], viewport=size, color_scheme=scheme) as visit:
        page = _open_front(visit, lang)
        found = Axe().run(page).response["violations"]
        assert [each["id"] for each in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
        slugs = page.locator("[data-slug]").evaluate_all("all => all.map((x) => x.dataset.slug)")
        assert len(slugs) == len(list((site / "files").glob("*/case.json")))
        expect(page.locator(".card .picture")).to_have_count(len(slugs))
        expect(page.locator(".story")).to_contain_text(TITLE[lang])
        assert (visit.strays, visit.failed) == ([], [])
        page.screenshot(path=pictures / f"site-{lang}-{scheme}.png", full_page=True)


def test_the_front_page_by_keyboard(site: Path, browser: Browser) -> None:
    """The language is switched and stays switched, and a start is reached, without a mouse."""
    with visiting(browser, site, locale="en-GB") as visit:
        page = _open_front(visit, "en")
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
        page.reload()
        expect(page.locator("h1")).to_have_text(re.compile("先听我说"), use_inner_text=True)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.locator(".card a").first).to_be_focused()


@pytest.mark.parametrize(("lang", "file"), [("en", "my-page.ipynb"), ("zh", "index.ipynb")])
def test_the_way_back(site: Path, browser: Browser, lang: str, file: str) -> None:
    """Over every notebook, on a telephone, too: named, first by keyboard, covering nothing."""
    size = {"width": 360, "height": 740}
    with visiting(browser, site, locale=LOCALE[lang], viewport=size) as visit:
        page = visit.context.new_page()
        page.goto(f"{visit.address}notebooks/index.html?path={file}")
        way = page.locator("#hf-way")
        before = way.bounding_box()
        page.locator("#main .jp-Notebook").wait_for()
        if page.locator("#hf-waiting").count():
            page.locator("#hf-waiting button").click()  # “show the notebook now”
        assert way.bounding_box() == before == {"x": 0, "y": 0, "width": 360, "height": 34}
        box = page.locator("#main").bounding_box()
        assert box == {"x": 0, "y": 34, "width": 360, "height": 740 - 34}
        names = [HOME[lang], *([] if file == "my-page.ipynb" else [MINE[lang]])]
        expect(way.get_by_role("link")).to_contain_text(names)
        home = way.get_by_role("link").first
        assert home.evaluate("link => link === document.querySelector('a, button, [tabindex]')")
        home.focus()
        expect(home).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#workbooks")).to_be_attached()
        assert (visit.strays, visit.failed) == ([], [])
