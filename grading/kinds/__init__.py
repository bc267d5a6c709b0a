"""The keys: this union is where a kind is registered on the grading side."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from grading.kinds.choice import ChoiceKey
from grading.kinds.choices import ChoicesKey
from grading.kinds.order import OrderKey
from grading.kinds.table import TableKey
from grading.kinds.written import EssayKey, ReplyKey

Key = Annotated[
    ChoiceKey | ChoicesKey | OrderKey | ReplyKey | EssayKey | TableKey,
    Field(discriminator="kind"),
]

__all__ = ["ChoiceKey", "ChoicesKey", "EssayKey", "Key", "OrderKey", "ReplyKey", "TableKey"]
