"""Each layer of confinement switched off in turn: the others hold, or the sandbox refuses."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from grading.sandbox import Layers, Limits, Sandbox, TooFewLayers
from grading.sandbox.layers import LAYERS
from tests.conftest import REPOSITORY, environment
from tests.grading.test_sandbox import _children

LIMITS = Limits(cell_seconds=5, seconds=10, memory_mb=256, files_mb=8)
ALL = frozenset(LAYERS)
NAMESPACES = frozenset({"user", "pid", "net", "ipc", "mount"})
PROBE = """
import os, socket

def say(name, step):
    try:
        print(name, "DONE", step())
    except OSError as error:
        print(name, "refused", type(error).__name__)

def run_on():
    if os.fork() == 0:
        while True:
            pass

say("read", lambda: open({outside!r}).read())
say("write", lambda: open({outside!r}, "a").write("x"))
say("remove", lambda: os.remove({outside!r}))
say("mode", lambda: os.chmod({outside!r}, 0o777))
say("connect", lambda: socket.create_connection(("127.0.0.1", {port}), timeout=1))
say("scratch", lambda: open("own.txt", "w").write("x"))
say("process", run_on)
"""


@pytest.mark.parametrize(
    "without",
    [
        frozenset(),
        {"mount"},
        {"landlock"},
        {"seccomp"},
        {"pid"},
        {"net", "ipc", "user"},
        NAMESPACES,
    ],
    ids=lambda without: "-".join(sorted(without)) or "none",
)
def test_the_others_hold(without: frozenset[str], tmp_path: Path) -> None:
    """Without one layer, files, network and processes are still out of reach."""
    outside = tmp_path / "key.yaml"
    outside.write_text("canary-key", "utf-8")
    mode = outside.stat().st_mode
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        Sandbox(LIMITS, without=without) as sandbox,
    ):
        listener.setblocking(False)
        layers = sandbox.active_layers()
        assert layers.on.isdisjoint(without)
        assert layers.enough
        before = _children(sandbox._process.pid) if sandbox._process else []
        code = PROBE.format(outside=str(outside), port=listener.getsockname()[1])
        ran = sandbox.run([code], {})
        said = "".join(each.get("text", "") for each in ran.cells[0].outputs)
        assert "canary-key" not in said
        for name in ("read", "write", "remove", "mode", "connect"):
            assert f"{name} refused" in said
        assert "scratch DONE" in said
        with pytest.raises(BlockingIOError):
            listener.accept()
        after = _children(sandbox._process.pid) if sandbox._process else []
        assert after == before  # a process that was made is gone with the run
    assert outside.read_text("utf-8") == "canary-key"
    assert outside.stat().st_mode == mode


@pytest.mark.parametrize(
    ("off", "missing"),
    [
        ({"mount", "landlock"}, "files hidden"),
        ({"mount", "seccomp"}, "files hidden"),
        ({"net", "seccomp"}, "network off"),
        ({"pid", "seccomp"}, "processes ended"),
        ({"rlimits"}, "memory and files bounded"),
    ],
)
def test_too_few_layers_are_refused(off: set[str], missing: str) -> None:
    """What nothing gives is named, with what to do; nothing is run."""
    layers = Layers(ALL - off)
    assert missing in layers.missing
    with pytest.raises(TooFewLayers, match=f"{missing}.*--unsafe"):
        layers.refuse_if_too_few()


def test_without_any_layer(tmp_path: Path) -> None:
    """With none (macOS, for one) code is refused, unless told; then its time still counts."""
    marker = tmp_path / "ran"
    code = [f"open({str(marker)!r}, 'w').close()", "while True:\n    pass", "1"]
    with Sandbox(LIMITS, without=ALL) as sandbox:
        assert str(sandbox.active_layers()) == "none"
        with pytest.raises(TooFewLayers):
            sandbox.run(code, {})
    assert not marker.exists()
    limits = Limits(cell_seconds=1, seconds=10)
    with Sandbox(limits, without=ALL, unsafe=True) as sandbox:
        ran = sandbox.run(code, {"a.txt": b"x"})
    assert marker.exists()
    assert ran.notices == ("code-time",)
    assert ran.cells[2].outputs[0]["data"]["text/plain"] == "1"


UNPRIVILEGED = f"""
import sys
sys.path.insert(0, {str(REPOSITORY)!r})
from grading.sandbox import Sandbox
with Sandbox() as sandbox:
    print(sandbox.active_layers())
    cells = ["import os; print(os.getpid())", "open({str(REPOSITORY / "README.md")!r})"]
    ran = sandbox.run(cells, dict())
    print(ran)
"""


@pytest.mark.parametrize(
    ("privileges", "layers"),
    [
        (["unshare", "--user", "--map-root-user"], ("no privileges", "files apart", "Landlock")),
        (["setpriv", "--bounding-set=-all", "--inh-caps=-all"], ("Landlock", "seccomp")),
    ],
    ids=["of-a-user-namespace", "none"],
)
def test_without_privileges(privileges: list[str], layers: tuple[str, ...]) -> None:
    """Root of nothing but a user namespace, and root without any privilege, confine code, too."""
    command = [*privileges, sys.executable, "-c", UNPRIVILEGED]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(), check=False)
    assert done.returncode == 0, done.stderr
    assert all(layer in done.stdout for layer in layers), done.stdout
    assert "stopped=None" in done.stdout
    assert "hits=frozenset({'forbidden'})" in done.stdout
