"""A branching scene and its rules: what may be said when, and what becomes of it.

`scripts/dialogue.js` plays by the same rules in the page; a browser test compares the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final, Protocol

from pydantic import Field

from workbooks.exercise import OptionId
from workbooks.text import Content, Text

MOST_MOOD: Final = 10
MOST_REPLIES: Final = 200
"""Where a conversation that runs in circles is broken off; `dialogue.js` knows it too."""

MoodValue = Annotated[int, Field(ge=0, le=MOST_MOOD)]


class Mood(Content):
    """What the customer's mood measures, and where it begins, on a scale from 0 to 10."""

    label: Text = Field(description="what is measured, such as “How far she feels heard”")
    start: MoodValue


class Reply(Content):
    """Something the student may say. It is offered only while all of its conditions hold."""

    id: OptionId
    text: Text
    mood: int = Field(default=0, ge=-MOST_MOOD, le=MOST_MOOD, description="how far it moves her")
    next: OptionId = Field(description="the scene it leads to")
    set: dict[OptionId, bool] = Field(default_factory=dict, description="flags that it sets")
    when: dict[OptionId, bool] = Field(
        default_factory=dict, description="flags as they must stand; one never set is false"
    )
    mood_at_least: MoodValue | None = None
    mood_at_most: MoodValue | None = None


class Scene(Content):
    """A moment of the conversation: what the customer says, and what can be answered."""

    id: OptionId
    says: Text | None = Field(default=None, description="may be left out at an end")
    replies: tuple[Reply, ...] = ()
    end: bool = False


class Script(Protocol):
    """What there is to play."""

    @property
    def start(self) -> str: ...  # noqa: D102
    @property
    def mood(self) -> Mood: ...  # noqa: D102
    @property
    def scenes(self) -> tuple[Scene, ...]: ...  # noqa: D102


@dataclass(frozen=True)
class State:
    """Where a conversation stands: scene, mood, and the flags that are true."""

    scene: str
    mood: int
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Turn:
    """One reply, the scene in which it was given, and what it led to."""

    scene: str
    reply: Reply
    state: State

    @property
    def name(self) -> str:
        """The reply as answers and keys name it."""
        return f"{self.scene}.{self.reply.id}"


class NotOffered(ValueError):
    """A path has a reply that the scene does not allow there."""


class Play:
    """A script ready to be played; it keeps no state of its own."""

    def __init__(self, script: Script) -> None:
        self._scenes = {scene.id: scene for scene in script.scenes}
        self.opening = State(script.start, script.mood.start)

    def scene(self, state: State) -> Scene:
        """The scene of a state."""
        return self._scenes[state.scene]

    def offered(self, state: State) -> tuple[Reply, ...]:
        """The replies whose conditions hold, in the order of the script."""
        return tuple(reply for reply in self.scene(state).replies if _holds(reply, state))

    def after(self, state: State, reply: Reply) -> State:
        """The state that a reply leads to; the mood stays within its scale."""
        mood = min(max(state.mood + reply.mood, 0), MOST_MOOD)
        there = {name for name, on in reply.set.items() if on}
        return State(reply.next, mood, state.flags.difference(reply.set) | there)

    def follow(self, path: Sequence[str]) -> tuple[Turn, ...]:
        """The turns of a path of `scene.reply` names; raises `NotOffered` where it strays."""
        if len(path) > MOST_REPLIES:
            raise NotOffered(f"more than {MOST_REPLIES} replies")
        state, turns = self.opening, []
        for name in path:
            offered = {f"{state.scene}.{reply.id}": reply for reply in self.offered(state)}
            if name not in offered:
                raise NotOffered(f"{name} is not offered there")
            scene, state = state.scene, self.after(state, offered[name])
            turns.append(Turn(scene, offered[name], state))
        return tuple(turns)


def _holds(reply: Reply, state: State) -> bool:
    least, most = reply.mood_at_least, reply.mood_at_most
    return (
        all((flag in state.flags) == wanted for flag, wanted in reply.when.items())
        and (least is None or state.mood >= least)
        and (most is None or state.mood <= most)
    )
