"""What comes back from a run is taken for what it is: bytes that a student may have written."""

from __future__ import annotations

import json
from typing import Any

import pytest

from grading.sandbox.inside.frames import pack
from grading.sandbox.results import Receiver, Refused

READY, DONE = pack({"ready": True}), pack({"done": True})


def frame(at: int, /, *outputs: Any, **more: Any) -> bytes:
    """A frame as the sandbox sends it, changed by `more`."""
    plain = {"at": at, "cells": {str(at): list(outputs)}, "count": 1, "error": False, "hits": []}
    return pack({**plain, **more})


STREAM = {"output_type": "stream", "name": "stdout", "text": "x"}


def test_frames_may_come_in_pieces() -> None:
    """Byte by byte, the results are the same."""
    receiver = Receiver(2, 1000)
    for byte in READY + frame(0, STREAM) + frame(1) + DONE:
        receiver.feed(bytes([byte]))
    ran = receiver.ran(None, 1.0)
    assert ran.stopped is None
    assert ran.cells[0].outputs == (STREAM,)


@pytest.mark.parametrize(
    "sent",
    [
        frame(1),
        frame(-1),
        frame(0) + frame(0),
        frame(0, at=True),
        frame(0, cells={"1": [STREAM]}),
        frame(0, cells={"x": [STREAM]}),
        frame(0, cells=[STREAM]),
        frame(0, {"output_type": "code"}),
        frame(0, {"output_type": "error"}),
        frame(0, {"output_type": "display_data", "data": [1]}),
        frame(0, "text"),
        frame(0, hits=None),
        pack([1]),
        pack(None),
        pack({"failed": "x"}),
        b"\0\0\0\2{]",
        b"\0\0\0\2\xff\xff",
        len(deep := b"[" * 200_000).to_bytes(4) + deep,
        len(long := b'{"at":' + b"1" * 5_000 + b"}").to_bytes(4) + long,
    ],
)
def test_what_is_no_frame_is_a_crash(sent: bytes) -> None:
    """Anything else than the sandbox' own frames, in their order, ends the run as a crash."""
    receiver = Receiver(2, 1_000_000)
    receiver.feed(READY)
    with pytest.raises(Refused) as refused:
        receiver.feed(sent)
    assert refused.value.reason == "crash"


def test_bytes_are_bounded() -> None:
    """A length of gigabytes, and bytes without end, are too much output."""
    with pytest.raises(Refused, match="output"):
        Receiver(1, 1000).feed(b"\xff\xff\xff\xff")
    receiver = Receiver(1, 1000)
    receiver.feed(b"\0\x10\0\0" + b"x" * 1_000_000)
    with pytest.raises(Refused, match="output"):
        receiver.feed(b"x" * 100_000)


def test_forged_limits_and_an_early_end_gain_nothing() -> None:
    """Names of limits that are none are left out, and `done` before the last cell is a crash."""
    receiver = Receiver(2, 1000)
    receiver.feed(READY + frame(0, hits=["forbidden", "<script>", "time"]) + DONE)
    ran = receiver.ran(None, 1.0)
    assert (ran.stopped, ran.at) == ("crash", 1)
    assert ran.notices == ("code-crash", "code-forbidden")


def test_outputs_have_only_the_fields_of_a_notebook() -> None:
    """Metadata and unknown fields stay behind, numbers that are none are dropped, text is text."""
    odd = {
        "output_type": "execute_result",
        "data": {"text/plain": "\ud800"},
        "metadata": {"x": "y"},
        "execution_count": "<b>",
        "evil": 1,
    }
    receiver = Receiver(1, 1000)
    receiver.feed(READY + frame(0, odd, count=10**9, error="yes") + DONE)
    (cell,) = receiver.ran(None, 1.0).cells
    (output,) = cell.outputs
    assert output == {
        "output_type": "execute_result",
        "data": {"text/plain": "?"},
        "metadata": {},
        "execution_count": None,
    }
    json.dumps(output, ensure_ascii=False).encode()
    assert cell.error is False
