"""The fork: gives everything up, runs the cells, sends a frame for each, ends."""

from __future__ import annotations

import errno
import os
import random
import signal
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from . import confine, frames
from .shell import Outputs, Shell, Stream, error_output

_DENIED: Final = frozenset(
    {errno.EPERM, errno.EACCES, errno.EROFS, errno.ENETUNREACH, errno.EAFNOSUPPORT, errno.ENOSYS}
)
_FULL: Final = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})
_NAMES_OF_REFUSAL: Final = frozenset({"gaierror", "URLError"})


@dataclass(kw_only=True)
class Job:
    """One request: the cells' sources, the files beside them, and the limits."""

    sources: list[str]
    files: dict[str, bytes]
    limits: dict[str, int]


def run_job(job: Job, shell: Shell, walls: confine.Walls, results: int, room: str) -> None:
    """Never returns. `results` is the pipe on which the frames go out."""
    try:
        _enter(job, walls, results, room)
        _Run(job, shell, results).run()
    except BaseException as error:  # whatever a student's code left behind
        _send(results, {"failed": f"{type(error).__name__}: {error}"[:500]})
    os._exit(0)


def _enter(job: Job, walls: confine.Walls, results: int, room: str) -> None:
    os.setsid()
    null = os.open(os.devnull, os.O_RDWR)
    for handle in (0, 1, 2):
        os.dup2(null, handle)
    os.closerange(3, results)
    os.closerange(results + 1, 64)  # no more are open in the warm process
    scratch = confine.give_up(walls, job.limits, room)
    work, spare = str(Path(scratch, "work")), str(Path(scratch, "tmp"))
    os.environ.pop("MPLCONFIGDIR", None)  # a path of the grader's; it was of use at the start
    os.environ |= {"HOME": scratch, "TMPDIR": spare, "PWD": work}
    os.chdir(work)
    for name, data in job.files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    sys.path.insert(0, "")
    # the fork would otherwise draw the numbers that the one before it drew
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


class _Run:
    def __init__(self, job: Job, shell: Shell, results: int) -> None:
        self._job, self._shell, self._results = job, shell, results
        self._outputs = Outputs(job.limits["output"], self._overflow)
        self._running = False
        self._hits: set[str] = set()

    def run(self) -> None:
        shell, outputs = self._shell, self._outputs
        shell.outputs = outputs
        outputs.begin(-1)
        sys.stdout, sys.stderr = Stream("stdout", outputs), Stream("stderr", outputs)
        signal.signal(signal.SIGINT, self._interrupt)
        _send(self._results, {"ready": True})
        for at, source in enumerate(self._job.sources):
            outputs.begin(at)
            result = self._run_cell(source)
            self._send_cell(at, result)
        _send(self._results, {"done": True})

    def _run_cell(self, source: str) -> Any:
        try:
            self._running = True
            result = self._shell.run_cell(source, store_history=True)
            self._running = False
        except KeyboardInterrupt as error:
            # it came between the end of the cell and the line above
            self._outputs.add(error_output("KeyboardInterrupt", "", []))
            return error
        finally:
            self._running = False
        return result.error_before_exec or result.error_in_exec

    def _send_cell(self, at: int, error: BaseException | None) -> None:
        outputs = self._outputs
        shown = [each for each in outputs.cells[at] if each["output_type"] == "error"]
        if error is not None and not shown:  # somebody has silenced tracebacks
            outputs.add(error_output(type(error).__name__, "", []))
        self._hits |= set(_limits_met(error))
        frame = {
            "at": at,
            "cells": outputs.taken(),
            "count": self._shell.execution_count - 1,
            "error": error is not None,
            "hits": sorted(self._hits),
        }
        _send(self._results, frame)

    def _interrupt(self, *_: object) -> None:
        if self._running:
            raise KeyboardInterrupt

    def _overflow(self) -> None:
        at = self._outputs.at
        frame = {"at": at, "cells": self._outputs.taken(), "error": True, "hits": ["output"]}
        _send(self._results, frame)
        os._exit(0)


def _limits_met(error: BaseException | None) -> Iterator[str]:
    """Which limits an error tells of: `memory`, `files`, `forbidden`."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        number = getattr(error, "errno", None)
        if isinstance(error, MemoryError):
            yield "memory"
        if isinstance(error, OSError):
            if number in _FULL:
                yield "files"
            elif _is_refusal(error):
                yield "forbidden"
        error = error.__cause__ or error.__context__


def _is_refusal(error: OSError) -> bool:
    if error.errno in _DENIED or type(error).__name__ in _NAMES_OF_REFUSAL:
        return True
    # what is hidden is not there
    return isinstance(error, FileNotFoundError) and _is_outside(error.filename)


def _is_outside(name: object) -> bool:
    if not isinstance(name, str) or not name:
        return False
    return not Path(name).resolve().is_relative_to(_scratch())


def _scratch() -> Path:
    return Path(os.environ["HOME"])


def _send(results: int, message: Mapping[str, Any]) -> None:
    frames.write(results, frames.pack(message))
