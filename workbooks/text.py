"""Text in both languages, and the ids that everything else refers to."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

Lang = Literal["en", "zh"]
LANGS: Final[tuple[Lang, Lang]] = ("en", "zh")
HTML_LANG: Final[dict[Lang, str]] = {"en": "en", "zh": "zh-Hans"}
COLON: Final[dict[Lang, str]] = {"en": ": ", "zh": "："}

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=50)]
FactId = Annotated[str, StringConstraints(pattern=r"^[A-E]\d{1,2}(\.\d+)?$")]
Origin = FactId | Literal["invented", "derived"]
"""Where the numbers of a text come from: a fact, our invention, or a sum worked out from others."""
TopicId = Annotated[str, StringConstraints(pattern=r"^[A-E]\d{1,2}(\.\d+){1,2}$")]
"""A topic that a course teaches: the fact that names it, and its place there, as `A7.1.2`."""
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Content(BaseModel):
    """A piece of a case: immutable, and refusing fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def __copy__(self) -> Self:
        """A copy that works out anew what was worked out of this one: it may get other fields."""
        copied = super().__copy__()
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied


class Text(Content):
    """The same thing said in English and in Chinese; neither may be missing or empty."""

    en: Words = Field(description="English")
    zh: Words = Field(description="Simplified Chinese")

    @model_validator(mode="after")
    def _same_placeholders(self) -> Text:
        if "{" not in self.en and "{" not in self.zh:
            return self
        names: dict[str, list[str]] = {
            lang: sorted(set(re.findall(r"\{\w*\}", self[lang]))) for lang in LANGS
        }
        if names["en"] != names["zh"]:
            told = {lang: ", ".join(each) or "none" for lang, each in names.items()}
            fields = {"code": "other-placeholders", "at": (), **told}
            raise PydanticCustomError("hearfirst", "other-placeholders", fields)
        return self

    def __getitem__(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en

    def map(self, change: Callable[[str], str]) -> Text:
        """The same text with `change` applied to each language."""
        return Text(en=change(self.en), zh=change(self.zh))
