"""What importing the package costs, what it lets in, and what it shows."""

from __future__ import annotations

import ast
import json
import pickle
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import workbooks
from workbooks.errors import AnswerNotSaved

PACKAGE = Path(workbooks.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))


def loaded_after(code: str) -> set[str]:
    """The top-level modules that a fresh process holds after running `code`."""
    script = f"{code}\nimport json, sys; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=PACKAGE.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.partition(".")[0] for name in json.loads(done.stdout.splitlines()[-1])}


def test_importing_is_cheap() -> None:
    """`import workbooks` loads none of the heavy libraries, and nothing of the grader's."""
    heavy = {"grading", "nbgrader", "anywidget", "ipywidgets", "pandas", "matplotlib", "pydantic"}
    assert not loaded_after("import workbooks") & heavy


def test_using_loads_no_grader() -> None:
    """A student's kernel that has opened a workbook holds neither grading nor nbgrader."""
    loaded = loaded_after("from workbooks import open_workbook; import workbooks.values")
    assert "anywidget" in loaded
    assert not loaded & {"grading", "nbgrader", "pandas"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_imports_the_grader(path: Path) -> None:
    """No module of the students' package names grading, nbgrader or the tests in an import."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            names = [node.module or ""]
        assert not {name.partition(".")[0] for name in names} & {"grading", "nbgrader", "tests"}


def test_public_surface() -> None:
    """The package offers what `__all__` names, and nothing else by attribute."""
    assert workbooks.__all__ == ["Workbook", "my_page", "open_workbook"]
    for name in workbooks.__all__:
        home = "learner" if name == "my_page" else "notebook"
        assert getattr(workbooks, name).__module__ == f"workbooks.{home}"
    with pytest.raises(AttributeError, match="no attribute 'load_key'"):
        _ = workbooks.load_key


def test_typed() -> None:
    """The package tells type checkers that it is typed."""
    assert (PACKAGE / "py.typed").is_file()


def test_not_saved_travels() -> None:
    """`AnswerNotSaved` keeps its message and reason between processes."""
    error = pickle.loads(pickle.dumps(AnswerNotSaved("The disk is full.", reason="full")))  # noqa: S301  # our own bytes
    assert (str(error), error.reason) == ("The disk is full.", "full")


def test_no_selector_stands_twice() -> None:
    """Each part of a page has a class of its own: a second rule for it would be another part's."""
    style = (PACKAGE / "style.css").read_text("utf-8")
    selectors = re.findall(r"^([.:#a-z*][^{}@]*) \{", style, re.MULTILINE)
    assert len(selectors) > 200
    assert [each for each, count in Counter(selectors).items() if count > 1] == []


def test_the_style_is_whole() -> None:
    """Every block of the style is closed before the next kind's begins: none swallows the rest."""
    style = (PACKAGE / "style.css").read_text("utf-8")
    depth = 0
    for number, line in enumerate(style.splitlines(), 1):
        assert depth == 0 or line.startswith((" ", "}")), f"style.css:{number}: {line}"
        depth += line.count("{") - line.count("}")
        assert depth >= 0, f"style.css:{number}: {line}"
    assert depth == 0
