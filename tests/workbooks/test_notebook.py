"""A workbook in a folder of its own, without a browser: what is given, kept, shown and told."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import workbooks.notebook
from workbooks import Workbook, open_workbook
from workbooks.answers import ANSWER_MIME, LOG_FILE, AnswerLog
from workbooks.errors import CaseNotFound, Unanswered, UnknownExercise, UnreadableAnswer
from workbooks.head import LANGUAGE_EXPECTED
from workbooks.widget import ExerciseWidget
from workbooks.words import say

RELEASE = Path(__file__).resolve().parents[2] / "release" / "ms-zhang"
ANSWERED = RELEASE.parents[1] / "tests/submissions/ms-zhang/full-marks/answers.jsonl"
GOOD = pd.read_csv(RELEASE / "data" / "industries.csv")[["industry", "left_percent"]]


class Page:
    """Stands for the front end: keeps what was displayed."""

    def __init__(self) -> None:
        self.shown: list[Any] = []

    def display(self, value: Any, **options: Any) -> Any:
        """What IPython's `display` does, seen from the notebook."""
        self.shown.append(value)
        page = self

        class Handle:
            def update(self, value: Any) -> None:
                """Show something in the same place."""
                page.shown.append(value)

        return Handle() if options.get("display_id") else None

    @property
    def html(self) -> str:
        """The last thing shown, as HTML."""
        last = self.shown[-1]
        return str(last["text/html"] if isinstance(last, dict) else last.data)


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Page:
    made = Page()
    monkeypatch.setattr(workbooks.notebook, "display", made.display)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RELEASE, tmp_path / "ms-zhang"))


def on_disk(folder: Path) -> dict[str, Any]:
    return {name: each.answer for name, each in AnswerLog(folder).read().latest.items()}


def lines(folder: Path) -> list[bytes]:
    path = folder / LOG_FILE
    return path.read_bytes().splitlines() if path.exists() else []


def show(workbook: Workbook, page: Page, name: str) -> ExerciseWidget:
    workbook.show(name)
    return next(each for each in reversed(page.shown) if isinstance(each, ExerciseWidget))


def header(page: Page) -> Any:
    return page.shown[0]


def test_answer_is_on_disk_before_it_is_called_saved(folder: Path, page: Page) -> None:
    """When the page is told `saved`, the answer can already be read from the disk."""
    widget = show(Workbook(folder), page, "first-reading")
    seen: list[tuple[str, Any]] = []
    widget.observe(
        lambda change: seen.append((change["new"]["state"], on_disk(folder))), names="status"
    )
    widget.given = {"seq": 1, "answer": "plug"}
    widget.given = {"seq": 2, "answer": "unheard"}
    assert [state for state, _ in seen] == ["failed", "saved"]
    assert seen[1][1] == {"first-reading": "unheard"}
    assert widget.status["seq"] == 2
    assert widget.status["answer"] == "unheard"


@pytest.mark.parametrize("answer", ["plug", ["unheard"], 1, {}, "", True])
def test_wrong_shape_is_not_kept(folder: Path, page: Page, answer: object) -> None:
    """What is no answer to the exercise fails, and neither the log nor the old answer changes."""
    widget = show(Workbook(folder), page, "first-reading")
    widget.given = {"seq": 1, "answer": "unheard"}
    before = lines(folder)
    widget.given = {"seq": 2, "answer": answer}
    assert (widget.status["state"], widget.status["reason"]) == ("failed", "unreadable")
    assert widget.status["seq"] == 2
    assert lines(folder) == before


def test_null_takes_an_answer_back(folder: Path, page: Page) -> None:
    """An answer taken back no longer counts, now or when the workbook is opened again."""
    workbook = open_workbook(folder)
    widget = show(workbook, page, "day-one-reply")
    widget.given = {"seq": 1, "answer": "Dear Ms Zhang"}
    assert header(page).progress["done"] == 1
    widget.given = {"seq": 2, "answer": None}
    assert widget.status["state"] == "saved"
    assert header(page).progress["done"] == 0
    assert on_disk(folder) == {"day-one-reply": None}
    assert show(Workbook(folder), page, "day-one-reply").status == {}


def test_a_reply_is_coached_once_it_is_saved(folder: Path, page: Page) -> None:
    """What is told reaches the page as data; the exercise there holds nothing to look up."""
    widget = show(Workbook(folder), page, "day-one-reply")
    assert widget.exercise["coached"]
    assert "situation" not in widget.exercise
    widget.given = {"seq": 1, "answer": "You should have read the manual, madam. \ud83d"}
    (told,) = widget.coaching
    assert (told["text"][-1], told["hint"]) == ("?", "blames")
    json.dumps(widget.coaching, ensure_ascii=False).encode()
    widget.given = {"seq": 2, "answer": None}
    assert widget.coaching == []


def test_coaching_can_be_switched_off(folder: Path, page: Page) -> None:
    """With `coach: false` a reply is kept and not read."""
    case = folder / "case.json"
    text = case.read_text("utf-8")
    case.write_text(text.replace('"situation": {', '"coach": false, "situation": {'), "utf-8")
    widget = show(Workbook(folder), page, "day-one-reply")
    widget.given = {"seq": 1, "answer": "You should have read the manual, madam."}
    assert widget.status["state"] == "saved"
    assert (widget.exercise["coached"], widget.coaching) == (False, [])


def test_static_copy_follows(folder: Path, page: Page) -> None:
    """The static copy beside the widget shows the new answer in both languages, escaped."""
    widget = show(Workbook(folder), page, "day-one-reply")
    assert "No answer yet." in page.html
    widget.given = {"seq": 1, "answer": "<script>x</script>"}
    assert page.html.count("&lt;script&gt;") == 2
    assert "<script" not in page.html


def test_half_a_surrogate_pair_does_not_reach_the_page(folder: Path, page: Page) -> None:
    """Half an emoji, which no message can carry, comes back as what the disk holds."""
    widget = show(Workbook(folder), page, "day-one-reply")
    widget.given = {"seq": 1, "answer": "ok \ud83d"}
    assert widget.status["answer"] == "ok ?"
    json.dumps(widget.status, ensure_ascii=False).encode()
    page.html.encode()


def test_answers_are_restored(folder: Path, page: Page) -> None:
    """A workbook opened again shows the answers on disk as saved, with their time."""
    show(Workbook(folder), page, "what-holds").given = {"seq": 7, "answer": ["late"]}
    again = Workbook(folder)
    status = show(again, page, "what-holds").status
    assert (status["state"], status["seq"], status["answer"]) == ("saved", 0, ["late"])
    assert status["at"] == AnswerLog(folder).read().latest["what-holds"].at
    assert show(again, page, "first-reading").status == {}
    assert "1 of 19" in repr(again)


def test_language_is_remembered_and_loses_nothing(folder: Path, page: Page) -> None:
    """Switching the language reaches every exercise shown, keeps answers, and outlives the page."""
    workbook = open_workbook(folder)
    widget = show(workbook, page, "first-reading")
    widget.given = {"seq": 1, "answer": "unheard"}
    header(page).lang = "zh"
    header(page).chosen = True
    assert widget.lang == "zh"
    assert widget.status["answer"] == "unheard"
    widget.given = {"seq": 2, "answer": "service"}
    assert AnswerLog(folder).read().latest["first-reading"].lang == "zh"
    again = Workbook(folder)
    assert again.lang == "zh"
    assert show(again, page, "first-reading").status["answer"] == "service"
    assert Workbook(folder, lang="en").lang == "en"


def test_unchosen_language_leaves_no_note(folder: Path, page: Page) -> None:
    """A language that the page only guessed is not written down; a chosen one is, once."""
    open_workbook(folder)
    header(page).lang = "zh"
    assert lines(folder) == []
    header(page).chosen = True
    assert on_disk(folder) == {"@language": "zh"}
    header(page).lang = "en"
    header(page).lang = "zh"
    assert len(lines(folder)) == 3


def test_the_expected_language_is_spoken_from_the_start(
    folder: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site's front page knows the language; nothing else guesses, and a reader's choice wins."""
    monkeypatch.setenv(LANGUAGE_EXPECTED, "zh")
    workbook = open_workbook(folder)
    assert (header(page).lang, header(page).chosen) == ("zh", True)
    assert show(workbook, page, "first-reading").lang == "zh"
    assert lines(folder) == []
    header(page).lang = "en"
    assert Workbook(folder).lang == "en"
    assert Workbook(folder, lang="zh").lang == "zh"


@pytest.mark.usefixtures("page")
def test_show_refuses(folder: Path) -> None:
    """An exercise that is unknown, or is answered with code, cannot be shown."""
    with pytest.raises(UnknownExercise, match="first-reading"):
        Workbook(folder).show("nothing")
    with pytest.raises(UnreadableAnswer, match=r'wb\.submit\("rank-industries"'):
        Workbook(folder).show("rank-industries")


def test_submit_a_good_table(folder: Path, page: Page) -> None:
    """A table leaves the cell as data and as HTML in both languages, and is kept in the log."""
    workbook = Workbook(folder)
    workbook.submit("rank-industries", GOOD)
    bundle = page.shown[-1]
    data = bundle[ANSWER_MIME]
    assert data["exercise"] == "rank-industries"
    assert data["answer"]["columns"] == ["industry", "left_percent"]
    assert len(data["answer"]["rows"]) == 5
    assert json.loads(json.dumps(data)) == data
    for text in ("Handed in and saved.", 'lang="zh-Hans"', say("submit.form", "zh")):
        assert text in bundle["text/html"]
    assert "asked for" not in bundle["text/html"]
    assert on_disk(folder) == {"rank-industries": data["answer"]}


def test_submit_tells_of_form(folder: Path, page: Page) -> None:
    """Missing rows and columns are told, and the table is handed in all the same."""
    Workbook(folder).submit("rank-industries", GOOD.head(3).rename(columns={"industry": "Sector"}))
    assert "Rows in your table: 3. Rows asked for: 5." in page.html
    assert "no column industry" in page.html
    assert "no column left_percent" not in page.html
    assert "rank-industries" in on_disk(folder)


@pytest.mark.parametrize(
    ("value", "says"),
    [(..., "Nothing to hand in yet"), (5, "of type int"), (None, "of type NoneType")],
)
def test_submit_what_is_no_table(folder: Path, page: Page, value: object, says: str) -> None:
    """Dots or a value that is no table are refused in the cell's output, and nothing is kept."""
    Workbook(folder).submit("rank-industries", value)
    assert says in page.html
    assert ("hf-status-failed" in page.html) == (value is not ...)  # dots are no mistake
    assert 'lang="zh-Hans"' in page.html
    assert lines(folder) == []


def test_submit_for_an_exercise_in_the_page(folder: Path, page: Page) -> None:
    """An exercise that is answered in the page takes no value from code."""
    Workbook(folder).submit("first-reading", GOOD)
    assert "answered in the page" in page.html
    assert lines(folder) == []


def test_submit_on_a_folder_that_takes_nothing(folder: Path, page: Page) -> None:
    """A table that cannot be logged still leaves the cell, and the reader is told."""
    (folder / LOG_FILE).mkdir()
    Workbook(folder).submit("rank-industries", GOOD)
    assert ANSWER_MIME in page.shown[-1]
    assert "NOT SAVED" in page.html
    assert "Handed in and saved" not in page.html


def test_check_lists_what_is_open(folder: Path, page: Page) -> None:
    """`check` names the exercises without an answer, and no others."""
    workbook = Workbook(folder)
    show(workbook, page, "first-reading").given = {"seq": 1, "answer": "unheard"}
    workbook.check()
    assert "Still without an answer: 18 of 19" in page.html
    assert "First reading" not in page.html
    assert "Who is right?" in page.html
    assert "谁有理？" in page.html


def test_check_when_all_is_answered(folder: Path, page: Page) -> None:
    """With every exercise answered `check` says how to hand in."""
    shutil.copy(ANSWERED, folder / LOG_FILE)
    AnswerLog(folder).append("rank-industries", {"columns": ["a"], "rows": []}, lang="en")
    Workbook(folder).check()
    assert "All 19 exercises are answered." in page.html
    assert "Submit" in page.html


@pytest.mark.usefixtures("page")
def test_check_under_validate(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`nbgrader validate` learns what is open by an exception that reads like a message."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    with pytest.raises(Unanswered, match=r"19 of 19") as caught:
        Workbook(folder).check()
    assert "First reading · 初读判断" in str(caught.value)
    assert len(caught.value._render_traceback_()) == 1


@pytest.mark.parametrize("reason", ["not-a-file", "full", "read-only"])
def test_failure_is_told_with_its_reason(
    folder: Path, page: Page, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    """When the disk refuses, the status says `failed`, why, and what is still on disk."""
    widget = show(Workbook(folder), page, "first-reading")
    widget.given = {"seq": 1, "answer": "unheard"}
    if reason == "not-a-file":
        (folder / LOG_FILE).rename(folder / "kept")
        (folder / LOG_FILE).symlink_to(folder / "kept")
    else:
        number = {"full": 28, "read-only": 30}[reason]

        def refuse(*_: object) -> int:
            raise OSError(number, "refused")

        monkeypatch.setattr(os, "write", refuse)
    widget.given = {"seq": 2, "answer": "service"}
    status = widget.status
    assert (status["state"], status["seq"], status["reason"]) == ("failed", 2, reason)
    assert status["answer"] == "unheard"


def test_notices(folder: Path, page: Page) -> None:
    """A torn line, foreign lines and a log that is no file are told in the head."""
    open_workbook(folder)
    assert header(page).notices == []
    AnswerLog(folder).append("first-reading", "unheard", lang="en")
    with (folder / LOG_FILE).open("ab") as file:
        file.write(b"rubbish\nmore rubbish\n{torn")
    page.shown.clear()
    open_workbook(folder)
    assert header(page).notices == [
        {"name": "header.torn"},
        {"name": "header.skipped", "count": 2},
    ]
    assert (header(page).progress["done"], header(page).progress["all"]) == (1, 19)
    (folder / LOG_FILE).unlink()
    (folder / LOG_FILE).mkdir()
    page.shown.clear()
    open_workbook(folder)
    assert header(page).notices == [{"name": "header.refused"}]


def test_answers_of_the_wrong_shape_are_not_shown(folder: Path, page: Page) -> None:
    """A line whose answer does not fit its exercise counts as no answer."""
    log = AnswerLog(folder)
    log.append("first-reading", ["unheard"], lang="en")
    log.append("no-such-exercise", 1, lang="en")
    log.append("@language", {"zh": 1}, lang="en")
    workbook = Workbook(folder)
    assert workbook.lang == "en"
    assert "0 of 19" in repr(workbook)
    assert show(workbook, page, "first-reading").status == {}


def test_no_case_here(tmp_path: Path, page: Page) -> None:
    """Opened in the wrong folder, a workbook says so and shows nothing."""
    with pytest.raises(CaseNotFound):
        open_workbook(tmp_path)
    assert page.shown == []


def test_no_key_reaches_the_page(folder: Path, page: Page) -> None:
    """What a widget sends to the page is the case's own text, and no rubric or source."""
    workbook = Workbook(folder)
    for exercise in workbook.case.exercises:
        if exercise.from_code:
            continue
        sent = show(workbook, page, exercise.id).exercise
        assert not {"rubric", "sources", "key", "right", "credit"} & set(sent)
        assert sent["by_hand"] == (exercise.kind in ("reply", "essay"))
    assert str(folder) not in show(workbook, page, "first-reading").place
