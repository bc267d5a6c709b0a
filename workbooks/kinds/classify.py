"""`classify`: sort items into groups."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from workbooks.exercise import Option
from workbooks.paired import Paired


class Classify(Paired):
    """Sort each item into one of a few groups. The answer maps item ids to group ids."""

    script: ClassVar[str] = "classify"
    lists: ClassVar[tuple[str, ...]] = ("items", "groups")

    kind: Literal["classify"]
    items: tuple[Option, ...] = Field(min_length=2)
    groups: tuple[Option, ...] = Field(min_length=2, max_length=5)

    @property
    def sides(self) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
        """Items and groups."""
        return self.items, self.groups
