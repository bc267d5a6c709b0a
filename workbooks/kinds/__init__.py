"""The exercise kinds: this union is where a kind is registered on the student's side.

A kind is one module here (its content, how its answer is read and shown), one script of the same
name that draws it, and one module in `workbooks/scoring/` (its key and its score).
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from workbooks.kinds.audit import Audit
from workbooks.kinds.calibrate import Calibrate
from workbooks.kinds.checklist import Checklist
from workbooks.kinds.choice import Choice
from workbooks.kinds.choices import Choices
from workbooks.kinds.classify import Classify
from workbooks.kinds.dialogue import Dialogue
from workbooks.kinds.essay import Essay
from workbooks.kinds.figure import Figure
from workbooks.kinds.mark import Mark
from workbooks.kinds.match import Match
from workbooks.kinds.number import Number
from workbooks.kinds.order import Order
from workbooks.kinds.rehearse import Rehearse
from workbooks.kinds.reply import Reply
from workbooks.kinds.table import Table

Exercise = Annotated[
    Choice
    | Choices
    | Order
    | Reply
    | Dialogue
    | Essay
    | Table
    | Checklist
    | Match
    | Classify
    | Number
    | Mark
    | Calibrate
    | Audit
    | Figure
    | Rehearse,
    Field(discriminator="kind"),
]

__all__ = [
    "Audit",
    "Calibrate",
    "Checklist",
    "Choice",
    "Choices",
    "Classify",
    "Dialogue",
    "Essay",
    "Exercise",
    "Figure",
    "Mark",
    "Match",
    "Number",
    "Order",
    "Rehearse",
    "Reply",
    "Table",
]
