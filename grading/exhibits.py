"""Exhibits that differ between students, as each student saw theirs.

A workbook shows them with `wb.exhibit` in a cell of code. What is in them follows from the case and
the student's seed: so they are drawn here, and a student's process is neither asked nor needed.
"""

from __future__ import annotations

import re
from typing import Final

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.utils import is_solution

from workbooks.case import Case
from workbooks.exhibits import exhibit_html

_CALL: Final = re.compile(r"""\s*wb\.exhibit\((["'])(?P<name>[\w-]+)\1\)\s*""")


def exhibit_in(cell: NotebookNode) -> str | None:
    """The exhibit that one of the workbook's own cells does nothing but show, or None."""
    called = _CALL.fullmatch(cell["source"])
    if not called or cell["cell_type"] != "code":
        return None
    return None if cell["id"].startswith("own-") or is_solution(cell) else called["name"]


def draw_exhibits(notebook: NotebookNode, case: Case) -> None:
    """Put each exhibit under the cell that shows it; `case` is drawn for this student."""
    known = {each.id: each for each in case.exhibits}
    for cell in notebook["cells"]:
        exhibit = known.get(exhibit_in(cell) or "")
        if exhibit is not None:
            shown = {"text/html": exhibit_html(case, exhibit), "text/plain": exhibit.title["en"]}
            cell["outputs"] = [new_output("display_data", data=shown)]
