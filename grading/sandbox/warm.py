"""The grader's end of the sandbox: owns the warm process, watches the clock, trusts nothing."""

from __future__ import annotations

import contextlib
import json
import os
import select
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, Final, Self

from grading.sandbox.inside import frames
from grading.sandbox.layers import Layers
from grading.sandbox.limits import Limits
from grading.sandbox.results import Ran, Receiver, Refused, SandboxBroken

_GRACE: Final = 1.0
"""Seconds from the interrupt that a cell gets at its limit to its end by force."""
_START_SECONDS: Final = 120
_SAID: Final = "said.txt"
_INSIDE: Final = Path(__file__).parent / "inside"
# `inside` is loaded under a name of its own: nothing else of the course can be imported there.
_BOOT: Final = """
import importlib.util, sys
where = sys.argv[2]
spec = importlib.util.spec_from_file_location(
    "hearfirst_inside", where + "/__init__.py", submodule_search_locations=[where])
sys.modules[spec.name] = module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
from hearfirst_inside.serve import main
main()
"""


class Sandbox:
    """Runs students' code: one warm process, and for each submission a confined fork of it.

    Use it as a context manager, or call `close`. The process is started when first it is needed,
    and again after it died. Not for use by two threads at once. Raises `TooFewLayers` where this
    machine cannot confine the code, unless `unsafe`; `without` leaves layers off, for tests.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        unsafe: bool = False,
        without: Collection[str] = (),
    ) -> None:
        self.limits = limits or Limits()
        self._unsafe = unsafe
        self._without = sorted(without)
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None
        self._layers: Layers | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def active_layers(self) -> Layers:
        """The layers that this machine has; starts the warm process to find out."""
        self._start()
        assert self._layers is not None  # noqa: S101  # set by the start
        return self._layers

    def run(
        self,
        sources: Sequence[str],
        files: Mapping[str, bytes],
        *,
        limits: Limits | None = None,
    ) -> Ran:
        """Run cells one after another, with `files` in their working folder.

        `limits` holds for this run alone. Raises `TooFewLayers`, and `SandboxBroken` where the
        sandbox itself fails; nothing for anything that the code does.
        """
        limits = limits or self.limits
        layers = self.active_layers()
        if not self._unsafe or self._process is None:
            layers.refuse_if_too_few()
        for name in files:
            if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
                raise ValueError(f"A file may not be called {name!r}: it is outside the folder.")
        began = time.monotonic()
        receiver = Receiver(len(sources), limits.output_bytes)
        stopped: str | None = "crash"
        for _ in range(2):  # somebody may have ended the warm process
            try:
                stopped = self._attempt(sources, files, limits, receiver)
                break
            except (OSError, EOFError):
                self.close()
                self._start()
                receiver = Receiver(len(sources), limits.output_bytes)
            except BaseException:  # an interrupt: what is under way cannot be gone on with
                self.close()
                raise
        return receiver.ran(stopped, time.monotonic() - began)

    def close(self) -> None:
        """End the warm process and whatever it runs."""
        if self._channel is not None:
            self._channel.close()
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=2)
            self._process.kill()
            self._process.wait()
        if self._folder is not None:
            self._folder.cleanup()
        self._process = self._channel = self._folder = None

    def _attempt(
        self,
        sources: Sequence[str],
        files: Mapping[str, bytes],
        limits: Limits,
        receiver: Receiver,
    ) -> str | None:
        read, write = os.pipe()
        try:
            try:
                channel = self._request(sources, files, limits, write)
            finally:
                os.close(write)
            return _Watch(channel, read, receiver, limits).wait()
        finally:
            os.close(read)

    def _start(self) -> None:
        if self._process is not None and self._process.poll() is None:
            return
        if not hasattr(os, "fork"):  # Windows
            self._layers = Layers(frozenset())
            return
        self.close()
        self._folder = tempfile.TemporaryDirectory(prefix="hearfirst-", ignore_cleanup_errors=True)
        ours, theirs = socket.socketpair()
        self._channel = ours
        with theirs:
            self._process = _launch(Path(self._folder.name), theirs.fileno(), self._without)
        hello = None
        with contextlib.suppress(TimeoutError):
            ours.settimeout(_START_SECONDS)
            hello = frames.read_message(ours)
        ours.settimeout(None)
        if hello is None:
            raise self._reason()
        if hello["threads"] != 1:
            raise SandboxBroken("The sandbox cannot fork: a library it imports starts threads.")
        self._layers = Layers.of(hello["layers"])
        if "mount" in self._layers.on:  # it has moved out of there
            self._folder.cleanup()

    def _reason(self) -> SandboxBroken:
        assert self._process is not None  # noqa: S101  # it was just started
        assert self._folder is not None  # noqa: S101  # likewise
        self._process.kill()
        self._process.wait()
        said = Path(self._folder.name, _SAID).read_bytes()
        self.close()
        return SandboxBroken(
            f"The sandbox did not start: {said.decode('utf-8', 'replace')[-2000:]}"
        )

    def _request(
        self, sources: Sequence[str], files: Mapping[str, bytes], limits: Limits, write: int
    ) -> socket.socket:
        channel = self._channel
        assert channel is not None  # noqa: S101  # the process was started
        sizes = [(name, len(data)) for name, data in files.items()]
        request = {
            "sources": list(sources),
            "files": sizes,
            "limits": limits.in_bytes(given=sum(size for _, size in sizes)),
        }
        socket.send_fds(channel, [b"r"], [write])
        channel.sendall(frames.pack(request))
        for data in files.values():
            channel.sendall(data)
        return channel


class _Watch:
    """Reads results as they come, and ends the run when a limit is met."""

    def __init__(
        self, channel: socket.socket, results: int, receiver: Receiver, limits: Limits
    ) -> None:
        self._channel, self._results, self._receiver = channel, results, receiver
        self._limits = limits
        now = time.monotonic()
        self._end = now + limits.seconds
        self._cell_end = self._end
        self._interrupted_at: int | None = None
        self._stopped: str | None = None

    def wait(self) -> str | None:
        """Why the run was ended from outside, if it was."""
        open_results = True
        while True:
            handles: list[Any] = [self._channel, *([self._results] if open_results else [])]
            ready, _, _ = select.select(handles, [], [], max(0.0, self._next_end()))
            if self._results in ready:
                open_results = self._read()
            elif self._channel in ready:
                if frames.read_message(self._channel) is None:
                    raise EOFError("its process died")
                while open_results and select.select([self._results], [], [], 0)[0]:
                    open_results = self._read()
                return self._stopped
            self._check_clock()

    def _read(self) -> bool:
        data = os.read(self._results, 1 << 18)
        if self._stopped is not None:
            return bool(data)
        before = self._receiver.at
        try:
            self._receiver.feed(data)
        except Refused as refused:
            self._stop(refused.reason)
        if self._receiver.at != before:
            self._cell_end = time.monotonic() + self._limits.cell_seconds
        return bool(data)

    def _next_end(self) -> float:
        if self._stopped is not None:
            return 60
        return min(self._end, self._cell_end) - time.monotonic()

    def _check_clock(self) -> None:
        now, at = time.monotonic(), self._receiver.at
        if self._stopped is not None or now < min(self._end, self._cell_end):
            return
        if now >= self._end or self._interrupted_at == at:
            self._stop("time")
            return
        self._receiver.hits.add("time")
        self._interrupted_at = at
        self._cell_end = now + _GRACE
        self._channel.sendall(b"i")

    def _stop(self, reason: str) -> None:
        if self._stopped is None:
            self._stopped = reason
            self._channel.sendall(b"k")


def _launch(folder: Path, channel: int, without: Sequence[str]) -> subprocess.Popen[bytes]:
    scratch = folder / "scratch"
    scratch.mkdir()
    given = {"channel": channel, "scratch": str(scratch), "without": without}
    with (folder / _SAID).open("wb") as said:
        return subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", "-B", "-c", _BOOT, json.dumps(given), str(_INSIDE)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            cwd=folder,
            env=_environment(str(folder)),
            pass_fds=[channel],
            start_new_session=True,
        )


def _environment(folder: str) -> dict[str, str]:
    """Nothing of ours; and one thread for linear algebra, so that the process can be forked."""
    threads = ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "VECLIB_MAXIMUM", "BLIS")
    cache = os.environ.get("MPLCONFIGDIR") or str(
        Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "matplotlib"
    )
    kept = {name: os.environ[name] for name in ("TZ",) if name in os.environ}
    return {
        **kept,
        **{f"{name}_NUM_THREADS": "1" for name in threads},
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "MALLOC_ARENA_MAX": "2",  # each takes 64 MiB of the address space, which is bounded
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MPLCONFIGDIR": cache,  # where matplotlib remembers the machine's fonts
        "IPYTHONDIR": f"{folder}/ipython",
        "NBGRADER_EXECUTION": "autograde",
    }
