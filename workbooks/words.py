"""What the workbook itself says, in the reader's language.

The wording lives in Babel catalogues, `locale/<lang>.po`; the ids are English sentences' names, so
both languages are translations and neither can be forgotten. `tests` prove that both catalogues
hold the same ids and placeholders.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from workbooks.text import LANGS, Lang, Text

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog


@cache
def catalogue(lang: Lang) -> Catalog:
    """The wording in one language."""
    from babel.messages.pofile import read_po

    with (files("workbooks") / "locale" / f"{lang}.po").open("rb") as file:
        return read_po(file, locale={"en": "en", "zh": "zh_CN"}[lang])


def say(name: str, lang: Lang, **fields: Any) -> str:
    """The wording called `name`, its placeholders filled in; raises KeyError for an unknown name."""
    message = catalogue(lang).get(name)
    if message is None or not message.string:
        raise KeyError(f"no wording “{name}” in locale/{lang}.po")
    return str(message.string).format(**fields)


def say_both(name: str, **fields: Any) -> Text:
    """The wording called `name` in both languages; a field that is a `Text` is taken apart."""
    said = {
        lang: say(
            name,
            lang,
            **{key: each[lang] if isinstance(each, Text) else each for key, each in fields.items()},
        )
        for lang in LANGS
    }
    return Text(en=said["en"], zh=said["zh"])


def wording(prefix: str) -> dict[Lang, dict[str, str]]:
    """All wording whose name starts with `prefix`, by language, for the scripts in the page."""
    return {
        lang: {
            str(message.id).removeprefix(prefix): str(message.string)
            for message in catalogue(lang)
            if message.id and str(message.id).startswith(prefix)
        }
        for lang in LANGS
    }
