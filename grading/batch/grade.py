"""Grade the submissions of a class and enter them, one after another as they are done.

The coordinator reads submissions, hands them to workers, and is the only one that writes: files
into `autograded/`, marks into the gradebook. At most a few submissions are held at a time, however
large the class.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatch
from functools import lru_cache
from glob import glob
from pathlib import Path, PurePosixPath
from typing import Final, Literal

from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import parse_utc
from sqlalchemy.exc import SQLAlchemyError
from traitlets.config import Config

from grading.batch.assignment import Assignment
from grading.batch.files import laid_out
from grading.batch.gradebook import ClassGradebook
from grading.batch.interrupts import Interrupts
from grading.batch.unit import Graded
from grading.batch.workers import LOST, RETRIES, ClusterLost, Workers, has_died
from grading.course import Course
from grading.submission import Submission, read_submission

TIME_FILE: Final = "timestamp.txt"
MOST_OF_TIME: Final = 100
NO_TIME: Final = (
    f"{TIME_FILE} should say when it was handed in, and says {{text}}: none was entered, "
    "and it counts as on time unless one was entered before. Mend the file and run again."
)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one student's submission: `graded`, `unchanged` since last time, `failed`.

    `why` tells why it failed. What did not fail has its result in the gradebook. `note` is what the
    instructor should know of it all the same, and the student cannot mend.
    """

    student: str
    state: Literal["graded", "unchanged", "failed"]
    graded: Graded | None = None
    why: str = ""
    note: str = ""


@dataclass(frozen=True)
class Job:
    """What to grade: an assignment, where its class lies, and whether to grade all of it anew."""

    assignment: Assignment
    coursedir: CourseDirectory
    permissions: int
    force: bool = False

    def folder(self, step: str, student: str) -> Path:
        """Where one step of nbgrader's keeps a student's submission."""
        return Path(self.coursedir.format_path(step, student, self.assignment.slug))

    def submitted(self, student: str) -> Path:
        """Where the student's submission lies as it was handed in."""
        return self.folder(self.coursedir.submitted_directory, student)

    def autograded(self, student: str) -> Path:
        """Where the graded submission goes."""
        return self.folder(self.coursedir.autograded_directory, student)


def job_for(course: Course, config: Config, assignment: Assignment, *, force: bool) -> Job:
    """The job of grading a course's class as the course's settings say."""
    coursedir = CourseDirectory(config=config, root=str(course.root))
    # written in octal digits, as a decimal number
    permissions = int(str(Autograde(coursedir=coursedir, config=config).permissions), 8)
    return Job(assignment, coursedir, permissions, force)


def students_of(job: Job, pattern: str) -> list[str]:
    """Who handed in, by name; `pattern` as in nbgrader's `--student`."""
    coursedir = job.coursedir
    where = coursedir.format_path(
        coursedir.submitted_directory, "(?P<student>[^/]*)", job.assignment.slug, escape=True
    )
    found = (re.fullmatch(where, path) for path in glob(str(job.submitted("*"))))  # noqa: PTH207  # the structure is configurable
    excluded = coursedir.student_id_exclude.split(",")
    names = sorted(match["student"] for match in found if match)
    return [name for name in names if fnmatch(name, pattern) and name not in excluded]


def grade_class(
    job: Job,
    students: Sequence[str],
    workers: Workers,
    gradebook: ClassGradebook,
    interrupts: Interrupts,
) -> Iterator[Outcome]:
    """Grade the submissions of `students`; yields each outcome once it is in the gradebook.

    What fails is told and stops nobody else. Whenever the caller stops asking, all that was
    yielded stands, and nothing else has been written; so it is when `ClusterLost` is raised, for
    nobody is left to grade. One of `interrupts` that comes while a submission is entered is raised
    when its outcome has been yielded, and the next one is asked for.
    """
    pending: dict[Future[Graded], _Flight] = {}
    for student in students:
        try:
            flight = _take_off(job, student, gradebook)
        except OSError as error:
            yield Outcome(student=student, state="failed", why=f"It cannot be read: {error}.")
            continue
        if flight is None:
            yield Outcome(student=student, state="unchanged")
            continue
        pending[workers.submit(flight.submission)] = flight
        while len(pending) >= 2 * workers.size:
            yield from _land(job, pending, workers, gradebook, interrupts)
    while pending:
        yield from _land(job, pending, workers, gradebook, interrupts)


@dataclass
class _Flight:
    """A submission that is being graded."""

    submission: Submission
    digest: str
    deaths: int = 0


def _take_off(job: Job, student: str, gradebook: ClassGradebook) -> _Flight | None:
    submission = read_submission(job.submitted(student), job.assignment.material)
    digest = _digest(job.assignment, submission)
    done = gradebook.digest(student) == digest and job.autograded(student).is_dir()
    return None if done and not job.force else _Flight(submission, digest)


def _land(
    job: Job,
    pending: dict[Future[Graded], _Flight],
    workers: Workers,
    gradebook: ClassGradebook,
    interrupts: Interrupts,
) -> Iterator[Outcome]:
    """Enter what is done by now, waiting for at least one."""
    wait(pending, return_when=FIRST_COMPLETED)
    for future in [each for each in pending if each.done()]:  # in the order of the class
        flight = pending.pop(future)
        error = _error_of(future)
        if error is not None and has_died(error) and flight.deaths < RETRIES:
            flight.deaths += 1
            pending[workers.submit(flight.submission)] = flight
            continue
        student = flight.submission.student
        if error is not None:
            yield Outcome(student=student, state="failed", why=_why(error, flight))
            continue
        with interrupts.wait():
            yield _enter(job, flight, future.result(), gradebook)


def _error_of(future: Future[Graded]) -> BaseException | None:
    """What went wrong; raises `ClusterLost`: a cluster that is lost cancels what it was doing."""
    try:
        return future.exception()
    except CancelledError:
        raise ClusterLost(LOST) from None


def _enter(job: Job, flight: _Flight, graded: Graded, gradebook: ClassGradebook) -> Outcome:
    """Write one result: files beside their place, the gradebook, files into their place."""
    submission = flight.submission
    slug = job.assignment.slug
    kept = {
        name: data
        for name, data in submission.files.items()
        if not _is_ignored(name, (*job.coursedir.ignore, "*.ipynb"))
    }
    files = {**kept, **job.assignment.material, f"{slug}.ipynb": graded.notebook}
    when, note = _timestamp(submission.files)
    student = submission.student
    try:
        with laid_out(job.autograded(student), files, job.permissions):
            gradebook.write(student, when, graded.entries, flight.digest)
    except (OSError, ValueError, SQLAlchemyError) as problem:
        return Outcome(student=student, state="failed", why=f"It cannot be entered: {problem}")
    return Outcome(student=student, state="graded", graded=graded, note=note)


@lru_cache(maxsize=512)  # the files of a class have the same few names
def _is_ignored(name: str, patterns: tuple[str, ...]) -> bool:
    """Whether nbgrader leaves a file behind, for its own name or that of a folder it is in."""
    parts = PurePosixPath(name).parts
    return any(fnmatch(part, pattern) for part in parts for pattern in patterns)


def _timestamp(files: Mapping[str, bytes]) -> tuple[datetime | None, str]:
    """When a submission was handed in, and what is wrong with the file that should tell.

    At a file that holds no time nbgrader stops the whole class, an empty one it takes for none.
    Here both count as on time, and are told.
    """
    data = files.get(TIME_FILE)
    if data is None:
        return None, ""
    text = data[:MOST_OF_TIME].decode("utf-8", "replace").strip()
    # nbgrader would open a file that stands in place of the time zone
    if len(data) < MOST_OF_TIME and not ({"/", "~", "."} & {text.rpartition(" ")[2][:1]}):
        with contextlib.suppress(ValueError, OverflowError):
            return (parse_utc(text), "") if text else (None, NO_TIME.format(text="nothing"))
    return None, NO_TIME.format(text=f"“{text[:40]}”")


def _digest(assignment: Assignment, submission: Submission) -> str:
    told = hashlib.sha256(f"{assignment.digest} {submission.notices}".encode())
    for name in sorted(submission.files):
        told.update(name.encode("utf-8", "surrogateescape") + b"\0")
        told.update(hashlib.sha256(submission.files[name]).digest())
    return told.hexdigest()


def _why(error: BaseException, flight: _Flight) -> str:
    if has_died(error):
        return f"Its worker died {flight.deaths + 1} times."
    return f"{type(error).__name__}: {error}"
