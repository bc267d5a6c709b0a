"""Every notebook of the site from top to bottom, in the Python that the browser has."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.course.wholes import WHOLES, Whole
from tests.site.conftest import visiting

BEST = ("strong", "full-marks")
"""Students whose code does what was asked: more of pandas and matplotlib runs than as released."""
BROKEN = {
    "name": "broken",
    "folder": "broken",
    "files": {"nothing.txt": ""},
    "cells": [{"id": "on-purpose", "code": "1 / 0"}],
}
"""Shows that a failing cell is told of."""
RUN = (Path(__file__).parent / "run_notebooks.js").read_text("utf-8")


def _files(folder: Path) -> dict[str, str]:
    """The files of a workbook by their path; all of them are text."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def _notebook(name: str, folder: Path, slug: str) -> dict[str, Any]:
    notebook = json.loads((folder / f"{slug}.ipynb").read_text("utf-8"))
    cells = [
        {"id": cell["id"], "code": "".join(cell["source"])}
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
    ]
    return {"name": name, "folder": slug, "files": _files(folder), "cells": cells}


def _best(slug: str) -> Whole | None:
    found = [each for each in WHOLES if each.slug == slug and each.student in BEST]
    return found[0] if found else None


@pytest.fixture(scope="module")
def notebooks(site: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Each workbook as released, and as somebody handed it in who did it well."""
    handed_in = tmp_path_factory.mktemp("handed-in")
    found = []
    for folder in sorted(path.parent for path in (site / "files").glob("*/case.json")):
        slug = folder.name
        found.append(_notebook(slug, folder, slug))
        if whole := _best(slug):
            whole.hand_in(folder, handed_in / slug)
            found.append(_notebook(f"{slug}, {whole.student}", handed_in / slug, slug))
    return found


def test_every_notebook_runs_in_the_browser(
    site: Path, browser: Browser, notebooks: list[dict[str, Any]]
) -> None:
    """No cell of any notebook fails with the browser's Python, pandas and matplotlib."""
    with visiting(browser, site) as visit:
        page = visit.context.new_page()
        page.goto(visit.address)
        told = page.evaluate(RUN, {"base": visit.address, "notebooks": [*notebooks, BROKEN]})
        assert visit.strays == []
    assert told["failed"] == ["broken, on-purpose: division by zero"]
    assert told["versions"] == {"pandas": "3.0.2", "matplotlib": "3.10.8"}
    assert told["cells"] > 400
