"""`make bench`: every measurement, one after another, in one run."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime

from benchmarks import (
    building,
    grading,
    imports,
    replies,
    saving,
    scoring,
    showing,
    site,
    submitting,
    varying,
)

print(f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {os.cpu_count()} cores\n")
MODULES = (
    grading,  # first: what the others remove makes ext4 slow for minutes
    imports,
    scoring,
    submitting,
    varying,
    building,
    saving,
    showing,
    site,
    replies,
)
for module in MODULES:
    title, _, _ = (module.__doc__ or "").partition("\n")
    print(title)
    for line in module.measure():
        print("  " + line, flush=True)
    print()
