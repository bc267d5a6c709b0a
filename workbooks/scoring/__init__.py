"""What an answer earns, one module a kind; this union is where a kind's key is registered.

How answers are scored is public; the keys are not, and live in a course's `grading/keys/`. It
stands in this package because a practice exercise is scored where it is answered, with no grader
in reach.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from workbooks.scoring.calibrate import CalibrateKey
from workbooks.scoring.choice import ChoiceKey
from workbooks.scoring.choices import ChoicesKey
from workbooks.scoring.classify import ClassifyKey
from workbooks.scoring.completion import AuditKey, ChecklistKey
from workbooks.scoring.dialogue import DialogueKey
from workbooks.scoring.figure import FigureKey
from workbooks.scoring.mark import MarkKey
from workbooks.scoring.match import MatchKey
from workbooks.scoring.number import NumberKey
from workbooks.scoring.order import OrderKey
from workbooks.scoring.rehearse import RehearseKey
from workbooks.scoring.table import TableKey
from workbooks.scoring.written import EssayKey, ReplyKey

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
    | NumberKey
    | MarkKey
    | CalibrateKey
    | AuditKey
    | FigureKey
    | RehearseKey,
    Field(discriminator="kind"),
]

__all__ = [
    "AuditKey",
    "CalibrateKey",
    "ChecklistKey",
    "ChoiceKey",
    "ChoicesKey",
    "ClassifyKey",
    "DialogueKey",
    "EssayKey",
    "FigureKey",
    "Key",
    "MarkKey",
    "MatchKey",
    "NumberKey",
    "OrderKey",
    "RehearseKey",
    "ReplyKey",
    "TableKey",
]
