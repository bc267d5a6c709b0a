"""Give the browser compiled what it loads at every visit, as it would else compile it each time.

The wheels stay as they are. What is compiled of them lies in one more wheel, to be unpacked beside
them; what is compiled of Python's own modules lies in Python's archive.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path
from typing import Any, Final

from grading.site.lock import LOCK_FILE, lock_entry
from grading.site.sources import HERE, SiteProblem, read_sources

COMPILED: Final = "hearfirst-compiled"
"""The package with the compiled modules, as the lock calls it."""
_IN_NODE: Final = HERE / "compiling" / "in_node.mjs"
OWN_ARCHIVE: Final = "python_stdlib.zip"
"""Python’s own modules, as Pyodide has them."""
_METADATA: Final = "Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
_WHEEL: Final = (
    "Wheel-Version: 1.0\nGenerator: hearfirst\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
)


def add_compiled(folder: Path) -> None:
    """Add to a folder that `lay_out` filled what a visit loads, compiled.

    Raises `SiteProblem` if the Python in it does not run here.
    """
    with tempfile.TemporaryDirectory() as temporary:
        _compile(folder, Path(temporary))
        _add_to_archive(folder / OWN_ARCHIVE, Path(temporary) / "packed.zip")
        wheel = _as_wheel(Path(temporary) / "unpacked.zip", folder)
    lock: dict[str, Any] = json.loads((folder / LOCK_FILE).read_text("utf-8"))
    lock["packages"][COMPILED] = lock_entry(COMPILED, wheel, imports=(), depends=())
    (folder / LOCK_FILE).write_text(json.dumps(lock, indent=1) + "\n", "utf-8")


def _compile(folder: Path, to: Path) -> None:
    node = shutil.which("node")
    if node is None:
        raise SiteProblem("`node` is needed to compile what runs in the browser. Install it.")
    packages = ",".join(read_sources().start.packages)
    done = subprocess.run(  # noqa: S603  # ours, with nothing of a case in it
        [node, str(_IN_NODE), str(folder), packages, str(to)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip()[-1500:]
        raise SiteProblem(f"What runs in the browser could not be compiled. Node said:\n{said}")


def _add_to_archive(archive: Path, compiled: Path) -> None:
    with zipfile.ZipFile(archive, "a") as target, zipfile.ZipFile(compiled) as source:
        for item in source.infolist():
            target.writestr(item, source.read(item))


def _as_wheel(compiled: Path, folder: Path) -> Path:
    version = read_sources().core.version
    start = f"{COMPILED.replace('-', '_')}-{version}"
    wheel, information = folder / f"{start}-py3-none-any.whl", f"{start}.dist-info"
    shutil.copyfile(compiled, wheel)  # which Node lets anybody write to
    texts = {"METADATA": _METADATA.format(name=COMPILED, version=version), "WHEEL": _WHEEL}
    with zipfile.ZipFile(wheel, "a") as archive:
        names = [*archive.namelist(), *(f"{information}/{name}" for name in (*texts, "RECORD"))]
        texts["RECORD"] = "".join(f"{name},,\n" for name in names)
        for name, text in texts.items():
            archive.writestr(zipfile.ZipInfo(f"{information}/{name}"), text, zipfile.ZIP_DEFLATED)
    return wheel
