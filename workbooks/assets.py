"""The style and the scripts that lie beside the modules."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def read_asset(name: str) -> str:
    """The text of a file beside this module."""
    return (files("workbooks") / name).read_text("utf-8")
