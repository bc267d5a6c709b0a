"""A workbook as a notebook uses it: open it, show its exercises, hand in what was computed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any, Final

from IPython.display import HTML, DisplayHandle, display
from pydantic_core import to_jsonable_python

from workbooks.answers import ANSWER_MIME, Answer, AnswerLog
from workbooks.case import Case, load_case
from workbooks.errors import AnswerNotSaved, NotSubmittable, Unanswered, UnreadableAnswer
from workbooks.exercise import BaseExercise
from workbooks.fonts import set_up_plots
from workbooks.kinds import Exercise
from workbooks.page import in_both, paragraphs
from workbooks.progress import progress_of
from workbooks.static import answer_panel, checklist, opening_panel
from workbooks.text import LANGS, Lang, Text
from workbooks.values import type_name
from workbooks.widget import ExerciseWidget, HeaderWidget
from workbooks.words import say_both, wording

LANGUAGE_NOTE: Final = "@language"


def open_workbook(folder: str | Path | None = None, *, lang: Lang | None = None) -> Workbook:
    """The workbook of `folder` (the notebook's own by default), with its head shown.

    The language is `lang`, or else the one the reader last chose. Raises `CaseNotFound` if the
    folder holds no case; whatever is wrong with the answer log is told in the head instead.
    """
    set_up_plots()
    workbook = Workbook(Path.cwd() if folder is None else Path(folder), lang=lang)
    workbook.show_header()
    return workbook


class Workbook:
    """One case being worked through: the case, the answers on disk and the widgets in the page."""

    def __init__(self, folder: Path, *, lang: Lang | None = None) -> None:
        self.folder = folder.resolve()
        self.case: Case = load_case(self.folder)
        self._log = AnswerLog(self.folder)
        self._report = self._log.read()
        self._answers: dict[str, Answer] = {
            name: each
            for name, each in self._report.latest.items()
            if name == LANGUAGE_NOTE or self._is_answer(name, each.answer)
        }
        chosen = self._answers.get(LANGUAGE_NOTE)
        remembered: Lang = "zh" if chosen is not None and chosen.answer == "zh" else "en"
        self.lang: Lang = lang or remembered
        self._header = HeaderWidget(
            title=self.case.title.model_dump(),
            words=wording(),
            lang=self.lang,
            chosen=lang is not None or chosen is not None,
            progress=self._progress(),
            notices=self._notices(),
        )
        self._header.observe(self._switch_language, names="lang")
        self._header.observe(self._remember_language, names="chosen")
        self._shown: dict[str, ExerciseWidget] = {}
        self._copies: dict[str, DisplayHandle] = {}
        self._checklist: DisplayHandle | None = None

    def __repr__(self) -> str:
        progress = self._progress()
        done = f"{progress['done']} of {progress['all']} answered"
        return f"<Workbook {self.case.slug}: {done}, in {self.folder}>"

    def show_header(self) -> None:
        """Show the head of the workbook, and a static page's version of it."""
        display(self._header)
        display(HTML(opening_panel(self.case)))

    def show(self, exercise_id: str) -> None:
        """Show one exercise with the answer on disk; raises `UnknownExercise`."""
        exercise = self.case.exercise(exercise_id)
        if exercise.from_code:
            raise UnreadableAnswer(
                f"“{exercise_id}” is answered with code: compute it, then call "
                f'wb.submit("{exercise_id}", your_value).'
            )
        saved = self._answers.get(exercise_id)
        status: dict[str, object] = {}
        if saved is not None:
            status = {"state": "saved", "seq": 0, "answer": saved.answer, "at": saved.at}
        widget = ExerciseWidget(exercise, place=self._place(), lang=self.lang, status=status)
        widget.observe(lambda change: self._take(exercise, widget, change["new"]), names="given")
        self._shown[exercise_id] = widget
        display(widget)
        self._copies[exercise_id] = display(HTML(self._panel(exercise)), display_id=True)

    def submit(self, exercise_id: str, value: object) -> None:
        """Hand in what was computed, and say what can be said of its form.

        The value leaves the notebook as plain data in the cell's output, which is where a grader
        finds it; it is also kept in the answer log. A value that is not data is refused with a
        sentence in the cell's output, and nothing is lost.
        """
        exercise: BaseExercise = self.case.exercise(exercise_id)
        if value is Ellipsis:
            self._tell(say_both("submit.not-yet"))
            return
        try:
            data = exercise.data_of(value)
        except NotSubmittable as error:
            self._tell(error.text, failed=True)
            return
        except Exception as error:  # raised by the value's own methods: anything may be
            self._tell(say_both("submit.broken", error=type_name(error)), failed=True)
            return
        plain = to_jsonable_python(data)
        outcome = say_both("submit.kept")
        try:
            self._save(exercise_id, plain)
        except AnswerNotSaved as error:
            outcome = say_both(f"frame.failed-{error.reason}")
        notes = [*exercise.form_notes(data), say_both("submit.form")]
        panel = answer_panel(exercise, plain, whose="static.answer", asked=False)
        html = panel + _told([outcome, *notes])
        bundle = {ANSWER_MIME: {"exercise": exercise_id, "answer": plain}, "text/html": html}
        display(bundle, raw=True)

    def check(self) -> None:
        """Say which exercises have no answer yet; what is shown follows as answers are given.

        Under `nbgrader validate` it raises `Unanswered` instead, which is how that command tells.
        """
        todo, total = self._todo(), len(self.case.exercises)
        if todo and os.environ.get("NBGRADER_EXECUTION") == "validate":
            headline = say_both("check.todo", count=len(todo), all=total)
            names = "\n".join(f"  - {each.title.en} · {each.title.zh}" for each in todo)
            raise Unanswered(f"{headline.en} · {headline.zh}\n{names}")
        self._checklist = display(HTML(checklist(todo, total)), display_id=True)

    # what the page hands over

    def _take(self, exercise: Exercise, widget: ExerciseWidget, given: dict[str, Any]) -> None:
        seq, answer = given.get("seq"), given.get("answer")
        failed = {**widget.status, "state": "failed", "seq": seq}
        if answer is not None and not self._is_answer(exercise.id, answer):
            widget.status = {**failed, "reason": "unreadable"}
            return
        try:
            saved = self._save(exercise.id, answer)
        except AnswerNotSaved as error:
            widget.status = {**failed, "reason": error.reason}
            return
        widget.status = {"state": "saved", "seq": seq, "answer": saved.answer, "at": saved.at}
        self._copies[exercise.id].update(HTML(self._panel(exercise)))

    def _save(self, exercise_id: str, answer: Any) -> Answer:
        saved = self._log.append(exercise_id, answer, lang=self.lang)
        if answer is None:  # the reader took the answer back
            self._answers.pop(exercise_id, None)
        else:
            self._answers[exercise_id] = saved
        self._header.progress = self._progress()
        if self._checklist is not None:
            self._checklist.update(HTML(checklist(self._todo(), len(self.case.exercises))))
        return saved

    def _switch_language(self, change: dict[str, Any]) -> None:
        self.lang = "zh" if change["new"] == "zh" else "en"
        for widget in self._shown.values():
            widget.lang = self.lang
        if self._header.chosen:
            self._remember_language(change)

    def _remember_language(self, _change: object) -> None:
        noted = self._answers.get(LANGUAGE_NOTE)
        if noted is not None and noted.answer == self.lang:
            return
        try:
            self._answers[LANGUAGE_NOTE] = self._log.append(
                LANGUAGE_NOTE, self.lang, lang=self.lang
            )
        except AnswerNotSaved:
            return  # no answer is at stake, and the next one given will tell loudly

    # what is known

    def _is_answer(self, exercise_id: str, answer: Any) -> bool:
        exercise = next((each for each in self.case.exercises if each.id == exercise_id), None)
        if exercise is None:
            return False
        try:
            exercise.read_answer(answer)
        except UnreadableAnswer:
            return False
        return True

    def _todo(self) -> list[Exercise]:
        return [each for each in self.case.exercises if each.id not in self._answers]

    def _progress(self) -> dict[str, Any]:
        return progress_of(self.case, self._answers)

    def _notices(self) -> list[dict[str, object]]:
        notices: list[dict[str, object]] = []
        if self._report.refused in ("not-a-file", "unreadable"):
            notices.append({"name": "header.refused"})
        if self._report.torn:
            notices.append({"name": "header.torn"})
        if self._report.cut:
            notices.append({"name": "header.cut"})
        if self._report.skipped:
            notices.append({"name": "header.skipped", "count": self._report.skipped})
        return notices

    def _place(self) -> str:
        # names this folder to the browser without telling the page where it is
        return hashlib.sha256(str(self.folder).encode()).hexdigest()[:16]

    def _panel(self, exercise: BaseExercise) -> str:
        saved = self._answers.get(exercise.id)
        return answer_panel(exercise, saved.answer if saved else None, whose="static.answer")

    def _tell(self, *texts: Text, failed: bool = False) -> None:
        display(HTML(_told(texts, failed=failed)))


def _told(texts: list[Text] | tuple[Text, ...], *, failed: bool = False) -> str:
    html = {lang: "".join(paragraphs(text[lang]) for text in texts) for lang in LANGS}
    look = "hf hf-told hf-status-failed" if failed else "hf hf-told"
    return f'<div class="{look}">{in_both(html)}</div>'


__all__ = ["Workbook", "open_workbook"]
