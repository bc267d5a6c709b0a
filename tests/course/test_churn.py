"""The data tasks of churn, of which there are most: what is no data, and what feedback tells."""

from __future__ import annotations

import json
import math
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pandas as pd
import pytest
from pydantic_core import to_jsonable_python

from tests.conftest import succeed
from tests.course.runs import numbers_in, workbook
from tests.course.wholes import WHOLES
from tests.scoring import score_answer
from workbooks.errors import NotSubmittable

SLUG = "churn"
BOOK = workbook(SLUG)


class Evil:
    """Equal to everything; asked for anything else, it raises, or would run code of its own."""

    def __eq__(self, _other: object) -> bool:
        return True

    def __repr__(self) -> NoReturn:
        raise RuntimeError("called")

    __str__ = __iter__ = __len__ = __float__ = __getattr__ = __reduce__ = __repr__  # type: ignore[assignment]
    __hash__ = None  # type: ignore[assignment]


def crowded() -> object:
    """A figure with a million points."""
    _, ax = plt.subplots()
    ax.plot(np.zeros(1_000_000))
    return ax


NO_DATA: dict[str, Callable[[], object]] = {
    "model": Evil,
    "class": lambda: Evil,
    "generator": lambda: (each for each in iter(int, 1)),
    "ten million rows": lambda: pd.DataFrame({"odd": np.zeros(10_000_000, dtype="int8")}),
    "infinite frame": lambda: pd.DataFrame({"odd": [1.0, math.inf]}),
    "infinite": lambda: math.inf,
    "not a number": lambda: math.nan,
    "nothing but NaN": lambda: pd.DataFrame({"odd": [math.nan]}),
    "mixed": lambda: pd.DataFrame({"odd": [1, "one", None, True]}),
    "objects": lambda: pd.DataFrame({"odd": [Evil()]}),
    "double columns": lambda: pd.DataFrame([[1, 2]], columns=["odd", "odd"]),
    "a million points": crowded,
}
READ_ALL_THE_SAME = {("table", "nothing but NaN"), ("table", "mixed")}


@pytest.mark.parametrize("what", NO_DATA)
def test_what_is_no_data_earns_nothing_anywhere(what: str) -> None:
    """Each task refuses it in both languages, or reads a table in which nothing is right."""
    value = NO_DATA[what]()
    keyed = BOOK.keyed
    for task in BOOK.tasks:
        exercise = keyed.case.exercise(task)
        if (exercise.kind, what) in READ_ALL_THE_SAME:
            answer = json.loads(json.dumps(to_jsonable_python(exercise.data_of(value))))
            assert score_answer(keyed, exercise, answer).points == 0, task
            continue
        with pytest.raises(NotSubmittable) as refused:
            exercise.data_of(value)
        assert refused.value.text.en.endswith((".", "?")), task
        assert refused.value.text.zh.endswith(("。", "？")), task


@pytest.mark.course
def test_a_graded_notebook_tells_ones_own_values_and_no_others(
    built_course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands under each task shows what was handed in, and none of what was expected."""
    (weak,) = (each for each in WHOLES if each.slug == SLUG and each.student == "weak")
    root = tmp_path / "course"
    shutil.copytree(built_course, root)
    weak.hand_in(root / "release" / SLUG, root / "submitted" / "weak" / SLUG)
    succeed("grading", "grade", SLUG, at=root)
    path = root / "autograded" / "weak" / SLUG / f"{SLUG}.ipynb"
    cells = {cell.id: cell for cell in nbformat.read(path, as_version=4).cells}
    monkeypatch.chdir(BOOK.release)
    seed = weak.outcome["seed"]
    code = {task: text for task in BOOK.tasks if (text := weak.code(task)) is not None}
    own = BOOK.answers(seed, code, solved=False)
    for task in BOOK.tasks:
        text = re.sub(r"<[^>]*>", " ", cells[f"{task}-answer"].outputs[-1].data["text/html"])
        assert not BOOK.given_away(text, task, seed, own.get(task)), task
        assert task not in own or numbers_in(json.dumps(own[task])) & numbers_in(text), task
