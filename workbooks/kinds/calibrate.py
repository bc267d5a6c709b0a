"""`calibrate`: score sample replies as an expert did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Literal

from pydantic import Field

from workbooks.exercise import BaseExercise, Mistake, Option, OptionId
from workbooks.rated import RatedGroup, RatedRow, ratings_table
from workbooks.scale import Scale
from workbooks.text import Content, Lang, Text

Ratings = Mapping[str, Mapping[str, int]]
"""Levels by sample and, within it, by criterion."""


class Sample(Content):
    """A reply to be scored, and who wrote it."""

    id: OptionId
    who: Text | None = None
    text: Text


class Calibrate(BaseExercise):
    """Score each sample on each criterion. The answer is `{sample: {criterion: level}}`.

    Ratings may be left open: the answer then lacks them.
    """

    script: ClassVar[str] = "calibrate"
    parts: ClassVar[tuple[str, ...]] = ("scale",)
    lists: ClassVar[tuple[str, ...]] = ("samples", "criteria")

    compares: ClassVar[bool] = True

    kind: Literal["calibrate"]
    called: Text = Field(
        default=Text(en="Reply", zh="回复"),
        description="what a sample is called, before its number",
    )
    samples: tuple[Sample, ...] = Field(min_length=2, max_length=5)
    criteria: tuple[Option, ...] = Field(min_length=1, max_length=6)
    scale: Scale

    def read_answer(self, raw: object) -> dict[str, dict[str, int]]:
        """The ratings given, in the order of the case; none at all are not an answer."""
        samples, criteria = ([each.id for each in side] for side in (self.samples, self.criteria))
        if not isinstance(raw, dict) or not raw or not set(raw) <= set(samples):
            raise self.unreadable("made of this exercise's own samples")
        for rated in raw.values():
            if not isinstance(rated, dict) or not rated or not set(rated) <= set(criteria):
                raise self.unreadable("made of this exercise's own criteria")
            if not all(map(self.scale.holds, rated.values())):
                raise self.unreadable("made of levels of its scale")
        return {
            sample: {each: raw[sample][each] for each in criteria if each in raw[sample]}
            for sample in samples
            if sample in raw
        }

    def answer_html(self, answer: Ratings, lang: Lang) -> str:
        """Every sample with its ratings, as dots on the scale and as numbers."""
        groups: list[RatedGroup] = []
        for number, sample in enumerate(self.samples, 1):
            rated = answer.get(sample.id, {})
            rows: list[RatedRow] = [
                (each.text[lang], rated.get(each.id), {}) for each in self.criteria
            ]
            groups.append((self.name_of(number, lang), rows))
        return ratings_table(groups, self.scale, lang)

    def model_html(self, model: Ratings, answer: Ratings, lang: Lang) -> str:
        """The expert's ratings beside the learner's own."""
        from workbooks.agreement import agreement_html  # it draws this kind

        return agreement_html(self, answer, model, lang)

    def is_whole(self, answer: Ratings) -> bool:
        """Whether every sample was rated on every criterion."""
        return sum(map(len, answer.values())) == len(self.samples) * len(self.criteria)

    def mistakes(self) -> Iterable[Mistake]:
        """What is wrong with the scale."""
        for code, at, names in self.scale.mistakes():
            yield code, ("scale", *at), names

    def name_of(self, number: int, lang: Lang) -> str:
        """What the sample of that number, from 1, is called."""
        who = self.samples[number - 1].who
        name = f"{self.called[lang]} {number}"
        return name if who is None else f"{name} · {who[lang]}"
