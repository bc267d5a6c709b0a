"""Make of a wheel from PyPI the very file that Pyodide's distribution has.

Pyodide takes its wheels of pure Python from PyPI, leaves out what is a test (`unvendor_tests` of
pyodide-build), and packs the rest again (`wheel pack`). All that this takes is in the wheel but for
the time of packing, which stands in `wheels.toml`; that the outcome is the same file is for the
official lock's hash to say.
"""

from __future__ import annotations

import csv
import io
import stat
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from datetime import datetime, timedelta
from fnmatch import fnmatchcase
from hashlib import sha256
from pathlib import Path
from typing import Final

from grading.site.sources import Packing

_TESTS: Final = ("test", "tests")
_TEST_FILES: Final = ("test_*.py", "*_test.py", "conftest.py")
_TICK: Final = timedelta(seconds=2)
"""What an archive's times are counted in."""


def repack(wheel: Path, target: Path, packing: Packing, *, without_tests: bool) -> None:
    """Write to `target` what Pyodide made of `wheel`, whole or not at all."""
    partial = target.with_name(f"{target.name}.partial")
    with (
        zipfile.ZipFile(wheel) as before,
        zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        names = [each.filename for each in before.infolist() if not each.is_dir()]
        record = next(each for each in names if each.endswith(".dist-info/RECORD"))
        names = [
            each for each in names if each != record and not (without_tests and _is_test(each))
        ]
        early = set(names[: packing.earlier])
        rows: list[Sequence[object]] = []
        for name in sorted(names, key=_place):
            data = before.read(name)
            rows.append((name, f"sha256={_digits(data)}", len(data)))
            when = packing.at - _TICK if name in early else packing.at
            after.writestr(_member(name, when, 0o600), data, zipfile.ZIP_DEFLATED)
        text = _table([*rows, (record, "", "")])
        after.writestr(_member(record, packing.at, 0o664), text, zipfile.ZIP_DEFLATED)
    partial.replace(target)


def _is_test(name: str) -> bool:
    *folders, file = name.split("/")
    return any(each in _TESTS for each in folders) or any(
        fnmatchcase(file, each) for each in _TEST_FILES
    )


def _place(name: str) -> tuple[bool, list[tuple[bool, str]]]:
    """Sorts as `wheel pack` walks: files before folders, what describes the wheel at the end."""
    *folders, file = name.split("/")
    describes = len(folders) == 1 and folders[0].endswith(".dist-info")
    return describes, [*((True, each) for each in folders), (False, file)]


def _member(name: str, when: datetime, mode: int) -> zipfile.ZipInfo:
    date = (when.year, when.month, when.day, when.hour, when.minute, when.second)
    member = zipfile.ZipInfo(name, date)
    member.external_attr = (stat.S_IFREG | mode) << 16
    return member


def _digits(data: bytes) -> str:
    return urlsafe_b64encode(sha256(data).digest()).rstrip(b"=").decode()


def _table(rows: Sequence[Sequence[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
