"""Exhibits that differ between students, drawn again as each student saw theirs."""

from __future__ import annotations

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output

from grading.course import Course
from grading.exhibits import draw_exhibits, exhibit_in
from grading.mark import mark_notebook
from grading.read import read_keyed_case
from tests.conftest import REPOSITORY
from workbooks.answers import log_line, read_log
from workbooks.exhibits import exhibit_html
from workbooks.kept import SEED_NOTE

SLUG = "foundations-capstone"
KEYED = read_keyed_case(Course(REPOSITORY), SLUG)
SEEDS = range(40, 48)


def released() -> NotebookNode:
    """The workbook as it is handed out."""
    return nbformat.read(REPOSITORY / "release" / SLUG / f"{SLUG}.ipynb", as_version=4)


def shown(notebook: NotebookNode) -> dict[str, str]:
    """What stands under each cell that shows an exhibit."""
    cells = ((exhibit_in(cell), cell) for cell in notebook.cells)
    return {name: cell.outputs[0].data["text/html"] for name, cell in cells if name}


def test_each_student_finds_their_own() -> None:
    """Who marks by hand sees the customer that the student met, by the seed on file."""
    seen = set()
    for seed in SEEDS:
        notebook = released()
        report = read_log(log_line(SEED_NOTE, seed, lang="en"))
        mark_notebook(notebook, report, KEYED)
        case = KEYED.for_seed(seed).case
        expected = {each.id: exhibit_html(case, each) for each in case.exhibits}
        found = shown(notebook)
        assert set(found) == {"arrival", "file", "reason", "monday"}
        assert all(html == expected[name] for name, html in found.items())
        seen.add(found["arrival"])
    assert len(seen) > 1


def test_what_a_students_process_put_there_is_gone() -> None:
    """The exhibit is the course's: nobody else says what stood in it."""
    notebook = released()
    (cell,) = (each for each in notebook.cells if exhibit_in(each) == "arrival")
    cell.outputs = [new_output("stream", text="10 of 10, says the exhibit")]
    draw_exhibits(notebook, KEYED.case)
    assert "says the exhibit" not in str(cell.outputs)
    assert "hf-exhibit" in cell.outputs[0].data["text/html"]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ('wb.exhibit("arrival")', "arrival"),
        ("wb.exhibit('arrival')\n", "arrival"),
        ('wb.exhibit("arrival")\nprint(1)', None),
        ("wb.exhibit(\"arrival')", None),
        ("wb.exhibit(name)", None),
        ('wb.show("arrival")', None),
    ],
)
def test_a_cell_shows_an_exhibit_or_does_something(source: str, name: str | None) -> None:
    """A cell that does anything besides is run like others."""
    assert exhibit_in(new_code_cell(source, id="code-7")) == name


def test_a_students_own_cell_is_run() -> None:
    """What they wrote is theirs, be it the same words."""
    cell = new_code_cell('wb.exhibit("arrival")', id="own-3-1")
    assert exhibit_in(cell) is None
    cell = new_code_cell('wb.exhibit("arrival")', id="plan-code")
    cell.metadata["nbgrader"] = {"solution": True}
    assert exhibit_in(cell) is None
