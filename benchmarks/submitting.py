"""What handing in costs, against what pandas and matplotlib themselves do with the same value.

A table of 10⁵ rows is measured against `to_json`, a figure of 10⁴ points against drawing it.
Handing in is all of `wb.submit`: plain data, the answer on disk, the panel in both languages.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from workbooks import Workbook

ROUNDS = 9
ROWS = 100_000
POINTS = 10_000
BOTH = {"en": "x", "zh": "某"}
ALIKE = {"step": "prepare", "areas": ["numbers"], "points": 1, "minutes": 1,
         "title": BOTH, "prompt": BOTH}  # fmt: skip
CASE = {
    "slug": "measured", "title": BOTH, "synopsis": BOTH, "invented": BOTH, "minutes": 5,
    "sources": ["B1"], "people": {},
    "exercises": [{"id": "table", "kind": "table", **ALIKE},
                  {"id": "figure", "kind": "figure", **ALIKE}],
}  # fmt: skip


def measure() -> Iterator[str]:
    """Median milliseconds of each, taking turns, and the ratio to the yardstick of its pair."""
    mpl.use("agg")
    random = np.random.default_rng(1)
    frame = pd.DataFrame({"n": random.integers(0, 10_000, ROWS)})
    figure = Figure()
    axes = figure.add_subplot()
    axes.scatter(*random.random((2, POINTS)))
    canvas = FigureCanvasAgg(figure)
    with tempfile.TemporaryDirectory() as folder, patch("workbooks.notebook.display"):
        (Path(folder) / "case.json").write_text(json.dumps(CASE), "utf-8")
        workbook = Workbook(Path(folder))
        pairs: dict[str, Callable[[], object]] = {
            f"pandas: to_json, {ROWS} rows": frame.to_json,
            f"ours: wb.submit, {ROWS} rows": lambda: workbook.submit("table", frame),
            f"matplotlib: draw, {POINTS} points": canvas.draw,
            f"ours: wb.submit, {POINTS} points": lambda: workbook.submit("figure", figure),
        }
        times: dict[str, list[float]] = {name: [] for name in pairs}
        for _ in range(ROUNDS):
            for name, run in pairs.items():
                began = time.perf_counter()
                run()
                times[name].append(time.perf_counter() - began)
        size = (Path(folder) / "answers.jsonl").stat().st_size / ROUNDS
    base = 0.0
    for name, found in times.items():
        median = statistics.median(found)
        base = median if "ours" not in name else base
        yield f"{name:40} {median * 1000:7.1f} ms   {median / base:5.2f} ×"
    yield f"{'both answers on disk':40} {size / 1024:7.0f} KiB"
