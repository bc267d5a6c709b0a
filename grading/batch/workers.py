"""Where submissions are graded: in this process, in worker processes here, or on a Dask cluster.

Each of them takes a submission and gives a `concurrent.futures.Future` of a `Graded`.
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Protocol

from pebble import ProcessExpired, ProcessPool

from grading.batch.assignment import Assignment
from grading.batch.unit import Graded, end_units, grade_submission, layers_here
from grading.sandbox import Layers
from grading.submission import Submission

if TYPE_CHECKING:
    from distributed import Client

RETRIES: Final = 2
"""How often a submission whose worker died is given to another one."""


LOST: Final = (
    "The Dask cluster was lost. What is counted as graded is in the gradebook, the rest is not. "
    "Run the same command again when the cluster is back, or without --dask."
)
LONGEST_WAIT: Final = 20.0
"""Seconds to wait for a cluster to answer."""


class NoCluster(Exception):
    """There is no Dask cluster to grade on."""


class ClusterLost(Exception):
    """The Dask cluster is gone, and what it was grading with it."""


class Workers(Protocol):
    """Whoever grades."""

    size: int
    """How many submissions are graded at a time."""

    def submit(self, submission: Submission) -> Future[Graded]:
        """Have one submission graded; the future fails if that cannot be done.

        Raises `ClusterLost` where nobody is left to do it.
        """

    def layers(self) -> Layers:
        """What confines students' code there."""


class Here:
    """Grades in this process, one after another. What a student wrote still runs in the sandbox."""

    size = 1

    def __init__(self, assignment: Assignment) -> None:
        self._assignment = assignment

    def submit(self, submission: Submission) -> Future[Graded]:
        """Grade it now."""
        future: Future[Graded] = Future()
        try:
            future.set_result(grade_submission(self._assignment, submission))
        except Exception as error:  # one submission must not stop a class
            future.set_exception(error)
        return future

    def layers(self) -> Layers:
        """What confines students' code on this machine."""
        return layers_here(self._assignment)


class Local:
    """Grades in processes on this machine."""

    def __init__(self, pool: ProcessPool, size: int) -> None:
        self._pool, self.size = pool, size

    def submit(self, submission: Submission) -> Future[Graded]:
        """Give it to the next free process."""
        future: Future[Graded] = self._pool.submit(_grade_given, None, submission)
        return future

    def layers(self) -> Layers:
        """What confines students' code on this machine."""
        layers: Layers = self._pool.submit(_layers_given, None).result()
        return layers


class Cluster:
    """Grades on the workers of a Dask cluster, which must have this course's `grading` at hand.

    Dask gives the submissions of a worker that dies to another one; after as many deaths as its
    setting `distributed.scheduler.allowed-failures` says, it gives a submission up.
    """

    def __init__(self, client: Client, assignment: Assignment) -> None:
        self._client = client
        self._executor = client.get_executor(pure=False)
        # A result, not data put on a worker: it is made again where a worker that held it dies.
        self._assignment = client.submit(_itself, assignment, key=f"hearfirst-{assignment.digest}")
        self.size = max(1, sum(client.nthreads().values()))

    def submit(self, submission: Submission) -> Future[Graded]:
        """Give it to the scheduler; raises `ClusterLost` if there is none any more."""
        if self._client.status in ("closing", "closed"):  # it would wait for ever
            raise ClusterLost(LOST)
        future: Future[Graded] = self._executor.submit(
            grade_submission, self._assignment, submission
        )
        return future

    def layers(self) -> Layers:
        """What confines students' code on one of the workers."""
        try:
            layers: Layers = self._executor.submit(layers_here, self._assignment).result()
        except CancelledError:
            raise ClusterLost(LOST) from None
        return layers


def has_died(error: BaseException) -> bool:
    """Whether it was not the submission but its worker that failed, and another one may do."""
    return isinstance(error, ProcessExpired)


@contextmanager
def here(assignment: Assignment) -> Iterator[Workers]:
    """This process alone."""
    try:
        yield Here(assignment)
    finally:
        end_units()


@contextmanager
def local(assignment: Assignment, size: int) -> Iterator[Workers]:
    """`size` worker processes, ended on leaving."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["grading.batch.unit"])
    pool = ProcessPool(size, initializer=_begin, initargs=[assignment], context=context)
    try:
        yield Local(pool, size)
    finally:
        pool.stop()
        pool.join()


_given: list[Assignment] = []


def _begin(assignment: Assignment) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the coordinator decides what Ctrl-C means
    _given[:] = [assignment]


def _grade_given(submission: Submission) -> Graded:
    return grade_submission(_given[0], submission)


@contextmanager
def cluster(assignment: Assignment, address: str) -> Iterator[Workers]:
    """The workers of the Dask scheduler at `address`; raises `NoCluster` if it cannot be used."""
    try:
        from distributed import Client  # an extra that few need
    except ImportError:
        raise NoCluster("Dask is not installed. Run `pip install distributed`.") from None
    try:
        client = Client(address, timeout=LONGEST_WAIT)
    except (OSError, ValueError) as error:
        raise NoCluster(f"No Dask scheduler answers at {address}: {error}") from None
    with _quiet(), client:
        try:
            client.wait_for_workers(1, timeout=LONGEST_WAIT)
        except TimeoutError:
            raise NoCluster(
                f"The Dask scheduler at {address} has no workers. Start some with `dask worker`."
            ) from None
        yield Cluster(client, assignment)


@contextmanager
def _quiet() -> Iterator[None]:
    """Have Dask leave the telling to us: of a cluster that is lost it shows its own call stack."""
    loggers = [logging.getLogger(name) for name in ("distributed", "distributed.client")]
    levels = [each.level for each in loggers]
    for each in loggers:
        each.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for each, level in zip(loggers, levels, strict=True):
            each.setLevel(level)


def _itself(assignment: Assignment) -> Assignment:
    return assignment


def _layers_given() -> Layers:
    return layers_here(_given[0])
