"""Which cells are run, beside which files, and what is made of what comes back."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.utils import determine_grade

from grading.run import OtherKernel, RunCode, clean_outputs, run_notebook_code
from grading.sandbox import Limits, Ran, RanCell, Sandbox
from grading.submission import files_in
from tests.conftest import REPOSITORY
from workbooks.answers import read_log
from workbooks.kept import seed_in


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """One sandbox for this module."""
    with Sandbox(Limits(cell_seconds=5, seconds=10)) as sandbox:
        yield sandbox


class Recorder:
    """Stands for the sandbox, and remembers what it was asked to run."""

    def __init__(self) -> None:
        self.asked: list[tuple[list[str], Mapping[str, bytes]]] = []

    def __call__(self, sources: list[str], files: Mapping[str, bytes]) -> Ran:
        """Run nothing, with success."""
        self.asked.append((sources, files))
        cells = [RanCell(ran=True) for _ in sources]
        return Ran(cells=cells, stopped=None, at=None, hits=frozenset(), seconds=0)


def released(slug: str) -> tuple[NotebookNode, dict[str, bytes]]:
    """A released workbook, and its files."""
    folder = REPOSITORY / "release" / slug
    return nbformat.read(folder / f"{slug}.ipynb", as_version=4), dict(files_in(folder))


def write(notebook: NotebookNode, cell_id: str, source: str) -> None:
    """What a student writes into a cell."""
    next(cell for cell in notebook.cells if cell.id == cell_id).source = source


@pytest.mark.parametrize("slug", ["ms-zhang", "foundations-capstone"])
def test_a_workbook_without_code_is_not_run(slug: str) -> None:
    """Where the student wrote no code, no process is asked for anything, exhibits or not."""
    notebook, files = released(slug)
    recorder = Recorder()
    assert run_notebook_code(notebook, files, recorder) is None
    assert not recorder.asked


def test_what_is_run_beside_what() -> None:
    """Cells that compute and hand in are run, beside the workbook's files, without the answers."""
    notebook, files = released("ms-zhang")
    write(notebook, "rank-industries-code", "ranked = 1")
    files |= {"answers.jsonl": b"{}", "own.csv": b"1", "old/answers.jsonl": b"{}"}
    recorder = Recorder()
    run_notebook_code(notebook, files, recorder)
    ((sources, given),) = recorder.asked
    assert len(sources) == 3
    assert sources[1:] == ["ranked = 1", 'wb.submit("rank-industries", ranked)']
    assert set(given) == set(files) - {"answers.jsonl", "old/answers.jsonl", "ms-zhang.ipynb"}


def test_data_are_drawn_again_from_the_students_seed() -> None:
    """Where data are drawn, the cells find a log with the seed, and none of the answers."""
    notebook, files = released("churn")
    answers = REPOSITORY / "tests" / "submissions" / "churn" / "full-marks" / "answers.jsonl"
    files["answers.jsonl"] = answers.read_bytes() + (
        b'{"v":1,"exercise":"@seed","answer":77,"lang":"en","at":"2030"}\n'
    )
    code = next(
        cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("solution")
    )
    code.source = "1"
    recorder = Recorder()
    run_notebook_code(notebook, files, recorder)
    ((_, given),) = recorder.asked
    report = read_log(given["answers.jsonl"])
    assert set(report.latest) == {"@seed"}
    assert seed_in(report) == 77


def test_an_exhibit_with_something_beside_it_is_run() -> None:
    """Else what a student was shown there would be missing where somebody marks by hand."""
    notebook, files = released("foundations-capstone")
    (cell,) = (each for each in notebook.cells if each.source == 'wb.exhibit("arrival")')
    cell.source += "\nprint('now')"
    recorder = Recorder()
    run_notebook_code(notebook, files, recorder)
    ((sources, _),) = recorder.asked
    assert cell.source in sources
    assert 'wb.exhibit("file")' not in sources


def test_a_test_that_did_not_run_earns_nothing(sandbox: Sandbox) -> None:
    """Of an ordinary notebook: who ends Python before the tests does not pass them."""
    meta = {"grade_id": "t", "grade": True, "locked": True, "points": 3, "solution": False}
    meta |= {"schema_version": 3, "task": False, "cell_type": "code"}
    test = new_code_cell("assert False", metadata={"nbgrader": meta})
    notebook = new_notebook(cells=[new_code_cell("import os; os._exit(0)"), test])
    run_notebook_code(notebook, {}, sandbox)
    assert determine_grade(test) == (0, 3)
    assert [each.ename for each in notebook.cells[0].outputs] == ["Crash"]
    assert "hearfirst" not in notebook.metadata


def test_another_kernel_is_refused(tmp_path: Path) -> None:
    """A notebook in another language is not run, and the sentence says what to do."""
    notebook = new_notebook(
        cells=[new_code_cell("touch x")],
        metadata={"kernelspec": {"name": "bash", "display_name": "Bash"}},
    )
    with pytest.raises(OtherKernel, match=r"“bash”.*unsafe"):
        RunCode().preprocess(notebook, {"metadata": {"path": str(tmp_path)}})


PNG = base64.b64encode(b"\x89PNG\r\n\x1a\nrest").decode()


@pytest.mark.parametrize(
    ("data", "kept"),
    [
        ({"image/png": PNG}, {"image/png"}),
        ({"image/png": PNG[:40] + "\n" + PNG[40:]}, {"image/png"}),
        ({"image/png": '"><script>x</script>', "text/plain": "x"}, {"text/plain"}),
        ({"image/jpeg": PNG}, set()),
        ({"image/svg+xml": "<svg/>", "application/javascript": "x", "text/latex": "x"}, set()),
        ({"text/html": ["<b>", "x"], "text/plain": 5}, set()),
    ],
)
def test_data_of_known_types_are_kept(data: dict[str, Any], kept: set[str]) -> None:
    """Pictures are pictures, texts are texts, and what could hold a script is left out."""
    output = NotebookNode(output_type="display_data", data=data, metadata={"x": 1})
    (cleaned,) = clean_outputs([output])
    assert set(cleaned.data) == kept
    assert cleaned.metadata == {}
