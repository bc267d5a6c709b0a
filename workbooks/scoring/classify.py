"""Key and score of `classify`."""

from __future__ import annotations

from typing import Literal

from workbooks.scoring.paired import PairedKey


class ClassifyKey(PairedKey):
    """The right group of each item, and what is said about an item in another one."""

    kind: Literal["classify"]
