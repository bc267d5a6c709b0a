"""`audit`: rate oneself, a firm or a colleague on statements, and see it as a radar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, ClassVar, Literal

from pydantic import Field

from workbooks.errors import UnreadableAnswer
from workbooks.exercise import BaseExercise, Mistake, Option, OptionId
from workbooks.radar import MOST_LINES, labels_of, radar
from workbooks.rated import ratings_table
from workbooks.scale import Scale
from workbooks.text import LANGS, Content, Lang, Slug, Text


class Statement(Option):
    """Something that is rated."""

    levels: dict[int, Text] = Field(
        default={},
        description="its benchmarks, by level: what is seen at that level; all levels or none",
    )


class Dimension(Content):
    """One axis of the radar: the mean of its statements' ratings."""

    id: OptionId
    text: Text = Field(description="short: it stands beside its axis")
    statements: tuple[Statement, ...] = Field(min_length=1, max_length=5)


class Audit(BaseExercise):
    """Rate statements. The answer gives a level by statement id.

    Statements may be left open: the answer then lacks them. The ratings of the earlier audit that
    `compare` names are drawn as the before.
    """

    script: ClassVar[str] = "audit"
    parts: ClassVar[tuple[str, ...]] = ("scale", "radar")
    lists: ClassVar[tuple[str, ...]] = ("dimensions",)

    kind: Literal["audit"]
    about: Literal["self", "firm", "colleague"] = Field(
        default="self", description="who is rated, told to the student"
    )
    dimensions: tuple[Dimension, ...] = Field(min_length=3, max_length=9)
    scale: Scale
    compare: Slug | None = Field(
        default=None, description="an earlier audit of the same dimensions: the before"
    )
    enough: int | None = Field(
        default=None, ge=1, description="how many ratings make it whole, where not all can be given"
    )

    @property
    def needs(self) -> tuple[str, ...]:
        """The audit whose ratings are the before."""
        return () if self.compare is None else (self.compare,)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements of all dimensions, in the order shown."""
        return tuple(chain.from_iterable(each.statements for each in self.dimensions))

    def read_answer(self, raw: object) -> dict[str, int]:
        """The ratings given, in the order shown; none at all are not an answer."""
        ids = [statement.id for statement in self.statements]
        if not isinstance(raw, dict) or not raw or not set(raw) <= set(ids):
            raise self.unreadable("made of this exercise's own statements")
        if not all(self.scale.holds(level) for level in raw.values()):
            raise self.unreadable("made of levels of its scale")
        return {each: raw[each] for each in ids if each in raw}

    def answer_html(self, answer: Mapping[str, int], lang: Lang) -> str:
        """Every statement with its rating, and the radar."""
        return self.answer_html_among(answer, {}, lang)

    def answer_html_among(
        self, answer: Mapping[str, int], others: Mapping[str, Any], lang: Lang
    ) -> str:
        """The same, with the earlier audit's ratings in the radar as the before."""
        before, after = self._before(others), self.means(answer)
        groups = [
            (
                each.text[lang],
                [(one.text[lang], answer.get(one.id), one.levels) for one in each.statements],
            )
            for each in self.dimensions
        ]
        axes = [
            (dimension.text[lang], before.get(dimension.id), after.get(dimension.id))
            for dimension in self.dimensions
        ]
        return radar(axes, self.scale, lang) + ratings_table(groups, self.scale, lang)

    def is_whole(self, answer: Mapping[str, object]) -> bool:
        """Whether every statement was rated, or as many as are enough."""
        return len(answer) >= (self.enough or len(self.statements))

    def means(self, answer: Mapping[str, int]) -> dict[str, float]:
        """The mean rating of each dimension of which a statement was rated, by its id."""
        found = {}
        for dimension in self.dimensions:
            levels = [answer[each.id] for each in dimension.statements if each.id in answer]
            if levels:
                found[dimension.id] = sum(levels) / len(levels)
        return found

    def mistakes(self) -> Iterable[Mistake]:
        """What is wrong with the scale, the statements, and names too long for the drawing."""
        for code, inside, names in self.scale.mistakes():
            yield code, ("scale", *inside), names
        yield from self._statement_mistakes()
        yield from self._long_names()

    def _statement_mistakes(self) -> Iterable[Mistake]:
        seen: set[str] = set()
        for at, dimension in enumerate(self.dimensions):
            for place, statement in enumerate(dimension.statements):
                if statement.id in seen:
                    where = ("dimensions", at, "statements", place, "id")
                    yield "duplicate-id", where, {"name": statement.id}
                seen.add(statement.id)
                if statement.levels and statement.levels.keys() != set(self.scale.levels):
                    wanted: dict[str, object] = {"min": self.scale.min, "max": self.scale.max}
                    where = ("dimensions", at, "statements", place, "levels")
                    yield "benchmark-by-half", where, {"name": statement.id, **wanted}

    def _long_names(self) -> Iterable[Mistake]:
        for lang in LANGS:
            for at, label in enumerate(labels_of([each.text[lang] for each in self.dimensions])):
                if len(label.lines) > MOST_LINES:
                    fields: dict[str, object] = {
                        "name": self.dimensions[at].id,
                        "lang": lang,
                        "most": MOST_LINES,
                    }
                    yield "long-dimension", ("dimensions", at, "text", lang), fields

    def mistakes_among(self, earlier: Sequence[BaseExercise]) -> Iterable[Mistake]:
        """A `compare` that names no earlier audit, or one of other dimensions."""
        if self.compare is None:
            return
        audits = {each.id: each for each in earlier if isinstance(each, Audit)}
        before = audits.get(self.compare)
        if before is None:
            fields: dict[str, object] = {"name": self.compare, "known": ", ".join(audits) or "none"}
            yield "compare-unknown", ("compare",), fields
        elif before._measures() != self._measures():
            yield "compare-differs", ("compare",), {"name": self.compare}

    def _measures(self) -> object:
        """What must be the same for two audits to be compared."""
        sets = {each.id: {one.id for one in each.statements} for each in self.dimensions}
        return sets, self.scale.min, self.scale.max

    def _before(self, others: Mapping[str, Any]) -> dict[str, float]:
        try:
            # it has the same statements and the same scale, which the case was checked for
            return self.means(self.read_answer(others.get(self.compare or "")))
        except UnreadableAnswer:
            return {}
