"""The exercise kinds: this union is where a kind is registered on the student's side.

A kind is one module here (its content, how its answer is read and shown), one script of the same
name that draws it, and one module in `grading/kinds/` (its key and its score).
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from workbooks.kinds.choice import Choice
from workbooks.kinds.choices import Choices
from workbooks.kinds.essay import Essay
from workbooks.kinds.order import Order
from workbooks.kinds.reply import Reply
from workbooks.kinds.table import Table

Exercise = Annotated[
    Choice | Choices | Order | Reply | Essay | Table,
    Field(discriminator="kind"),
]

__all__ = ["Choice", "Choices", "Essay", "Exercise", "Order", "Reply", "Table"]
