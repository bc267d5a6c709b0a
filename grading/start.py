"""Start on this machine: a ready course, or the workbooks for somebody who learns alone.

A course has its releases built, handed out and fetched. Whoever learns alone needs none of that:
the self-study release is built, and a folder of their own is kept up to date with it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeFactory
from traitlets.config import Config

from grading.build import build, load_settings
from grading.course import Course
from grading.nbgrader_settings import own_commands_first
from grading.self_study import INDEX, build_self_study
from grading.shelf import Shelf
from workbooks.static import OWN_PAGE

ALONE: Final = "my-self-study"
"""Where a self-learner's workbooks lie: beside the course, and never committed."""

BUILT_ALONE: Final = "build/self-study"
_SETTINGS: Final = Path(__file__).parent / "lab"


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


def prepare_self_study(course: Course, slugs: Sequence[str]) -> Iterator[str]:
    """Build the self-study release and bring a learner's own folder up to date with it.

    Yields what there is to tell of each workbook, in both languages. Nothing that the learner has
    done is lost; `grading.shelf` says how. Raises `SelfStudyRefused` if a file cannot be written.
    """
    built, own = course.root / BUILT_ALONE, course.root / ALONE
    there = [slug for slug in course.slugs() if slug in slugs or (own / slug).is_dir()]
    build_self_study(built, there, course=course)
    shelf = Shelf(built, own, datetime.now(UTC).astimezone().date())
    for name in there:
        yield from shelf.renew(name)
    yield from shelf.renew_pages()


def alone_command(course: Course, slug: str | None, extra: Sequence[str] = ()) -> list[str]:
    """The command that opens JupyterLab for a self-learner: on one workbook, or on the list."""
    own = course.root / ALONE
    page = f"{slug}/{slug}.ipynb" if slug else INDEX if (own / INDEX).exists() else OWN_PAGE
    return _lab(own, f"/lab/tree/{page}", _SETTINGS / "alone", extra)


def lab_command(course: Course, slug: str, extra: Sequence[str] = ()) -> list[str]:
    """The command that opens JupyterLab on one workbook, with nbgrader's pages in reach."""
    page = f"/lab/tree/my-workbooks/{slug}/{slug}.ipynb"
    return _lab(course.root, page, _SETTINGS, extra)


def _lab(root: Path, page: str, settings: Path, extra: Sequence[str]) -> list[str]:
    return [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={root}",
        f"--LabApp.default_url={page}",
        # nothing leaves the machine: no news, no check for updates, no extensions from outside
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
        f"--LabApp.app_settings_dir={settings}",
        *(["--allow-root"] if _is_root() else []),  # as in a container
        *extra,
    ]


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def environment(course: Course, *, alone: bool = False) -> dict[str, str]:
    """The environment JupyterLab needs.

    The course is on Jupyter's configuration path, for the Assignment List looks for nbgrader's
    settings only there; whoever learns `alone` has no use for it.
    """
    return {
        **os.environ,
        "PATH": own_commands_first(),
        **({} if alone else {"JUPYTER_CONFIG_PATH": str(course.root)}),
    }


def _step(kind: Any, course: Course, config: Config, slug: str) -> Any:
    """One of nbgrader's exchange steps for one assignment."""
    coursedir = CourseDirectory(config=config, root=str(course.root), assignment_id=slug)
    return kind(coursedir=coursedir, authenticator=Authenticator(config=config), config=config)
