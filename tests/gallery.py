"""The gallery of kinds as a built course, for the tests that need one exercise of each."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import CONFIG, REPOSITORY, succeed

GALLERY = REPOSITORY / "docs" / "gallery"


def build_gallery(root: Path) -> Path:
    """Build the gallery in `root` and return the folder of its release."""
    for part in ("cases", "grading"):
        shutil.copytree(GALLERY / part, root / part)
    source = root / "source" / "gallery"
    source.mkdir(parents=True)
    shutil.copy(GALLERY / "source" / "gallery" / "gallery.md", source)
    (root / "nbgrader_config.py").write_text(CONFIG.format(repository=str(REPOSITORY)), "utf-8")
    succeed("grading", "build", at=root)
    return root / "release" / "gallery"
