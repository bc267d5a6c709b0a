"""The answer log: `answers.jsonl`, one JSON object a line, only ever appended to.

    {"v":1,"exercise":"first-reading","answer":"both","lang":"zh","at":"2026-03-02T09:12:30.125Z"}

The last line for an exercise counts; the earlier ones are its history. A line with `"attempt": 1`
is an answer that the reader had checked; where attempts are limited, what comes after the last of
them does not count. An exercise whose name begins with `@` is a note of the workbook's own
(`@language`). A line that is torn, foreign or too
long is skipped and reported, and never stops a reader.
"""

from __future__ import annotations

import contextlib
import errno
import io
import json
import os
import re
import stat
import sys
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

from workbooks.errors import AnswerNotSaved

ANSWER_MIME: Final = "application/vnd.hearfirst.answer+json"
"""Under this type a value that was computed leaves a cell: `{"exercise": …, "answer": …}`."""

LOG_FILE: Final = "answers.jsonl"
VERSION: Final = 1
LONGEST_LINE: Final = 1 << 20
MOST_BYTES: Final = 256 << 20

# Follow no link, wait for no pipe, leak into no child; Windows knows only O_BINARY of these. The
# browser's drive has no pipes, and takes O_NONBLOCK for a sign that a file was written.
_FLAGS: Final = ("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY")
_WAITING: Final = () if sys.platform == "emscripten" else ("O_NONBLOCK",)
_SAFELY: Final = sum(getattr(os, name, 0) for name in (*_FLAGS, *_WAITING))
_NAME: Final = re.compile(r"@?[a-z][a-z0-9-]{0,59}")
_REASONS: Final = {
    errno.EROFS: "read-only",
    errno.EACCES: "read-only",
    errno.EPERM: "read-only",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.ELOOP: "not-a-file",
    errno.EISDIR: "not-a-file",
    errno.ENXIO: "not-a-file",
}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One line of the log: what was given for one exercise, in which language, and when (UTC).

    `attempt` tells the how-manieth check it was, or is None for an answer merely saved.
    """

    exercise: str
    answer: Any
    lang: str
    at: str
    attempt: int | None = None


@dataclass(frozen=True, kw_only=True)
class Line(Answer):
    """The same with its line, `data`, as it was written, without its end."""

    data: bytes


@dataclass(kw_only=True)
class LogReport:
    """What a reading of the log found.

    `latest` maps an exercise to its last answer that counts; `checked`, to the last that was
    checked, and `attempts`, to how many were. `late` counts lines that came after
    the last allowed attempt, `skipped` counts lines that were no answer; `torn` tells that
    the last line was cut short; `refused` says why nothing could be read at all
    (`missing`, `not-a-file`, `unreadable`), and `cut` that the file was longer than is read.
    """

    latest: dict[str, Answer] = field(default_factory=dict)
    checked: dict[str, Answer] = field(default_factory=dict)
    attempts: dict[str, int] = field(default_factory=dict)
    late: int = 0
    skipped: int = 0
    torn: bool = False
    cut: bool = False
    refused: str | None = None


class AnswerLog:
    """The answers of one workbook folder.

    Appending returns only once the bytes are on disk. Reading never raises.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / LOG_FILE
        self._size = 0  # of the file as far as it was read or written here

    def has_news(self) -> bool:
        """Whether anybody else has written to the file since it was read or written here."""
        try:
            return self.path.lstat().st_size != self._size
        except OSError:
            return self._size != 0

    def append(
        self, exercise: str, answer: Any, *, lang: str, attempt: int | None = None
    ) -> Answer:
        """Write one answer and wait for the disk; raises `AnswerNotSaved` if it did not get there.

        Returns the answer as it stands on disk.

        The line goes out as one write on a file opened for appending, so two writers cannot mix
        their lines, and it starts on a line of its own even after a torn one.
        """
        data = log_line(exercise, answer, lang=lang, attempt=attempt)
        if len(data) > LONGEST_LINE:
            raise AnswerNotSaved(
                f"The answer is NOT saved: it is longer than {LONGEST_LINE >> 10} KiB.",
                reason="too-long",
            )
        try:
            self._write(data)
        except OSError as error:
            raise _not_saved(self.path, error) from error
        written = json.loads(data)
        return Answer(
            exercise=exercise,
            answer=written["answer"],
            lang=lang,
            at=written["at"],
            attempt=attempt,
        )

    def read(self, limits: Mapping[str, int] | None = None) -> LogReport:
        """Every exercise's last answer, and what was wrong with the file.

        `limits` says how many attempts an exercise allows; one that it does not name allows any.
        """
        report = LogReport()
        self._size = 0
        try:
            handle = os.open(self.path, os.O_RDONLY | _SAFELY)
        except FileNotFoundError:
            report.refused = "missing"
            return report
        except OSError as error:
            report.refused = (
                "not-a-file" if error.errno in (errno.ELOOP, errno.ENXIO) else "unreadable"
            )
            return report
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)  # Python makes no file object of a folder: it would raise
            report.refused = "not-a-file"
            return report
        with os.fdopen(handle, "rb") as file:
            try:
                _read_lines(file, report, limits or {})
                self._size = file.tell()
            except OSError:
                report.refused = "unreadable"
        return report

    def whole(self) -> bytes:
        """The whole file as it is; nothing where there is none that can be read."""
        try:
            handle = os.open(self.path, os.O_RDONLY | _SAFELY)
        except OSError:
            return b""
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            return b""
        with os.fdopen(handle, "rb") as file:
            return file.read(MOST_BYTES)

    def replace(self, data: bytes, *, read: int) -> None:
        """Put other lines in the place of all; raises `AnswerNotSaved`, with the file as it was.

        `read` is how long the file was on which they rest: what somebody wrote behind that in the
        meantime is kept, too.
        """
        try:
            if self.path.is_symlink() or (self.path.exists() and not self.path.is_file()):
                raise OSError(errno.ENXIO, "not a regular file", str(self.path))
            since = self.whole()[read:]
            _put(self.path, data + since)
        except OSError as error:
            raise _not_saved(self.path, error) from error
        self._size = 0  # read again by whoever looks next

    def put_aside(self) -> Path:
        """Rename the file, `answers-1.jsonl` being the first; returns where it then lies.

        Nothing is overwritten. Without a file, the name that it would have had is returned.
        """
        number = 1
        while (aside := self.path.with_name(f"{self.path.stem}-{number}.jsonl")).exists():
            number += 1
        with contextlib.suppress(FileNotFoundError):
            self.path.rename(aside)
        self._size = 0
        return aside

    def _write(self, data: bytes) -> None:
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | _SAFELY
        created = not self.path.exists()
        handle = os.open(self.path, flags, 0o644)
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise OSError(errno.ENXIO, "not a regular file", str(self.path))
            whole = data if _ends_clean(handle) else b"\n" + data
            if os.write(handle, whole) < len(whole):
                raise OSError(errno.ENOSPC, "the disk took only part of the line", str(self.path))
            os.fsync(handle)
        finally:
            os.close(handle)
        self._size += len(whole)
        if created:
            _sync_folder(self.path.parent)


def log_line(exercise: str, answer: Any, *, lang: str, attempt: int | None = None) -> bytes:
    """A line of the log as it stands on disk, given now."""
    at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    entry = {"v": VERSION, "exercise": exercise, "answer": answer, "lang": lang, "at": at}
    line = json.dumps(
        entry if attempt is None else {**entry, "attempt": attempt},
        ensure_ascii=False,
        separators=(",", ":"),
        allow_nan=False,
    )
    return line.encode("utf-8", "replace") + b"\n"  # half a surrogate pair is no text


def read_log(data: bytes | None, limits: Mapping[str, int] | None = None) -> LogReport:
    """What `AnswerLog.read` finds, of a log's bytes; None stands for a log that is missing."""
    report = LogReport()
    if data is None:
        report.refused = "missing"
    else:
        _read_lines(io.BytesIO(data), report, limits or {})
    return report


def answer_lines(data: bytes) -> tuple[list[Line], list[bytes]]:
    """The answers in a log's bytes, one a line, and the lines that are none (each with its end)."""
    found: list[Line] = []
    strays: list[bytes] = []
    for line in data.removeprefix(BOM_UTF8).split(b"\n"):
        bare = line.rstrip(b"\r")
        entry = _parse(bare) if 0 < len(bare) < LONGEST_LINE else None
        if entry is not None:
            found.append(Line(**vars(entry), data=bare))
        elif bare.strip():
            strays.append(line + b"\n")
    return found, strays


def _put(path: Path, data: bytes) -> None:
    """Write a file as a whole: at no moment is it there by half."""
    if sys.platform == "emscripten":  # its drive takes a file when it is closed, and renames badly
        path.write_bytes(data)
        return
    begun = path.with_name(f".{path.name}.new")
    with begun.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    begun.replace(path)
    _sync_folder(path.parent)


def _ends_clean(handle: int) -> bool:
    size = os.fstat(handle).st_size
    if size == 0:
        return True
    os.lseek(handle, size - 1, os.SEEK_SET)  # writes go to the end whatever the position
    return os.read(handle, 1) == b"\n"


def _sync_folder(folder: Path) -> None:
    # A new file's name is on disk only once its folder is. Some file systems (FAT, network
    # mounts, the browser's) refuse to sync a folder, and have nothing more to offer.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _read_lines(file: BinaryIO, report: LogReport, limits: Mapping[str, int]) -> None:
    for line in _bounded_lines(file, report):
        if not line.strip():
            continue
        entry = _parse(line) if len(line) <= LONGEST_LINE else None
        if entry is not None:
            _count(entry, report, limits)
        elif not line.endswith(b"\n") and len(line) <= LONGEST_LINE:
            report.torn = True
        else:
            report.skipped += 1


def _count(entry: Answer, report: LogReport, limits: Mapping[str, int]) -> None:
    name, used = entry.exercise, report.attempts.get(entry.exercise, 0)
    if name in limits and used >= limits[name]:
        report.late += 1
        return
    report.latest[name] = entry
    if entry.attempt is not None:
        report.attempts[name] = used + 1
        report.checked[name] = entry


def _bounded_lines(file: BinaryIO, report: LogReport) -> Iterator[bytes]:
    while line := file.readline(LONGEST_LINE + 1):
        rest = line if len(line) > LONGEST_LINE else b"\n"
        while rest and not rest.endswith(b"\n"):
            rest = file.readline(LONGEST_LINE)
        yield line
        if file.tell() > MOST_BYTES:
            report.cut = True
            return


def _parse(line: bytes) -> Answer | None:
    try:
        # decoded here: `json` guesses at UTF-16 and lets half a surrogate pair through
        data = _DECODER.decode(line.removeprefix(BOM_UTF8).decode())
        if b"\\u" in line:  # half a surrogate pair, escaped, is no text and no page could hold it
            json.dumps(data, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, Mapping) or data.get("v") != VERSION:
        return None
    exercise, lang, at = data.get("exercise"), data.get("lang"), data.get("at")
    if not (isinstance(exercise, str) and isinstance(lang, str) and isinstance(at, str)):
        return None
    if "answer" not in data or not _NAME.fullmatch(exercise):
        return None
    attempt = data.get("attempt")
    attempt = attempt if type(attempt) is int and attempt > 0 else None
    return Answer(exercise=exercise, answer=data["answer"], lang=lang, at=at, attempt=attempt)


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


_DECODER: Final = json.JSONDecoder(parse_constant=_refuse_constant)


def _not_saved(path: Path, error: OSError) -> AnswerNotSaved:
    reason = _REASONS.get(error.errno or 0, "other")
    return AnswerNotSaved(
        f"The answer is NOT saved: {path} cannot be written ({error.strerror}).", reason=reason
    )
