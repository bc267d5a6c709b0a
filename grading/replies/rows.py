"""Read files of replies: one JSON object a line, each line checked before anything is done."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Final, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from ruamel.yaml import YAML

from workbooks.replies import CRITERIA, Situation
from workbooks.replies.reading import Criterion
from workbooks.text import Lang

PROMPTS_FILE: Final = Path(__file__).parent / "prompts.yaml"
_CASE: Final[TypeAdapter[dict[str, Situation]]] = TypeAdapter(dict[str, Situation])


class UnreadableRows(Exception):
    """A file of replies that cannot be used; the message says which line, and why."""


class Reply(BaseModel):
    """A reply to one of the prompts. Fields that are not needed are left alone."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: Annotated[str, Field(min_length=1)]
    prompt: str
    lang: Lang
    text: str


class LabelledReply(Reply):
    """A reply that somebody has read: a label for each criterion, null where it does not apply."""

    labels: Mapping[Criterion, bool | None]
    tags: tuple[str, ...] = ()

    @property
    def applicable(self) -> tuple[Criterion, ...]:
        """The criteria with a label."""
        return tuple(name for name in CRITERIA if self.labels.get(name) is not None)

    @property
    def total(self) -> int:
        """How many criteria are met."""
        return sum(bool(self.labels[name]) for name in self.applicable)


R = TypeVar("R", bound=Reply)


@cache
def prompt_situations() -> Mapping[str, Situation]:
    """The situations of the prompts P1 to P10, by prompt."""
    return _CASE.validate_python(YAML(typ="safe").load(PROMPTS_FILE.read_text("utf-8")))


def read_replies(path: Path) -> list[Reply]:
    """The replies of a file; raises `UnreadableRows` at the first line that is none."""
    return _read(path, Reply)


def read_labelled(path: Path) -> list[LabelledReply]:
    """The labelled replies of a file; raises `UnreadableRows` at the first line that is none."""
    return _read(path, LabelledReply)


def _read(path: Path, model: type[R]) -> list[R]:
    rows: list[R] = []
    ids: set[str] = set()
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        row = _row(line, model, f"{path}, line {number}")
        if row.id in ids:
            raise UnreadableRows(f"{path}, line {number}: the id “{row.id}” was used before.")
        ids.add(row.id)
        rows.append(row)
    if not rows:
        raise UnreadableRows(f"There are no replies in {path}.")
    return rows


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8-sig").split("\n")
    except OSError as error:
        raise UnreadableRows(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise UnreadableRows(f"{path} is not UTF-8 text.") from None


def _row(line: str, model: type[R], where: str) -> R:
    try:
        row = model.model_validate(json.loads(line))
    except (json.JSONDecodeError, RecursionError):
        raise UnreadableRows(f"{where}: this is not a JSON object.") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the line"
        raise UnreadableRows(f"{where}: “{place}”: {first['msg']}.") from None
    if row.prompt not in prompt_situations():
        known = ", ".join(prompt_situations())
        raise UnreadableRows(f"{where}: there is no prompt “{row.prompt}”; they are {known}.")
    return row
