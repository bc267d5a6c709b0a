"""What every exercise has, whatever its kind."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StringConstraints

from workbooks.errors import UnreadableAnswer
from workbooks.text import Content, FactId, Lang, Slug, Text

Step = Literal["prepare", "present", "deliver", "reinforce"]
Area = Literal[
    "authenticity", "intuition", "empathy", "advocacy", "delight", "delivery", "initiative",
    "transparency", "feedback", "perspective", "culture",
    "hearing", "solving", "stage-sense", "numbers",
]  # fmt: skip
OptionId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)]
Mistake = tuple[str, tuple[str | int, ...], dict[str, object]]
"""What is wrong with a content: its name in `problems.toml`, the place, and the message's names."""


class Option(Content):
    """One thing that can be picked, moved or paired."""

    id: OptionId
    text: Text


class BaseExercise(Content):
    """One thing to do. A kind adds its own content and says how its answers are read and shown.

    `marked` tells who gives the points: `machine` (scored from a key) or `hand` (a person, with
    the rubric that the student also sees). `from_code` is true where the answer is computed in a
    cell and handed over with `wb.submit`, and so has no widget. `script` names the file in
    `scripts/` that draws it, `draws_with` those that stand before it; `lists`, the fields whose
    members have ids of their own.
    """

    marked: ClassVar[Literal["machine", "hand"]] = "machine"
    from_code: ClassVar[bool] = False
    script: ClassVar[str] = ""
    draws_with: ClassVar[tuple[str, ...]] = ()
    lists: ClassVar[tuple[str, ...]] = ()

    id: Slug
    step: Step
    areas: tuple[Area, ...] = Field(min_length=1, description="the skills it exercises")
    points: float = Field(gt=0, le=100)
    minutes: int = Field(ge=1, le=120, description="how long a student should expect to need")
    sources: tuple[FactId, ...] = Field(default=(), description="fact ids, such as C4")
    title: Text
    prompt: Text

    @abstractmethod
    def read_answer(self, raw: object) -> Any:
        """The answer as this kind's own type; raises `UnreadableAnswer` on any other shape."""

    @abstractmethod
    def answer_html(self, answer: Any, lang: Lang) -> str:
        """A readable answer as static HTML, with all that the student gave escaped."""

    def is_whole(self, answer: Any) -> bool:
        """Whether a readable answer is complete, or only begun."""
        return True

    def mistakes(self) -> Iterable[Mistake]:
        """What in this content cannot be, beyond what its fields say; checked with the case."""
        return ()

    def unreadable(self, wanted: str) -> UnreadableAnswer:
        """The error for an answer that is not `wanted` (say, "a list of option ids")."""
        return UnreadableAnswer(f"The answer to “{self.id}” is not {wanted}.")


class OptionsExercise(BaseExercise):
    """An exercise over a list of options with ids."""

    lists: ClassVar[tuple[str, ...]] = ("options",)

    options: tuple[Option, ...] = Field(min_length=2)

    def option(self, option_id: str) -> Option | None:
        """The option of that id, or None."""
        return next((option for option in self.options if option.id == option_id), None)

    def read_ids(self, raw: object) -> tuple[str, ...]:
        """`raw` as distinct ids of this exercise's options, in the order given."""
        if not isinstance(raw, list) or not all(isinstance(item, str) for item in raw):
            raise self.unreadable("a list of option ids")
        if len(set(raw)) != len(raw):
            raise self.unreadable("a list of different option ids")
        if not set(raw) <= {option.id for option in self.options}:
            raise self.unreadable("made of this exercise's own options")
        return tuple(raw)
