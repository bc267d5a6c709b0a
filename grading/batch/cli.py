"""`python -m grading grade SLUG`."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from traitlets.config import Config

from grading.batch.assignment import Assignment, NotBuilt, read_assignment, why_ordinary
from grading.batch.grade import Job, grade_class, job_for, students_of
from grading.batch.gradebook import ClassGradebook, ManyNotebooks
from grading.batch.interrupts import Interrupts
from grading.batch.lock import Taken, held
from grading.batch.report import Tally, progress, tables, write_json
from grading.batch.workers import ClusterLost, NoCluster, Workers, cluster, here, local
from grading.build import load_settings
from grading.course import Course
from grading.problem import CourseProblems
from grading.sandbox import TooFewLayers
from grading.start import environment

INTERRUPTED: Final = 130
"""What a shell calls the end of a command by Ctrl-C."""

_out, _err = Console(), Console(stderr=True)


def grade_command(  # noqa: PLR0913, PLR0917  # each is an option of the command
    slug: Annotated[str, typer.Argument(help="the workbook, by name")],
    student: Annotated[str, typer.Option(help="only these students; * and ? may stand in")] = "*",
    workers: Annotated[int, typer.Option(min=1, help="processes on this machine")] = 1,
    dask: Annotated[str, typer.Option(help="a Dask scheduler instead: tcp://host:port")] = "",
    time_limit: Annotated[
        float | None, typer.Option(min=1, help="seconds a submission may run; else the settings'")
    ] = None,
    memory: Annotated[
        int | None, typer.Option(min=64, help="MB a submission may use; else the settings'")
    ] = None,
    json: Annotated[Path | None, typer.Option(help="write the outcome into this file, too")] = None,
    force: Annotated[bool, typer.Option(help="grade also what has not changed")] = False,
    unsafe: Annotated[
        bool, typer.Option(help="run students' code even where it cannot be confined")
    ] = False,
    root: Annotated[Path, typer.Option("--course", help="the course's root folder")] = Path(),
) -> None:
    """Grade a class: fast, confined, and into nbgrader's own gradebook."""
    course = Course(root.resolve())
    config = load_settings(course)
    ordinary = why_ordinary(course, config, slug)
    if ordinary is not None:
        _err.print(f"{slug} goes through nbgrader itself, for {ordinary}.", highlight=False)
        raise typer.Exit(_nbgrader(course, slug, student, force=force))
    limits = {
        **({} if time_limit is None else _time_limits(time_limit)),
        **({} if memory is None else {"memory_mb": memory}),
    }
    try:
        assignment = read_assignment(course, config, slug, limits=limits, unsafe=unsafe)
        job = job_for(course, config, assignment, force=force)
        chosen = _workers(assignment, workers, dask)
        run = _grade(job, config, student, chosen)
    except (CourseProblems, NotBuilt, NoCluster, ManyNotebooks, Taken, TooFewLayers) as error:
        _err.print(str(error), style="red", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(1) from None
    if json is not None:
        write_json(json, slug, run.tally, run.seconds, run.layers)
    for table in tables(run.tally):
        _out.print(table)
    if run.stopped:
        _err.print("Stopped. What is counted above is in the gradebook; run again to go on.")
        raise typer.Exit(INTERRUPTED)
    if run.lost:
        _err.print(run.lost, style="red", highlight=False, soft_wrap=True)
    raise typer.Exit(1 if run.lost or run.tally.of("failed") else 0)


def _time_limits(seconds: float) -> dict[str, float]:
    """Of all cells, and of the one that would take it all."""
    return {"seconds": seconds, "cell_seconds": seconds}


@dataclass
class _Run:
    """How the grading of a class went."""

    tally: Tally = field(default_factory=Tally)
    seconds: float = 0.0
    layers: str = ""
    stopped: bool = False
    lost: str = ""
    """Why nobody was left to go on; empty if it was not so."""


def _grade(job: Job, config: Config, pattern: str, chosen: AbstractContextManager[Workers]) -> _Run:
    """Grade whoever handed in and is matched by `pattern`."""
    run = _Run()
    slug, coursedir = job.assignment.slug, job.coursedir
    students = students_of(job, pattern)
    if not students:
        _err.print(f"Nobody handed in “{slug}”: {job.submitted(pattern)} is not there.")
    with (
        _stoppable(run) as interrupts,
        chosen as workers,
        held(Path(coursedir.root, coursedir.autograded_directory), slug),
        # behind the lock: what was graded already is read when it is opened
        ClassGradebook(coursedir.db_url, coursedir.course_id, slug, config) as gradebook,
    ):
        layers = workers.layers()
        if not job.assignment.unsafe:
            layers.refuse_if_too_few()
        run.layers = str(layers)
        _err.print(f"Students' code is confined by: {layers}.", markup=False, highlight=False)
        began = time.perf_counter()
        with progress(_err, slug, len(students)) as tell:
            for outcome in grade_class(job, students, workers, gradebook, interrupts):
                run.tally.add(outcome)
                run.seconds = time.perf_counter() - began
                tell(run.tally)
    return run


@contextmanager
def _stoppable(run: _Run) -> Iterator[Interrupts]:
    """Let Ctrl-C, a request to end, and the loss of a cluster stop the work in good order."""
    try:
        with Interrupts() as interrupts:
            yield interrupts
    except KeyboardInterrupt:
        run.stopped = True
    except ClusterLost as error:
        run.lost = str(error)


def _workers(assignment: Assignment, workers: int, dask: str) -> AbstractContextManager[Workers]:
    if dask:
        return cluster(assignment, dask)
    return local(assignment, workers) if workers > 1 else here(assignment)


def _nbgrader(course: Course, slug: str, student: str, *, force: bool) -> int:
    """Grade with nbgrader itself; gives its exit code."""
    command = [sys.executable, "-m", "nbgrader", "autograde", slug, f"--student={student}"]
    return subprocess.run(  # noqa: S603  # our own interpreter
        [*command, *(["--force"] if force else [])],
        cwd=course.root,
        env=environment(course),
        check=False,
    ).returncode
