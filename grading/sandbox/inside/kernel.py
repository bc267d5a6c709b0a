"""System calls of Linux for which Python has no function of its own. See their manual pages."""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from pathlib import Path
from typing import Final

CLONE_NEWNS: Final = 0x00020000
CLONE_NEWUTS: Final = 0x04000000
CLONE_NEWIPC: Final = 0x08000000
CLONE_NEWUSER: Final = 0x10000000
CLONE_NEWPID: Final = 0x20000000
CLONE_NEWNET: Final = 0x40000000
MS_NOSUID: Final = 2
MS_NODEV: Final = 4
MS_NOEXEC: Final = 8
MS_BIND: Final = 4096
MS_REC: Final = 16384
MS_PRIVATE: Final = 1 << 18
MNT_DETACH: Final = 2
PR_SET_PDEATHSIG: Final = 1
PR_CAPBSET_DROP: Final = 24
PR_GET_SECCOMP: Final = 21
PR_SET_SECCOMP: Final = 22
PR_SET_NO_NEW_PRIVS: Final = 38
ARCH: Final = platform.machine()
PIVOT_ROOT: Final = {"x86_64": 155, "aarch64": 41}.get(ARCH, -1)
# the same number on every architecture
MOUNT_SETATTR: Final = 442
LANDLOCK_CREATE: Final = 444
LANDLOCK_ADD: Final = 445
LANDLOCK_RESTRICT: Final = 446

_AT_FDCWD: Final = -100
_AT_RECURSIVE: Final = 0x8000
_READ_ONLY: Final = 1
_NO_SUID: Final = 2
_NO_DEV: Final = 4
_LAST_CAPABILITY: Final = 63
_CAPABILITIES_V3: Final = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def call(name: str, *arguments: int | bytes | None) -> int:
    """Call a function of the C library; raises OSError."""
    function = getattr(_libc, name)
    function.restype = ctypes.c_long
    given = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
    result = int(function(*given))
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), name)
    return result


def unshare(flags: int) -> None:
    """unshare(2)."""
    call("unshare", flags)


def mount(source: str, target: str, kind: str, flags: int, data: str = "") -> None:
    """mount(2)."""
    call("mount", source.encode(), target.encode(), kind.encode(), flags, data.encode())


def make_read_only(path: str, *, devices: bool = False) -> None:
    """A mount and all beneath it: nothing to write, no set-user-id; devices only if allowed."""
    bits = _READ_ONLY | _NO_SUID | (0 if devices else _NO_DEV)
    attributes = struct.pack("=QQQQ", bits, 0, 0, 0)
    call("syscall", MOUNT_SETATTR, _AT_FDCWD, path.encode(), _AT_RECURSIVE, attributes, 32)


def enter_root(path: str) -> None:
    """Make `path`, a mount, the root; nothing of the old one can be reached afterwards."""
    os.chdir(path)
    call("syscall", PIVOT_ROOT, b".", b".")
    call("umount2", b".", MNT_DETACH)
    os.chdir("/")


def prctl(option: int, value: int = 0, third: int | bytes = 0) -> None:
    """prctl(2)."""
    call("prctl", option, value, third, 0, 0)


def drop_bounding_set() -> None:
    """Let no program that is run from here on have a privilege of the superuser."""
    for capability in range(_LAST_CAPABILITY + 1):
        try:
            prctl(PR_CAPBSET_DROP, capability)
        except OSError:
            break  # the kernel knows no more of them, or none was held


def drop_capabilities() -> None:
    """Give up every privilege of the superuser, for good."""
    header = struct.pack("=Ii", _CAPABILITIES_V3, 0)
    call("capset", header, struct.pack("=6I", *[0] * 6))


def memory_in_use() -> int:
    """The size of this process's address space in bytes."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")


def threads() -> int:
    """How many threads this process has; 1 where the system does not tell."""
    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else 1
