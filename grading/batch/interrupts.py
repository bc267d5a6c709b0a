"""Ctrl-C and requests to end, which wait while a submission is entered."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Any, Final, Self

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


class Interrupts:
    """Raise `KeyboardInterrupt` at Ctrl-C and at a request to end, but never amid a whole.

    Use it as a context manager in the main thread. A signal that was ignored before stays ignored.

    An interrupt just after the gradebook took a submission would undo its files alone. The handler
    is set once and looks at a flag: setting and unsetting one around each submission would leave
    moments between.
    """

    def __init__(self) -> None:
        self._wait = self._came = False
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        for each in _SIGNALS:
            if signal.getsignal(each) is not signal.SIG_IGN:
                self._before[each] = signal.signal(each, self._heed)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        for each, before in self._before.items():
            signal.signal(each, before)

    @contextmanager
    def wait(self) -> Iterator[None]:
        """Let an interrupt wait until what is inside is done."""
        self._wait = True
        try:
            yield
        finally:
            self._wait = False
            if self._came:
                self._came = False
                raise KeyboardInterrupt

    def _heed(self, _number: int, _frame: FrameType | None) -> None:
        if not self._wait:
            raise KeyboardInterrupt
        self._came = True
