"""Key and score of `dialogue`."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field

from workbooks.dialogue_play import MOST_REPLIES, Play, State, Turn
from workbooks.exercise import OptionId
from workbooks.kinds.dialogue import Dialogue, Talk
from workbooks.scoring.key import BaseKey, KeyProblem
from workbooks.scoring.score import Reason, Score, Verdict, share_of
from workbooks.text import Lang, Text
from workbooks.words import say_both


class DialogueKey(BaseKey):
    """What each end is worth, as a share of the points, and what is said about it and the replies.

    Credit: the share of the end reached. A conversation without an end earns nothing.
    """

    kind: Literal["dialogue"]
    ends: dict[OptionId, Annotated[float, Field(ge=0, le=1)]] = Field(min_length=1)
    feedback: dict[str, Text] = Field(
        default_factory=dict, description="by `scene.reply`, said to whoever chose that reply"
    )
    end_feedback: dict[OptionId, Text] = Field(
        default_factory=dict, description="by end, said to whoever came there"
    )

    def model(self, exercise: Dialogue, lang: Lang) -> dict[str, object] | None:
        """A shortest way to an end that earns everything, if there is one."""
        play = Play(exercise)
        ways: dict[State, list[str]] = {play.opening: []}
        waiting = deque(ways)
        while waiting:
            state = waiting.popleft()
            if play.scene(state).end and self.ends.get(state.scene) == 1:
                return {"replies": ways[state], "ended": True, "restarts": 0}
            for reply in play.offered(state):
                after = play.after(state, reply)
                if after not in ways and len(ways[state]) < MOST_REPLIES:
                    ways[after] = [*ways[state], f"{state.scene}.{reply.id}"]
                    waiting.append(after)
        return None

    def problems(self, exercise: Dialogue) -> Iterable[KeyProblem]:
        """Unknown ends and replies, ends without a share; `grading.dialogue_proof` finds more."""
        ends = {scene.id: None for scene in exercise.scenes if scene.end}
        for field in ("ends", "end_feedback"):
            for name in getattr(self, field):
                if name not in ends:
                    yield "unknown-end", (field, name), {"name": name, "known": ", ".join(ends)}
        for name in ends:
            if name not in self.ends:
                yield "end-without-share", ("ends",), {"name": name}
        replies = [f"{scene.id}.{reply.id}" for scene in exercise.scenes for reply in scene.replies]
        for name in self.feedback:
            if name not in replies:
                known = ", ".join(replies)
                yield "unknown-reply", ("feedback", name), {"name": name, "known": known}

    def score(self, exercise: Dialogue, answer: Talk) -> Score:
        """The share of the end reached, with what is said about it and about each reply given."""
        reasons = self._about_replies(answer.turns)
        if not answer.ended:
            reasons.append(Reason(verdict="note", text=say_both("score.unfinished")))
            return share_of(exercise.points, 0, reasons)
        end = answer.state.scene
        share = self.ends.get(end, 0.0)
        verdict: Verdict = "right" if share == 1 else "partly" if share else "wrong"
        text = self.end_feedback.get(end) or say_both("score.reached")
        return share_of(exercise.points, share, [*reasons, Reason(verdict=verdict, text=text)])

    def _about_replies(self, turns: Iterable[Turn]) -> list[Reason]:
        """One reason a reply, however often it was chosen, judged by where it moved the mood."""
        chosen = {turn.name: turn.reply for turn in turns}
        return [
            Reason(verdict=_verdict(reply.mood), text=self.feedback[name])
            for name, reply in chosen.items()
            if name in self.feedback
        ]


def _verdict(mood: int) -> Verdict:
    return "right" if mood > 0 else "wrong" if mood < 0 else "note"
