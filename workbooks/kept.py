"""A workbook's answers as they stand on disk, whoever wrote them, and what is still to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from workbooks.answers import Answer, AnswerLog, LogReport
from workbooks.case import Case
from workbooks.errors import AnswerNotSaved, UnreadableAnswer
from workbooks.exercise import BaseExercise
from workbooks.progress import State, progress_of, round_id
from workbooks.synthetic import SEEDS
from workbooks.text import Lang

if TYPE_CHECKING:
    from workbooks.carrying import Taken

LANGUAGE_NOTE: Final = "@language"
SEED_NOTE: Final = "@seed"
OWN_NOTE: Final = "@own-"
"""Before the id of an exercise: the marks that its writer gave; see `workbooks.self_marking`."""
ROUND_NOTE: Final = "@refresh-"
"""Before the number of a week: which items its round of practice drew; see `workbooks.rounds`."""


class KeptAnswers:
    """Reads the log when it is made, writes each answer through, and notices other writers."""

    def __init__(self, case: Case, folder: Path) -> None:
        self.case = case
        self._log = AnswerLog(folder)
        self._opened = self._log.read(case.limits)
        self._report = self._opened
        self._others_write = self._gone = False
        self.drawn = self.seed
        """The seed of the data that are shown; answers to others are not kept."""

    def answer(self, exercise_id: str) -> Answer | None:
        """The answer that counts, if it can be read as one."""
        return self._readable(self._report.latest.get(exercise_id))

    def checked(self, exercise_id: str) -> Answer | None:
        """The answer that was checked last."""
        return self._readable(self._report.checked.get(exercise_id))

    def attempts(self, exercise_id: str) -> int:
        """How often an answer to the exercise was checked."""
        return self._report.attempts.get(exercise_id, 0)

    def is_closed(self, exercise: BaseExercise) -> bool:
        """Whether every attempt at the exercise has been used."""
        return exercise.attempts is not None and self.attempts(exercise.id) >= exercise.attempts

    @property
    def language(self) -> Lang | None:
        """The language that the reader last chose."""
        noted = self._report.latest.get(LANGUAGE_NOTE)
        return None if noted is None else "zh" if noted.answer == "zh" else "en"

    @property
    def seed(self) -> int | None:
        """The seed of this student's own data, once it is fixed."""
        return seed_in(self._report)

    @property
    def last(self) -> str | None:
        """When the newest answer was given (UTC), or None."""
        latest = self._report.latest.values()
        return max((each.at for each in latest if each.exercise[0] != "@"), default=None)

    @property
    def has_other_data(self) -> bool:
        """Whether the data on file are no longer those that are shown."""
        own = bool(self.case.synthetic or self.case.variants)
        return own and self.seed not in (None, self.drawn)

    def noted(self, name: str) -> Any:
        """What was last noted under a name that is no exercise's, or None."""
        found = self._report.latest.get(name)
        return None if found is None else found.answer

    def own_marks(self) -> dict[str, Any]:
        """What was noted of the learner's own marks, by exercise, whatever it may be."""
        ids = [each.id for each in self.case.everything]
        found = {name: self.noted(f"{OWN_NOTE}{name}") for name in ids}
        return {name: noted for name, noted in found.items() if noted is not None}

    def round_of(self, week: int) -> tuple[str, ...]:
        """The items that a week's round drew, as far as the bank still has them; none before."""
        noted = self.noted(f"{ROUND_NOTE}{week}")
        known = {each.id for each in self.case.bank}
        return tuple(each for each in noted if each in known) if isinstance(noted, list) else ()

    def put_aside(self) -> Path:
        """Rename the log, so that the workbook is as it came; returns its new place."""
        return self._log.put_aside()

    @property
    def log(self) -> bytes:
        """The log as it stands on disk."""
        return self._log.whole()

    def take_in(self, data: bytes) -> Taken:
        """Take in the answers of a file; raises `AnswerNotSaved` with nothing changed."""
        from workbooks.carrying import take_in

        return take_in(self._log, self.case, data)

    def save(self, exercise_id: str, answer: Any, *, lang: Lang, check: bool = False) -> Answer:
        """Write an answer, or None to take it back; raises `AnswerNotSaved` if it is not on disk.

        `check` makes it an attempt. Where all attempts are used, the reason is `closed`.
        """
        self.look()  # an attempt made in another window is an attempt
        if exercise_id[0] != "@" and self.has_other_data:
            raise AnswerNotSaved(
                "The answer is NOT saved: it is about other made-up data than those on file.",
                reason="other-data",
            )
        if not exercise_id.startswith("@") and self.is_closed(self.case.exercise(exercise_id)):
            raise AnswerNotSaved(
                f"The answer is NOT saved: every attempt at “{exercise_id}” has been used.",
                reason="closed",
            )
        attempt = self.attempts(exercise_id) + 1 if check else None
        saved = self._log.append(exercise_id, answer, lang=lang, attempt=attempt)
        self._report.latest[exercise_id] = saved
        if attempt is not None:
            self._report.attempts[exercise_id] = attempt
            self._report.checked[exercise_id] = saved
        return saved

    def look(self, *, ours: bool = False) -> frozenset[str]:
        """The exercises whose answer, or number of attempts, is another than was known.

        Somebody else has changed them, unless it was this window in a way of its own (`ours`).

        The log is read again only if it is not as this window left it. If it is gone, what is
        known stays known, and `notices` tells.
        """
        if not self._log.has_news():
            return frozenset()
        before, found = self._report, self._log.read(self.case.limits)
        self._gone = found.refused is not None
        if self._gone:
            return frozenset()
        self._report = found
        names = [each.id for each in self.case.everything]
        news = frozenset(name for name in names if _at(before, name) != _at(found, name))
        self._others_write = self._others_write or (bool(news) and not ours)
        return news

    def is_answer(self, exercise_id: str, answer: Any) -> bool:
        """Whether plain data can be read as an answer to the exercise of that id."""
        return (
            self._readable(Answer(exercise=exercise_id, answer=answer, lang="", at="")) is not None
        )

    def states(self) -> dict[str, State]:
        """Which exercises and rounds of practice are begun or done; the others are open."""
        exercises = {each.id: self._state(each) for each in self.case.exercises}
        rounds = {round_id(week): self._round_state(week) for week in self.case.rounds}
        return {name: state for name, state in {**exercises, **rounds}.items() if state}

    def progress(self) -> dict[str, Any]:
        """What the head of the workbook shows."""
        return progress_of(self.case, self.states())

    def notices(self) -> list[dict[str, object]]:
        """What the head of the workbook has to tell about the log: a wording and its fields."""
        opened = self._opened
        found = {
            "header.refused": opened.refused in ("not-a-file", "unreadable"),
            "header.torn": opened.torn,
            "header.cut": opened.cut,
            "header.elsewhere": self._others_write,
            "header.gone": self._gone,
            "header.other-data": self.has_other_data,
        }
        told: list[dict[str, object]] = [{"name": name} for name, holds in found.items() if holds]
        if opened.skipped:
            told.append({"name": "header.skipped", "count": opened.skipped})
        return told

    def _readable(self, kept: Answer | None) -> Answer | None:
        exercise = next((x for x in self.case.everything if kept and x.id == kept.exercise), None)
        if kept is None or exercise is None:
            return None
        try:
            exercise.read_answer(kept.answer)
        except UnreadableAnswer:
            return None
        return kept

    def _state(self, exercise: BaseExercise) -> State | None:
        kept = self.answer(exercise.id)
        if kept is None:
            return None
        return "done" if exercise.is_whole(exercise.read_answer(kept.answer)) else "begun"

    def _round_state(self, week: int) -> State | None:
        """How far a round is: what was answered before it was drawn has to be answered again."""
        drawn = self._report.latest.get(f"{ROUND_NOTE}{week}")
        states = set()
        for name in self.round_of(week):
            kept = self.answer(name)
            is_anew = kept is not None and drawn is not None and kept.at >= drawn.at
            states.add(self._state(self.case.exercise(name)) if is_anew else None)
        return None if states <= {None} else "done" if states == {"done"} else "begun"


def seed_in(report: LogReport) -> int | None:
    """The seed noted in a log, if there is one that can be read."""
    noted = report.latest.get(SEED_NOTE)
    if noted is None or type(noted.answer) is not int or not 0 <= noted.answer < SEEDS:
        return None
    return noted.answer


def _at(report: LogReport, name: str) -> tuple[object, ...]:
    kept = report.latest.get(name)
    return (kept.at, kept.answer, report.attempts.get(name)) if kept else ()
