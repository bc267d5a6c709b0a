"""Landlock: which files a process may read and write, kept by the kernel (Linux 5.13)."""

from __future__ import annotations

import os
import stat
import struct
from collections.abc import Iterable
from typing import Final

from .kernel import LANDLOCK_ADD, LANDLOCK_CREATE, LANDLOCK_RESTRICT, call

_VERSION: Final = 1
_PATH_BENEATH: Final = 1
_WRITE_FILE: Final = 1 << 1
_READ_FILE: Final = 1 << 2
_READ_DIR: Final = 1 << 3
_OF_FILES: Final = 0b0111  # execute, write, read
_TRUNCATE: Final = 1 << 14
_IOCTL_DEV: Final = 1 << 15
_BY_VERSION: Final = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_NETWORK_SINCE: Final = 4
_SCOPES_SINCE: Final = 6
_TCP: Final = 0b11  # bind, connect: none is allowed
_SCOPES: Final = 0b11  # abstract sockets and signals to processes outside


def version() -> int:
    """The version of Landlock; raises OSError where there is none."""
    return call("syscall", LANDLOCK_CREATE, None, 0, _VERSION)


def restrict(readable: Iterable[str], writable: Iterable[str], version: int) -> None:
    """From now on only these paths can be opened; needs `no_new_privs` to be set."""
    handled = _BY_VERSION[max(each for each in _BY_VERSION if each <= version)]
    attributes = struct.pack("=Q", handled)
    if version >= _NETWORK_SINCE:
        attributes += struct.pack("=Q", _TCP)
    if version >= _SCOPES_SINCE:
        attributes += struct.pack("=Q", _SCOPES)
    rules = call("syscall", LANDLOCK_CREATE, attributes, len(attributes), 0)
    for path in readable:
        _allow(rules, path, _READ_FILE | _READ_DIR)
    for path in writable:
        _allow(rules, path, handled & ~_IOCTL_DEV & ~1)  # 1: execute
    call("syscall", LANDLOCK_RESTRICT, rules, 0)
    os.close(rules)


def _allow(rules: int, path: str, access: int) -> None:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    if not stat.S_ISDIR(os.fstat(handle).st_mode):
        access &= _OF_FILES | (access & _TRUNCATE)
    call("syscall", LANDLOCK_ADD, rules, _PATH_BENEATH, struct.pack("=Qi", access, handle), 0)
    os.close(handle)
