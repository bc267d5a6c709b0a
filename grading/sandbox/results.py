"""What came back from a run, checked: bounded, JSON only, of the shape that a notebook has."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from grading.sandbox.inside.frames import HEAD

Stop = Literal["time", "memory", "crash", "output", "files"]
HITS: Final = frozenset({"time", "memory", "output", "files", "forbidden"})
_MOST_TEXT_OF_ERROR: Final = 20_000
_MOST_LINES_OF_ERROR: Final = 200
_MOST_LEVELS: Final = 50


@dataclass(frozen=True, kw_only=True)
class RanCell:
    """One cell: its outputs as nbformat has them. `ran` tells whether it came to its end."""

    outputs: Sequence[dict[str, Any]] = ()
    execution_count: int | None = None
    error: bool = False
    ran: bool = False


@dataclass(frozen=True, kw_only=True)
class Ran:
    """How a run went.

    `stopped` says why cells are left that did not run, and `at` is the place of the one in which it
    was. `hits` names limits that were met without an end to it: a cell that was interrupted
    (`time`), an error for want of memory or room for files, or `forbidden` access. `seconds` is the
    time it took in all.
    """

    cells: Sequence[RanCell]
    stopped: Stop | None
    at: int | None
    hits: frozenset[str]
    seconds: float

    @property
    def forbidden(self) -> bool:
        """Whether an error told of files or hosts that are out of reach."""
        return "forbidden" in self.hits

    @property
    def notices(self) -> tuple[str, ...]:
        """Names of what student and instructor are to be told."""
        met = self.hits | ({self.stopped} if self.stopped else set())
        return tuple(f"code-{name}" for name in (*_ORDER, "forbidden") if name in met)


_ORDER: Final = ("time", "memory", "crash", "output", "files")


class SandboxBroken(Exception):
    """The sandbox itself does not work here; the message says why."""


class Refused(Exception):
    """What came is not what the sandbox sends; `reason` is what the run is stopped for."""

    def __init__(self, reason: Stop) -> None:
        super().__init__(reason)
        self.reason: Stop = reason


@dataclass
class _Cell:
    outputs: list[dict[str, Any]] = field(default_factory=list)
    count: int | None = None
    error: bool = False
    ran: bool = False


class Receiver:
    """Takes the bytes of a run as they come. `at` is the place of the cell that is running."""

    def __init__(self, cells: int, most_bytes: int) -> None:
        self.at = -1
        self.hits: set[str] = set()
        self._cells = [_Cell() for _ in range(cells)]
        self._left = 2 * most_bytes + (1 << 20)  # room for what is around the outputs
        self._buffer = bytearray()
        self._done = False
        self._full = False

    def feed(self, data: bytes) -> None:
        """Take in what came; raises `Refused` for too much, and for what is no frame."""
        self._left -= len(data)
        if self._left < 0:
            raise Refused("output")
        self._buffer += data
        while len(self._buffer) >= HEAD.size:
            size = HEAD.unpack_from(self._buffer)[0]
            if size > self._left + len(self._buffer):
                raise Refused("output")
            if len(self._buffer) < HEAD.size + size:
                return
            frame = bytes(self._buffer[HEAD.size : HEAD.size + size])
            del self._buffer[: HEAD.size + size]
            try:
                self._take(_read(frame))
            except (
                ValueError,
                TypeError,
                KeyError,
                IndexError,
                AttributeError,
                RecursionError,
            ) as error:
                raise Refused("crash") from error

    def ran(self, stopped: str | None, seconds: float) -> Ran:
        """The run as a whole; `stopped` if it was ended from outside."""
        reason: Any = stopped
        if reason is None and self._full:
            reason = "output"
        elif reason is None and not self._done:
            reason = "crash"
        cells = [
            RanCell(
                outputs=tuple(cell.outputs),
                execution_count=cell.count,
                error=cell.error,
                ran=cell.ran,
            )
            for cell in self._cells
        ]
        at = None if reason is None or not cells else min(max(self.at, 0), len(cells) - 1)
        hits = frozenset(self.hits)
        return Ran(cells=cells, stopped=reason, at=at, hits=hits, seconds=seconds)

    def _take(self, frame: Mapping[str, Any]) -> None:
        if "ready" in frame:
            self.at = max(self.at, 0)
        elif "done" in frame:
            self._done = all(cell.ran for cell in self._cells)
        elif "failed" in frame:
            if self.at < 0:  # no student's code has run yet
                raise SandboxBroken(f"A layer could not be put up: {frame['failed']}")
            raise ValueError("the run ended itself")
        else:
            self._take_cell(frame)

    def _take_cell(self, frame: Mapping[str, Any]) -> None:
        at = frame["at"]
        if type(at) is not int or at != self.at or at >= len(self._cells):
            raise ValueError("a cell out of its turn")
        for place, outputs in frame["cells"].items():
            if not 0 <= int(place) <= at:
                raise ValueError("a cell that did not run yet")
            self._cells[int(place)].outputs = list(checked_outputs(outputs))
        hits = {str(each) for each in frame["hits"]}
        self._full = "output" in hits
        self.hits |= hits & (HITS - {"output", "time"})
        cell, count = self._cells[at], frame.get("count")
        cell.count = count if type(count) is int and 0 <= count < 1 << 31 else None
        cell.error = frame["error"] is True
        if not self._full:
            cell.ran = True
            self.at = at + 1


def _read(frame: bytes) -> Mapping[str, Any]:
    data = json.loads(frame, parse_constant=lambda _: None)  # NaN is not JSON; a notebook has null
    if b"\\ud" in frame or b"\\uD" in frame:  # half a surrogate pair is no text
        data = json.loads(json.dumps(data, ensure_ascii=False).encode("utf-8", "replace"))
    if not isinstance(data, dict):
        raise TypeError("no object")
    return data


def checked_outputs(outputs: Any) -> Iterator[dict[str, Any]]:
    """Outputs with the fields that nbformat gives them, and no others."""
    for output in outputs:
        match output.get("output_type"):
            case "stream":
                name = "stderr" if output.get("name") == "stderr" else "stdout"
                yield {"output_type": "stream", "name": name, "text": str(output["text"])}
            case "error":
                yield _checked_error(output)
            case "display_data" | "execute_result" as kind:
                data = {str(n): each for n, each in output["data"].items() if _is_shallow(each)}
                shown = {"output_type": kind, "data": data, "metadata": {}}
                if kind == "execute_result":
                    count = output.get("execution_count")
                    shown["execution_count"] = count if type(count) is int else None
                yield shown
            case _:
                raise ValueError("an output of no known type")


def _is_shallow(data: Any, levels: int = _MOST_LEVELS) -> bool:
    """Whether nothing is nested so deeply that a reader would run out of stack."""
    if not isinstance(data, dict | list):
        return True
    inner = data.values() if isinstance(data, dict) else data
    return levels > 0 and all(_is_shallow(each, levels - 1) for each in inner)


def _checked_error(output: Mapping[str, Any]) -> dict[str, Any]:
    lines = [str(each)[:_MOST_TEXT_OF_ERROR] for each in output["traceback"]]
    return {
        "output_type": "error",
        "ename": str(output["ename"])[:200],
        "evalue": str(output["evalue"])[:_MOST_TEXT_OF_ERROR],
        "traceback": lines[:_MOST_LINES_OF_ERROR],
    }
