"""Answers carried about: a file out, a file in, and nothing lost on the way, however often."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workbooks.test_notebook import ANSWERED, RELEASE, Page, page, show
from workbooks import Workbook, open_workbook
from workbooks.answers import LOG_FILE, AnswerLog, Line, answer_lines
from workbooks.carrying import MOST_BYTES, _refusal, merged, take_in
from workbooks.case import load_case
from workbooks.words import wording

__all__ = ["page"]
STAGE = RELEASE.parent / "stage-sense"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RELEASE, tmp_path / "ms-zhang"))


def line(exercise: str, answer: Any, minute: int, **more: Any) -> bytes:
    at = f"2026-11-26T09:{minute:02}:00.000Z"
    entry = {"v": 1, "exercise": exercise, "answer": answer, "lang": "en", "at": at, **more}
    return json.dumps(entry, ensure_ascii=False).encode() + b"\n"


def log_of(folder: Path, *lines: bytes) -> AnswerLog:
    (folder / LOG_FILE).write_bytes(b"".join(lines))
    return AnswerLog(folder)


def told(folder: Path, data: bytes) -> str:
    """The name of what is said first of a file that is taken in."""
    return str(take_in(AnswerLog(folder), load_case(folder), data).told[0]["name"])


def latest(folder: Path) -> dict[str, Any]:
    return {name: each.answer for name, each in AnswerLog(folder).read().latest.items()}


class Front:
    """Stands for the page: what the head sends, and what it is asked."""

    def __init__(self, workbook: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
        self.head = workbook._head.widget
        self.heard: list[Any] = []
        monkeypatch.setattr(self.head, "send", self.heard.append)

    def ask(self, **message: Any) -> Any:
        self.head._handle_custom_msg(message, [])
        return self.heard.pop()


# out, away, and in again


def test_the_round_trip(folder: Path, page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """Downloaded, deleted, opened afresh and loaded, all answers are there, to the byte."""
    shutil.copy(ANSWERED, folder / LOG_FILE)
    before = (folder / LOG_FILE).read_bytes()
    text = Front(open_workbook(folder), monkeypatch).ask(want="answers")["answers"]
    (folder / LOG_FILE).unlink()
    workbook = open_workbook(folder)
    done = 18  # the ranking was computed, and stands in the notebook
    assert workbook._head.widget.progress["done"] == 0
    widget = show(workbook, page, "first-reading")
    front = Front(workbook, monkeypatch)
    loaded = front.ask(want="load", text=text)["loaded"]
    assert (loaded["done"], loaded["again"]) == (True, False)
    assert loaded["told"][0]["name"] == "carry.merged"
    assert (folder / LOG_FILE).read_bytes() == before == text.encode()
    assert widget.status["answer"] == latest(folder)["first-reading"]
    assert widget.status["elsewhere"] == "file"
    assert front.head.progress["done"] == done
    assert front.head.notices == []  # it was no other window
    for _ in range(3):
        again = front.ask(want="load", text=text)["loaded"]
        assert again["told"][0]["name"] == "carry.nothing-new"
    assert (folder / LOG_FILE).read_bytes() == before


def test_answers_go_on_after_a_load(
    folder: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is given next is saved behind what was loaded, and counts."""
    workbook = open_workbook(folder)
    widget = show(workbook, page, "first-reading")
    loaded = line("first-reading", "service", 1)
    Front(workbook, monkeypatch).ask(want="load", text=loaded.decode())
    assert widget.status["answer"] == "service"
    widget.given = {"seq": 5, "answer": "unheard"}
    assert widget.status["state"] == "saved"
    assert latest(folder)["first-reading"] == "unheard"
    assert len(answer_lines((folder / LOG_FILE).read_bytes())[0]) == 2


def test_nothing_to_download_is_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the first answer the file is empty, which the page says."""
    assert Front(Workbook(folder), monkeypatch).ask(want="answers") == {"answers": ""}


@pytest.mark.parametrize("message", [None, 7, {}, {"want": "all"}, {"want": "load", "text": 1}])
def test_what_the_page_never_asks_is_left_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, message: Any
) -> None:
    """A strange message gets no answer and changes nothing."""
    front = Front(Workbook(folder), monkeypatch)
    front.head._handle_custom_msg(message, [])
    assert front.heard == []
    assert not (folder / LOG_FILE).exists()


# two logs become one


def test_the_answer_given_last_counts_wherever_it_was_given(folder: Path) -> None:
    """By exercise and by time, whichever file it stands in; the others stay as history."""
    ours = [line("first-reading", "unheard", 1), line("what-holds", ["late"], 5)]
    theirs = [line("first-reading", "service", 3), line("what-holds", ["had-serial"], 2)]
    log_of(folder, *ours)
    result = take_in(AnswerLog(folder), load_case(folder), b"".join(theirs))
    assert result.told == ({"name": "carry.merged", "count": 1},)
    assert latest(folder) == {"first-reading": "service", "what-holds": ["late"]}
    lines = (folder / LOG_FILE).read_bytes().splitlines(keepends=True)
    assert sorted(lines) == sorted(ours + theirs)


def test_an_answer_taken_back_later_stays_taken_back(folder: Path) -> None:
    """A file from before does not bring it back."""
    log_of(folder, line("first-reading", "unheard", 1), line("first-reading", None, 9))
    assert told(folder, line("first-reading", "unheard", 1)) == "carry.nothing-new"
    assert told(folder, line("first-reading", "service", 4)) == "carry.merged"
    assert latest(folder)["first-reading"] is None


def test_attempts_are_counted_once(folder: Path) -> None:
    """The same checks in both files are not twice as many."""
    checks = [line("four-points", ["fee"], each, attempt=each) for each in (1, 2)]
    log_of(folder, *checks)
    take_in(AnswerLog(folder), load_case(folder), b"".join([*checks, line("mall", [], 1)]))
    assert AnswerLog(folder).read().attempts == {"four-points": 2}


def test_what_cannot_be_read_stays_and_is_told(folder: Path) -> None:
    """Torn and foreign lines of ours stay in the file; those of the other are counted out loud."""
    log_of(folder, line("first-reading", "unheard", 1), b"{torn\n")
    result = take_in(
        AnswerLog(folder),
        load_case(folder),
        line("what-holds", ["late"], 2).replace(b"\n", b"\r\n") + b'{"v":9}\nnoise',
    )
    assert [each["name"] for each in result.told] == ["carry.merged", "carry.skipped"]
    assert result.told[1]["count"] == 2
    assert b"{torn\n" in (folder / LOG_FILE).read_bytes()
    assert latest(folder) == {"first-reading": "unheard", "what-holds": ["late"]}


lines_of_logs = st.lists(
    st.builds(
        lambda name, answer, minute: Line(
            exercise=name, answer=answer, lang="en", at=f"2026-01-01T00:{minute:02}", data=b""
        ),
        st.sampled_from("abc"),
        st.integers(0, 2),
        st.integers(0, 59),
    ),
    max_size=12,
)


@settings(max_examples=150)
@given(ours=lines_of_logs, theirs=lines_of_logs)
def test_merging_loses_nothing_and_can_be_repeated(ours: list[Line], theirs: list[Line]) -> None:
    """Every line of both is in it, ours in their own order; merging again adds nothing."""
    both = merged(ours, theirs)
    keys = [(each.exercise, each.at, each.answer) for each in both]
    assert {*keys} == {(each.exercise, each.at, each.answer) for each in (*ours, *theirs)}
    rest = iter(both)
    assert all(any(each is mine for each in rest) for mine in ours)  # in the same order
    assert merged(both, theirs) == both
    assert merged(both, ours) == both


# other files


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"%PDF-1.7 \xff\xfe", "no-log"),
        (b'{"cells": [], "nbformat": 4}', "no-log"),
        (b"[1, 2]", "no-log"),
        (line("@language", "zh", 1), "no-answers"),
        (line("by-post", {"columns": [], "rows": []}, 1), "other-workbook"),
        (line("first-reading", {"a": 1}, 1), "other-workbook"),
        (b"x" * (MOST_BYTES + 1), "too-long"),
    ],
)
def test_another_file_is_told_and_changes_nothing(folder: Path, data: bytes, name: str) -> None:
    """One sentence for each way to pick the wrong file, in both languages."""
    log_of(folder, line("first-reading", "unheard", 1))
    before = (folder / LOG_FILE).read_bytes()
    assert told(folder, data) == f"carry.{name}"
    assert (folder / LOG_FILE).read_bytes() == before
    assert all(f"carry.{name}" in words for words in wording().values())


def test_every_workbooks_answers_are_told_from_every_others() -> None:
    """No sample submission of one workbook is taken for another's."""
    root = RELEASE.parents[1] / "tests" / "submissions"
    cases = {
        path.parent.name: load_case(path.parent) for path in RELEASE.parent.glob("*/case.json")
    }
    for slug in cases:
        logs = [path.read_bytes() for path in root.glob(f"{slug}/*/answers.jsonl")]
        data = max(logs, key=len, default=b"")
        for other, case in cases.items() if data else ():
            refused = _refusal(case, data, answer_lines(data)[0])
            assert refused == (None if other == slug else "other-workbook"), (slug, other)


def test_a_log_that_cannot_be_written_stays(folder: Path, monkeypatch: Any) -> None:
    """A full disk is told, and what was there is there."""
    log_of(folder, line("first-reading", "unheard", 1))
    front = Front(Workbook(folder), monkeypatch)
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "full")))
    loaded = front.ask(want="load", text=line("what-holds", ["late"], 2).decode())["loaded"]
    assert loaded == {"told": [{"name": "carry.failed"}], "done": False, "again": False}
    assert latest(folder) == {"first-reading": "unheard"}


def test_a_link_is_not_replaced(folder: Path) -> None:
    """answers.jsonl as a link to a file of somebody's is left alone, and so is that file."""
    target = folder / "diary"
    target.write_text("dear diary")
    (folder / LOG_FILE).symlink_to(target)
    with pytest.raises(Exception, match="NOT saved"):
        take_in(AnswerLog(folder), load_case(folder), line("first-reading", "unheard", 1))
    assert target.read_text() == "dear diary"
    assert (folder / LOG_FILE).is_symlink()


def test_what_another_window_writes_meanwhile_is_kept(folder: Path) -> None:
    """A line that came after the file was read stands behind the merged ones."""
    log = log_of(folder, line("first-reading", "unheard", 1))
    read = len(log.whole())
    late = line("what-holds", ["late"], 9)
    with (folder / LOG_FILE).open("ab") as file:
        file.write(late)
    log.replace(line("first-reading", "service", 2), read=read)
    assert latest(folder) == {"first-reading": "service", "what-holds": ["late"]}


# data of one's own


@pytest.fixture
def stage(tmp_path: Path) -> Path:
    return Path(shutil.copytree(STAGE, tmp_path / "stage-sense"))


def test_a_fresh_visit_takes_over_the_data_too(
    stage: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Loaded into a workbook without answers, a file brings its seed along; run anew, it holds."""
    workbook = open_workbook(stage)
    front = Front(workbook, monkeypatch)
    theirs = line("@seed", 11, 1) + line("half-life", 7.5, 2)
    loaded = front.ask(want="load", text=theirs.decode())["loaded"]
    assert (loaded["done"], loaded["again"]) == (True, True)
    assert loaded["told"][0]["name"] == "carry.other-data"
    assert sorted(stage.glob("answers*")) == [stage / LOG_FILE]
    assert {"name": "header.other-data"} in front.head.notices
    workbook.submit("half-life", 3.0)  # computed from data that are not those on file
    assert "NOT SAVED" in page.html
    assert latest(stage)["half-life"] == 7.5
    fresh = Workbook(stage)
    assert fresh._seed == 11
    fresh.submit("half-life", 3.0)
    assert latest(stage)["half-life"] == 3.0


def test_answers_to_other_data_are_put_aside_and_come_back(stage: Path) -> None:
    """Both cannot stand in one log; the one put aside is named, and can be loaded in its turn."""
    ours = line("@seed", 5, 1) + line("half-life", 5.0, 2)
    theirs = line("@seed", 11, 3) + line("half-life", 7.5, 4)
    log_of(stage, ours)
    result = take_in(AnswerLog(stage), load_case(stage), theirs)
    assert result.told[0] == {"name": "carry.put-aside", "file": "answers-1.jsonl"}
    assert result.again
    assert (stage / LOG_FILE).read_bytes() == theirs
    assert (stage / "answers-1.jsonl").read_bytes() == ours
    take_in(AnswerLog(stage), load_case(stage), ours)
    assert (stage / LOG_FILE).read_bytes() == ours
    assert (stage / "answers-2.jsonl").read_bytes() == theirs


def test_putting_aside_that_fails_halfway_is_undone(stage: Path, monkeypatch: Any) -> None:
    """If the new file cannot be written, the old one has its name back."""
    ours = line("@seed", 5, 1) + line("half-life", 5.0, 2)
    log_of(stage, ours)
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(Exception, match="NOT saved"):
        take_in(AnswerLog(stage), load_case(stage), line("@seed", 9, 3) + line("half-life", 1.0, 4))
    assert (stage / LOG_FILE).read_bytes() == ours
    assert not (stage / "answers-1.jsonl").exists()
