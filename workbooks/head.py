"""The head of an open workbook: how far it is, what is the matter, and answers carried about."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from workbooks.case import Case
from workbooks.drive import place_of
from workbooks.errors import AnswerNotSaved
from workbooks.judging import Judge
from workbooks.kept import KeptAnswers
from workbooks.text import Lang
from workbooks.widget import HeaderWidget

LANGUAGE_EXPECTED: Final = "HEARFIRST_LANG"


def expected_language() -> Lang | None:
    """The language that the reader is known to read before a workbook is opened, if any is.

    A site knows from its front page, and tells Python when it starts it. What the page of the
    workbook guesses comes later: Python hears it only after all cells have been run.
    """
    known = os.environ.get(LANGUAGE_EXPECTED)
    return "zh" if known == "zh" else "en" if known == "en" else None


class Head:
    """The widget at the top, kept up to date; `loaded` is called when a file was taken in."""

    def __init__(
        self, case: Case, folder: Path, kept: KeptAnswers, judge: Judge, loaded: Callable[[], None]
    ) -> None:
        self._kept, self._judge, self._loaded = kept, judge, loaded
        self.place = place_of(folder)
        self.counted = False  # what answers earned is reckoned when the page is there already
        self.widget = HeaderWidget(
            title=case.title.model_dump(),
            slug=case.slug,
            kept_in=self.place,
            progress=kept.progress(),
            notices=kept.notices(),
        )
        self.widget.on_msg(self._hear)

    def speak(self, lang: Lang, *, chosen: bool) -> None:
        """Begin in a language; `chosen` tells whether the reader chose it."""
        self.widget.lang, self.widget.chosen = lang, chosen

    def tell(self) -> None:
        """Show what is the matter with the log by now."""
        if self.widget.notices != (notices := self._kept.notices()):
            self.widget.notices = notices

    def count(self) -> None:
        """Show how far the workbook is by now."""
        self.counted = True
        if self.widget.progress != (progress := self._judge.progress()):
            self.widget.progress = progress

    def _hear(self, _widget: HeaderWidget, message: Any, _buffers: object) -> None:
        """The page asks for the answers as a file, or brings one."""
        wanted = message.get("want") if isinstance(message, dict) else None
        if wanted == "answers":
            text = self._kept.log.decode("utf-8", "replace")
            self.widget.send({"answers": text})
        elif wanted == "load" and isinstance(message.get("text"), str):
            self.widget.send({"loaded": self._load(message["text"])})

    def _load(self, text: str) -> dict[str, Any]:
        try:
            taken = self._kept.take_in(text.encode("utf-8", "replace"))
        except AnswerNotSaved:
            return {"told": [{"name": "carry.failed"}], "done": False, "again": False}
        if taken.done:
            self._loaded()
        return {"told": list(taken.told), "done": taken.done, "again": taken.again}


__all__ = ["LANGUAGE_EXPECTED", "Head", "expected_language"]
