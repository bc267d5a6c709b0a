"""Rounds of practice over the weeks: when one is due, and what it drew, which then stays.

The weeks count from the day on which the first round was asked for: week 1 begins that day. Whoever
runs the whole notebook on the first day must not use up the rounds of week 8, so a round that is
not due only offers a button.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from babel.dates import format_date
from IPython.display import HTML, display

from workbooks.case import Case
from workbooks.errors import AnswerNotSaved
from workbooks.journey import visits_beside
from workbooks.kept import ROUND_NOTE, KeptAnswers
from workbooks.looking_back import refresher_panel
from workbooks.marks import Marks, marks_by_practice
from workbooks.page import in_both, paragraphs
from workbooks.practice import load_practice
from workbooks.refresh import draw_round
from workbooks.text import LANGS, Lang
from workbooks.words import say

START_NOTE: Final = f"{ROUND_NOTE}start"
_LOCALES: Final[dict[Lang, str]] = {"en": "en_GB", "zh": "zh_CN"}


class Rounds:
    """The rounds of one workbook; `show` shows an exercise by its id."""

    def __init__(
        self, case: Case, kept: KeptAnswers, folder: Path, show: Callable[[str], None], lang: Lang
    ) -> None:
        self.case, self.folder = case, folder
        self._kept, self._show, self._lang = kept, show, lang

    def show(self, week: int) -> None:
        """Show what a week drew, draw it if it is due, or offer to."""
        if self.drawn(week) or self.due(week) <= _today():
            self._show_drawn(week)
        else:
            self._offer(week)

    def drawn(self, week: int) -> tuple[str, ...]:
        """The ids that a week drew, as far as the bank still has them; none before."""
        return self._kept.round_of(week)

    def due(self, week: int) -> date:
        """The day on which a week begins."""
        noted = self._kept.noted(START_NOTE)
        try:
            start = date.fromisoformat(str(noted))
        except ValueError:
            start = _today()
            self._note(START_NOTE, start.isoformat())
        return start + timedelta(weeks=week - 1)

    def draw(self, week: int) -> tuple[str, ...]:
        """Draw the items of a week and keep which they are."""
        visits = visits_beside(self.folder)
        seed = secrets.randbelow(2**31)
        drawn = draw_round(self.case.bank, visits, self._met(), seed=seed)
        self._note(f"{ROUND_NOTE}{week}", list(drawn))
        return drawn

    def _show_drawn(self, week: int) -> None:
        names = self.drawn(week) or self.draw(week)
        items = [self.case.exercise(name) for name in names]
        display(HTML(refresher_panel(items, visits_beside(self.folder))))
        for name in names:
            self._show(name)

    def _offer(self, week: int) -> None:
        from ipywidgets import Button, Layout, Output, VBox

        day = self.due(week)
        told = {
            lang: paragraphs(
                say("refresh.due", lang, week=week, day=format_date(day, locale=_LOCALES[lang]))
            )
            for lang in LANGS
        }
        label = " · ".join(say("refresh.now", lang, week=week) for lang in LANGS)
        button, place = Button(description=label, layout=Layout(width="auto")), Output()

        def clicked(_button: Button) -> None:
            button.disabled = True
            with place:
                self._show_drawn(week)

        button.on_click(clicked)
        display(HTML(f'<div class="hf hf-told">{in_both(told)}</div>'))
        display(VBox([button, place]))

    def _met(self) -> Marks:
        names = {each.id for each in self.case.bank}
        known = {name: self._kept.answer(name) for name in names}
        answers = {name: answer for name, answer in known.items() if answer is not None}
        practice = load_practice(self.folder, self.case, self._kept.seed or 0)
        return marks_by_practice(practice, answers, self._kept.own_marks())

    def _note(self, name: str, value: object) -> None:
        # if it fails, no answer is at stake: the round is drawn anew another time
        with contextlib.suppress(AnswerNotSaved):
            self._kept.save(name, value, lang=self._lang)


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
