"""What an author says of one exercise, so that replies to it can be read without training.

The phrases are looked at by `grading lint`, and not again when a workbook is opened.
Every list of phrases takes the signs of `patterns`: alternatives in `[a|b]`, a gap `..`. A phrase
also covers the inflections of its words, traditional characters and common misspellings.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from pydantic import Field

from workbooks.replies.reading import CRITERIA, OPTIONAL, Criterion
from workbooks.text import LANGS, Content, Lang

if TYPE_CHECKING:
    from workbooks.replies.patterns import Scanner

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
        from workbooks.replies.lexicon import phrase_words
        from workbooks.replies.patterns import Scanner

        return Scanner(self.groups, phrase_words())

    @property
    def placed_phrases(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every phrase, with the place where its author wrote it."""
        fields: list[tuple[tuple[str | int, ...], Phrases]] = [
            ((name,), getattr(self, name)) for name in _GROUPS
        ]
        for number, fact in enumerate(self.facts):
            fields += [(("facts", number, "about"), fact.about)]
            fields += [(("facts", number, "says"), fact.says)]
        for where, phrases in fields:
            for lang in LANGS:
                for number, phrase in enumerate(getattr(phrases, lang)):
                    yield (*where, lang, number), phrase

    @property
    def one_sided(self) -> Iterator[tuple[tuple[str | int, ...], Lang]]:
        """The groups of phrases that lack a language, and which."""
        groups = {place[:-2]: set[str]() for place, _ in self.placed_phrases}
        for place, _ in self.placed_phrases:
            groups[place[:-2]].add(str(place[-2]))
        for where, langs in groups.items():
            yield from ((where, lang) for lang in LANGS if lang not in langs)
