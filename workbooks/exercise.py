"""What every exercise has, whatever its kind."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from html import escape
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StringConstraints

from workbooks.errors import NotSubmittable, UnreadableAnswer
from workbooks.page import paragraphs
from workbooks.text import LANGS, Content, Lang, Origin, Slug, Text, TopicId
from workbooks.words import say_both

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
    the rubric that the student also sees). `script` names the file in `scripts/` that draws it, and
    `parts` those that stand before it, each with its own wording;
    `lists`, the fields whose members have ids of their own.
    """

    marked: ClassVar[Literal["machine", "hand"]] = "machine"
    script: ClassVar[str] = ""
    parts: ClassVar[tuple[str, ...]] = ()
    lists: ClassVar[tuple[str, ...]] = ()

    compares: ClassVar[bool] = False
    """Whether a checked answer is shown beside a good one at once, and not only when asked."""

    id: Slug
    step: Step
    areas: tuple[Area, ...] = Field(min_length=1, description="the skills it exercises")
    topics: tuple[TopicId, ...] = Field(
        default=(), description="what of the course it tests, by the ids in `topics.yaml`"
    )
    points: float = Field(gt=0, le=100)
    minutes: int = Field(ge=1, le=120, description="how long a student should expect to need")
    sources: tuple[Origin, ...] = Field(
        default=(), description="fact ids, such as C4; `invented` or `derived` for other numbers"
    )
    feedback: Literal["after-grading", "immediate"] = Field(
        default="after-grading",
        description="`immediate` makes it practice: its key is shipped, and the answer is checked "
        "as soon as the student asks",
    )
    attempts: int | None = Field(
        default=None, ge=1, le=20, description="how often a practice answer may be checked"
    )
    personal: bool = Field(
        default=False, description="what is right depends on the student's own synthetic data"
    )
    title: Text
    prompt: Text

    @cached_property
    def title_html(self) -> dict[Lang, str]:
        """Its title as static HTML."""
        return {lang: f"<p><strong>{escape(self.title[lang])}</strong></p>" for lang in LANGS}

    @cached_property
    def question_html(self) -> dict[Lang, str]:
        """Its title and what it asks, as static HTML; a class is graded with it again and again."""
        return {lang: self.title_html[lang] + paragraphs(self.prompt[lang]) for lang in LANGS}

    @property
    def is_practice(self) -> bool:
        """Whether its answer can be checked at once, and so its key is public."""
        return self.feedback == "immediate"

    @property
    def from_code(self) -> bool:
        """Whether the answer is computed in a cell and handed over with `wb.submit`.

        Such an exercise has no widget.
        """
        return False

    @abstractmethod
    def read_answer(self, raw: object) -> Any:
        """The answer as this kind's own type; raises `UnreadableAnswer` on any other shape."""

    @abstractmethod
    def answer_html(self, answer: Any, lang: Lang) -> str:
        """A readable answer as static HTML, with all that the student gave escaped."""

    @property
    def needs(self) -> tuple[str, ...]:
        """Ids of earlier exercises beside whose answers this one is drawn."""
        return ()

    def answer_html_among(self, answer: Any, others: Mapping[str, Any], lang: Lang) -> str:
        """As `answer_html`, beside the answers (as the log holds them, by id) that it `needs`."""
        return self.answer_html(answer, lang)

    def model_html(self, model: Any, answer: Any, lang: Lang) -> str:
        """A good answer as static HTML, for practice, where it stands beside the reader's own."""
        return self.answer_html(model, lang)

    def is_whole(self, answer: Any) -> bool:
        """Whether a readable answer is complete, or only begun."""
        return True

    def data_of(self, value: object) -> Any:
        """What was computed, as plain data that `read_answer` reads again.

        Raises `NotSubmittable`, with a sentence in both languages, for a value that cannot be data.
        """
        raise NotSubmittable(say_both("submit.in-page", name=self.id))

    def form_notes(self, data: Any) -> list[Text]:
        """What can be said of the form of what `data_of` made; never whether it is right."""
        return []

    def mistakes(self) -> Iterable[Mistake]:
        """What in this content cannot be, beyond what its fields say; checked with the case."""
        return ()

    def mistakes_among(self, earlier: Sequence[BaseExercise]) -> Iterable[Mistake]:
        """What cannot be beside the exercises that stand before this one in the case."""
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
