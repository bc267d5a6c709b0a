"""`dialogue`: a branching conversation with a customer whose mood moves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import ClassVar, Literal

from pydantic import Field

from workbooks.dialogue_play import MOST_MOOD, Mood, NotOffered, Play, Scene, State, Turn
from workbooks.exercise import BaseExercise, Mistake, OptionId
from workbooks.mood_line import mood_line
from workbooks.page import bubble, paragraphs
from workbooks.text import Lang, Text
from workbooks.words import say


@dataclass(frozen=True)
class Talk:
    """A conversation as far as it went: its turns, where it stands, and how often it began anew."""

    turns: tuple[Turn, ...]
    state: State
    ended: bool
    restarts: int


class Dialogue(BaseExercise):
    """Talk with a customer. The answer is the path taken, whole or as far as it went.

    As data it is `{"replies": ["scene.reply", …], "ended": bool, "restarts": n}`.
    """

    script: ClassVar[str] = "dialogue"
    lists: ClassVar[tuple[str, ...]] = ("scenes",)

    kind: Literal["dialogue"]
    customer: Text = Field(description="the customer's name, over each of their bubbles")
    you: Text = Field(description="the student's part, over each of theirs")
    mood: Mood
    start: OptionId = Field(description="the scene it begins with")
    scenes: tuple[Scene, ...] = Field(min_length=2)

    def read_answer(self, raw: object) -> Talk:
        """The path, played again; one the scene does not allow, or not begun, is no answer."""
        if not isinstance(raw, dict) or raw.keys() != {"replies", "ended", "restarts"}:
            raise self.unreadable("a conversation")
        path, restarts = raw["replies"], raw["restarts"]
        if not isinstance(path, list) or not all(isinstance(each, str) for each in path):
            raise self.unreadable("a list of replies")
        if type(restarts) is not int or restarts < 0 or not (path or restarts):
            raise self.unreadable("a conversation that was begun")
        play = Play(self)
        try:
            turns = play.follow(path)
        except NotOffered as error:
            raise self.unreadable("a path through its scenes") from error
        state = turns[-1].state if turns else play.opening
        if raw["ended"] is not play.scene(state).end:
            raise self.unreadable("true about whether it ended")
        return Talk(turns, state, ended=play.scene(state).end, restarts=restarts)

    def answer_html(self, answer: Talk, lang: Lang) -> str:
        """The conversation with the mood after each reply, and the mood's course as a line."""
        play = Play(self)
        bubbles = [self._says(play.scene(play.opening), lang)]
        before = play.opening.mood
        for turn in answer.turns:
            mood = turn.state.mood
            bubbles += [
                bubble("hf-ours", self.you[lang], paragraphs(turn.reply.text[lang])),
                f'<li class="hf-mood-step">{escape(_step(before, mood, lang))}</li>',
                self._says(play.scene(turn.state), lang),
            ]
            before = mood
        state = "dialogue.ended" if answer.ended else "dialogue.unfinished"
        notes = [say(state, lang)]
        if answer.restarts:
            notes.append(say("dialogue.restarts", lang, count=answer.restarts))
        return (
            f'<div class="hf-talk"><ul class="hf-chat">{"".join(bubbles)}</ul>'
            f"{self._course(play, answer, lang)}"
            f'<p class="hf-facts">{escape(" ".join(notes))}</p></div>'
        )

    def is_whole(self, answer: Talk) -> bool:
        """Whether the conversation came to an end."""
        return answer.ended

    def mistakes(self) -> Iterable[Mistake]:
        """What of the script cannot be played: doubled replies, unknown or silent scenes."""
        known = {scene.id for scene in self.scenes}
        names = ", ".join(scene.id for scene in self.scenes)
        if self.start not in known:
            yield "unknown-scene", ("start",), {"name": self.start, "known": names}
        for at, scene in enumerate(self.scenes):
            if scene.end and scene.replies:
                yield "end-goes-on", ("scenes", at, "replies"), {"name": scene.id}
            if not scene.end and scene.says is None:
                yield "silent-scene", ("scenes", at), {"name": scene.id}
            ids = [reply.id for reply in scene.replies]
            for place, reply in enumerate(scene.replies):
                where = ("scenes", at, "replies", place)
                if reply.id in ids[:place]:
                    yield "duplicate-id", (*where, "id"), {"name": reply.id}
                if reply.next not in known:
                    yield "unknown-scene", (*where, "next"), {"name": reply.next, "known": names}

    def _says(self, scene: Scene, lang: Lang) -> str:
        if scene.says is None:
            return ""
        return bubble("hf-theirs", self.customer[lang], paragraphs(scene.says[lang]))

    def _course(self, play: Play, answer: Talk, lang: Lang) -> str:
        moods = [play.opening.mood, *(turn.state.mood for turn in answer.turns)]
        caption = say("dialogue.course", lang, label=self.mood.label[lang])
        return (
            f'<div class="hf-course"><p class="hf-facts">{escape(caption)}</p>'
            f"{mood_line(moods, caption)}</div>"
        )


def _step(before: int, mood: int, lang: Lang) -> str:
    name = "up" if mood > before else "down" if mood < before else "same"
    return say(f"dialogue.step-{name}", lang, by=abs(mood - before), mood=mood, most=MOST_MOOD)
