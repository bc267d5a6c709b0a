"""`number`: a number typed in the page, or computed in a cell."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Literal

from pydantic import Field

from workbooks.exercise import BaseExercise
from workbooks.numeric import MOST, number_data
from workbooks.page import figure_text
from workbooks.text import Lang, Text


class Number(BaseExercise):
    """Give a number. The answer is a plain JSON number, in the exercise's unit.

    `answered` tells where: typed in the page, or computed and handed over with `wb.submit`. What
    is typed may have digits of any width, commas between groups of three, a point, and the unit
    itself behind it, such as `%` where the unit is `%`.
    """

    script: ClassVar[str] = "number"

    kind: Literal["number"]
    unit: Text | None = None
    answered: Literal["page", "code"] = Field(
        default="page", description="typed in the page, or handed over with wb.submit"
    )

    @property
    def from_code(self) -> bool:
        """Whether it is computed."""
        return self.answered == "code"

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

    def data_of(self, value: object) -> float:
        """What was computed as a float; raises `NotSubmittable` where a number is to be typed."""
        return number_data(value) if self.from_code else super().data_of(value)
