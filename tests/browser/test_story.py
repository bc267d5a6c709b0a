"""One workbook travels the whole way: a student, then an instructor, then the student again.

The tests are the chapters of one story, told in order on one server. Where a chapter fails, those
after it fail too.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from playwright.sync_api import Page, expect

from tests.browser.conftest import SLUG, Server
from tests.browser.desk import Desk, last_answers
from tests.conftest import succeed

REPLY = "Dear Ms Zhang,\nI am sorry about your mother’s three nights. 您好 😀"
ESSAY = (
    "Both: the firm did not listen, and she raised her price. <b>On day one</b> I would have rung."
)
CODE = 'ranked = industries.sort_values("left_percent", ascending=False)'


@pytest.fixture(scope="module")
def desk(page: Page) -> Desk:
    return Desk(page)


@pytest.fixture(scope="module")
def log(server: Server) -> Path:
    return server.course / "my-workbooks" / SLUG / "answers.jsonl"


def test_a_student_fetches_the_workbook(desk: Desk, server: Server, pictures: Path) -> None:
    """The Assignment List offers the released workbook, and fetching puts it in place."""
    desk.page.goto(server.lab("story"))
    desk.menu("Nbgrader", "Assignment List")
    released = desk.page.locator("#released_assignments_list")
    released.get_by_role("button", name="Fetch").click()
    fetched = desk.page.locator("#fetched_assignments_list")
    expect(fetched.get_by_role("button", name="Submit")).to_be_visible()
    assert (server.course / "my-workbooks" / SLUG / "case.json").is_file()
    desk.page.screenshot(path=pictures / "01-fetched.png")


def test_run_all_shows_every_exercise_and_no_error(
    desk: Desk, server: Server, pictures: Path
) -> None:
    """Running everything before anything is answered meets no error."""
    desk.page.goto(server.lab("story", f"my-workbooks/{SLUG}/{SLUG}.ipynb"))
    desk.wait_for_notebook()
    desk.page.screenshot(path=pictures / "02-before-running.png")
    desk.run_all()
    expect(desk.page.locator(".hf-progress")).to_contain_text("Answered 0 of 19")
    desk.page.screenshot(path=pictures / "03-opened.png")
    desk.exercise("who-is-right")
    assert desk.page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    assert desk.page.locator(".jp-RenderedText[data-mime-type*=error]").count() == 0


def test_choices_are_made_by_mouse(desk: Desk, log: Path, pictures: Path) -> None:
    """A click on an option is on disk when the page says “saved”."""
    for name, place in (("first-reading", 2), ("ten-past-three", 1), ("no-average", 3)):
        desk.exercise(name).locator("label").nth(place).click()
        desk.saved(name)
    for name in ("what-holds", "etiquette-broken"):
        for place in (1, 3):
            desk.exercise(name).locator("label").nth(place).click()
        desk.saved(name)
    answers = last_answers(log)
    assert len(answers["what-holds"]) == 2
    assert answers["first-reading"] == "unheard"
    desk.exercise("first-reading")
    desk.page.screenshot(path=pictures / "04-chosen.png")


def test_steps_are_moved_by_buttons_and_keys(desk: Desk, log: Path, pictures: Path) -> None:
    """The arrow buttons and the arrow keys move a step, and the focus goes with it."""
    steps = desk.exercise("first-call").locator(".hf-step")
    last = steps.last.get_attribute("data-option")
    steps.last.get_by_role("button", name="Move up").click()
    desk.saved("first-call")
    assert last_answers(log)["first-call"][-2] == last
    desk.page.keyboard.press("ArrowUp")
    expect(steps.nth(3)).to_have_attribute("data-option", str(last))
    expect(steps.nth(3)).to_be_focused()
    desk.saved("first-call")
    desk.page.screenshot(path=pictures / "05-ordered.png")


def test_texts_are_written(desk: Desk, log: Path, pictures: Path) -> None:
    """Text is saved when the writer pauses, with every character as typed."""
    for name, text in (("day-one-reply", REPLY), ("today-reply", REPLY), ("who-is-right", ESSAY)):
        desk.exercise(name).locator("textarea").fill(text)
        desk.saved(name)
    assert last_answers(log)["day-one-reply"] == REPLY
    desk.exercise("day-one-reply")
    desk.page.screenshot(path=pictures / "06-written.png")


def test_code_is_written_and_handed_in(desk: Desk, log: Path, pictures: Path) -> None:
    """The data task is solved in its cell; handing in keeps the table as data."""
    cell = desk.page.locator(".jp-CodeCell", has_text="industries = pd.read_csv")
    cell.scroll_into_view_if_needed()
    cell.locator(".cm-content").click()
    desk.page.keyboard.press("Control+End")
    desk.page.keyboard.type("\n" + CODE)
    desk.page.keyboard.press("Shift+Enter")
    desk.page.keyboard.press("Shift+Enter")
    handed_in = desk.page.locator(".jp-OutputArea .hf-told", has_text="Handed in and saved")
    expect(handed_in).to_be_visible()
    handed_in.scroll_into_view_if_needed()
    desk.page.screenshot(path=pictures / "07-handed-in.png")
    assert last_answers(log)["rank-industries"]["rows"][0][-1] == 60


def test_ctrl_s_saves_from_inside_an_exercise(desk: Desk) -> None:
    """In an exercise Ctrl+S saves the notebook, and plain letters do nothing to its cells."""
    cells = desk.page.locator(".jp-Notebook .jp-Cell").count()
    choice = desk.exercise("first-reading").locator("input:checked")
    choice.focus()
    desk.page.keyboard.press("d")
    desk.page.keyboard.press("d")
    desk.page.keyboard.press("a")
    assert desk.page.locator(".jp-Notebook .jp-Cell").count() == cells
    desk.save()


def test_a_reload_keeps_everything(desk: Desk, pictures: Path) -> None:
    """After a reload of the page the answers are there without running anything.

    But JupyterLab may find none of the widgets that its kernel has (in 5 of 43 reloads beside four
    processes that kept a machine busy; why is not known): then the page says what to do, and doing
    it brings the answers.
    """
    desk.page.reload()
    desk.wait_for_notebook()
    lost = desk.page.get_by_text("Error displaying widget: model not found")
    expect(desk.page.locator(".hf-header").or_(lost).first).to_be_attached()
    if lost.count():
        advice = "This workbook is not running. Choose Run ▸ Run All Cells"
        expect(desk.page.get_by_text(advice).first).to_be_visible()
        desk.run_all()
    expect(desk.page.locator(".hf-progress")).to_contain_text("Answered 10 of 19")
    expect(desk.exercise("day-one-reply").locator("textarea")).to_have_value(REPLY)
    desk.page.screenshot(path=pictures / "08-reloaded.png")


def test_a_restarted_kernel_finds_the_answers(desk: Desk) -> None:
    """After the kernel is restarted and all cells are run, the answers are there again."""
    desk.restart_and_run_all()
    expect(desk.page.locator(".hf-progress")).to_contain_text("Answered 10 of 19")
    expect(desk.exercise("first-reading").locator("input:checked")).to_have_value("unheard")


def test_switching_language_keeps_answers(desk: Desk, log: Path, pictures: Path) -> None:
    """In Chinese texts, narrative and status change, the answers do not; it is remembered."""
    before = last_answers(log)
    desk.page.locator(".hf-header").scroll_into_view_if_needed()
    desk.page.get_by_role("button", name="中文").click()
    reading = desk.exercise("first-reading")
    expect(reading.locator(".hf-status-saved")).to_contain_text("已保存")
    expect(reading.locator("input:checked")).to_have_value("unheard")
    narrative = desk.page.locator(".jp-MarkdownCell h2")
    expect(narrative.filter(has_text="展现 ·")).to_be_visible()
    expect(narrative.filter(has_text="Present ·")).to_be_hidden()
    desk.page.screenshot(path=pictures / "09-chinese.png")
    after = last_answers(log)
    assert after.pop("@language") == "zh"
    assert {name: after[name] for name in before} == before


def test_the_student_submits(desk: Desk, server: Server, pictures: Path) -> None:
    """Submitting from the Assignment List puts notebook and answers into the exchange."""
    desk.exercise("first-reading").locator("input:checked").focus()
    desk.save()
    desk.menu("Nbgrader", "Assignment List")
    desk.page.locator("#fetched_assignments_list").get_by_role("button", name="Submit").click()
    submitted = desk.page.locator("#submitted_assignments_list")
    expect(submitted.locator(".list_item").first).to_be_visible()
    inbound = list((server.course / "exchange" / "hearfirst" / "inbound").iterdir())
    assert [path.joinpath("answers.jsonl").is_file() for path in inbound] == [True]
    desk.page.screenshot(path=pictures / "10-submitted.png")


@pytest.fixture(scope="module")
def teacher(page: Page, server: Server) -> Iterator[Page]:
    """The instructor's own tab."""
    tab = page.context.new_page()
    tab.goto(server.url("/formgrader/manage_assignments"))
    yield tab
    tab.close()


def close_dialog(tab: Page, title: str) -> None:
    """Read a dialog of formgrader's to its end."""
    dialog = tab.locator(".modal-dialog", has_text=title)
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="OK").click()
    expect(tab.locator(".modal-backdrop")).to_have_count(0)


def test_the_instructor_collects_and_autogrades(
    teacher: Page, server: Server, pictures: Path
) -> None:
    """Formgrader's own buttons collect the submission and grade it outside any kernel of ours."""
    teacher.locator("td.collect a").click()
    close_dialog(teacher, "Success")
    teacher.locator("td.num-submissions a").click()
    teacher.locator("td.autograde a").click()
    close_dialog(teacher, "Success")
    expect(teacher.locator("td.status")).to_contain_text("needs manual grading")
    teacher.screenshot(path=pictures / "11-autograded.png")
    with Gradebook(f"sqlite:///{server.course / 'gradebook.db'}") as gradebook:
        (submission,) = gradebook.assignment_submissions(SLUG)
        grades = {grade.name: grade for grade in submission.notebooks[0].grades}
    assert grades["rank-industries"].auto_score == 4
    assert grades["who-is-right"].needs_manual_grade


def test_the_instructor_marks_by_hand(teacher: Page, server: Server, pictures: Path) -> None:
    """The grading page shows the answer beside the rubric; a mark and a comment are kept."""
    teacher.goto(server.url(f"/formgrader/gradebook/{SLUG}/{SLUG}"))
    teacher.locator("td.name a, td a").first.click()
    expect(teacher.locator("body")).to_contain_text("Both: the firm did not listen")
    reply = teacher.locator("input.score#day-one-reply")
    expect(reply).to_have_attribute("placeholder", "1")
    expect(reply).to_have_class(re.compile("needs_manual_grade"))
    proposal = teacher.get_by_text("Proposed automatically: 1 of 5 points. A person decides.")
    proposal.scroll_into_view_if_needed()
    expect(
        teacher.locator(".hf-reason-doubt", has_text="Up to 2, left to a person:")
    ).to_be_visible()
    teacher.screenshot(path=pictures / "12-proposed.png")
    essay = teacher.locator("input.score#who-is-right")
    essay.scroll_into_view_if_needed()
    teacher.screenshot(path=pictures / "12-marking.png")
    for name, mark in (("who-is-right", "5"), ("day-one-reply", "4"), ("today-reply", "3")):
        box = teacher.locator(f"input.score#{name}")
        with teacher.expect_response(lambda response: "/api/grade/" in response.url):
            box.fill(mark)
            box.press("Tab")
    comment = teacher.locator("textarea#who-is-right-comment")
    with teacher.expect_response(lambda response: "/api/comment/" in response.url):
        comment.fill("Well argued; quote Exhibit C. 论证清楚。")
        comment.press("Tab")
    teacher.screenshot(path=pictures / "13-marked.png")


def test_feedback_is_generated_and_released(teacher: Page, server: Server) -> None:
    """Formgrader generates and releases the feedback."""
    teacher.goto(server.url("/formgrader/manage_assignments"))
    teacher.locator("td.generate-feedback a").click()
    close_dialog(teacher, "Success")
    teacher.locator("td.release-feedback a").click()
    close_dialog(teacher, "Success")


def test_the_student_reads_the_feedback(
    desk: Desk, teacher: Page, server: Server, pictures: Path
) -> None:
    """The fetched feedback holds the student's own answers, points, reasons and the comment."""
    desk.page.reload()
    desk.menu("Nbgrader", "Assignment List")
    submitted = desk.page.locator("#submitted_assignments_list")
    submitted.get_by_role("button", name="Fetch Feedback").first.click()
    expect(submitted.get_by_text("View Feedback").first).to_be_visible()
    (fetched,) = (server.course / "my-workbooks" / SLUG / "feedback").rglob("*.html")
    teacher.goto(server.url(f"/files/{fetched.relative_to(server.course)}"))
    expect(teacher.get_by_role("heading", name="反馈：张女士的投诉")).to_be_visible()
    body = teacher.locator("body")
    for text in (REPLY.splitlines()[1], "论证清楚", "自动评分"):
        expect(body).to_contain_text(text)
    teacher.screenshot(path=pictures / "14-feedback.png", full_page=True)
    teacher.get_by_text("English", exact=True).click()
    expect(teacher.get_by_role("heading", name="Feedback: Ms Zhang’s complaint")).to_be_visible()
    expect(teacher.get_by_text("自动评分").first).to_be_hidden()
    teacher.screenshot(path=pictures / "15-feedback-english.png", full_page=True)


def test_grades_are_exported(server: Server) -> None:
    """The exported grades hold the sum of the machine's points and the person's."""
    succeed("nbgrader", "export", at=server.course)
    with (server.course / "grades.csv").open(encoding="utf-8") as file:
        (row,) = (each for each in csv.DictReader(file) if each["assignment"] == SLUG)
    with Gradebook(f"sqlite:///{server.course / 'gradebook.db'}") as gradebook:
        (submission,) = gradebook.assignment_submissions(SLUG)
        machine = sum(
            grade.auto_score or 0
            for grade in submission.notebooks[0].grades
            if not grade.manual_score
        )
    assert float(row["score"]) == machine + 5 + 4 + 3
    assert float(row["max_score"]) == 68
