"""Whether what Python writes will still be there at the next visit.

On a disk it will. In a browser (JupyterLite) Python writes to `/drive`, which is the browser's own
storage. A page that came over plain http under any name but localhost has no such drive: Python
then writes to memory, which a reload empties, and it can read no workbook there either. The
workbook's files are then fetched from the site itself.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

DRIVE: Final = Path("/drive")
FILES: Final = "files"
"""Where a JupyterLite site has its contents as plain files."""
SITE: Final = "HEARFIRST_SITE"
"""Where such a site tells Python its own address."""

Place = Literal["disk", "browser", "memory"]
Fetch = Callable[[str], bytes | None]
"""What stands at a path of the site's contents; None if nothing does."""


def place_of(folder: Path, *, platform: str = sys.platform, drive: Path = DRIVE) -> Place:
    """Where a folder lies: what is written to `memory` is lost with the page."""
    if platform != "emscripten":
        return "disk"
    kept = drive.is_dir() and folder.resolve().is_relative_to(drive.resolve())
    return "browser" if kept else "memory"


def folder_of(slug: str | None, *, fetch: Fetch | None = None) -> Path:
    """The folder of the notebook that runs; without a drive, one in memory with its workbook.

    `slug` names the workbook, which such a notebook cannot know by itself. That folder becomes the
    current one, so that `data/…` is found in it.
    """
    here = Path.cwd()
    if slug is None or place_of(here) != "memory" or (here / "case.json").exists():
        return here
    folder = here if here.name == slug else here / slug
    if not (folder / "case.json").exists():
        fetch_workbook(slug, folder, fetch or from_site)
    if not folder.is_dir():
        return here
    os.chdir(folder)
    return folder


def fetch_workbook(slug: str, folder: Path, fetch: Fetch) -> None:
    """Put the files of a workbook into `folder`, as far as the site has them."""
    case = fetch(f"{slug}/case.json")
    if case is None:
        return
    data = [f"data/{name}" for name in json.loads(case).get("data", {})]
    for name in ("case.json", "practice.json", *data):
        found = case if name == "case.json" else fetch(f"{slug}/{name}")
        if found is not None:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(found)


def from_site(path: str) -> bytes | None:
    """A file of the site that this Python came from; only in a browser's worker."""
    import js  # type: ignore[import-not-found]  # Pyodide's

    known = os.environ.get(SITE)
    base = known or str(js.self.location.href).split("/extensions/")[0]
    request = js.XMLHttpRequest.new()
    request.open("GET", f"{base.rstrip('/')}/{FILES}/{path}", False)  # a worker may wait
    request.send()
    return str(request.responseText).encode() if request.status == 200 else None


__all__ = ["Place", "fetch_workbook", "folder_of", "from_site", "place_of"]
