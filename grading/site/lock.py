"""Put Pyodide and its wheels in their place, and write the lock that names just those.

A lock that listed more would send the browser looking for it, on another host if need be.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Final

from grading.site.gather import Gathered, closure, lock_name
from grading.site.sources import SiteProblem, Sources, read_sources, sha256_of

LOCK_FILE: Final = "pyodide-lock.json"
OURS: Final = "hearfirst"
_KEPT_LOCALES: Final = ("root.dat", "en.dat", "en_GB.dat", "en_001.dat", "zh.dat", "zh_Hans*.dat")
"""Babel knows a thousand locales in thirty megabytes; we speak two."""


def lay_out(folder: Path, gathered: Gathered, kernel: Path, wheel: Path) -> None:
    """Fill `folder` with all that Pyodide loads: its files, the wheels, and the lock.

    `kernel` is the folder of JupyterLite's own wheels, `wheel` is the student's package.
    """
    sources = read_sources()
    folder.mkdir(parents=True, exist_ok=True)
    for path in gathered.core:
        if path.name != LOCK_FILE:
            shutil.copy(path, folder)
    known = {**gathered.wheels, **_kernel_wheels(kernel, sources), OURS: wheel}
    official: Mapping[str, Any] = gathered.lock["packages"]
    packages = {}
    for name in closure(sources.roots, official, sources):
        placed = _place(known[name], folder)
        if name in official and official[name]["file_name"] == placed.name:
            entry = {**official[name], "sha256": sha256_of(placed)}
        else:
            entry = _entry(name, placed, official, sources)
        packages[name] = entry
    lock = {"info": gathered.lock["info"], "packages": packages}
    (folder / LOCK_FILE).write_text(json.dumps(lock, indent=1) + "\n", "utf-8")


def build_wheel(root: Path, folder: Path) -> Path:
    """The student's package as a wheel: what `pip install` gets, and so no keys and no grading."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(  # noqa: S603  # our own interpreter
        command, cwd=root, capture_output=True, text=True, check=False
    )
    found = sorted(folder.glob("*.whl"))
    if done.returncode or not found:
        raise SiteProblem(f"Our own wheel could not be built. It said:\n{done.stderr[-1500:]}")
    return found[-1]


def _kernel_wheels(folder: Path, sources: Sources) -> dict[str, Path]:
    found = {}
    for start in sources.kernel.wheels:
        paths = sorted(folder.glob(f"{start}*.whl"))
        if not paths:
            raise SiteProblem(f"JupyterLite’s kernel has no wheel {start}: {folder}.")
        found[lock_name(start.partition("-")[0])] = paths[-1]
    return found


def _place(wheel: Path, folder: Path) -> Path:
    target = folder / wheel.name
    if wheel.name.startswith("babel-"):
        _write_without_locales(wheel, target)
    else:
        shutil.copy(wheel, target)
    return target


def _write_without_locales(wheel: Path, target: Path) -> None:
    with zipfile.ZipFile(wheel) as before, zipfile.ZipFile(target, "w") as after:
        for item in before.infolist():
            _, _, locale = item.filename.partition("locale-data/")
            if locale and not any(fnmatch(locale, kept) for kept in _KEPT_LOCALES):
                continue
            after.writestr(item, before.read(item), zipfile.ZIP_DEFLATED)


def lock_entry(
    name: str, wheel: Path, *, imports: Sequence[str], depends: Sequence[str]
) -> dict[str, Any]:
    """What the lock says of a wheel that is not the official one."""
    return {
        "name": name,
        "version": wheel.name.split("-")[1],
        "file_name": wheel.name,
        "install_dir": "site",
        "package_type": "package",
        "sha256": sha256_of(wheel),
        "imports": list(imports),
        "depends": list(depends),
        "unvendored_tests": False,
    }


def _entry(name: str, wheel: Path, official: Mapping[str, Any], sources: Sources) -> dict[str, Any]:
    if name in sources.unlisted:
        unlisted = sources.unlisted[name]
        return lock_entry(name, wheel, imports=unlisted.imports, depends=unlisted.depends)
    listed = official[name]
    return lock_entry(name, wheel, imports=listed["imports"], depends=listed["depends"])
