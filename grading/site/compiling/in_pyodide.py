"""Compile what a visit loads; run by the very Python of the site, in Node (`in_node.mjs`).

Compiled modules fit one version of Python only, so that none but the browser's can make them. Only
what is loaded is compiled, because all there is would double what a browser has to fetch.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import pkgutil
import py_compile
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from py_compile import PycInvalidationMode as _Mode
from typing import Final

_PACKED: Final = "/lib/python314.zip/"
"""Python's own modules are used as they are packed, in an archive that is called so."""
_UNPACKED: Final = "/lib/python3.14/site-packages/"
_SAME_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The date of all that is added, so that the same sources make the same archive."""


def compile_start(folder: str) -> None:
    """Load what a visit loads, and write it to two archives, compiled.

    Those are `packed.zip`, to be added to Python's own archive, and `unpacked.zip`, to be unpacked
    where wheels are.
    """
    _load()
    loaded = sorted(set(_sources()))
    packed, unpacked = Path(folder) / "packed.zip", Path(folder) / "unpacked.zip"
    with zipfile.ZipFile(packed, "w") as inside, zipfile.ZipFile(unpacked, "w") as outside:
        for source in loaded:
            if source.startswith(_PACKED):  # nobody changes those
                _add(inside, f"{source.removeprefix(_PACKED)}c", source, _Mode.UNCHECKED_HASH)
            elif source.startswith(_UNPACKED):
                place = importlib.util.cache_from_source(source.removeprefix(_UNPACKED))
                _add(outside, place, source, _Mode.CHECKED_HASH)


def _load() -> None:
    """Load JupyterLite's kernel, and all of our package, of which any may be wanted."""
    import piplite.piplite  # noqa: F401
    import pyodide_kernel  # noqa: F401

    import workbooks
    from workbooks.words import wording

    for each in pkgutil.walk_packages(workbooks.__path__, "workbooks.", lambda _: None):
        with contextlib.suppress(ImportError):  # what needs more than is loaded at the start
            importlib.import_module(each.name)
    wording()  # loads what reads the Chinese


def _sources() -> Iterator[str]:
    for module in list(sys.modules.values()):
        source = getattr(getattr(module, "__spec__", None), "origin", None) or ""
        if source.endswith(".py"):
            yield source
        elif source.endswith(".pyc"):
            yield source[:-1]


def _add(archive: zipfile.ZipFile, place: str, source: str, mode: _Mode) -> None:
    read, made = Path("/tmp/module.py"), Path("/tmp/module.pyc")  # noqa: S108  # in memory
    read.write_bytes(_read(source))
    py_compile.compile(str(read), str(made), source, doraise=True, invalidation_mode=mode)
    member = zipfile.ZipInfo(place, _SAME_DATE)
    archive.writestr(member, made.read_bytes(), zipfile.ZIP_DEFLATED)


def _read(source: str) -> bytes:
    if not source.startswith(_PACKED):
        return Path(source).read_bytes()
    with zipfile.ZipFile(_PACKED.rstrip("/")) as archive:
        return archive.read(source.removeprefix(_PACKED))
