"""Lay a graded submission where nbgrader expects it, whole, or leave what was there before."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def laid_out(folder: Path, files: Mapping[str, bytes], permissions: int) -> Iterator[None]:
    """Put `files` into `folder` on entering; if an error comes up inside, put back what was there.

    However it ends, also by a killed process, the folder never holds a part of a submission.
    """
    new, old = (folder.with_name(f".{folder.name}.{what}") for what in ("new", "old"))
    _remove(new)
    _remove(old)
    _write(new, files, permissions)
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    try:
        yield
    except BaseException:
        _remove(folder)
        if old.exists():
            old.rename(folder)
        raise
    _remove(old)


def _write(folder: Path, files: Mapping[str, bytes], permissions: int) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir()
    made = {""}
    for name, data in files.items():
        inside = name.rpartition("/")[0]
        if inside not in made:
            (folder / inside).mkdir(parents=True, exist_ok=True)
            made.add(inside)
        path = f"{folder}/{name}"
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, permissions)
        with os.fdopen(handle, "wb", buffering=0) as file:
            left = memoryview(data)
            while left:  # a file without a buffer may take a part of what it is given
                left = left[file.write(left) :]
    if permissions & ~0o444:  # the process' mask may have taken something away
        for name in files:
            (folder / name).chmod(permissions)


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
