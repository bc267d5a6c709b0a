"""The release in the repository is what its sources make, and nothing less is ever written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from grading.build import ReleaseFailed, build
from grading.course import Course
from grading.course_page import INDEX
from tests.conftest import REPOSITORY, environment, run_python, succeed
from tests.course.submissions import SLUG

pytestmark = pytest.mark.course


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder and what it holds."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_committed_release_is_what_the_sources_make(built_course: Path) -> None:
    """Building anew gives the files of the repository's `release`, byte for byte."""
    made, committed = files(built_course / "release"), files(REPOSITORY / "release")
    del committed[INDEX.name]  # `test_course` looks at it
    assert sorted(made) == sorted(committed)
    assert [name for name in made if made[name] != committed[name]] == []


def test_a_release_holds_only_what_is_allowed(built_course: Path) -> None:
    """A notebook, its case, its data and the keys of practice: no master, no answers."""
    release = files(built_course / "release" / SLUG)
    material = [name for name in release if name.startswith("data/")]
    assert sorted(release) == sorted(["case.json", "practice.json", f"{SLUG}.ipynb", *material])
    source = {f"data/{name}" for name in files(REPOSITORY / "cases" / SLUG / "data")}
    assert set(material) == source
    for folder in ("source", "release"):
        assert not list((built_course / folder).rglob("answers.jsonl"))


def test_building_twice_changes_nothing(course: Path) -> None:
    """A second build leaves every byte of source and release as it was."""
    before = files(course / "source"), files(course / "release")
    succeed("grading", "build", SLUG, "churn", at=course)
    assert (files(course / "source"), files(course / "release")) == before


def test_a_broken_key_writes_nothing(course: Path) -> None:
    """A key that does not fit its case stops the build before a single file is touched."""
    key = course / "grading" / "keys" / f"{SLUG}.yaml"
    key.write_text(
        key.read_text("utf-8").replace("credit: {unheard: 1", "credit: {nobody: 1"), "utf-8"
    )
    before = files(course)
    done = run_python("grading", "build", SLUG, at=course)
    assert done.returncode == 1
    assert "nobody" in done.stderr
    assert f"{SLUG}.yaml" in done.stderr
    assert files(course) == before


def test_a_master_that_nbgrader_refuses_keeps_the_release(course: Path) -> None:
    """When nbgrader fails midway, the release before it stands again, whole."""
    master = course / "source" / SLUG / f"{SLUG}.md"
    text = master.read_text("utf-8")
    assert "### BEGIN SOLUTION" in text
    # a solution that begins twice passes our own reading and stops nbgrader's
    master.write_text(text.replace("### BEGIN SOLUTION", "### BEGIN SOLUTION\n" * 2), "utf-8")
    before = files(course / "release")
    with pytest.raises(ReleaseFailed, match="the release before is kept"):
        list(build(Course(course), [SLUG]))
    assert files(course / "release") == before


def test_a_first_build_that_fails_leaves_no_release(course: Path) -> None:
    """Where there was no release before, a failed build leaves none, not half of one."""
    for path in sorted((course / "release").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    master = course / "source" / SLUG / f"{SLUG}.md"
    text = master.read_text("utf-8")
    master.write_text(text.replace("### BEGIN SOLUTION", "### BEGIN SOLUTION\n" * 2), "utf-8")
    with pytest.raises(ReleaseFailed):
        list(build(Course(course), [SLUG]))
    assert files(course / "release") == {}


def test_nobody_has_to_activate_the_environment(course: Path) -> None:
    """The first build of a course, and nbgrader's own command, by a path to Python alone."""
    (course / "gradebook.db").unlink()
    env = {**environment(), "PATH": os.defpath, "PYTHONPATH": str(REPOSITORY)}
    for step in (("grading", "build", SLUG), ("nbgrader", "db", "student", "list")):
        done = subprocess.run(
            [sys.executable, "-m", *step],
            cwd=course,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
