"""`mark`: mark the words of a transcript that break a rule, and name the rule."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import pairwise
from typing import Annotated, ClassVar, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from workbooks.exercise import BaseExercise, Option, OptionId
from workbooks.text import HTML_LANG, Content, Lang, Text
from workbooks.words import say

MOST_MARKS: Final = 30


class Passage(Content):
    """One line of the transcript. A mark stays within one passage."""

    id: OptionId
    who: Text | None = Field(default=None, description="who says it; left out in a letter")
    text: Text


class Marked(BaseModel):
    """One mark: code points `start` to `end` (not included) of a passage's text in `lang`."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    passage: str
    lang: Lang
    start: Annotated[int, Field(ge=0)]
    end: int
    rule: str

    def shared(self, other: Marked) -> int:
        """How many characters lie in both."""
        if (self.passage, self.lang) != (other.passage, other.lang):
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start))


class Mark(BaseExercise):
    """Mark where a rule is broken. The answer is a list of marks, in the order of the transcript.

    As data it is `{"marks": [{"passage", "lang", "start", "end", "rule"}, …]}`. Places are counted
    in code points, as Chinese has no spaces to count words by. Each language has a text of its own;
    so a mark belongs to the language in which it was made, and stays when the reader changes it.
    """

    script: ClassVar[str] = "mark"
    parts: ClassVar[tuple[str, ...]] = ("spans",)
    lists: ClassVar[tuple[str, ...]] = ("passages", "rules")

    kind: Literal["mark"]
    passages: tuple[Passage, ...] = Field(min_length=1, description="the lines of the transcript")
    rules: tuple[Option, ...] = Field(
        min_length=2, max_length=6, description="what may be broken; students see them numbered"
    )
    most: int = Field(default=12, ge=1, le=MOST_MARKS, description="how many marks may be made")

    def passage(self, passage_id: str) -> Passage | None:
        """The passage of that id, or None."""
        return next((each for each in self.passages if each.id == passage_id), None)

    def words(self, mark: Marked) -> str:
        """The words that a mark of this exercise covers."""
        passage = self.passage(mark.passage)
        return passage.text[mark.lang][mark.start : mark.end] if passage else ""

    def in_order(self, marks: Iterable[Marked]) -> tuple[Marked, ...]:
        """Marks in the order of the transcript; within a line, English before Chinese."""
        places = {passage.id: place for place, passage in enumerate(self.passages)}
        return tuple(sorted(marks, key=lambda each: (places[each.passage], each.lang, each.start)))

    def read_answer(self, raw: object) -> tuple[Marked, ...]:
        """The marks in the order of the transcript; none at all, or two that overlap, is none."""
        if (
            not isinstance(raw, dict)
            or raw.keys() != {"marks"}
            or not isinstance(raw["marks"], list)
        ):
            raise self.unreadable("a list of marks")
        if not 1 <= len(raw["marks"]) <= self.most:
            raise self.unreadable(f"a list of 1 to {self.most} marks")
        try:
            marks = [Marked.model_validate(each) for each in raw["marks"]]
        except ValidationError as error:
            raise self.unreadable(
                "made of marks with passage, lang, start, end and rule"
            ) from error
        if not all(map(self._is_possible, marks)):
            raise self.unreadable("made of marks within its own passages, for its own rules")
        ordered = self.in_order(marks)
        if any(one.shared(two) for one, two in pairwise(ordered)):
            raise self.unreadable("made of marks that do not overlap")
        return ordered

    def answer_html(self, answer: tuple[Marked, ...], lang: Lang) -> str:
        """The transcript with the marks made in this language, and a list of all marks."""
        lines = "".join(self._line(passage, answer, lang) for passage in self.passages)
        items = "".join(self._item(mark, lang) for mark in answer)
        return (
            f'<div class="hf-script">{lines}</div>'
            f'<p class="hf-facts">{escape(say("mark.list", lang))}</p>'
            f'<ul class="hf-marks">{items}</ul>'
        )

    def _is_possible(self, mark: Marked) -> bool:
        passage = self.passage(mark.passage)
        if passage is None or mark.rule not in {rule.id for rule in self.rules}:
            return False
        return mark.start < mark.end <= len(passage.text[mark.lang])

    def _line(self, passage: Passage, marks: Iterable[Marked], lang: Lang) -> str:
        text, done, pieces = passage.text[lang], 0, []
        for mark in marks:
            if (mark.passage, mark.lang) != (passage.id, lang):
                continue
            number = self._number(mark)
            words = escape(text[mark.start : mark.end])
            pieces += [
                escape(text[done : mark.start]),
                f'<mark class="hf-rule-{number}">{words}</mark>{_badge(number)}',
            ]
            done = mark.end
        pieces.append(escape(text[done:]))
        who = f'<p class="hf-who">{escape(passage.who[lang])}</p>' if passage.who else ""
        said = f'<p class="hf-said" dir="auto">{"".join(pieces)}</p>'
        return f'<div class="hf-passage">{who}{said}</div>'

    def _item(self, mark: Marked, lang: Lang) -> str:
        passage = self.passage(mark.passage)
        who = escape(passage.who[lang]) + " · " if passage and passage.who else ""
        made = f"{escape(say(f'mark.made-in-{mark.lang}', lang))} " if mark.lang != lang else ""
        words = escape(self.words(mark))
        number = self._number(mark)
        rule = escape(self.rules[number - 1].text[lang])
        quote = f'<q class="hf-rule-{number}" lang="{HTML_LANG[mark.lang]}">{words}</q>'
        return f"<li>{_badge(number)} {made}{quote} · {who}{rule}</li>"

    def _number(self, mark: Marked) -> int:
        return 1 + next(n for n, rule in enumerate(self.rules) if rule.id == mark.rule)


def _badge(number: int) -> str:
    return f'<span class="hf-badge hf-rule-{number}">{number}</span>'
