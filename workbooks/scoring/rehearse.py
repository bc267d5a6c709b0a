"""Key and score of `rehearse`: credit for variation and, if asked for, for what is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from workbooks.kinds.rehearse import Rehearsal, Rehearse
from workbooks.likeness import Runs, extent, likeness, runs
from workbooks.replies.reading import Criterion, ReplyReading
from workbooks.scoring.key import BaseKey, KeyProblem
from workbooks.scoring.model_reply import unread_criteria
from workbooks.scoring.reading import is_met, share_met, unsettled, why
from workbooks.scoring.score import Reason, Score, Verdict, share_of
from workbooks.text import LANGS, Text
from workbooks.words import say, say_both


@dataclass(frozen=True)
class Take:
    """A take that was kept: its number, from 1, its wording as `workbooks.likeness` sees it, and,
    where the exercise has a situation, what was read in it."""

    number: int
    text: str
    wording: Runs
    reading: ReplyReading | None = None


class RehearseKey(BaseKey):
    """How long a take must be to count and how alike two may be, and what is said about them.

    Credit: of the takes asked for, the share that are kept, are at least `least` characters long
    and are less than `threshold` like every take kept before them. Letters and digits alone count,
    and what is repeated counts once (`workbooks.likeness`). Takes beyond those asked for may make
    up for others. With `reads` a take that counts is worth the share of these criteria that it
    meets, and a doubt that could change it is left to a person.
    """

    kind: Literal["rehearse"]
    least: int = Field(default=12, ge=3, le=400, description="characters that a take must have")
    threshold: float = Field(default=0.7, gt=0, le=1, description="from here on takes are alike")
    whole: Text = Field(description="said when enough takes count")
    part: Text = Field(description="said when fewer count than are asked for")
    alike: Text = Field(description="said of each take too like an earlier one: {take}, {other}")
    reads: tuple[Criterion, ...] = Field(
        default=(), description="the criteria of a good reply that each take has to meet"
    )

    def problems(self, exercise: Rehearse) -> Iterable[KeyProblem]:
        """Braces in `alike` that name neither of the two takes."""
        for lang in LANGS:
            for name in re.findall(r"\{.*?(?:\}|$)|\}", _named(self.alike[lang], 0, 0)):
                yield "unknown-take", ("alike", lang), {"name": name}
        yield from unread_criteria(exercise, self.reads, ("reads",))

    def score(self, exercise: Rehearse, answer: Rehearsal) -> Score:
        """The best shares among the takes kept; a reason for each take that does not count."""
        kept = [
            Take(number, text, runs(text), exercise.read_reply(text) if self.reads else None)
            for number, text in answer.kept
        ]
        judged = [self.judge(take, kept[:place]) for place, take in enumerate(kept)]
        best = sorted((share for share, _ in judged), reverse=True)[: exercise.takes]
        share = sum(best) / exercise.takes
        reasons = [reason for _, reason in judged if reason is not None]
        if answer.draft.strip():
            reasons.append(Reason(verdict="note", text=say_both("score.draft-not-kept")))
        outcome = (
            Reason(verdict="right", text=self.whole)
            if share == 1
            else Reason(verdict="partly" if share else "note", text=self.part)
        )
        return share_of(exercise.points, share, [outcome, *reasons])

    def judge(self, take: Take, earlier: Sequence[Take]) -> tuple[float, Reason | None]:
        """What one take is worth, from 0 to 1, after those kept before it, and why if not 1.

        Whatever is to judge a take by more than its variation belongs here, and nowhere else.
        """
        if extent(take.wording) < self.least:
            text = say_both("score.take-short", take=take.number)
            return 0.0, Reason(verdict="note", text=text)
        for other in earlier:
            if likeness(take.wording, other.wording) >= self.threshold:
                names = take.number, other.number
                said = Text(**{lang: _named(self.alike[lang], *names) for lang in LANGS})
                return 0.0, Reason(verdict="wrong", text=said)
        if take.reading is None:
            return 1.0, None
        return self._read(take, take.reading)

    def _read(self, take: Take, reading: ReplyReading) -> tuple[float, Reason | None]:
        """What a take that counts is worth by what it says."""

        def share_of_take(each: ReplyReading) -> float:
            return share_met(each, self.reads)

        share = share_of_take(reading)
        lacks = [each for each in self.reads if not is_met(reading, each)]
        open_ = unsettled(reading, share_of_take)
        if not lacks and not open_:
            return 1.0, None
        told = why(reading, [*lacks, *(each for each in open_ if each not in lacks)], take.text)
        said = {
            lang: say("score.take-read", lang, take=take.number, why=told[lang]) for lang in LANGS
        }
        verdict: Verdict = "doubt" if open_ else "partly" if share else "wrong"
        return share, Reason(verdict=verdict, text=Text(**said))


def _named(text: str, take: int, other: int) -> str:
    return text.replace("{take}", str(take)).replace("{other}", str(other))
