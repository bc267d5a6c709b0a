"""Keys of `reply` and `essay`: notes for the person marking and, of a reply, what is read in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from workbooks.exercise import OptionId
from workbooks.kinds.reply import Reply
from workbooks.replies.reading import Criterion, ReplyReading
from workbooks.scoring.key import BaseKey, KeyProblem
from workbooks.scoring.model_reply import copied_phrases, missed_in_model, unread_criteria
from workbooks.scoring.reading import doubts, share_met, unsettled, why
from workbooks.scoring.score import Reason, Score, Verdict, share_of
from workbooks.text import LANGS, Lang, Text
from workbooks.words import say
from workbooks.written import Criterion as RubricLine


class WrittenKey(BaseKey):
    """What the marker should know: `python -m grading guide` prints it, no page shows it."""

    notes: Text = Field(description="what tells a strong answer from a weak one")
    model_answer: Text

    def model(self, exercise: Any, lang: Lang) -> str:
        """The model answer."""
        return self.model_answer[lang]

    def problems(self, exercise: Any) -> Iterable[KeyProblem]:
        """Nothing can be wrong: notes refer to no ids."""
        return ()

    def score(self, exercise: Any, answer: str) -> Score:
        """No points yet: a person gives them."""
        return Score(points=None, most=exercise.points)

    def left(self, exercise: Any, answer: str) -> dict[str, Text | None]:
        """The lines of the rubric that a person has to mark, each with the doubt, if it is one."""
        return {line.id: None for line in exercise.rubric}

    def sure(self, exercise: Any, answer: str) -> tuple[float, tuple[Reason, ...]]:
        """What the other lines earned together, and why."""
        return 0.0, ()


class ReplyKey(WrittenKey):
    """Notes, a model reply and, in `reads`, what a reader of replies looks for.

    Credit where the exercise has a `situation`: each line of the rubric that `reads` names earns
    the share of its criteria that are met. The other lines, and a doubt on which points depend, are
    left to a person; the points so far are a proposal. Without `reads` a person gives them all.
    """

    kind: Literal["reply"]
    reads: dict[OptionId, Annotated[tuple[Criterion, ...], Field(min_length=1)]] = Field(
        default={}, description="for lines of the rubric, the criteria that they rest on"
    )

    def problems(self, exercise: Reply) -> Iterable[KeyProblem]:
        """What is to be read and cannot be, and a model answer in which it is not found."""
        yield from copied_phrases(exercise, self.model_answer)
        known = {each.id for each in exercise.rubric}
        for name, criteria in self.reads.items():
            at = ("reads", name)
            if name not in known:
                yield "reads-nothing", at, {"why": f"the rubric has no line “{name}”"}
            yield from unread_criteria(exercise, criteria, at)
        asked = {each for criteria in self.reads.values() for each in criteria}
        yield from missed_in_model(exercise, self.model_answer, asked)

    def score(self, exercise: Reply, answer: str) -> Score:
        """A proposal with its reasons, line by line; no points where nothing is to be read."""
        reading = exercise.read_reply(answer) if self.reads else None
        if reading is None:
            return super().score(exercise, answer)
        reasons: list[Reason] = []
        left: list[Reason] = []
        for line in exercise.rubric:
            if line.id in self.reads:
                reasons.append(self._line(line, reading, answer))
            else:
                fields = {"points": line.points}
                left.append(Reason(verdict="doubt", text=_said("score.left", line.text, fields)))

        def points_of(each: ReplyReading) -> float:
            return self._points(exercise, each)

        found = [*doubts(reading, answer, points_of), *left]
        share = points_of(reading) / exercise.points
        return share_of(exercise.points, share, [*reasons, *found])

    def left(self, exercise: Reply, answer: str) -> dict[str, Text | None]:
        """The lines that are not read, and those whose worth hangs on a doubt."""
        reading = exercise.read_reply(answer) if self.reads else None
        if reading is None:
            return super().left(exercise, answer)
        found: dict[str, Text | None] = {}
        for line in exercise.rubric:
            criteria = self.reads.get(line.id, ())
            doubted = [name for name in reading.unsure if name in criteria]
            if not criteria:
                found[line.id] = None
            elif unsettled(reading, lambda each, on=criteria: share_met(each, on)):  # type: ignore[misc]  # mypy knows no default of a lambda
                found[line.id] = why(reading, doubted or criteria, answer)
        return found

    def sure(self, exercise: Reply, answer: str) -> tuple[float, tuple[Reason, ...]]:
        """What the lines earned that were read without a doubt, and why."""
        reading = exercise.read_reply(answer) if self.reads else None
        if reading is None:
            return super().sure(exercise, answer)
        left = self.left(exercise, answer)
        lines = [line for line in exercise.rubric if line.id not in left]
        reasons = tuple(self._line(line, reading, answer) for line in lines)
        earned = sum(line.points * share_met(reading, self.reads[line.id]) for line in lines)
        return round(earned, 2), reasons

    def _points(self, exercise: Reply, reading: ReplyReading) -> float:
        return sum(
            line.points * share_met(reading, self.reads[line.id])
            for line in exercise.rubric
            if line.id in self.reads
        )

    def _line(self, line: RubricLine, reading: ReplyReading, text: str) -> Reason:
        """What one line of the rubric earned, and why."""
        criteria = self.reads[line.id]
        share = share_met(reading, criteria)
        verdict: Verdict = "right" if share == 1 else "partly" if share else "wrong"
        if set(criteria) == {"no_blame"} and share:
            verdict = "note"  # that no blame was found is no praise
        told = why(reading, criteria, text)
        fields = {"earned": round(line.points * share, 2), "most": line.points}
        said = {
            lang: say("score.line", lang, **fields, line=line.text[lang], why=told[lang])
            for lang in LANGS
        }
        return Reason(verdict=verdict, text=Text(**said))


class EssayKey(WrittenKey):
    """Notes and a model essay."""

    kind: Literal["essay"]


def _said(name: str, line: Text, fields: Mapping[str, object]) -> Text:
    return Text(**{lang: say(name, lang, **fields, line=line[lang]) for lang in LANGS})
