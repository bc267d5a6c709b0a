"""A course as small as can be with what is computed: a table, a number and a figure."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from grading.read import KeyedCase, read_keyed_case
from tests.grading.small import HEAD, SLUG, changed, write_course

_ALIKE: Final = """\
    step: prepare
    areas: [numbers]
    minutes: 1
    title: {en: Title, zh: 题}
    prompt: {en: Prompt, zh: 问}
"""

CASE: Final = f"""\
slug: tiny
title: {{en: Tiny, zh: 小}}
synopsis: {{en: Short, zh: 短}}
invented: {{en: Everything, zh: 全部}}
minutes: 5
sources: [B1]
people: {{}}
exercises:
  - id: ranking
    kind: table
    points: 4
{_ALIKE}    rows: 3
    columns: [industry, left]
  - id: middle
    kind: number
    answered: code
    unit: {{en: '%', zh: '%'}}
    points: 2
{_ALIKE}  - id: drawing
    kind: figure
    points: 10
{_ALIKE}    asks: [title, value-label, zero]
    bars: 3
"""

KEYS: Final = """\
case: tiny
keys:
  - exercise: ranking
    kind: table
    columns:
      - name: industry
        also: [行业, index]
        values: [Bank, Phone, Net]
      - name: left
        also: [流失, value, '0']
        values: [60, 40, 37]
        tolerance: 0.05
        also_as: [0.01]
    shares: {columns: 0.25, rows: 0.25, values: 0.25, order: 0.25}
    feedback:
      columns: {en: Columns!, zh: 列}
      rows: {en: Rows!, zh: 行}
      values: {en: Values!, zh: 值}
      order: {en: Order!, zh: 序}
    praise: {en: Well computed, zh: 算得好}
  - exercise: middle
    kind: number
    value: 45.6667
    tolerance: 0.01
    also_as: [0.01]
    feedback:
      right: {en: The very middle, zh: 正中}
      wrong: {en: Add up and divide, zh: 先加后除}
  - exercise: drawing
    kind: figure
    categories:
      - {name: Bank, also: [银行]}
      - {name: Phone, also: [电话]}
      - {name: Net, also: [互联网]}
    series:
      - {name: left, also: [流失], values: [60, 40, 37]}
    also_as: [0.01]
    sorted: descending
    labels: {values: ['%', percent, 百分, 比例]}
    shares: {data: 0.5, sorted: 0.2, zero: 0.1, labels: 0.1, title: 0.1}
    feedback:
      data: {en: Data!, zh: 数据}
      sorted: {en: Sorted!, zh: 排序}
      zero: {en: Zero!, zh: 零}
      labels: {en: Labels!, zh: 标签}
      title: {en: Title!, zh: 标题}
    praise: {en: Well drawn, zh: 画得好}
"""

MASTER: Final = (
    HEAD
    + """\
:::{en}
# Tiny
:::

:::{zh}
# 小
:::

```{code-cell} ipython3
from workbooks import open_workbook

wb = open_workbook()
```

```{code-cell} ipython3
import matplotlib.pyplot as plt
import pandas as pd

shares = pd.DataFrame({"industry": ["Net", "Bank", "Phone"], "left": [37, 60, 40]})
```

```{code-cell} ipython3
:task: ranking

ranking = ...
### BEGIN SOLUTION
ranking = shares.sort_values("left", ascending=False)
### END SOLUTION
```

```{code-cell} ipython3
wb.submit("ranking", ranking)
```

```{code-cell} ipython3
:task: middle

middle = ...
### BEGIN SOLUTION
middle = shares["left"].mean()
### END SOLUTION
```

```{code-cell} ipython3
wb.submit("middle", middle)
```

```{code-cell} ipython3
:task: drawing

fig = ...
### BEGIN SOLUTION
fig = ranking.plot.bar(x="industry", y="left", title="Left", ylabel="%")
### END SOLUTION
```

```{code-cell} ipython3
wb.submit("drawing", fig)
```

```{code-cell} ipython3
wb.check()
```
"""
)

IN_KEYS: Final = {
    "both": ("HF280", changed(KEYS, "    series:\n", "    at: [1, 2, 3]\n    series:\n"), "either"),
    "neither": ("HF280", KEYS[: KEYS.index("    categories:")] + KEYS[KEYS.index("    series:"):],
                "either"),
    "uneven": ("HF281", changed(KEYS, "[60, 40, 37]}", "[60, 40]}"), "2 values"),
    "shares": ("HF211", changed(KEYS, "data: 0.5", "data: 0.4"), "0.9"),
    "no-feedback": ("HF206", changed(KEYS, "      zero: {en: Zero!, zh: 零}\n", ""), "“zero”"),
    "unsorted": ("HF282", changed(KEYS, "    sorted: descending\n", ""), "“sorted”"),
    "no-words": ("HF282", changed(KEYS, "    labels: {values: ['%', percent, 百分, 比例]}\n", ""),
                 "“labels”"),
    "no-series": ("HF282", changed(changed(KEYS, "zero: 0.1, ", "legend: 0.1, "),
                                   "      zero:", "      legend:"), "“legend”"),
    "bars": ("HF283", changed(changed(KEYS, "      - {name: Net, also: [互联网]}\n", ""),
                              "[60, 40, 37]}", "[60, 40]}"), "2 bars"),
    "mark": ("HF105", changed(KEYS, "    sorted:", "    marks: [boxes]\n    sorted:"), "bars"),
    "part": ("HF105", changed(KEYS, "zero: 0.1", "colour: 0.1"), "'data', 'marks'"),
    "factor": ("HF105", changed(KEYS, "also_as: [0.01]", "also_as: [0]"), "greater than 0"),
    "infinite": ("HF105", changed(KEYS, "[60, 40, 37]}", "[60, 40, .inf]}"), "finite"),
}  # fmt: skip
"""A mistake in the keys: its code, the keys with it, and words of the message."""

TRIED: Final = frozenset(code for code, _, _ in IN_KEYS.values())


def read_computed(root: Path) -> KeyedCase:
    """The tiny case of what is computed, with its keys."""
    return read_keyed_case(write_course(root, case=CASE, keys=KEYS, master=MASTER), SLUG)
