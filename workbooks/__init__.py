"""Hearfirst's student side: read a case, show an exercise, keep answers.

    from workbooks import open_workbook
    wb = open_workbook()          # in the folder of the notebook
    wb.show("first-reading")      # an exercise to answer in the page
    wb.submit("ranking", frame)   # a value that was computed

What it exports is loaded on first use, so that `import workbooks` costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbooks.learner import my_page
    from workbooks.notebook import Workbook, open_workbook

__all__ = ["Workbook", "my_page", "open_workbook"]


def __getattr__(name: str) -> Any:
    if name == "my_page":
        from workbooks import learner

        return learner.my_page
    if name in __all__:
        from workbooks import notebook

        return getattr(notebook, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
