"""What every writing surface has: the words it answers, a length to aim for, and a limit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, ClassVar, Final

from pydantic import Field

from workbooks.exercise import BaseExercise, Mistake
from workbooks.page import bubble, paragraphs, written_text
from workbooks.text import LANGS, Content, Lang, Text
from workbooks.words import say

MOST_CHARACTERS: Final = 20_000
"""Code points, as Python counts them; `scripts/writing.js` counts the same."""

Range = tuple[
    Annotated[int, Field(ge=1, le=MOST_CHARACTERS)], Annotated[int, Field(ge=1, le=MOST_CHARACTERS)]
]


class Incoming(Content):
    """The words that are answered; they stay in view while the answer is written."""

    who: Text = Field(description="whose words they are")
    says: Text
    you: Text | None = Field(default=None, description="the student's part, over the answer")


class Aim(Content):
    """A length to aim for: a hint, and never a fault. The text's own language decides which."""

    en: Range = Field(description="words, least and most")
    zh: Range = Field(description="characters (a word in Latin letters counts as one)")


class Writing(BaseExercise):
    """An exercise in which texts of the student's own are written."""

    parts: ClassVar[tuple[str, ...]] = ("writing",)

    to: Incoming | None = None
    aim: Aim | None = None
    lines: int = Field(default=6, ge=2, le=40, description="height of the writing surface at first")

    def mistakes(self) -> Iterable[Mistake]:
        """An aim whose least is more than its most."""
        for lang in LANGS if self.aim else ():
            least, most = getattr(self.aim, lang)
            if least > most:
                yield "aim-backwards", ("aim", lang), {"least": least, "most": most}

    def read_text(self, raw: object) -> str:
        """`raw` if it is a text and not absurdly long; it may be empty."""
        if not isinstance(raw, str):
            raise self.unreadable("a text")
        if len(raw) > MOST_CHARACTERS:
            raise self.unreadable(f"a text of at most {MOST_CHARACTERS} characters")
        return raw

    def incoming_html(self, lang: Lang) -> str:
        """The words that are answered as a bubble; nothing where there are none."""
        if self.to is None:
            return ""
        return bubble("hf-theirs", self.to.who[lang], paragraphs(self.to.says[lang]))

    def outgoing_html(self, text: str, lang: Lang) -> str:
        """A text as it was typed, beneath the words that it answers."""
        if self.to is None:
            return written_text(text)
        you = self.to.you[lang] if self.to.you else say("writing.you", lang)
        chat = self.incoming_html(lang) + bubble("hf-ours", you, written_text(text))
        return f'<div class="hf-talk"><ul class="hf-chat">{chat}</ul></div>'
