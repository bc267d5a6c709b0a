"""Frames on a pipe or socket: four bytes of length, then JSON."""

from __future__ import annotations

import json
import os
import socket
import struct
from typing import Any, Final

HEAD: Final = struct.Struct("!I")


def pack(message: object) -> bytes:
    """A message as it goes over the pipe. It is ASCII, whatever texts it holds."""
    data = json.dumps(message).encode()
    return HEAD.pack(len(data)) + data


def write(handle: int, data: bytes) -> None:
    """Write all of `data`, waiting for the reader if need be."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def read_exactly(channel: socket.socket, size: int) -> bytes | None:
    """So many bytes from a trusted peer, or None if it is gone."""
    parts: list[bytes] = []
    while size:
        part = channel.recv(min(size, 1 << 20))
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def read_message(channel: socket.socket) -> Any:
    """The next message from a trusted peer, or None if it is gone."""
    head = read_exactly(channel, HEAD.size)
    if head is None:
        return None
    data = read_exactly(channel, HEAD.unpack(head)[0])
    return None if data is None else json.loads(data)
