"""What it costs to compute what is right for one student's own data, in the churn workbook.

Each personal exercise alone and all together, for another student every time, against drawing that
student's data once; all together draw them once as well.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from grading.course import Course
from grading.read import KeyedCase, read_keyed_case
from workbooks.synthetic import make

ROUNDS = 25
ROOT = Path(__file__).resolve().parent.parent


def measure() -> Iterator[str]:
    """Median milliseconds of processor time a student, and the ratio to drawing the data."""
    keyed = read_keyed_case(Course(ROOT), "churn")
    (customers,) = keyed.case.synthetic
    runs: dict[str, Callable[[int], object]] = {
        f"drawing {customers.rows} customers": partial(make, customers),
        **{f"what is right for {name}": _alone(keyed, {name: keyed.personal[name]})
           for name in keyed.personal},
        f"what is right for all {len(keyed.personal)}": keyed.for_seed,
    }  # fmt: skip
    seeds = count()
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            seed = next(seeds)
            began = time.process_time()
            run(seed)
            times[name].append(time.process_time() - began)
    base = statistics.median(next(iter(times.values())))
    for name, found in times.items():
        median = statistics.median(found)
        yield f"{name:40} {median * 1000:7.2f} ms   {median / base:5.2f} ×"


def _alone(
    keyed: KeyedCase, personal: Mapping[str, Mapping[str, Any]]
) -> Callable[[int], KeyedCase]:
    return replace(keyed, personal=personal).for_seed
