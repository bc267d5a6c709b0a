"""What a grader has to tell about a submission as a whole, in one sentence each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from workbooks.page import in_both
from workbooks.text import LANGS, Lang, Text

NOTICES: Final[dict[str, Text]] = {
    "notebook-unreadable": Text(
        en="The notebook file could not be read, so code in it could not be run; the answers given in the page were graded from answers.jsonl.",
        zh="笔记本文件无法读取，其中的代码没有运行；在页面上作答的题目已按 answers.jsonl 评分。",
    ),
    "notebook-missing": Text(
        en="The workbook’s notebook was not handed in under its own name, so code could not be run; the answers given in the page were graded from answers.jsonl.",
        zh="没有按原文件名交来练习册的笔记本，代码没有运行；在页面上作答的题目已按 answers.jsonl 评分。",
    ),
    "notebook-renamed": Text(
        en="The notebook was handed in under another name and was graded all the same.",
        zh="笔记本改了文件名，仍已照常评分。",
    ),
    "cells-deleted": Text(
        en="Cells of the workbook were missing from the notebook and were put back; answers given in the page are not affected.",
        zh="笔记本中缺少练习册原有的单元格，已补回；在页面上作答的答案不受影响。",
    ),
    "cells-duplicated": Text(
        en="Cells of the workbook stood in the notebook twice; the copies were left out, or run after the first if they held code of your own.",
        zh="练习册的某些单元格在笔记本中重复出现；副本已略去，其中若有你自己的代码，则在原单元格之后运行。",
    ),
    "cells-reordered": Text(
        en="The cells of the workbook were put back in their own order.",
        zh="练习册单元格的顺序已复原。",
    ),
    "cells-edited": Text(
        en="Cells of the workbook that are not meant to be edited had been changed and were restored.",
        zh="练习册中不应修改的单元格曾被改动，已复原。",
    ),
    "answers-missing": Text(
        en="No answers.jsonl was handed in, so there are no answers from the page to grade.",
        zh="没有交来 answers.jsonl，因此没有页面上的答案可以评分。",
    ),
    "answers-not-a-file": Text(
        en="answers.jsonl is a link or not a file, and was not read; nothing in it could be graded.",
        zh="answers.jsonl 是链接或不是文件，未予读取，其中的答案无法评分。",
    ),
    "answers-unreadable": Text(
        en="answers.jsonl could not be read; nothing in it could be graded.",
        zh="answers.jsonl 无法读取，其中的答案无法评分。",
    ),
    "answers-torn": Text(
        en="The last line of answers.jsonl is cut short and was skipped; every answer before it was graded.",
        zh="answers.jsonl 的最后一行不完整，已跳过；此前的答案都已评分。",
    ),
    "answers-skipped": Text(
        en="Some lines of answers.jsonl are not answers and were skipped; every other answer was graded.",
        zh="answers.jsonl 中有些行不是答案，已跳过；其余答案都已评分。",
    ),
    "answers-cut": Text(
        en="answers.jsonl is longer than the grader reads; what stands after the first 256 MiB was not graded.",
        zh="answers.jsonl 过长，前 256 MiB 之后的内容没有评分。",
    ),
    "links-removed": Text(
        en="Links or special files in the submission were removed before grading; hand in ordinary files.",
        zh="提交内容中的链接或特殊文件已在评分前移除；请提交普通文件。",
    ),
    "code-stopped": Text(
        en="Python stopped while the code was running, so later code did not run; the answers given in the page are not affected.",
        zh="运行代码时 Python 意外停止，之后的代码没有运行；在页面上作答的答案不受影响。",
    ),
}  # fmt: skip


def add_notices(notebook: NotebookNode, names: Iterable[str]) -> None:
    """Remember notices in the notebook's metadata, each once, in the order they came."""
    meta = notebook.metadata.setdefault("hearfirst", {})
    known = list(meta.get("notices", []))
    meta["notices"] = known + [name for name in names if name not in known]


def notices_of(notebook: NotebookNode) -> Sequence[str]:
    """The notices remembered in a notebook."""
    return list(notebook.metadata.get("hearfirst", {}).get("notices", []))


def notice_cell(names: Sequence[str]) -> NotebookNode:
    """A cell that tells student and instructor."""
    html: dict[Lang, str] = {}
    for lang in LANGS:
        items = "".join(f"<li>{NOTICES[name][lang]}</li>" for name in names)
        title = {"en": "About this submission", "zh": "关于这份提交"}[lang]
        html[lang] = f"<p><strong>{title}</strong></p><ul>{items}</ul>"
    return new_markdown_cell(f'<div class="hf-score">{in_both(html)}</div>', id="notices")
