"""What an author says of one exercise, so that replies to it can be read without training.

Every list of phrases takes the signs of `patterns`: alternatives in `[a|b]`, a gap `..`. A phrase
also covers the inflections of its words, traditional characters and common misspellings.
"""

from __future__ import annotations

from functools import cached_property
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from workbooks.replies.lexicon import phrase_words
from workbooks.replies.patterns import Scanner
from workbooks.replies.reading import CRITERIA, OPTIONAL, Criterion
from workbooks.text import Content

Unit = Literal["money", "percent", "days"]
_GROUPS: Final = ("things", "happened", "wants", "remedies", "denials", "custom", "fitting")


class Phrases(Content):
    """Phrases in both languages. Replies are read in both, whatever the exercise's language."""

    en: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()

    @property
    def both(self) -> tuple[str, ...]:
        """The phrases of both languages."""
        return self.en + self.zh


class Fact(Content):
    """One cost, condition or limit that a reply may state, as an amount or in words."""

    amount: float | None = Field(default=None, description="such as 60; 0 for free of charge")
    unit: Unit = "money"
    about: Phrases = Field(default=Phrases(), description="words that name what the amount is of")
    says: Phrases = Field(default=Phrases(), description="the fact in words, without the amount")
    charge: bool = Field(default=False, description="a cost: to hide it is not transparent")


class Situation(Content):
    """One exercise as a reply has to meet it: its things, its trouble, what helps, what is true."""

    things: Phrases = Field(default=Phrases(), description="what it is about: phone, screen")
    happened: Phrases = Field(default=Phrases(), description="what this customer went through")
    wants: Phrases = Field(default=Phrases(), description="what they want or fear, taken up")
    remedies: Phrases = Field(default=Phrases(), description="steps that fit this trouble")
    any_remedy: bool = Field(
        default=True, description="whether a refund, replacement, repair or call-back fits as well"
    )
    facts: tuple[Fact, ...] = ()
    denials: Phrases = Field(default=Phrases(), description="statements that contradict the facts")
    custom: Phrases = Field(default=Phrases(), description="words that take up belief or custom")
    fitting: Phrases = Field(default=Phrases(), description="offers that fit the custom")

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria that apply to this exercise."""
        raised = {"transparent": bool(self.facts), "culture": bool(self.custom.both)}
        return tuple(name for name in CRITERIA if name not in OPTIONAL or raised[name])

    @cached_property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """The exercise's phrases by the name under which they are looked for."""
        groups = {name: getattr(self, name).both for name in _GROUPS}
        for number, fact in enumerate(self.facts):
            groups[f"about-{number}"] = fact.about.both
            groups[f"says-{number}"] = fact.says.both
        return groups

    @cached_property
    def scanner(self) -> Scanner:
        """The scanner for this exercise's phrases."""
        return Scanner(self.groups, phrase_words())

    @model_validator(mode="after")
    def _phrases_can_be_read(self) -> Self:
        """A phrase with an unknown sign or name is refused when the case is read."""
        try:
            Scanner(self.groups, phrase_words())
        except KeyError as unknown:
            raise ValueError(f"there are no words named {unknown}") from None
        return self
