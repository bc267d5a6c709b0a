"""What the keys of `match` and `classify` share: the right pairs, and credit in proportion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pydantic import Field

from workbooks.exercise import Option, OptionId
from workbooks.paired import Paired
from workbooks.scoring.key import BaseKey, KeyProblem
from workbooks.scoring.score import Reason, Score, share_of
from workbooks.text import LANGS, Lang, Text
from workbooks.words import say_both


class PairedKey(BaseKey):
    """What is right for each item, and what is said about an item that got something else.

    Credit: the share of the items that got what is right for them.
    """

    right: dict[OptionId, OptionId] = Field(min_length=1)
    feedback: dict[OptionId, Text] = Field(
        description="by item: said when it got something wrong; must not name what is right"
    )
    praise: Text = Field(description="said when every item got what is right")

    def model(self, exercise: Paired, lang: Lang) -> dict[str, str]:
        """What is right for each item."""
        return {each.id: self.right[each.id] for each in exercise.sides[0]}

    def problems(self, exercise: Paired) -> Iterable[KeyProblem]:
        """Unknown ids, items without a right pair or feedback, feedback that gives it away."""
        firsts, seconds = exercise.sides
        sides = exercise.lists
        yield from _unknown("right", self.right, sides[0], firsts)
        yield from _unknown("right", self.right.values(), sides[1], seconds)
        yield from _unknown("feedback", self.feedback, sides[0], firsts)
        by_id = {option.id: option for option in seconds}
        for item in firsts:
            right = by_id.get(self.right.get(item.id, ""))
            if item.id not in self.right:
                yield "no-pair", ("right",), {"name": item.id}
            if item.id not in self.feedback:
                yield "no-feedback", ("feedback",), {"name": item.id}
            elif right is not None:
                yield from _given_away(item.id, self.feedback[item.id], right)

    def score(self, exercise: Paired, answer: Mapping[str, str]) -> Score:
        """The share paired rightly; feedback for each wrong pair, in the order of the case."""
        items = [option.id for option in exercise.sides[0]]
        wrong = [each for each in items if answer.get(each, self.right[each]) != self.right[each]]
        reasons = [Reason(verdict="wrong", text=self.feedback[each]) for each in wrong]
        left_open = len(items) - len(answer)
        if left_open:
            text = say_both("score.left-open", count=left_open, all=len(items))
            reasons.append(Reason(verdict="note", text=text))
        if not reasons:
            reasons = [Reason(verdict="right", text=self.praise)]
        return share_of(exercise.points, (len(answer) - len(wrong)) / len(items), reasons)


def _unknown(
    field: str, ids: Iterable[str], side: str, options: Iterable[Option]
) -> Iterable[KeyProblem]:
    known = [option.id for option in options]
    for each in dict.fromkeys(ids):
        if each not in known:
            names: dict[str, object] = {"name": each, "side": side, "known": ", ".join(known)}
            yield "unknown-side", (field,), names


def _given_away(name: str, feedback: Text, right: Option) -> Iterable[KeyProblem]:
    for lang in LANGS:
        if right.text[lang].casefold() in feedback[lang].casefold():
            fields: dict[str, object] = {"name": name, "lang": lang, "text": right.text[lang]}
            yield "feedback-gives-away", ("feedback", name), fields
