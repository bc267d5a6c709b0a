"""`number`: a number typed in the page."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Final, Literal

from workbooks.exercise import BaseExercise
from workbooks.page import figure_text
from workbooks.text import Lang, Text

MOST: Final = 1e15
"""Beyond this a float no longer holds every whole number and its tenths (`scripts/number.js`
refuses the same)."""


class Number(BaseExercise):
    """Type a number. The answer is a plain JSON number, in the exercise's unit.

    What the reader types is read in the page: digits of any width, commas between groups of three,
    a point, and the unit itself behind it, such as `%` where the unit is `%`.
    """

    script: ClassVar[str] = "number"

    kind: Literal["number"]
    unit: Text | None = None

    def read_answer(self, raw: object) -> float:
        """The number; neither a truth value nor anything infinite or absurdly large is one."""
        if isinstance(raw, bool) or not isinstance(raw, int | float):
            raise self.unreadable("a number")
        if not -MOST <= raw <= MOST:  # nor does NaN lie between them
            raise self.unreadable(f"a number between {-MOST:g} and {MOST:g}")
        return float(raw)

    def answer_html(self, answer: float, lang: Lang) -> str:
        """The number with its thousands set apart, and its unit."""
        digits = format(Decimal(repr(answer)), ",f")
        plain = digits.rstrip("0").rstrip(".") if "." in digits else digits
        return figure_text("0" if plain == "-0" else plain, self.unit[lang] if self.unit else "")
