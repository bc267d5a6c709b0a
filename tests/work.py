"""How much work something is, told without a clock: the same on every machine, however busy."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import count
from typing import TypeVar

T = TypeVar("T")


def counted(work: Callable[[], T]) -> tuple[T, int]:
    """What `work` returns, and how many functions were called for it, of Python and of C."""
    calls = count()

    def seen(_frame: object, event: str, _given: object) -> None:
        if event.endswith("call"):
            next(calls)

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        found = work()
    finally:
        sys.setprofile(before)
    return found, next(calls)
