"""What marking leaves in a submission's notebook, and what it never believes."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_output

from grading.mark import last_language, mark_notebook
from grading.master import read_master
from grading.read import KeyedCase
from tests.grading.small import SLUG, read_tiny
from workbooks.answers import ANSWER_MIME, LOG_FILE, AnswerLog
from workbooks.scoring.score import Score

EVIL = "<script>alert(1)</script>"
TABLE = {"columns": ["who", "sum"], "rows": [["ann", 1.5], ["bob", 20]]}


@pytest.fixture
def keyed(tmp_path: Path) -> KeyedCase:
    return read_tiny(tmp_path / "course")


@pytest.fixture
def notebook(tmp_path: Path, keyed: KeyedCase) -> NotebookNode:
    master = tmp_path / "course" / "source" / SLUG / f"{SLUG}.md"
    return read_master(master, keyed.case)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "submitted"
    made.mkdir()
    return made


def answer_cell(notebook: NotebookNode, name: str) -> NotebookNode:
    return next(each for each in notebook.cells if each.id == f"{name}-answer")


def output_with(data: object) -> NotebookNode:
    return new_output("display_data", data={ANSWER_MIME: data})


def mark(notebook: NotebookNode, folder: Path, keyed: KeyedCase) -> dict[str, Score]:
    scores = mark_notebook(notebook, AnswerLog(folder).read(keyed.case.limits), keyed)
    nbformat.validate(notebook)
    assert set(scores) == {each.id for each in keyed.case.exercises}
    return scores


def notices(notebook: NotebookNode) -> list[str]:
    return list(notebook.metadata.get("hearfirst", {}).get("notices", []))


def test_scores_and_cells(notebook: NotebookNode, folder: Path, keyed: KeyedCase) -> None:
    """Each graded cell ends with a result whose text is its points; a person's have none."""
    log = AnswerLog(folder)
    log.append("one", "half-1", lang="en")
    log.append("many", ["a", "b"], lang="en")
    log.append("steps", ["second", "third", "first", "fourth"], lang="en")
    log.append("letter", "Dear Ann", lang="zh")
    answer_cell(notebook, "sums").outputs = [output_with({"exercise": "sums", "answer": TABLE})]
    scores = mark(notebook, folder, keyed)
    assert {name: score.points for name, score in scores.items()} == {
        "one": 1, "many": 4, "steps": 2, "letter": None, "sums": 4}  # fmt: skip
    for name, text in (("one", "1"), ("many", "4"), ("steps", "2"), ("sums", "4")):
        (output,) = answer_cell(notebook, name).outputs
        assert output.output_type == "execute_result"
        assert output.data["text/plain"] == text
    (output,) = answer_cell(notebook, "letter").outputs
    assert (output.output_type, output.data["text/plain"]) == ("display_data", "")
    assert notices(notebook) == []


def test_both_languages(notebook: NotebookNode, folder: Path, keyed: KeyedCase) -> None:
    """Answer, points and reasons stand in both languages, each marked with its own."""
    AnswerLog(folder).append("one", "half-1", lang="en")
    mark(notebook, folder, keyed)
    html = answer_cell(notebook, "one").outputs[0].data["text/html"]
    english, chinese = (html.split(f'lang="{lang}"') for lang in ("en", "zh-Hans"))
    assert len(english) == len(chinese) == 3
    for text in ("Half1", "半1", "Nearly", "差一点", "1 of 2 points"):
        assert text in html


def test_students_text_is_escaped(notebook: NotebookNode, folder: Path, keyed: KeyedCase) -> None:
    """Whatever a student wrote or named a column, no markup of theirs reaches the page."""
    AnswerLog(folder).append("letter", EVIL, lang="en")
    forged = {"columns": [EVIL], "rows": [[EVIL]]}
    answer_cell(notebook, "sums").outputs = [output_with({"exercise": "sums", "answer": forged})]
    mark(notebook, folder, keyed)
    for name in ("letter", "sums"):
        html = answer_cell(notebook, name).outputs[-1].data["text/html"]
        assert "<script" not in html
        assert "&lt;script&gt;" in html


def test_last_answer_counts(notebook: NotebookNode, folder: Path, keyed: KeyedCase) -> None:
    """The last answer is scored, also where it is worse, and one taken back is none."""
    log = AnswerLog(folder)
    for answer in ("yes-1", "no-1"):
        log.append("one", answer, lang="en")
    for answer in (["a", "b"], None):
        log.append("many", answer, lang="en")
    scores = mark(notebook, folder, keyed)
    assert (scores["one"].points, scores["many"].points) == (0, 0)
    assert "No answer" in scores["many"].reasons[0].text.en


@pytest.mark.parametrize(
    "forged",
    [
        {"exercise": "one", "answer": TABLE},
        {"exercise": ["sums"], "answer": TABLE},
        {"answer": TABLE},
        {"exercise": "sums", "answer": {"points": 4}},
        {"exercise": "sums", "answer": None},
        {"exercise": "sums"},
        [TABLE],
        "sums",
        None,
        4,
    ],
    ids=range(10),
)
def test_forged_table(
    notebook: NotebookNode, folder: Path, keyed: KeyedCase, forged: object
) -> None:
    """A value handed in for another exercise, or of another form, earns nothing."""
    answer_cell(notebook, "sums").outputs = [output_with(forged)]
    assert mark(notebook, folder, keyed)["sums"].points == 0


def test_answers_are_taken_from_their_own_cell(
    notebook: NotebookNode, folder: Path, keyed: KeyedCase
) -> None:
    """A computed answer never comes from the log or another cell, a widget's never from output."""
    AnswerLog(folder).append("sums", TABLE, lang="en")
    answer_cell(notebook, "many").outputs = [output_with({"exercise": "sums", "answer": TABLE})]
    answer_cell(notebook, "one").outputs = [output_with({"exercise": "one", "answer": "yes-1"})]
    scores = mark(notebook, folder, keyed)
    assert {scores[name].points for name in ("sums", "one", "many")} == {0}


def test_last_table_of_the_cell_counts(
    notebook: NotebookNode, folder: Path, keyed: KeyedCase
) -> None:
    """Of several tables handed in by one cell the last is scored, and printed points are not."""
    printed = new_output("execute_result", data={"text/plain": "1000"}, execution_count=1)
    wrong = {"exercise": "sums", "answer": {"columns": ["x"], "rows": []}}
    right = {"exercise": "sums", "answer": TABLE}
    cell = answer_cell(notebook, "sums")
    cell.outputs = [output_with(right), output_with(wrong), printed]
    assert mark(notebook, folder, keyed)["sums"].points == 0
    assert cell.outputs[-1].data["text/plain"] == "0"
    assert not [each for each in cell.outputs if ANSWER_MIME in each.get("data", {})]


def test_marking_twice_gives_the_same(
    notebook: NotebookNode, folder: Path, keyed: KeyedCase
) -> None:
    """The same submission marked again earns the same."""
    AnswerLog(folder).append("one", "yes-1", lang="en")
    again = nbformat.from_dict(json.loads(json.dumps(notebook)))
    assert mark(notebook, folder, keyed) == mark(again, folder, keyed)
    assert notebook == again


def test_failed_code_is_named(notebook: NotebookNode, folder: Path, keyed: KeyedCase) -> None:
    """Where code stopped with an error, the reason names it; where it did not, says so."""
    code = next(each for each in notebook.cells if each.id == "sums-code")
    code.outputs = [new_output("error", ename="KeyError", evalue="x", traceback=[])]
    (reason,) = mark(notebook, folder, keyed)["sums"].reasons
    assert "stopped with KeyError" in reason.text.en
    code.outputs = []
    (reason,) = mark_notebook(notebook, AnswerLog(folder).read(keyed.case.limits), keyed)[
        "sums"
    ].reasons
    assert "no value was handed in" in reason.text.en


def write(folder: Path, content: bytes) -> None:
    (folder / LOG_FILE).write_bytes(content)


GOOD = b'{"v":1,"exercise":"one","answer":"yes-1","lang":"en","at":"x"}\n'


@pytest.mark.parametrize(
    ("make", "name", "points"),
    [
        (lambda _: None, "answers-missing", 0),
        (lambda folder: write(folder, GOOD + b'{"v":1,"exer'), "answers-torn", 2),
        (lambda folder: write(folder, b"rubbish\n" + GOOD), "answers-skipped", 2),
        (lambda folder: (folder / LOG_FILE).mkdir(), "answers-not-a-file", 0),
        (lambda folder: os.mkfifo(folder / LOG_FILE), "answers-not-a-file", 0),
        (lambda folder: (folder / LOG_FILE).symlink_to("/etc/passwd"), "answers-not-a-file", 0),
    ],
    ids=["missing", "torn", "skipped", "folder", "fifo", "link"],
)
def test_log_notices(  # noqa: PLR0913, PLR0917  # three fixtures, three cases
    notebook: NotebookNode, folder: Path, keyed: KeyedCase, make: Any, name: str, points: int
) -> None:
    """What is wrong with the log is told once, on top, in both languages; the rest is graded."""
    make(folder)
    count = len(notebook.cells)
    scores = mark(notebook, folder, keyed)
    assert scores["one"].points == points
    assert notices(notebook) == [name]
    assert len(notebook.cells) == count + 1
    top = notebook.cells[0]
    assert (top.id, top.cell_type) == ("notices", "markdown")
    assert 'lang="en"' in top.source
    assert 'lang="zh-Hans"' in top.source


def test_language_of_the_last_answer(folder: Path) -> None:
    """The page is shown first in the language of the latest answer, in English if there is none."""
    assert last_language(folder) == "en"
    later = GOOD.replace(b"one", b"many").replace(b'"x"', b'"y"')
    write(folder, later.replace(b'"en"', b'"zh"') + GOOD)
    assert last_language(folder) == "zh"
