"""Build the site from beginning to end."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grading.course import Course
from grading.course_page import read_plan
from grading.self_study import SelfStudyRefused, build_self_study
from grading.site.compiled import add_compiled
from grading.site.environment import site_python
from grading.site.gather import gather
from grading.site.landing import Front
from grading.site.lite import (
    PYODIDE,
    build_lite,
    kernel_wheels,
    prepare_lite,
    prepare_notebooks,
    replace_folder,
)
from grading.site.lock import build_wheel, lay_out
from grading.site.pages import write_pages
from grading.site.sources import SiteProblem

SITE: Final = Path("site")
ENVIRONMENT: Final = Path("build") / "site-env"
CACHE: Final = Path("build") / "site-cache"
STAMP: Final = "hearfirst-site.txt"
"""A file that says: this folder is a site, and may be replaced by another."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What to build, where from and where to."""

    root: Path
    to: Path
    without: tuple[str, ...] = ()
    distribution: Path | None = None
    environment: Path | None = None
    cache: Path | None = None


def build_site(plan: Plan, tell: Callable[[str], None] = lambda _: None) -> list[str]:
    """Build the site; returns the slugs in it. `tell` hears of each step.

    Raises `SiteProblem`, in which case the site that was there before is as it was.
    """
    _refuse_strange_folder(plan.to)
    tell("JupyterLite’s environment")
    python = site_python(plan.environment or plan.root / ENVIRONMENT)
    tell("wheels, each checked against its hash")
    pip = [sys.executable, "-m", "pip"]
    gathered = gather(plan.cache or plan.root / CACHE, pip, plan.distribution)
    plan.to.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=plan.to.parent, prefix=".site-") as temporary:
        work = Path(temporary)
        tell("our own wheel")
        wheel = build_wheel(plan.root, work / "wheel")
        lay_out(work / "lite" / PYODIDE, gathered, kernel_wheels(python), wheel)
        tell("compiled modules")
        add_compiled(work / "lite" / PYODIDE)
        tell("the workbooks")
        slugs = _release(plan, work / "contents")
        tell("JupyterLite")
        contents = work / "contents"
        front = Front(*read_plan(Course(plan.root)), contents).only(slugs)
        prepare_lite(work / "lite")
        prepare_notebooks(contents)
        build_lite(python, work / "lite", contents, work / "site")
        write_pages(work / "site", front)
        (work / "site" / STAMP).write_text("Made by `python -m grading site build`.\n", "utf-8")
        replace_folder(work / "site", plan.to)
    return slugs


def _refuse_strange_folder(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()) and not (folder / STAMP).is_file():
        raise SiteProblem(
            f"{folder} is not empty and is not a site made by this command. Nothing was touched: "
            f"choose another folder with --to, or empty it yourself."
        )


def _release(plan: Plan, folder: Path) -> list[str]:
    """Build what goes into the site: the self-study release, with feedback on everything."""
    known = Course(plan.root).slugs()
    for slug in plan.without:
        if slug not in known:
            there = ", ".join(known)
            raise SiteProblem(f"There is no case “{slug}” to leave out. The cases are: {there}.")
    try:
        return build_self_study(folder, without=plan.without, course=Course(plan.root))
    except SelfStudyRefused as error:
        raise SiteProblem(str(error)) from error
