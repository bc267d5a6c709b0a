"""What can be said at once of the answers on file, by the keys that lie beside the workbook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from workbooks.exercise import BaseExercise
from workbooks.kept import OWN_NOTE, KeptAnswers
from workbooks.marks import Mark, mark_of
from workbooks.practice import Practice, verdict_html, verdict_on
from workbooks.text import Lang

if TYPE_CHECKING:
    from workbooks.case import Case


class Judge:
    """Verdicts on the answers of one open workbook; `case` is the one that its reader has."""

    def __init__(self, case: Case, kept: KeptAnswers, practice: Practice) -> None:
        self._case, self._kept, self._practice = case, kept, practice
        self._known: dict[str, tuple[object, Mark | None]] = {}

    @property
    def alone(self) -> bool:
        """Whether the reader learns alone: nobody else will mark what they write."""
        return self._practice.self_study

    def verdict(self, exercise: BaseExercise) -> dict[str, Any]:
        """What the page says of the answer that was checked last; empty if none was."""
        checked = self._kept.checked(exercise.id)
        if not exercise.is_practice or checked is None:
            return {}
        used = self._kept.attempts(exercise.id)
        key, noted = self._practice.get(exercise.id), self._noted(exercise)
        found = verdict_on(key, exercise, checked.answer, used=used)
        if key is not None and self.alone and exercise.marked == "hand":
            from workbooks.self_marking import with_own_marks

            return with_own_marks(found, key, exercise, noted)
        return found

    def html(self, exercise: BaseExercise, raw: Any) -> str:
        """The same of an answer that was computed, as static HTML."""
        return verdict_html(self._practice.get(exercise.id), exercise, raw)

    def mark_oneself(self, exercise: BaseExercise, shares: Any, *, lang: Lang) -> None:
        """Keep the marks that the writer gives to the answer checked last.

        What are no marks is left out. Raises `AnswerNotSaved` if they are not on disk.
        """
        from workbooks.self_marking import as_noted, is_share

        checked = self._kept.checked(exercise.id)
        if not self.alone or checked is None or not isinstance(shares, Mapping):
            return
        sound = {str(name): share for name, share in shares.items() if is_share(share)}
        note = as_noted(checked.answer, sound)
        self._kept.save(f"{OWN_NOTE}{exercise.id}", note, lang=lang)

    def progress(self) -> dict[str, Any]:
        """What the head of the workbook shows; in self-study, also the points `earned` of all."""
        found = {**self._kept.progress(), "at": self._kept.last}
        if not self.alone:
            return found
        marks = [self._mark(each) for each in self._case.exercises]
        earned = sum(mark.points for mark in marks if mark)
        points = sum(each.points for each in self._case.exercises)
        return {**found, "earned": round(earned, 2), "points": points}

    def _mark(self, exercise: BaseExercise) -> Mark | None:
        """What an exercise earned; scored anew only where its answer or its marks are others."""
        kept = self._kept.answer(exercise.id)
        if kept is None:
            return None
        basis = (kept.at, kept.answer, noted := self._noted(exercise))
        if self._known.get(exercise.id, (None,))[0] != basis:
            mark = mark_of(self._practice, exercise, kept.answer, noted)
            self._known[exercise.id] = (basis, mark)
        return self._known[exercise.id][1]

    def _noted(self, exercise: BaseExercise) -> Any:
        return self._kept.noted(f"{OWN_NOTE}{exercise.id}")


__all__ = ["Judge"]
