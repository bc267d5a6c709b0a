"""Start a ready course on this machine: releases built, handed out and fetched, JupyterLab open."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeFactory
from traitlets.config import Config

from grading.build import build, load_settings
from grading.course import Course


def prepare(course: Course, slugs: Sequence[str]) -> Iterator[str]:
    """Build, release and fetch each workbook; yields a line on each as it is done.

    A workbook that was fetched before is left alone: a learner's work is in it.
    """
    for built in build(course, slugs):
        config = load_settings(course)
        exchange = ExchangeFactory(config=config)
        release = _step(exchange.ReleaseAssignment, course, config, built.slug)
        release.force = True
        release.start()
        folder = Path(config.Exchange.assignment_dir) / built.slug
        if folder.exists():
            yield f"{built.slug}: your copy in {folder} is kept as it is."
        else:
            folder.parent.mkdir(parents=True, exist_ok=True)
            _step(exchange.FetchAssignment, course, config, built.slug).start()
            yield f"{built.slug}: fetched into {folder}."


def lab_command(course: Course, slug: str, extra: Sequence[str] = ()) -> list[str]:
    """The command that opens JupyterLab on one workbook, with nbgrader's pages in reach."""
    page = f"/lab/tree/my-workbooks/{slug}/{slug}.ipynb"
    return [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={course.root}",
        f"--LabApp.default_url={page}",
        # nothing leaves the machine: no news, no check for updates, no extensions from outside
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
        f"--LabApp.app_settings_dir={Path(__file__).parent / 'lab'}",
        *(["--allow-root"] if _is_root() else []),  # as in a container
        *extra,
    ]


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def environment(course: Course) -> dict[str, str]:
    """The environment JupyterLab needs.

    The interpreter's own commands come first, for nbgrader calls some by name. The course is on
    Jupyter's configuration path, for the Assignment List looks for nbgrader's settings only there.
    """
    folder = str(Path(sys.executable).parent)
    return {
        **os.environ,
        "PATH": os.pathsep.join([folder, os.environ.get("PATH", "")]),
        "JUPYTER_CONFIG_PATH": str(course.root),
    }


def _step(kind: Any, course: Course, config: Config, slug: str) -> Any:
    """One of nbgrader's exchange steps for one assignment."""
    coursedir = CourseDirectory(config=config, root=str(course.root), assignment_id=slug)
    return kind(coursedir=coursedir, authenticator=Authenticator(config=config), config=config)
