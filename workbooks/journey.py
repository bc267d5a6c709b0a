"""What a learner has done in the workbooks that lie side by side, and what they have mastered.

A workbook lies beside another if their folders do. Nothing is written there, and what cannot be
read is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from workbooks.answers import Answer
from workbooks.case import CASE_FILE, Case, load_case
from workbooks.errors import CaseNotFound
from workbooks.kept import KeptAnswers
from workbooks.marks import Mark, Marks, marks_by_practice, marks_returned
from workbooks.practice import load_practice


@dataclass(frozen=True)
class Visit:
    """One workbook and what was done in it.

    `answers` holds the answers that can be read, by exercise; `done` counts the exercises, and
    rounds of practice, that are answered whole, out of `tasks`.
    `marks` come from the feedback that was returned (`returned`), and otherwise from public keys:
    those of practice or, in a self-study release (`alone`), of every exercise.
    """

    folder: Path
    case: Case
    answers: Mapping[str, Answer]
    done: int
    marks: Marks
    returned: bool
    alone: bool = False

    @property
    def points(self) -> Mark:
        """What all that was marked earned together."""
        marks = self.marks.values()
        points, most, own = (sum(part) for part in zip(*marks, strict=True)) if marks else (0, 0, 0)
        return Mark(points, most, own)

    @property
    def tasks(self) -> int:
        """How many exercises and rounds of practice there are."""
        return len(self.case.exercises) + len(self.case.rounds)

    @property
    def is_finished(self) -> bool:
        """Whether every exercise, and every round of practice, is answered whole."""
        return self.done == self.tasks

    @property
    def unmarked(self) -> tuple[str, ...]:
        """The texts that a self-learner has written and not yet marked."""
        written = (each for each in self.case.exercises if each.marked == "hand")
        waiting = (
            each.id for each in written if each.id in self.answers.keys() - self.marks.keys()
        )
        return tuple(waiting) if self.alone else ()

    @property
    def last(self) -> str | None:
        """The day of the last answer, as `2026-11-26`."""
        return max((each.at[:10] for each in self.answers.values()), default=None)


class Mastery(NamedTuple):
    """What the answers that exercised an area earned, of how many points, in how many exercises."""

    points: float
    most: float
    exercises: int

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.points / self.most


def visits_beside(folder: Path) -> list[Visit]:
    """The other workbooks beside the one in `folder`: first those begun, in the order of their
    beginning, then the others by name.
    """
    here = folder.resolve()
    return sorted(_visits(here.parent, but=here), key=_when)


def visits_on(shelf: Path, order: Sequence[str] = ()) -> list[Visit]:
    """Every workbook in a folder: those named in `order` first and in that order, then by name."""
    places = {slug: place for place, slug in enumerate(order)}
    visits = sorted(_visits(shelf.resolve()), key=lambda each: each.folder.name)
    return sorted(visits, key=lambda each: places.get(each.folder.name, len(places)))


def visit_of(folder: Path) -> Visit | None:
    """What was done in the workbook of a folder; None if there is none that can be read."""
    try:
        case = load_case(folder)
    except CaseNotFound:
        return None
    kept = KeptAnswers(case, folder)
    known = {each.id: kept.answer(each.id) for each in case.everything}
    answers = {name: answer for name, answer in known.items() if answer is not None}
    returned = marks_returned(folder, case)
    practice = load_practice(folder, case, kept.seed or 0)
    own = marks_by_practice(practice, answers, kept.own_marks()) if returned is None else returned
    done = list(kept.states().values()).count("done")
    alone = practice.self_study
    return Visit(folder, case, answers, done, own, returned is not None, alone)


def mastery_of(visits: Iterable[Visit]) -> dict[str, Mastery]:
    """What the marked answers that exercised an area earned, by area.

    An exercise counts for each of its areas with all of its points.
    """
    found: dict[str, Mastery] = {}
    for visit in visits:
        for name, mark in visit.marks.items():
            for area in visit.case.exercise(name).areas:
                points, most, count = found.get(area, Mastery(0, 0, 0))
                found[area] = Mastery(points + mark.points, most + mark.most, count + 1)
    return found


def weakest_topics(visits: Sequence[Visit]) -> dict[str, float]:
    """How much was lost on each topic that was marked: the mean share, by topic, worst first."""
    lost: dict[str, list[float]] = {}
    for visit in visits:
        for name, mark in visit.marks.items():
            for topic in visit.case.exercise(name).topics:
                lost.setdefault(topic, []).append(mark.lost)
    means = {topic: sum(shares) / len(shares) for topic, shares in lost.items()}
    return dict(sorted(means.items(), key=lambda item: -item[1]))


def _visits(shelf: Path, but: Path | None = None) -> Iterator[Visit]:
    for path in shelf.glob(f"*/{CASE_FILE}"):
        visit = None if path.parent == but else visit_of(path.parent)
        if visit is not None:
            yield visit


def _when(visit: Visit) -> tuple[str, str]:
    first = min((each.at for each in visit.answers.values()), default="~")
    return first, visit.case.slug


__all__ = [
    "Mastery",
    "Visit",
    "mastery_of",
    "visit_of",
    "visits_beside",
    "visits_on",
    "weakest_topics",
]
