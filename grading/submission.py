"""What was handed in, as bytes: read with distrust, bounded, and without following anything."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from workbooks.answers import LOG_FILE
from workbooks.answers import MOST_BYTES as MOST_OF_LOG

MOST_FILES: Final = 1_000
MOST_BYTES: Final = 64 << 20
"""Of all files but the answer log, which may be as long as is read of it."""
MOST_WITH_COURSE: Final = 1 << 30
MOST_DEPTH: Final = 20
MOST_NAME: Final = 200
_PIECE: Final = 1 << 16

LINKS: Final = "links-removed"
NAMES: Final = "names-refused"
TOO_MUCH: Final = "files-refused"
NOTICES: Final = (LINKS, NAMES, TOO_MUCH)


@dataclass(frozen=True, kw_only=True)
class Submission:
    """One student's files for one assignment, by their paths within it, and what was refused."""

    student: str
    slug: str
    files: Mapping[str, bytes]
    notices: Sequence[str] = ()


@dataclass
class _Budget:
    """What may still be read, and the names there are, as a careless program could take them."""

    files: int = MOST_FILES
    size: int = MOST_BYTES
    seen: set[str] = field(default_factory=set)


def read_submission(folder: Path, replaced: Container[str] = ()) -> Submission:
    """The submission in `submitted/STUDENT/SLUG`.

    Left out, and told in `notices`: links, hard links and special files (`links-removed`), names
    that could be taken for another file's or hide what they are (`names-refused`), and what is
    beyond 1,000 files or 64 MiB (`files-refused`). Left out, too, are the files named by
    `replaced`, which the course lays its own over. Nothing on disk is changed.
    """
    files: dict[str, bytes] = {}
    notices: dict[str, None] = {}
    for inside, refused in _inspect(folder, _Budget()):
        if refused is None and inside in replaced:
            continue
        data = None if refused else _read(folder, inside)
        if data is None:
            notices[refused or LINKS] = None
        else:
            files[inside] = data
    told = [name for name in NOTICES if name in notices]
    return Submission(student=folder.parent.name, slug=folder.name, files=files, notices=told)


def files_in(folder: Path) -> Mapping[str, bytes]:
    """The files of a submission that the course's own were laid over: those may be larger."""
    files: dict[str, bytes] = {}
    for inside, refused in _inspect(folder, _Budget(size=MOST_WITH_COURSE)):
        data = None if refused else _read(folder, inside)
        if data is not None:
            files[inside] = data
    return files


def set_aside(folder: Path) -> Sequence[str]:
    """Take out of a submission what `read_submission` would leave out, and return its notices.

    Links and special files are removed: nothing of the student's is in them. Files are moved into
    a folder beside the submission, whose name begins with a dot, for a person to look at.
    """
    notices: dict[str, None] = {}
    aside = folder.with_name(f".{folder.name}-set-aside")
    if aside.is_symlink():
        aside.unlink()
    for inside, refused in list(_inspect(folder, _Budget())):
        if refused is None:
            continue
        path = folder / inside
        notices[refused] = None
        mode = path.lstat().st_mode
        if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
            aside.mkdir(exist_ok=True)
            path.rename(aside / str(len(list(aside.iterdir())) + 1))
        else:
            path.unlink()
    return [name for name in NOTICES if name in notices]


def _inspect(folder: Path, budget: _Budget) -> Iterator[tuple[str, str | None]]:
    """Every file, by its path within, and what is against it; of a refused folder only itself.

    Paths are strings here: for a class, making a `Path` of each took longer than reading them.
    """
    root = str(folder)
    for base, folders, names in os.walk(root, followlinks=False):
        above = base[len(root) :].lstrip("/")
        for name in sorted(folders):
            inside = f"{above}/{name}" if above else name
            refused = _against(root, inside, budget)
            if refused is not None:
                folders.remove(name)
                yield inside, refused
        for name in sorted(names):
            inside = f"{above}/{name}" if above else name
            yield inside, _against(root, inside, budget)


def _against(root: str, inside: str, budget: _Budget) -> str | None:
    info = os.lstat(f"{root}/{inside}")
    if not (stat.S_ISREG(info.st_mode) or stat.S_ISDIR(info.st_mode)):
        return LINKS
    if not _is_plain(inside.rpartition("/")[2]) or _taken_for(inside) in budget.seen:
        return NAMES
    budget.seen.add(_taken_for(inside))
    if stat.S_ISREG(info.st_mode) and info.st_nlink > 1:
        return LINKS
    counts = stat.S_ISREG(info.st_mode) and inside != LOG_FILE
    size = info.st_size if counts else 0
    if budget.files < 1 or inside.count("/") >= MOST_DEPTH or size > budget.size:
        return TOO_MUCH
    budget.files -= 1
    budget.size -= size
    return None


def _is_plain(name: str) -> bool:
    """Letters of any script, digits, signs and spaces, but nothing invisible or ambiguous."""
    if len(name) > MOST_NAME or "\\" in name or name != name.strip():
        return False
    if name.isascii():
        return name.isprintable()
    return not any(unicodedata.category(each)[0] in "CZ" and each != " " for each in name)


def _taken_for(inside: str) -> str:
    return unicodedata.normalize("NFKC", inside).casefold()


def _read(folder: Path, inside: str) -> bytes | None:
    """A file's bytes; None if it turned into something else since it was looked at."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(f"{folder}/{inside}", flags | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    try:
        info = os.fstat(handle)
        if not stat.S_ISREG(info.st_mode):
            return None
        is_log = inside.rpartition("/")[2] == LOG_FILE
        most = MOST_OF_LOG if is_log else MOST_WITH_COURSE
        return b"".join(_pieces(handle, info.st_size, most))
    finally:
        os.close(handle)


def _pieces(handle: int, size: int, most: int) -> Iterator[bytes]:
    """A file up to `most` bytes, as much at a time as it seems to have: memory is made for all that
    is asked for, be it there or not.
    """
    while most > 0 and (piece := os.read(handle, min(most, size + 1))):
        yield piece
        most -= len(piece)
        size = max(size - len(piece), _PIECE)
