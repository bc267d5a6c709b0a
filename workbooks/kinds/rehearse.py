"""`rehearse`: the same reply several times over, each time said differently."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import ClassVar, Final, Literal

from pydantic import Field

from workbooks.exercise import Mistake
from workbooks.page import written_text
from workbooks.replying import Replying
from workbooks.text import Lang, Text
from workbooks.words import say

MOST_TAKES: Final = 12


@dataclass(frozen=True)
class Rehearsal:
    """The takes by their places, an empty text where one was deleted, and what is being written."""

    takes: tuple[str, ...]
    draft: str

    @property
    def kept(self) -> tuple[tuple[int, str], ...]:
        """The takes that were kept, each with its number, from 1."""
        numbered = enumerate(self.takes, start=1)
        return tuple((number, text) for number, text in numbered if text.strip())


class Rehearse(Replying):
    """Write several takes of a reply. The answer holds those kept, and the one being written.

    As data it is `{"takes": ["…", …], "draft": "…"}`. A take keeps its number, and with it its
    twist: where an earlier one was deleted, an empty text stands.
    """

    script: ClassVar[str] = "rehearse"
    parts: ClassVar[tuple[str, ...]] = ("writing", "coach")

    kind: Literal["rehearse"]
    takes: int = Field(default=3, ge=2, le=6, description="how many are asked for")
    twists: tuple[Text, ...] = Field(
        default=(), description="one for each take, told when that take begins"
    )

    def mistakes(self) -> Iterable[Mistake]:
        """Also twists that are more or fewer than the takes."""
        yield from super().mistakes()
        if self.twists and len(self.twists) != self.takes:
            counts: dict[str, object] = {"twists": len(self.twists), "takes": self.takes}
            yield "twists-not-takes", ("twists",), counts

    def read_answer(self, raw: object) -> Rehearsal:
        """The takes and the draft; without a word in any of them it is no answer."""
        if not isinstance(raw, dict) or raw.keys() != {"takes", "draft"}:
            raise self.unreadable("made of takes and a draft")
        takes = raw["takes"]
        if not isinstance(takes, list) or len(takes) > MOST_TAKES:
            raise self.unreadable(f"a list of at most {MOST_TAKES} takes")
        texts = tuple(self.read_text(each) for each in takes)
        rehearsal = Rehearsal(texts, self.read_text(raw["draft"]))
        if not (rehearsal.kept or rehearsal.draft.strip()):
            raise self.unreadable("a text")
        return rehearsal

    def texts_of(self, answer: Rehearsal) -> tuple[str, ...]:
        """The takes that are kept, and the draft."""
        texts = (*(text for _, text in answer.kept), answer.draft)
        return tuple(text for text in texts if text.strip())

    def is_whole(self, answer: Rehearsal) -> bool:
        """Whether as many takes are kept as are asked for."""
        return len(answer.kept) >= self.takes

    def answer_html(self, answer: Rehearsal, lang: Lang) -> str:
        """The takes kept, each as a numbered quote with its twist, and the draft as not kept."""
        items = [
            _quote(
                "hf-take", say("rehearse.take", lang, take=number), text, self._twist(number, lang)
            )
            for number, text in answer.kept
        ]
        if answer.draft.strip():
            head = say("rehearse.not-kept", lang)
            items.append(_quote("hf-take hf-unkept", head, answer.draft))
        incoming = self.incoming_html(lang)
        chat = f'<div class="hf-talk"><ul class="hf-chat">{incoming}</ul></div>' if incoming else ""
        return f'{chat}<ol class="hf-takes">{"".join(items)}</ol>'

    def _twist(self, number: int, lang: Lang) -> str:
        return self.twists[number - 1][lang] if number <= len(self.twists) else ""


def _quote(look: str, head: str, text: str, twist: str = "") -> str:
    told = f'<p class="hf-twist">{escape(twist)}</p>' if twist else ""
    title = f"<p><strong>{escape(head)}</strong></p>"
    return f'<li class="{look}">{title}{told}{written_text(text)}</li>'
