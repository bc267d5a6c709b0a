"""What the workbook itself says, in the reader's language.

The wording lives in Babel catalogues, `locale/<lang>.po`. Their ids are names, not sentences: both
languages are translations of what is meant, and neither can be forgotten. Where the wording depends
on a number, `msgid_plural` names the placeholder that holds it, and there is a form for each plural
of the language. Tests prove that both catalogues hold the same ids and placeholders.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from workbooks.text import LANGS, Lang, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from babel.messages.catalog import Catalog, Message

_LOCALES: Final[dict[Lang, str]] = {"en": "en", "zh": "zh_CN"}

Forms = dict[str, Any]
"""A wording with plurals: the placeholder it goes `by`, and the `forms` (one, other)."""


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

    @cached_property
    def _messages(self) -> dict[Lang, dict[str, Message]]:
        """Every message by its name; a catalogue's own look-up is slow."""
        return {
            lang: {_name(message): message for message in catalogue if message.id}
            for lang, catalogue in self.catalogues.items()
        }

    @cached_property
    def _plain(self) -> dict[Lang, dict[str, str]]:
        """What is said as it stands, by its name: most of it, and again and again."""
        return {
            lang: {
                name: str(each.string)
                for name, each in messages.items()
                if each.string and not each.pluralizable and "{" not in each.string
            }
            for lang, messages in self._messages.items()
        }

    def say(self, name: str, lang: Lang, /, **fields: Any) -> str:
        """The wording called `name`, placeholders filled in; raises KeyError for an unknown one.

        Numbers are written as the language writes them, and decide the plural.
        """
        if not fields and (plain := self._plain[lang].get(name)) is not None:
            return plain
        message = self._messages[lang].get(name)
        if message is None or not message.string:
            raise KeyError(f"no wording “{name}” in {self.package}/locale/{lang}.po")
        text = message.string
        if message.pluralizable:
            text = _plural(message.string, fields[message.id[1]], lang)
        return str(text).format(**{key: _written(each, lang) for key, each in fields.items()})

    def say_both(self, name: str, /, **fields: Any) -> Text:
        """The wording called `name` in both languages."""
        return Text(en=self.say(name, "en", **fields), zh=self.say(name, "zh", **fields))

    def all(self) -> dict[Lang, dict[str, str | Forms]]:
        """Everything there is to say, by language and name, for the scripts in the page."""
        return {
            lang: dict(_entry(message) for message in catalogue if message.id)
            for lang, catalogue in self.catalogues.items()
        }


def _name(message: Message) -> str:
    return str(message.id[0] if message.pluralizable else message.id)


def _entry(message: Message) -> tuple[str, str | Forms]:
    if not message.pluralizable:
        return _name(message), str(message.string)
    return _name(message), {"by": message.id[1], "forms": list(message.string)}


def _plural(forms: Sequence[str], number: float, lang: Lang) -> str:
    return forms[0] if _is_one(number, lang) else forms[-1]


@lru_cache(maxsize=1024)
def _is_one(number: float, lang: Lang) -> bool:
    from babel import Locale

    return bool(Locale.parse(_LOCALES[lang]).plural_form(number) == "one")


def _written(value: Any, lang: Lang) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return _number(value, lang)


@lru_cache(maxsize=1024)  # a scorer says the same few numbers over and over
def _number(value: float, lang: Lang) -> str:
    from babel.numbers import format_decimal

    return str(format_decimal(value, locale=_LOCALES[lang]))


_words = Wording("workbooks")
say, say_both, wording = _words.say, _words.say_both, _words.all
