"""Self-study releases for the tests: the gallery of kinds, and a case with data of one's own."""

from __future__ import annotations

import shutil
from pathlib import Path

from grading.course import Course
from grading.self_study import build_self_study
from tests.conftest import CONFIG, REPOSITORY
from tests.gallery import GALLERY


def gallery_alone(root: Path) -> Path:
    """The gallery as a self-learner gets it, made in `root`."""
    for part in ("cases", "grading", "source"):
        shutil.copytree(GALLERY / part, root / part)
    (root / "nbgrader_config.py").write_text(CONFIG.format(repository=str(REPOSITORY)), "utf-8")
    build_self_study(root / "alone", course=Course(root))
    return root / "alone" / "gallery"


def alone(folder: Path, *slugs: str) -> Path:
    """Workbooks of this repository as a self-learner gets them, side by side in `folder`."""
    build_self_study(folder, slugs, course=Course(REPOSITORY))
    return folder
