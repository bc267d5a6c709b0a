"""The warm process: what a cell is likely to import is there, and each request gets a fork.

It has one thread, runs no student's code, and ends when the grader does.
"""

from __future__ import annotations

import contextlib
import gc
import io
import itertools
import json
import os
import select
import shutil
import signal
import socket
import sys
from pathlib import Path
from typing import Any, Final

from . import cells, confine, frames, kernel

_INTERRUPT: Final = b"i"
_KILL: Final = b"k"


def main() -> None:
    """Serve requests on the socket that was inherited; its number and more come as JSON."""
    given = json.loads(sys.argv[1])
    walls = confine.begin(given["without"])
    channel = socket.socket(fileno=given["channel"])
    shell = warm_up()
    threads = kernel.threads()
    confine.wall_in(walls, given["scratch"])
    gc.collect()
    gc.freeze()
    layers = {**walls.names, "nobody": walls.as_nobody}
    channel.sendall(frames.pack({"layers": layers, "threads": threads}))
    for count in itertools.count():
        job, results = _receive(channel)
        room = str(Path(walls.scratch, str(count)))
        on_machine = not walls.names.get("mount")
        if on_machine:
            os.mkdir(room, 0o700)  # noqa: PTH102  # with the mode at once
        child = _fork(job, shell, walls, results, room)
        os.close(results)
        status = _watch(child, channel)
        if on_machine:
            shutil.rmtree(room, ignore_errors=True)
        channel.sendall(frames.pack({"status": status}))


def warm_up() -> Any:
    """Import, read the wording, draw one figure, run one cell: the first time costs the most."""
    from .shell import make_shell

    shell = make_shell()  # first: the backend for figures looks for a shell when it is imported
    import matplotlib.pyplot as plt
    import pandas as pd
    from matplotlib_inline import backend_inline

    import workbooks.notebook  # noqa: F401  # what opening a workbook needs
    from workbooks.fonts import set_up_plots
    from workbooks.values import table_data
    from workbooks.words import wording

    plt.switch_backend("module://matplotlib_inline.backend_inline")
    set_up_plots()
    wording()
    frame = pd.read_csv(io.StringIO("b,客户\nx,1.5\ny,2.5")).sort_values("客户")
    table_data(frame)
    figure, axes = plt.subplots()
    frame.plot(x="b", ax=axes, title="流失率", legend=True)
    for each in (figure, frame):
        shell.display_formatter.format(each)
    plt.close("all")
    backend_inline.flush_figures()  # type: ignore[no-untyped-call]
    shell.run_cell("1", store_history=False, silent=True)
    return shell


def _receive(channel: socket.socket) -> tuple[cells.Job, int]:
    """The next request; the pipe for its results comes along with its first byte."""
    _, handles, _, _ = socket.recv_fds(channel, 1, 1)
    request = frames.read_message(channel) if handles else None
    if request is None:
        os._exit(0)  # the grader is gone
    files: dict[str, bytes] = {}
    for name, size in request["files"]:
        data = frames.read_exactly(channel, size)
        if data is None:
            os._exit(0)
        files[name] = data
    job = cells.Job(sources=request["sources"], files=files, limits=request["limits"])
    return job, handles[0]


def _fork(job: cells.Job, shell: Any, walls: confine.Walls, results: int, room: str) -> int:
    confine.begin_fork(walls)
    child = os.fork()
    if child == 0:
        cells.run_job(job, shell, walls, results, room)
    confine.end_fork(walls)
    return child


def _watch(child: int, channel: socket.socket) -> int:
    """Wait for the fork's end, and pass on what the grader says meanwhile."""
    ended = _end_of(child)
    try:
        while True:
            handles: list[Any] = [channel, *ended]
            waiting, _, _ = select.select(handles, [], [], None if ended else 0.02)
            if channel in waiting:
                _obey(channel, child)
            if not ended or ended[0] in waiting:
                found, status = os.waitpid(child, 0 if ended else os.WNOHANG)
                if found:
                    return os.waitstatus_to_exitcode(status)
    finally:
        for handle in ended:
            os.close(handle)


def _end_of(child: int) -> list[int]:
    """A handle that can be read once the process has ended, where the system has such."""
    if not hasattr(os, "pidfd_open"):
        return []
    try:
        return [os.pidfd_open(child)]
    except OSError:
        return []


def _obey(channel: socket.socket, child: int) -> None:
    order = channel.recv(1)
    # The child is not waited for yet, so its number is nobody else's.
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGINT if order == _INTERRUPT else signal.SIGKILL)
    if not order:
        os._exit(0)  # the grader is gone
