"""A workbook as a notebook uses it: open it, show its exercises, hand in what was computed."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from IPython.display import HTML, DisplayHandle, display
from pydantic_core import to_jsonable_python

from workbooks.answers import ANSWER_MIME
from workbooks.case import Case, load_case
from workbooks.drive import folder_of
from workbooks.errors import (
    AnswerNotSaved,
    NotSubmittable,
    Unanswered,
    UnknownData,
    UnknownExercise,
    UnknownExhibit,
    UnreadableAnswer,
)
from workbooks.exercise import BaseExercise
from workbooks.fonts import set_up_plots
from workbooks.head import Head, expected_language
from workbooks.journey import visits_beside
from workbooks.judging import Judge
from workbooks.kept import LANGUAGE_NOTE, SEED_NOTE, KeptAnswers
from workbooks.kinds import Audit, Exercise
from workbooks.looking_back import journey_panel, mirror_panel, trend_panel
from workbooks.page import in_both, paragraphs
from workbooks.practice import load_practice
from workbooks.replying import Replying
from workbooks.static import answer_panel, checklist, opening_panel
from workbooks.synthetic import SEEDS, make
from workbooks.text import LANGS, Lang, Text
from workbooks.values import type_name
from workbooks.variants import seed_of_another
from workbooks.watch import watch
from workbooks.widget import ExerciseWidget
from workbooks.words import say_both

if TYPE_CHECKING:
    import pandas as pd


def open_workbook(
    folder: str | Path | None = None, *, lang: Lang | None = None, case: str | None = None
) -> Workbook:
    """The workbook of `folder` (the notebook's own by default), with its head shown.

    The language is `lang`, or else the one the reader last chose, or else the one expected. `case`
    names the workbook for browsers without a drive, where it cannot be found by its folder. Raises
    `CaseNotFound` if the folder holds no case; whatever is wrong with the answer log is told in the
    head instead.
    """
    set_up_plots()
    workbook = Workbook(folder_of(case) if folder is None else Path(folder), lang=lang)
    workbook.show_header()
    watch(workbook.folder, workbook.look)
    return workbook


class Panel(NamedTuple):
    """Something shown that is drawn again when one of the exercises it `needs` is answered."""

    needs: frozenset[str]
    handle: DisplayHandle
    make: Callable[[], str]


class Workbook:
    """One case being worked through: the case, the answers on disk and the widgets in the page."""

    def __init__(self, folder: Path, *, lang: Lang | None = None) -> None:
        self.folder = folder.resolve()
        self._as_released = load_case(self.folder)
        self._kept = KeptAnswers(self._as_released, self.folder)
        known = lang or self._kept.language or expected_language()
        self.lang: Lang = known or "en"
        self._seed = self._fixed_seed()
        self.case: Case = self._as_released.for_seed(self._seed)
        practice = load_practice(self.folder, self._as_released, self._seed)
        self._judge = Judge(self.case, self._kept, practice)
        self._head = Head(self.case, self.folder, self._kept, self._judge, self._show_loaded)
        self._head.speak(self.lang, chosen=known is not None)
        self._head.widget.observe(self._switch_language, names="lang")
        self._head.widget.observe(self._remember_language, names="chosen")
        self._shown: dict[str, ExerciseWidget] = {}
        self._copies: dict[str, DisplayHandle] = {}
        self._checklist: DisplayHandle | None = None
        self._panels: list[Panel] = []

    def __repr__(self) -> str:
        progress = self._kept.progress()
        done = f"{progress['done']} of {progress['all']} answered"
        return f"<Workbook {self.case.slug}: {done}, in {self.folder}>"

    def show_header(self) -> None:
        """Show the head of the workbook, and a static page's version of it."""
        display(self._head.widget)
        display(HTML(opening_panel(self.case)))

    def show(self, exercise_id: str) -> None:
        """Show one exercise with the answer on disk; raises `UnknownExercise`."""
        exercise = self.case.exercise(exercise_id)
        if exercise.from_code:
            raise UnreadableAnswer(
                f"“{exercise_id}” is answered with code: compute it, then call "
                f'wb.submit("{exercise_id}", your_value).'
            )
        widget = ExerciseWidget(
            exercise,
            place=self._place(),
            lang=self.lang,
            status=self._status(exercise_id),
            others=self._others(exercise),
        )
        widget.alone, widget.kept_in = self._judge.alone, self._head.place
        widget.verdict = self._judge.verdict(exercise)
        widget.observe(lambda change: self._take(exercise, widget, change["new"]), names="given")
        widget.observe(lambda change: self._mark_oneself(exercise, widget, change["new"]), "marked")
        self._shown[exercise_id] = widget
        display(widget)
        self._copies[exercise_id] = display(HTML(self._panel(exercise)), display_id=True)

    def exhibit(self, name: str) -> None:
        """Show an exhibit that differs between students; raises `UnknownExhibit`."""
        known = {each.id: each for each in self.case.exhibits}
        if name not in known:
            there = ", ".join(known) or "none"
            raise UnknownExhibit(f"This workbook has no exhibit called “{name}”. It has: {there}.")
        from workbooks.exhibits import exhibit_html

        display(HTML(exhibit_html(self.case, known[name])))

    def journey(self) -> None:
        """Show what was done in the workbooks beside this one, and what it earned so far."""
        self._show_panel(lambda: journey_panel(visits_beside(self.folder)))

    def mirror(self, before: str, now: str) -> None:
        """Show two self-audits over the areas beside what the answers earned."""
        first, last = audits = (self._audit(before), self._audit(now))

        def draw() -> str:
            return mirror_panel(visits_beside(self.folder), first, last, self._answers_to(audits))

        self._show_panel(draw, *audits)

    def trend(self, *names: str) -> None:
        """Show audits of the same dimensions one after another, as lines over time."""
        audits = [self._audit(name) for name in names]
        self._show_panel(lambda: trend_panel(audits, self._answers_to(audits)), *audits)

    def refresh(self, week: int) -> None:
        """Show the practice drawn for a week; a week that is not due offers to be drawn early."""
        from workbooks.rounds import Rounds

        Rounds(self.case, self._kept, self.folder, self.show, self.lang).show(week)

    def start_again(self) -> None:
        """Put the answers aside, into a file beside them; run anew, the workbook is as it came.

        Where a case is another for each student, everybody in it will be somebody else.
        """
        aside, variants = self._kept.put_aside(), self._as_released.variants
        if variants:
            other = seed_of_another(variants, self._seed, lambda: secrets.randbelow(SEEDS))
            with contextlib.suppress(AnswerNotSaved):  # one is drawn when the workbook is opened
                self._kept.save(SEED_NOTE, other, lang=self.lang)
        self._tell(say_both("again.kept", name=aside.name))

    def data(self, name: str) -> pd.DataFrame:
        """The synthetic data set called `name`, drawn for this student, always the same.

        It says on its face that it is made up. Raises `UnknownData`, naming those there are.
        """
        known = {each.id: each for each in self.case.synthetic}
        if name not in known:
            there = ", ".join(known) or "none"
            raise UnknownData(f"This workbook has no data called “{name}”. It has: {there}.")
        self._tell(known[name].about)
        return make(known[name], self._seed)

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
            self._kept.save(exercise_id, plain, lang=self.lang, check=exercise.is_practice)
            self._follow(exercise_id)
        except AnswerNotSaved as error:
            outcome = say_both(f"frame.failed-{error.reason}")
        notes = list(exercise.form_notes(data))
        if not exercise.is_practice:
            notes.append(say_both("submit.form"))
        panel = answer_panel(exercise, plain, whose="static.answer", asked=False)
        html = panel + _told([outcome, *notes])
        if exercise.is_practice:
            html += self._judge.html(exercise, plain)
        bundle = {ANSWER_MIME: {"exercise": exercise_id, "answer": plain}, "text/html": html}
        display(bundle, raw=True)

    def check(self) -> None:
        """Say which exercises have no answer yet; what is shown follows as answers are given.

        Under `nbgrader validate` it raises `Unanswered` instead, which is how that command tells.
        """
        states = self._kept.states()
        todo = [each for each in self.case.exercises if states.get(each.id) != "done"]
        if todo and os.environ.get("NBGRADER_EXECUTION") == "validate":
            headline = say_both("check.todo", count=len(todo), all=len(self.case.exercises))
            names = "\n".join(f"  - {each.title.en} · {each.title.zh}" for each in todo)
            raise Unanswered(f"{headline.en} · {headline.zh}\n{names}")
        html = checklist(self.case, states, alone=self._judge.alone)
        self._checklist = display(HTML(html), display_id=True)

    def look(self) -> None:
        """Show what another window on this workbook has saved since, and say so in the head."""
        self._show_news(self._kept.look(), True)

    def _show_loaded(self) -> None:
        """Show the answers that a file brought."""
        self._show_news(self._kept.look(ours=True), "file")

    def _show_news(self, news: frozenset[str], source: object) -> None:
        for exercise_id in news:
            widget = self._shown.get(exercise_id)
            if widget is None:
                continue
            status = self._status(exercise_id) or {"state": "saved", "seq": 0, "answer": None}
            widget.status = {**status, "elsewhere": source}
            widget.verdict = self._judge.verdict(self.case.exercise(exercise_id))
            self._copies[exercise_id].update(HTML(self._panel(self.case.exercise(exercise_id))))
        self._head.tell()
        if news or not self._head.counted:
            self._follow(*news)

    # what the page hands over

    def _take(self, exercise: Exercise, widget: ExerciseWidget, given: dict[str, Any]) -> None:
        seq, answer = given.get("seq"), given.get("answer")
        failed = {**widget.status, "state": "failed", "seq": seq}
        if answer is not None and not self._kept.is_answer(exercise.id, answer):
            widget.status = {**failed, "reason": "unreadable"}
            return
        check = exercise.is_practice and answer is not None and given.get("check") is True
        self.look()
        try:
            saved = self._kept.save(exercise.id, answer, lang=self.lang, check=check)
        except AnswerNotSaved as error:
            widget.status = {**failed, "reason": error.reason}
            return
        widget.status = {"state": "saved", "seq": seq, "answer": saved.answer, "at": saved.at}
        if check:
            widget.verdict = self._judge.verdict(exercise)
        self._copies[exercise.id].update(HTML(self._panel(exercise)))
        self._follow(exercise.id)
        # last, for it takes a moment the first time, and the answer is safe by now
        if isinstance(exercise, Replying) and exercise.is_coached:
            self._coach(exercise, widget, saved.answer)

    def _mark_oneself(
        self, exercise: Exercise, widget: ExerciseWidget, marked: dict[str, Any]
    ) -> None:
        failed = {}
        try:
            self._judge.mark_oneself(exercise, marked.get("shares"), lang=self.lang)
        except AnswerNotSaved as error:
            failed = {"unsaved": error.reason}
        widget.verdict = {**self._judge.verdict(exercise), **failed}
        self._follow(exercise.id)

    def _coach(self, exercise: Replying, widget: ExerciseWidget, answer: Any) -> None:
        from workbooks.coaching import coach

        texts = () if answer is None else exercise.texts_of(exercise.read_answer(answer))
        widget.coaching = coach(exercise, texts, widget.coaching)

    def _follow(self, *changed: str) -> None:
        self._redraw_beside(frozenset(changed))
        self._head.count()
        if self._checklist is not None:
            states, alone = self._kept.states(), self._judge.alone
            self._checklist.update(HTML(checklist(self.case, states, alone=alone)))

    def _switch_language(self, change: dict[str, Any]) -> None:
        self.lang = "zh" if change["new"] == "zh" else "en"
        for widget in self._shown.values():
            widget.lang = self.lang
        if self._head.widget.chosen:
            self._remember_language(change)

    def _remember_language(self, _change: object) -> None:
        if self._kept.language == self.lang:
            return
        # if it fails, no answer is at stake, and the next one given will tell loudly
        with contextlib.suppress(AnswerNotSaved):
            self._kept.save(LANGUAGE_NOTE, self.lang, lang=self.lang)

    # what is known

    def _fixed_seed(self) -> int:
        """The seed on file; where there is none yet and data are drawn, one that then is."""
        seed = self._kept.seed
        case = self._as_released
        if seed is not None or not (case.synthetic or case.variants):
            return seed or 0
        seed = secrets.randbelow(SEEDS)
        # if it fails, the first answer given tells of it loudly
        with contextlib.suppress(AnswerNotSaved):
            self._kept.save(SEED_NOTE, seed, lang=self.lang)
        self._kept.drawn = seed
        return seed

    def _status(self, exercise_id: str) -> dict[str, object]:
        saved = self._kept.answer(exercise_id)
        if saved is None:
            return {}
        return {"state": "saved", "seq": 0, "answer": saved.answer, "at": saved.at}

    def _place(self) -> str:
        # names this folder to the browser without telling the page where it is
        return hashlib.sha256(str(self.folder).encode()).hexdigest()[:16]

    def _panel(self, exercise: BaseExercise) -> str:
        saved = self._kept.answer(exercise.id)
        answer = saved.answer if saved else None
        return answer_panel(exercise, answer, whose="static.answer", others=self._others(exercise))

    def _others(self, exercise: BaseExercise) -> dict[str, Any]:
        found = {name: self._kept.answer(name) for name in exercise.needs}
        return {name: kept.answer for name, kept in found.items() if kept is not None}

    def _redraw_beside(self, changed: frozenset[str]) -> None:
        for name, widget in self._shown.items():
            exercise = self.case.exercise(name)
            if not changed.isdisjoint(exercise.needs):
                widget.others = self._others(exercise)
                self._copies[name].update(HTML(self._panel(exercise)))
        for panel in self._panels:
            if not changed.isdisjoint(panel.needs):
                panel.handle.update(HTML(panel.make()))

    def _show_panel(self, make: Callable[[], str], *beside: BaseExercise) -> None:
        handle = display(HTML(make()), display_id=True)
        self._panels.append(Panel(frozenset(each.id for each in beside), handle, make))

    def _audit(self, name: str) -> Audit:
        exercise = self.case.exercise(name)
        if not isinstance(exercise, Audit):
            raise UnknownExercise(f"“{name}” is no audit, so it has no ratings to show.")
        return exercise

    def _answers_to(self, exercises: Sequence[BaseExercise]) -> dict[str, Any]:
        kept = {each.id: self._kept.answer(each.id) for each in exercises}
        return {name: answer.answer for name, answer in kept.items() if answer is not None}

    def _tell(self, *texts: Text, failed: bool = False) -> None:
        display(HTML(_told(texts, failed=failed)))


def _told(texts: list[Text] | tuple[Text, ...], *, failed: bool = False) -> str:
    html = {lang: "".join(paragraphs(text[lang]) for text in texts) for lang in LANGS}
    look = "hf hf-told hf-status-failed" if failed else "hf hf-told"
    return f'<div class="{look}">{in_both(html)}</div>'


__all__ = ["Workbook", "open_workbook"]
