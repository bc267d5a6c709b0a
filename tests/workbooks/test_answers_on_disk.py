"""The answer log against a real disk: special files, full disks, other processes, power cuts."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

import workbooks.answers
from tests.work import counted
from workbooks.answers import LOG_FILE, AnswerLog
from workbooks.errors import AnswerNotSaved

REPOSITORY = Path(__file__).resolve().parents[2]
NOBODY = 65534


def in_process(script: str, folder: Path) -> str:
    """What a fresh process prints that has `log`, the log of `folder`, and `AnswerNotSaved`."""
    start = (
        "import sys; from pathlib import Path\n"
        f"sys.path.insert(0, {str(REPOSITORY)!r})\n"
        "from workbooks.answers import AnswerLog\n"
        "from workbooks.errors import AnswerNotSaved\n"
        f"log = AnswerLog(Path({str(folder)!r}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", start + script],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_missing_file(tmp_path: Path) -> None:
    """Where there is no log, reading says so and creates none."""
    report = AnswerLog(tmp_path).read()
    assert (report.refused, report.latest) == ("missing", {})
    assert list(tmp_path.iterdir()) == []


def test_missing_folder(tmp_path: Path) -> None:
    """A workbook whose folder was removed is told that nothing was saved."""
    log = AnswerLog(tmp_path / "gone")
    assert log.read().refused == "missing"
    with pytest.raises(AnswerNotSaved) as caught:
        log.append("first", 1, lang="en")
    assert caught.value.reason == "other"


def make_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket may have no more than about 100 bytes
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def make_device(path: Path) -> None:
    try:
        os.mknod(path, 0o020666, os.makedev(1, 7))  # what /dev/full is
    except PermissionError:
        pytest.skip("only root may make a device")


def link_to_file(path: Path) -> None:
    target = path.with_name("target")
    target.write_bytes(b"precious")
    path.symlink_to(target)


@pytest.mark.parametrize(
    "make",
    [
        Path.mkdir,
        os.mkfifo,
        make_socket,
        make_device,
        link_to_file,
        lambda path: path.symlink_to("nowhere"),
        lambda path: path.symlink_to(path.name),
        lambda path: path.symlink_to("/dev/full"),
    ],
    ids=["folder", "fifo", "socket", "device", "link", "dangling", "loop", "link-to-device"],
)
def test_what_is_no_file_is_refused(tmp_path: Path, make: Callable[[Path], object]) -> None:
    """Anything but an ordinary file is neither read, written nor waited for."""
    log = AnswerLog(tmp_path)
    make(log.path)
    handles = len(list(Path("/proc/self/fd").iterdir()))
    assert log.read().refused == "not-a-file"
    with pytest.raises(AnswerNotSaved) as caught:
        log.append("first", "x", lang="en")
    assert caught.value.reason == "not-a-file"
    assert len(list(Path("/proc/self/fd").iterdir())) == handles
    assert not (tmp_path / "nowhere").exists()
    if (tmp_path / "target").exists():
        assert (tmp_path / "target").read_bytes() == b"precious"


def test_large_file_in_bounded_memory(tmp_path: Path) -> None:
    """A log of 100 MB, much of it in one endless line, is read in few steps and megabytes."""
    log = AnswerLog(tmp_path)
    log.append("first", "a", lang="en")
    answer = log.path.read_bytes()
    log.append("second", "x" * 900_000, lang="en")
    long = log.path.read_bytes()[len(answer) :]
    with log.path.open("ab") as file:
        for _ in range(40):
            file.write(long)
        for _ in range(64):
            file.write(b"x" * (1 << 20))
        file.write(b"\n" + answer.replace(b"first", b"third"))
    assert log.path.stat().st_size > 100_000_000
    tracemalloc.start()
    report, steps = counted(log.read)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert set(report.latest) == {"first", "second", "third"}
    assert report.skipped == 1
    assert not report.cut
    assert most < 20_000_000
    assert steps < 5_000


def test_file_beyond_the_limit_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file longer than is read keeps its first answers, and the report tells of the rest."""
    monkeypatch.setattr(workbooks.answers, "MOST_BYTES", 1000)
    log = AnswerLog(tmp_path)
    for number in range(30):
        log.append(f"e{number}", number, lang="en")
    report = log.read()
    assert report.cut
    assert report.latest["e0"].answer == 0
    assert "e29" not in report.latest


def test_processes_mix_nothing(tmp_path: Path) -> None:
    """Four processes that append to one log at once lose no line and mix none."""
    (tmp_path / LOG_FILE).write_bytes(b'{"v":1,"torn')
    start = (
        f"import sys; sys.path.insert(0, {str(REPOSITORY)!r})\n"
        "from pathlib import Path; from workbooks.answers import AnswerLog\n"
        f"log = AnswerLog(Path({str(tmp_path)!r})); who = sys.argv[1]; input()\n"
        "for n in range(50): log.append(f'{who}-{n}', who * (n * 300), lang='en')\n"
    )
    workers = [
        subprocess.Popen([sys.executable, "-c", start, who], stdin=subprocess.PIPE)
        for who in "abcd"
    ]
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write(b"\n")
        worker.stdin.close()
    assert [worker.wait(60) for worker in workers] == [0] * 4
    report = AnswerLog(tmp_path).read()
    assert {name: each.answer for name, each in report.latest.items()} == {
        f"{who}-{n}": who * (n * 300) for who in "abcd" for n in range(50)
    }
    assert report.skipped == 1
    assert not report.torn


def test_disk_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bytes, and for a new file its folder, are synced before append returns."""
    log = AnswerLog(tmp_path)
    synced: list[tuple[str, int]] = []

    def record(handle: int) -> None:
        path = Path(f"/proc/self/fd/{handle}").readlink()
        synced.append((path.name, path.stat().st_size if path.is_file() else -1))
        real(handle)

    real = os.fsync
    monkeypatch.setattr(os, "fsync", record)
    log.append("first", "a", lang="en")
    assert synced == [(LOG_FILE, log.path.stat().st_size), (tmp_path.name, -1)]
    synced.clear()
    log.append("first", "b", lang="en")
    assert synced == [(LOG_FILE, log.path.stat().st_size)]


def test_failed_sync_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that takes the bytes but fails to keep them makes append raise."""

    def fail(_handle: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(AnswerNotSaved, match="NOT saved") as caught:
        AnswerLog(tmp_path).append("first", "a", lang="en")
    assert caught.value.reason == "other"


@pytest.mark.parametrize("what", ["folder", "file"])
def test_read_only(tmp_path: Path, what: str) -> None:
    """Where nothing may be written append says `read-only`, and what was there stays readable."""
    if os.geteuid() != 0:
        drop = ""
    else:
        drop = f"import os; os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})\n"
        for parent in (tmp_path, *list(tmp_path.parents)[:-2]):
            parent.chmod(parent.stat().st_mode | 0o055)
    log = AnswerLog(tmp_path)
    if what == "file":
        log.append("first", "kept", lang="en")
        log.path.chmod(0o444)
    tmp_path.chmod(0o555)
    script = (
        f"{drop}"
        "try:\n    log.append('second', 'x', lang='en'); print('saved')\n"
        "except AnswerNotSaved as error: print(error.reason)\n"
        "print(sorted(log.read().latest), log.read().refused)\n"
    )
    said = in_process(script, tmp_path)
    tmp_path.chmod(0o755)
    there = "['first'] None" if what == "file" else "[] missing"
    assert said == f"read-only\n{there}"


def test_unreadable(tmp_path: Path) -> None:
    """A log that may not be read is reported as `unreadable`, not as missing."""
    if os.geteuid() != 0:
        drop = ""
    else:
        drop = f"import os; os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})\n"
        for parent in (tmp_path, *list(tmp_path.parents)[:-2]):
            parent.chmod(parent.stat().st_mode | 0o055)
    AnswerLog(tmp_path).append("first", "kept", lang="en")
    (tmp_path / LOG_FILE).chmod(0)
    assert in_process(f"{drop}print(log.read().refused)", tmp_path) == "unreadable"


@pytest.mark.parametrize("room", [0, 1, 40])
def test_full_disk(tmp_path: Path, room: int) -> None:
    """With no room, or room for part of a line, append says `full` and earlier answers survive."""
    log = AnswerLog(tmp_path)
    log.append("first", "kept", lang="en")
    before = log.path.read_bytes()
    script = (
        "import resource, signal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"limit = {len(before) + room}\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))\n"
        "for _ in range(3):\n"
        "    try:\n        log.append('second', 'lost', lang='en'); print('saved')\n"
        "    except AnswerNotSaved as error: print(error.reason)\n"
        "print(log.read().latest['first'].answer, len(log.read().latest))\n"
    )
    assert in_process(script, tmp_path).split() == ["full", "full", "full", "kept", "1"]
    assert log.path.read_bytes().startswith(before)
    log.append("second", "room again", lang="en")
    assert {name: each.answer for name, each in log.read().latest.items()} == {
        "first": "kept",
        "second": "room again",
    }


def test_full_file_system(tmp_path: Path) -> None:
    """A file system that has filled up makes append say `full` and keeps what it held."""
    mount = tmp_path / "small"
    mount.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(mount)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small file system is not permitted here")
    try:
        log = AnswerLog(mount)
        log.append("first", "kept", lang="en")
        with pytest.raises(AnswerNotSaved) as caught:
            log.append("second", "x" * 50_000, lang="en")
        assert caught.value.reason == "full"
        assert log.read().latest["first"].answer == "kept"
        assert "second" not in log.read().latest
    finally:
        subprocess.run(["umount", str(mount)], check=True)
