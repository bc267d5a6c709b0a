"""What the workbook itself says, in the reader's language.

The wording lives in Babel catalogues, `locale/<lang>.po`. Their ids are names, not sentences: both
languages are translations of what is meant, and neither can be forgotten. Tests prove that both
catalogues hold the same ids and placeholders.
"""

from __future__ import annotations

from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from workbooks.text import LANGS, Lang, Text

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

_LOCALES: Final[dict[Lang, str]] = {"en": "en", "zh": "zh_CN"}


class Wording:
    """The wording of one package, read from its `locale` folder when it is first needed."""

    def __init__(self, package: str) -> None:
        self.package = package

    @cached_property
    def catalogues(self) -> dict[Lang, Catalog]:
        """The catalogue of each language."""
        from babel.messages.pofile import read_po

        read = {}
        for lang in LANGS:
            with (files(self.package) / "locale" / f"{lang}.po").open("rb") as file:
                read[lang] = read_po(file, locale=_LOCALES[lang])
        return read

    def say(self, name: str, lang: Lang, /, **fields: Any) -> str:
        """The wording called `name`, placeholders filled in; raises KeyError for an unknown one."""
        message = self.catalogues[lang].get(name)
        if message is None or not message.string:
            raise KeyError(f"no wording “{name}” in {self.package}/locale/{lang}.po")
        return str(message.string).format(**fields)

    def say_both(self, name: str, /, **fields: Any) -> Text:
        """The wording called `name` in both languages."""
        return Text(en=self.say(name, "en", **fields), zh=self.say(name, "zh", **fields))

    def all(self) -> dict[Lang, dict[str, str]]:
        """Everything there is to say, by language and name, for the scripts in the page."""
        return {
            lang: {str(message.id): str(message.string) for message in catalogue if message.id}
            for lang, catalogue in self.catalogues.items()
        }


_words = Wording("workbooks")
say, say_both, wording = _words.say, _words.say_both, _words.all
