"""Whatever is handed in as a notebook, the released one comes back with the student's code."""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbformat import NotebookNode

from grading.recover import (
    MOST_OWN_CELLS,
    Skeleton,
    looks_like_workbook,
    notebook_bytes,
    recover_notebook,
)

RELEASED: NotebookNode = nbformat.read(
    Path(__file__).resolve().parents[2] / "release" / "ms-zhang" / "ms-zhang.ipynb", as_version=4
)
IDS = [cell.id for cell in RELEASED.cells]
CODE = "rank-industries-code"
Notebook = dict[str, Any]


def handed_in() -> Notebook:
    """The released notebook as a student's file, with code in the cell that asks for it."""
    notebook: Notebook = json.loads(nbformat.writes(RELEASED))
    cell(notebook, CODE)["source"] = "ranked = mine"
    return notebook


def cell(notebook: Notebook, name: str) -> Any:
    return next(each for each in notebook["cells"] if each.get("id") == name)


def recover(folder: Path, content: object) -> tuple[NotebookNode, list[str]]:
    """The notebook made of a file, proved whole, and its notices."""
    path = folder / "ms-zhang.ipynb"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return recovered(path)


def recovered(path: Path) -> tuple[NotebookNode, list[str]]:
    before = copy.deepcopy(RELEASED)
    made = recover_notebook(notebook_bytes(path), Skeleton(RELEASED))
    assert before == RELEASED
    nbformat.validate(made)
    ours = [each for each in made.cells if each.id in IDS]
    assert [each.id for each in ours] == IDS
    for found, sent in zip(ours, RELEASED.cells, strict=True):
        assert found.metadata == sent.metadata
        assert found.cell_type == sent.cell_type
        assert found.source == sent.source or found.id == CODE
    assert len({each.id for each in made.cells}) == len(made.cells)
    json.dumps(made, ensure_ascii=False).encode()
    return made, list(made.metadata.hearfirst["notices"])


def code_of(notebook: NotebookNode) -> list[str]:
    """The student's code in the order in which it runs."""
    return [
        str(each.source)
        for each in notebook.cells
        if each.cell_type == "code" and (each.id == CODE or each.id not in IDS)
    ]


def own(source: str, kind: str = "code") -> Notebook:
    return {"cell_type": kind, "source": source, "metadata": {}}


def test_untouched_but_for_the_solution(tmp_path: Path) -> None:
    """A notebook used as it should be keeps the student's code and needs no notice."""
    made, notices = recover(tmp_path, handed_in())
    assert code_of(made) == ["ranked = mine"]
    assert notices == []


def test_deleted_cells_come_back(tmp_path: Path) -> None:
    """Cells that were deleted are put back, and the code that is left is kept."""
    notebook = handed_in()
    notebook["cells"] = [cell(notebook, CODE)]
    made, notices = recover(tmp_path, notebook)
    assert code_of(made) == ["ranked = mine"]
    assert notices == ["cells-deleted"]
    assert recover(tmp_path, {**notebook, "cells": []})[1] == ["cells-deleted"]


def test_unedited_copy_is_dropped(tmp_path: Path) -> None:
    """A cell copied and left as it was counts once."""
    notebook = handed_in()
    notebook["cells"] += [copy.deepcopy(cell(notebook, name)) for name in (CODE, IDS[0])]
    made, notices = recover(tmp_path, notebook)
    assert code_of(made) == ["ranked = mine"]
    assert notices == ["cells-duplicated"]


def test_edited_copy_runs_after_the_first(tmp_path: Path) -> None:
    """A copy that the student went on working in is run right behind the first."""
    notebook = handed_in()
    place = notebook["cells"].index(cell(notebook, CODE)) + 1
    again = {**cell(notebook, CODE), "source": "ranked = better"}
    notebook["cells"].insert(place, again)
    made, notices = recover(tmp_path, notebook)
    assert code_of(made) == ["ranked = mine", "ranked = better"]
    assert notices == ["cells-duplicated"]


def test_reordered_cells(tmp_path: Path) -> None:
    """Cells in another order are put back in their own."""
    notebook = handed_in()
    notebook["cells"].reverse()
    made, notices = recover(tmp_path, notebook)
    assert code_of(made) == ["ranked = mine"]
    assert notices == ["cells-reordered"]


def test_edited_locked_cells(tmp_path: Path) -> None:
    """A locked cell that was changed, its points and name included, is as it was released."""
    notebook = handed_in()
    forged = cell(notebook, "first-reading-answer")
    forged["source"] = "print('full marks')"
    forged["metadata"]["nbgrader"]["points"] = 1000
    cell(notebook, "rank-industries-answer")["metadata"]["hearfirst"]["exercise"] = "first-call"
    made, notices = recover(tmp_path, notebook)
    assert "full marks" not in json.dumps(made)
    assert notices == ["cells-edited"]


def test_own_code_stays_in_its_place(tmp_path: Path) -> None:
    """Code cells of the student's own stay in front of and behind what they stood by, in order."""
    notebook = handed_in()
    place = notebook["cells"].index(cell(notebook, CODE))
    notebook["cells"][place + 1 : place + 1] = [own("after = 1"), own("after = 2")]
    notebook["cells"][place:place] = [own("before = 1")]
    notebook["cells"].insert(0, own("start = 1"))
    notebook["cells"].append(own("end = 1"))
    made, notices = recover(tmp_path, notebook)
    assert code_of(made) == [
        "start = 1", "before = 1", "ranked = mine", "after = 1", "after = 2",
        "end = 1"]  # fmt: skip
    assert notices == []
    names = [each.id for each in made.cells]
    assert names.index(CODE) > names.index(next(n for n in names if n.startswith("own-")))


@pytest.mark.parametrize("kind", ["markdown", "raw", "heading", None])
def test_own_text_is_cleaned(tmp_path: Path, kind: str) -> None:
    """Text of the student's own is kept as typed, with nothing that a browser would load or run."""
    notebook = handed_in()
    evil = "Hello **x** <script>alert(1)</script><img src=x onerror=alert(1)>"
    notebook["cells"].append(own(evil, kind))
    made, _ = recover(tmp_path, notebook)
    last = made.cells[-1]
    assert last.cell_type == "markdown"
    assert "Hello **x**" in last.source
    assert "<script" not in last.source
    assert "<img" not in last.source


def test_too_many_own_cells_cost_none_of_ours(tmp_path: Path) -> None:
    """Thousands of extra cells, wherever they stand, push out no cell of the workbook."""
    notebook = handed_in()
    many = [own(f"x = {number}") for number in range(MOST_OWN_CELLS + 100)]
    for cells in (many + notebook["cells"], notebook["cells"] + many):
        made, _ = recover(tmp_path, {**notebook, "cells": cells})
        assert len(made.cells) == len(IDS) + MOST_OWN_CELLS
        assert "ranked = mine" in code_of(made)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"5", b"null", b'"x"', b"{}", b'{"cells": 5}', b'{"cells": {}}',
     b"\x00\xff", b"[" * 100_000, b'{"nbformat": 3}', b'{"nbformat": 3, "worksheets": 5}',
     b'{"nbformat": 3, "worksheets": [5]}', b'{"nbformat": 1, "cells": 0}'],
    ids=lambda content: repr(content[:32]),
)  # fmt: skip
def test_unreadable_file(tmp_path: Path, content: bytes) -> None:
    """A file that is no notebook becomes the released one, with a notice."""
    made, notices = recover(tmp_path, content)
    assert notices == ["notebook-unreadable"]
    assert len(made.cells) == len(IDS)


@pytest.mark.parametrize(
    "make",
    [
        lambda _: None,
        Path.mkdir,
        os.mkfifo,
        lambda path: path.symlink_to("/etc/passwd"),
        lambda path: path.symlink_to(path.name),
        lambda path: os.truncate(os.open(path, os.O_CREAT | os.O_RDWR), 65 << 20),
    ],
    ids=["missing", "folder", "fifo", "link", "loop", "huge"],
)
def test_what_is_no_file(tmp_path: Path, make: Callable[[Path], object]) -> None:
    """A folder, pipe, link or giant in place of the notebook is neither read nor waited for."""
    path = tmp_path / "ms-zhang.ipynb"
    make(path)
    assert recovered(path)[1] == ["notebook-unreadable"]


def test_older_format(tmp_path: Path) -> None:
    """The code in a notebook saved as nbformat 3 is kept, and its headings cost no memory."""
    cells = [
        {"cell_type": "code", "input": ["ranked = ", "old"], "language": "python",
         "metadata": cell(handed_in(), CODE)["metadata"], "outputs": []},
        {"cell_type": "heading", "level": 10**12, "source": "Title", "metadata": {}},
    ]  # fmt: skip
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells}]}
    made, notices = recover(tmp_path, old)
    assert code_of(made) == ["ranked = old"]
    assert notices == ["cells-deleted"]


def test_cells_that_are_none(tmp_path: Path) -> None:
    """Things among the cells that are no cells, or have no usable source, are left out."""
    notebook = handed_in()
    rubbish = [5, None, [], "x", {}, {"source": 5}, {"source": {"a": 1}}, {"source": [1, "ok"]}]
    notebook["cells"] = rubbish + notebook["cells"]
    made, notices = recover(tmp_path, notebook)
    assert code_of(made) == ["ranked = mine"]
    assert notices == []


def test_missing_metadata(tmp_path: Path) -> None:
    """Cells stripped of metadata are known by id, and cells without ids by their metadata."""
    notebook = handed_in()
    for each in notebook["cells"]:
        each["metadata"] = 7
    assert code_of(recover(tmp_path, notebook)[0]) == ["ranked = mine"]
    notebook = handed_in()
    for each in notebook["cells"]:
        each.pop("id")
    made, notices = recover(tmp_path, notebook)
    assert code_of(made) == ["ranked = mine"]
    assert notices == []


def test_wrong_cell_types(tmp_path: Path) -> None:
    """A solution turned into text is code again."""
    notebook = handed_in()
    for each in notebook["cells"]:
        each["cell_type"] = "raw"
    assert code_of(recover(tmp_path, notebook)[0]) == ["ranked = mine"]


def test_a_copy_that_became_text_is_not_run(tmp_path: Path) -> None:
    """The stub, copied and made text, stands behind what was written in the first as text."""
    notebook = handed_in()
    stub = json.loads(nbformat.writes(RELEASED))
    notebook["cells"].append({**cell(stub, CODE), "cell_type": "markdown"})
    made, notices = recover(tmp_path, notebook)
    assert code_of(made) == ["ranked = mine"]
    assert notices == ["cells-duplicated"]
    (copied,) = (each for each in made.cells if each.id not in IDS)
    assert copied.cell_type == "markdown"


def test_swapped_ids(tmp_path: Path) -> None:
    """A solution cell is known by nbgrader's name for it even under the id of another cell."""
    notebook = handed_in()
    solution, other = cell(notebook, CODE), cell(notebook, "code-1")
    solution["id"], other["id"] = other["id"], solution["id"]
    assert "ranked = mine" in code_of(recover(tmp_path, notebook)[0])


def test_half_a_surrogate_pair(tmp_path: Path) -> None:
    """Half an emoji in the code does not keep the notebook from being written."""
    notebook = handed_in()
    cell(notebook, CODE)["source"] = "x = '\ud83d'"
    assert code_of(recover(tmp_path, notebook)[0]) == ["x = '?'"]


def test_other_names(tmp_path: Path) -> None:
    """A workbook is known as one under any file name; other notebooks and rubbish are not."""
    path = tmp_path / "Untitled.ipynb"
    for content, expected in ((handed_in(), True), ({"cells": [own("x")]}, False), ([], False)):
        path.write_text(json.dumps(content), "utf-8")
        assert looks_like_workbook(notebook_bytes(path)) is expected


names = st.sampled_from([*IDS[:4], CODE, "first-reading", "rank-industries", "own-1", "\ud800", ""])
leaves = st.none() | st.booleans() | st.integers() | st.floats() | names
rubbish = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
grade_ids = st.fixed_dictionaries(
    {"nbgrader": st.fixed_dictionaries({"grade_id": names}) | rubbish}
)
broken_cells = rubbish | st.fixed_dictionaries(
    {},
    optional={"id": names | rubbish,
              "cell_type": st.sampled_from(["code", "markdown", "raw"]) | rubbish,
              "source": names | st.lists(names) | rubbish, "input": rubbish,
              "metadata": grade_ids | rubbish},
)  # fmt: skip
lists = st.lists(broken_cells, max_size=6) | rubbish
notebooks = rubbish | st.fixed_dictionaries(
    {},
    optional={"cells": lists, "nbformat": st.integers(1, 5) | rubbish, "metadata": rubbish,
              "worksheets": st.lists(st.fixed_dictionaries({"cells": lists}) | rubbish) | rubbish},
)  # fmt: skip


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=notebooks)
def test_any_json_becomes_the_workbook(tmp_path: Path, content: object) -> None:
    """Any JSON at all becomes a valid notebook with every released cell once and in order."""
    recover(tmp_path, content)
    looks_like_workbook(notebook_bytes(tmp_path / "ms-zhang.ipynb"))
