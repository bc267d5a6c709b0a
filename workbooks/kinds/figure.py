"""`figure`: a figure that the student draws with matplotlib or pandas and hands in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field, ValidationError

from workbooks.exercise import BaseExercise
from workbooks.figure_drawing import figure_html
from workbooks.figure_reading import figure_data
from workbooks.figures import Axis, FigureData, Mark, Panel
from workbooks.text import Lang, Text
from workbooks.words import say_both

Ask = Literal["title", "value-label", "category-label", "zero", "legend"]


class Figure(BaseExercise):
    """Draw a figure. The answer is what it shows, as data (`workbooks.figures.FigureData`).

    `asks` is what is looked at, and told, the moment the figure is handed in: a title, a label on
    the axis of values (y, or x where bars lie) and on the other one, bars that begin at zero, a
    legend where there are several series. So are the `bars` and `lines` asked for, if a number is
    given, and characters that would come out as empty boxes.
    """

    kind: Literal["figure"]
    asks: tuple[Ask, ...] = ("title", "value-label")
    bars: int | None = Field(default=None, ge=1, description="bars asked for, told to the student")
    lines: int | None = Field(
        default=None, ge=1, description="lines asked for, told to the student"
    )

    @property
    def from_code(self) -> bool:
        """Always."""
        return True

    def read_answer(self, raw: object) -> FigureData:
        """The figure, bounded and with finite numbers only."""
        try:
            return FigureData.model_validate(raw)
        except ValidationError as error:
            raise self.unreadable("a figure") from error

    def answer_html(self, answer: FigureData, lang: Lang) -> str:
        """The figure drawn again from what is judged, and its numbers."""
        return figure_html(answer, lang)

    def data_of(self, value: object) -> FigureData:
        """A figure, its axes or its marks as data."""
        return figure_data(value)

    def form_notes(self, data: FigureData) -> list[Text]:
        """What is asked for and not there, and what cannot be read."""
        notes = [*self._counts(data), *self._missing(data)]
        if data.undrawn:
            notes.append(say_both("figure.undrawn", characters=data.undrawn))
        return notes

    def _counts(self, data: FigureData) -> Iterator[Text]:
        asked: dict[Mark, int | None] = {"bars": self.bars, "lines": self.lines}
        for mark, count in asked.items():
            given = sum(panel.marks().get(mark, 0) for panel in data.panels)
            if count is not None and given != count:
                yield say_both(f"figure.count-{mark}", given=given, asked=count)

    def _missing(self, data: FigureData) -> Iterator[Text]:
        if "title" in self.asks and not data.titles():
            yield say_both("figure.no-title")
        for panel in data.panels:
            if panel.wedges:
                continue  # a pie has no axes to speak of
            yield from self._unlabelled(data, panel)
            if "zero" in self.asks and panel.bars and not panel.starts_at_zero():
                yield say_both("figure.no-zero")
            told = data.legend or panel.legend or panel.texts
            if "legend" in self.asks and panel.groups() > 1 and not told:
                yield say_both("figure.no-legend")

    def _unlabelled(self, data: FigureData, panel: Panel) -> Iterator[Text]:
        axes: dict[Ask, Axis] = {"value-label": panel.values, "category-label": panel.categories}
        for ask, axis in axes.items():
            if ask in self.asks and not data.label_of(panel, axis):
                yield say_both("figure.no-label", axis="x" if axis is panel.x else "y")
