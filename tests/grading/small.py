"""A course as small as can be, with one exercise of each kind, for tests to break."""

from __future__ import annotations

from pathlib import Path

from grading.course import Course
from grading.problem import CourseProblems, Problem
from grading.read import KeyedCase, read_keyed_case

SLUG = "tiny"

CASE = """\
slug: tiny
title: {en: Tiny, zh: 小}
synopsis: {en: Short, zh: 短}
invented: {en: Everything, zh: 全部}
minutes: 5
sources: [C1]
people:
  ann:
    name: {en: Ann, zh: 安}
    role: {en: customer, zh: 顾客}
exhibits:
  - id: talk
    kind: chat
    title: {en: Talk, zh: 谈}
    ours: []
    messages:
      - who: ann
        at: "2026-01-01T09:00:00"
        text: {en: Hello & <b>, zh: 您好}
exercises:
  - id: one
    kind: choice
    step: prepare
    areas: [hearing]
    points: 2
    minutes: 1
    title: {en: One, zh: 一}
    prompt: {en: Pick, zh: 选}
    options:
      - id: yes-1
        text: {en: Yes1, zh: 是1}
      - id: no-1
        text: {en: No1, zh: 否1}
      - id: half-1
        text: {en: Half1, zh: 半1}
  - id: many
    kind: choices
    step: prepare
    areas: [hearing]
    points: 4
    minutes: 1
    title: {en: Many, zh: 多}
    prompt: {en: Tick, zh: 勾}
    options:
      - id: a
        text: {en: Option-a, zh: 选项甲}
      - id: b
        text: {en: Option-b, zh: 选项乙}
      - id: c
        text: {en: Option-c, zh: 选项丙}
      - id: d
        text: {en: Option-d, zh: 选项丁}
  - id: steps
    kind: order
    step: present
    areas: [solving]
    points: 3
    minutes: 1
    title: {en: Steps, zh: 步}
    prompt: {en: Sort, zh: 排}
    options:
      - id: third
        text: {en: Third, zh: 三}
      - id: first
        text: {en: First, zh: 首}
      - id: second
        text: {en: Second, zh: 次}
      - id: fourth
        text: {en: Fourth, zh: 末}
  - id: letter
    kind: reply
    step: deliver
    areas: [empathy]
    points: 3
    minutes: 2
    title: {en: Letter, zh: 信}
    prompt: {en: Write, zh: 写}
    rubric:
      - id: warm
        points: 2
        text: {en: Warm, zh: 暖}
      - id: short
        points: 1
        text: {en: Brief, zh: 简}
  - id: sums
    kind: table
    step: reinforce
    areas: [numbers]
    points: 4
    minutes: 2
    title: {en: Sums, zh: 算}
    prompt: {en: Compute, zh: 计算}
"""

KEYS = """\
case: tiny
keys:
  - exercise: one
    kind: choice
    credit: {yes-1: 1, half-1: 0.5}
    feedback:
      yes-1: {en: Right you are, zh: 对}
      no-1: {en: Look again, zh: 再看}
      half-1: {en: Nearly, zh: 差一点}
  - exercise: many
    kind: choices
    right: [a, b]
    rule: net-correct
    feedback:
      a: {en: Good a, zh: 好甲}
      b: {en: Good b, zh: 好乙}
      c: {en: Not c, zh: 非丙}
      d: {en: Not d, zh: 非丁}
    missed: {en: There is more, zh: 还有}
  - exercise: steps
    kind: order
    right: [first, second, third, fourth]
    feedback:
      first: {en: On 1, zh: 论一}
      second: {en: On 2, zh: 论二}
      third: {en: On 3, zh: 论三}
      fourth: {en: On 4, zh: 论四}
    praise: {en: Well sorted, zh: 排得好}
  - exercise: letter
    kind: reply
    notes: {en: Notes, zh: 注}
    model_answer: {en: Model, zh: 范例}
  - exercise: sums
    kind: table
    columns:
      - name: who
        also: [谁]
        values: [ann, bob]
      - name: sum
        values: [1.5, 20]
    tolerance: 0.01
    shares: {columns: 0.25, rows: 0.25, values: 0.25, order: 0.25}
    feedback:
      columns: {en: Columns!, zh: 列}
      rows: {en: Rows!, zh: 行}
      values: {en: Values!, zh: 值}
      order: {en: Order!, zh: 序}
    praise: {en: Well computed, zh: 算得好}
"""

HEAD = """\
---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---

"""

MASTER = (
    HEAD
    + """\
:::{en}
# Tiny
:::

:::{zh}
# 小
:::

```{exhibit} talk
```

```{code-cell} ipython3
from workbooks import open_workbook

wb = open_workbook()
```

```{code-cell} ipython3
wb.show("one")
```

```{code-cell} ipython3
wb.show("many")
```

```{code-cell} ipython3
wb.show("steps")
```

```{code-cell} ipython3
wb.show("letter")
```

```{code-cell} ipython3
:task: sums

table = ...
### BEGIN SOLUTION
table = "secret"
### END SOLUTION
```

```{code-cell} ipython3
wb.submit("sums", table)
```

```{code-cell} ipython3
wb.check()
```
"""
)


def write_course(
    root: Path,
    *,
    case: str | bytes | None = CASE,
    keys: str | bytes | None = KEYS,
    master: str | bytes | None = MASTER,
) -> Course:
    """A course of one case in `root`; what is None is not written."""
    course = Course(root)
    files = {
        course.case_file(SLUG): case,
        course.key_file(SLUG): keys,
        course.master_file(SLUG): master,
    }
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is not None:
            path.write_bytes(content.encode() if isinstance(content, str) else content)
    return course


def read_tiny(root: Path) -> KeyedCase:
    """The tiny case with its keys."""
    return read_keyed_case(write_course(root), SLUG)


def problems_in(course: Course) -> tuple[Problem, ...]:
    """What is wrong with the case and keys of a course; nothing else may be raised."""
    try:
        read_keyed_case(course, SLUG)
    except CourseProblems as found:
        return found.problems
    return ()


def place_of(text: str, part: str, *, after: str = "") -> tuple[int, int]:
    """Line and column, from 1, of the first `part` of a text behind the first `after`."""
    at = text.index(part, text.index(after))
    before = text[:at]
    return before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1


def changed(text: str, old: str, new: str, *, after: str = "") -> str:
    """A text with the first `old` behind the first `after` replaced; it must be there."""
    at = text.index(old, text.index(after))
    return text[:at] + new + text[at + len(old) :]
