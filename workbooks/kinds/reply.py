"""`reply`: a reply to a customer, as the student would send it."""

from __future__ import annotations

from typing import Literal

from workbooks.written import Written


class Reply(Written):
    """Write the reply. The answer is the text, as typed."""

    kind: Literal["reply"]
