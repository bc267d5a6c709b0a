"""Write our own pages into what JupyterLite built."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from grading.site.landing import PAGE, PICTURES, Front, landing_page
from grading.site.sources import SiteProblem
from grading.site.story import story_of
from workbooks.assets import read_asset

OURS: Final = "hearfirst"
_AFTER: Final = "<script>\n      (async function () {"
"""In JupyterLite's page: after its settings, before what reads them."""


def write_pages(site: Path, front: Front) -> None:
    """Write the page in front, the stories, and what shows them over a notebook."""
    folder = site / OURS
    folder.mkdir()
    for slug in front.cases:
        (folder / f"{slug}.html").write_text(story_of(front.contents / slug), "utf-8")
    for script in ("waiting.js", "python.js", "started.mjs"):
        shutil.copy(PAGE / script, folder)
    styles = read_asset("style.css") + (PAGE / "waiting.css").read_text("utf-8")
    (folder / "waiting.css").write_text(styles, "utf-8")
    (site / "index.html").write_text(landing_page(front), "utf-8")
    shutil.copy(PICTURES / "favicon.svg", site / "favicon.svg")
    shutil.copy(site / "notebooks" / "favicon.ico", site)  # JupyterLite's pages look for it there
    _let_wait(site / "notebooks" / "index.html")


def _let_wait(page: Path) -> None:
    """Let JupyterLite's page for notebooks load our script before it reads its settings."""
    text = page.read_text("utf-8")
    if text.count(_AFTER) != 1:
        raise SiteProblem(
            f"JupyterLite’s {page.name} is not as it was: our script has no place in it. "
            "Adapt grading/site/pages.py to the new version."
        )
    ours = (
        f'<link rel="stylesheet" href="../{OURS}/waiting.css">\n'
        f'    <script src="../{OURS}/waiting.js"></script>\n    '
    )
    page.write_text(text.replace(_AFTER, ours + _AFTER), "utf-8")
