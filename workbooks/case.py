"""A case: a story with its people, exhibits and exercises, in both languages."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from math import isclose
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from workbooks.errors import CaseNotFound, UnknownExercise
from workbooks.kinds import Exercise
from workbooks.replying import Replying
from workbooks.synthetic import Synthetic
from workbooks.text import Content, FactId, Origin, Slug, Text
from workbooks.variants import Picks, picks_for, told
from workbooks.written import Written

CASE_FILE: Final = "case.json"


class Person(Content):
    """Somebody in the story, with the name a polite reader would use for them."""

    name: Text
    role: Text


class Message(Content):
    """Something one person said or wrote, and when."""

    who: Slug = Field(description="an id from `people`")
    at: datetime
    text: Text


class BaseExhibit(Content):
    """A piece of evidence."""

    id: Slug
    title: Text
    sources: tuple[Origin, ...] = Field(
        default=(), description="fact ids, such as B1; `invented` or `derived` for other numbers"
    )


class Chat(BaseExhibit):
    """A conversation, drawn as bubbles; the people in `ours` speak for the firm."""

    kind: Literal["chat"]
    ours: tuple[Slug, ...]
    messages: tuple[Message, ...] = Field(min_length=1)


class Row(Content):
    """One line of a record."""

    label: Text
    value: Text


class Record(BaseExhibit):
    """A form or a record: labels and values."""

    kind: Literal["record"]
    rows: tuple[Row, ...] = Field(min_length=1)


class Log(BaseExhibit):
    """What happened in which order, drawn as a table of entries."""

    kind: Literal["log"]
    entries: tuple[Message, ...] = Field(min_length=1)


class Post(BaseExhibit):
    """A public post with the answers beneath it."""

    kind: Literal["post"]
    place: Text = Field(description="where it was posted")
    message: Message
    figures: Text = Field(description="likes, shares and the like, as the page shows them")
    answers: tuple[Message, ...] = ()


Exhibit = Annotated[Chat | Record | Log | Post, Field(discriminator="kind")]


class Case(Content):
    """Everything a student may read of one case. It holds no key and no model answer."""

    slug: Slug
    title: Text
    synopsis: Text = Field(description="two sentences that make a reader want to open it")
    invented: Text = Field(description="what in it is fiction, said to the reader")
    minutes: int = Field(ge=5, le=240)
    sources: tuple[FactId, ...] = Field(min_length=1)
    data: dict[str, tuple[Origin, ...]] = Field(
        default={}, description="where the numbers of each file in `data/` come from"
    )
    people: dict[Slug, Person]
    exhibits: tuple[Exhibit, ...] = ()
    synthetic: tuple[Synthetic, ...] = Field(
        default=(), description="data that are made up, drawn anew for each student"
    )
    variants: dict[Slug, tuple[dict[Slug, Text], ...]] = Field(
        default={}, description="what differs between students: words by name, for each of a slot"
    )
    exercises: tuple[Exercise, ...] = Field(min_length=1)
    bank: tuple[Exercise, ...] = Field(
        default=(), description="practice from which `wb.refresh` draws; not graded"
    )
    rounds: tuple[Annotated[int, Field(ge=1)], ...] = Field(
        default=(), description="the weeks for which the notebook draws practice from the bank"
    )

    @model_validator(mode="after")
    def _ids_are_unique_and_known(self) -> Case:
        _refuse_duplicates("exercises", _ids(self.exercises))
        _refuse_duplicates("bank", _ids(self.bank), {each.id for each in self.exercises})
        _refuse_duplicates("exhibits", _ids(self.exhibits))
        _refuse_duplicates("synthetic", _ids(self.synthetic))
        self._check_each("exercises", self.exercises)
        self._check_each("bank", self.bank)
        for place, exercise in enumerate(self.bank):
            if exercise.from_code or not exercise.is_practice:
                raise problem("bank-not-practice", ("bank", place, "feedback"), name=exercise.id)
        if self.rounds and not (self.bank and sorted(set(self.rounds)) == [*self.rounds]):
            raise problem("rounds-of-nothing", "rounds")
        for place, exhibit in enumerate(self.exhibits):
            for who in _speakers(exhibit):
                if who not in self.people:
                    raise problem("unknown-person", ("exhibits", place), name=who)
        return self

    def _check_each(self, listed: str, exercises: tuple[Exercise, ...]) -> None:
        for place, exercise in enumerate(exercises):
            where = (listed, place)
            for field in exercise.lists:
                _refuse_duplicates((*where, field), _ids(getattr(exercise, field)))
            if isinstance(exercise, Written):
                _refuse_uneven_rubric((*where, "rubric"), exercise)
            if exercise.attempts is not None and (exercise.from_code or not exercise.is_practice):
                raise problem("attempts-unseen", (*where, "attempts"))
            if exercise.personal and not (self.synthetic and exercise.from_code):
                raise problem("nothing-personal", (*where, "personal"))
            if isinstance(exercise, Replying):
                exercise.stand_beside(exercises)
            for code, at, names in (
                *exercise.mistakes(),
                *exercise.mistakes_among(exercises[:place]),
            ):
                raise problem(code, (*where, *at), **names)

    @property
    def everything(self) -> tuple[Exercise, ...]:
        """The exercises, and those that may be drawn."""
        return self.exercises + self.bank

    @property
    def limits(self) -> dict[str, int]:
        """How many attempts the exercises allow that limit them."""
        return {each.id: each.attempts for each in self.everything if each.attempts is not None}

    def for_seed(self, seed: int) -> Case:
        """The case as the student with that seed reads it; the same for all without variants."""
        return self.as_drawn(picks_for(self.variants, seed)) if self.variants else self

    def as_drawn(self, picks: Picks) -> Case:
        """The case in which these variants were drawn; it has no more of them."""
        plain = self.model_dump(mode="json", exclude={"variants"})
        return Case.model_validate(told(plain, self.variants, picks))

    def exercise(self, exercise_id: str) -> Exercise:
        """The exercise of that id; raises `UnknownExercise`, naming those there are."""
        for exercise in self.everything:
            if exercise.id == exercise_id:
                return exercise
        known = ", ".join(each.id for each in self.exercises)
        raise UnknownExercise(
            f"The case “{self.slug}” has no exercise “{exercise_id}”. It has: {known}."
        )


def problem(code: str, at: str | tuple[str | int, ...], **names: object) -> PydanticCustomError:
    """An error that a validator raises about the place `at`, known by its stable `code`."""
    path = (at,) if isinstance(at, str) else at
    return PydanticCustomError("hearfirst", code, {"code": code, "at": path, **names})


def load_case(folder: Path) -> Case:
    """The case in a workbook's folder; raises `CaseNotFound` if there is none to read."""
    path = folder / CASE_FILE
    try:
        return Case.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise CaseNotFound(
            f"There is no {CASE_FILE} in {folder}. Open the notebook from the folder it came in, "
            "with everything that lay beside it."
        ) from error
    except (OSError, ValidationError) as error:
        raise CaseNotFound(
            f"{path} cannot be read as a case. Fetch the workbook again; your answers are in "
            "answers.jsonl beside it: keep that file."
        ) from error


def _refuse_duplicates(
    at: str | tuple[str | int, ...], ids: Iterable[str], taken: Collection[str] = ()
) -> None:
    seen = set(taken)
    path = (at,) if isinstance(at, str) else at
    for place, each in enumerate(ids):
        if each in seen:
            raise problem("duplicate-id", (*path, place, "id"), name=each)
        seen.add(each)


def _ids(things: Iterable[Any]) -> list[str]:
    return [each.id for each in things]


def _refuse_uneven_rubric(at: tuple[str | int, ...], exercise: Written) -> None:
    total = sum(each.points for each in exercise.rubric)
    if not isclose(total, exercise.points):
        raise problem("rubric-points", at, total=total, points=exercise.points)


def _speakers(exhibit: Exhibit) -> Iterable[str]:
    match exhibit:
        case Chat():
            return [*exhibit.ours, *(each.who for each in exhibit.messages)]
        case Log():
            return [each.who for each in exhibit.entries]
        case Post():
            return [exhibit.message.who, *(each.who for each in exhibit.answers)]
        case Record():
            return []


__all__ = ["CASE_FILE", "Case", "Exhibit", "Person", "load_case", "problem"]
