"""The lexicon: phrases and words as data, one TOML file a subject, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from workbooks.replies.patterns import Scanner

FILES: Final = ("apology", "hearing", "blame", "remedy", "asking", "noise")
"""The files of phrases; each table in them is a group, named `file.table`."""


@cache
def read_data(name: str) -> dict[str, Any]:
    """The content of `lexicon/<name>.toml`."""
    path = files("workbooks.replies") / "lexicon" / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8"))


@cache
def lexicon_scanner() -> Scanner:
    """The scanner for every phrase of the lexicon, in both languages."""
    from workbooks.replies.patterns import Scanner

    groups: dict[str, list[str]] = {}
    for file in FILES:
        for table, phrases in read_data(file).items():
            groups[f"{file}.{table}"] = [*phrases.get("en", ()), *phrases.get("zh", ())]
    return Scanner(groups, phrase_words())


@cache
def phrase_words() -> dict[str, list[str]]:
    """The words that phrases refer to by name."""
    return {name: list(words) for name, words in read_data("words")["phrases"].items()}
