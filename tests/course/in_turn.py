"""Grade several workbooks by one command after another, all in one process.

`python -m tests.course.in_turn nbgrader|grading SLUG…`. Starting Python, nbgrader and pandas takes
longer than grading the two or three submissions that there are of a workbook.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Grade each; ends badly with the first that does."""
    by, *slugs = sys.argv[1:]
    for slug in slugs:
        code = {"nbgrader": _autograde, "grading": _grade}[by](slug)
        if code:
            raise SystemExit(f"{slug} ended with {code}")


def _autograde(slug: str) -> object:
    """As `nbgrader autograde SLUG` does; gives its exit code."""
    from nbgrader.apps import AutogradeApp, NbGraderApp

    for app in (NbGraderApp, AutogradeApp):
        app.clear_instance()
    try:
        NbGraderApp.launch_instance(["autograde", slug])
    except SystemExit as ended:
        return ended.code
    return 0


def _grade(slug: str) -> object:
    """As `python -m grading grade SLUG` does; gives its exit code."""
    from grading.__main__ import app

    return app(["grade", slug], standalone_mode=False)


if __name__ == "__main__":
    main()
