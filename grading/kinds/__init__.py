"""The keys: this union is where a kind is registered on the grading side."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from grading.kinds.choice import ChoiceKey
from grading.kinds.choices import ChoicesKey
from grading.kinds.classify import ClassifyKey
from grading.kinds.completion import ChecklistKey
from grading.kinds.dialogue import DialogueKey
from grading.kinds.match import MatchKey
from grading.kinds.number import NumberKey
from grading.kinds.order import OrderKey
from grading.kinds.table import TableKey
from grading.kinds.written import EssayKey, ReplyKey

Key = Annotated[
    ChoiceKey
    | ChoicesKey
    | OrderKey
    | DialogueKey
    | ReplyKey
    | EssayKey
    | TableKey
    | ChecklistKey
    | MatchKey
    | ClassifyKey
    | NumberKey,
    Field(discriminator="kind"),
]

__all__ = [
    "ChecklistKey",
    "ChoiceKey",
    "ChoicesKey",
    "ClassifyKey",
    "DialogueKey",
    "EssayKey",
    "Key",
    "MatchKey",
    "NumberKey",
    "OrderKey",
    "ReplyKey",
    "TableKey",
]
