"""`essay`: a position argued."""

from __future__ import annotations

from typing import Literal

from workbooks.written import Written


class Essay(Written):
    """Argue a position. The answer is the text, as typed."""

    kind: Literal["essay"]
