"""A case of what is computed: its keys, its master, and handing in from a notebook."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NoReturn

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

import workbooks.notebook
from grading.master import read_master
from grading.problem import CourseProblems
from grading.read import KeyedCase
from tests.grading.small import SLUG, changed, problems_in, write_course
from tests.grading.small_computed import CASE, IN_KEYS, KEYS, MASTER, read_computed
from tests.scoring import score_answer
from tests.workbooks.test_notebook import Page, lines, on_disk
from workbooks import Workbook
from workbooks.answers import ANSWER_MIME

mpl.use("agg")
NAMES = ("ranking", "middle", "drawing")


@pytest.fixture
def keyed(tmp_path: Path) -> KeyedCase:
    return read_computed(tmp_path / "course")


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Page:
    made = Page()
    monkeypatch.setattr(workbooks.notebook, "display", made.display)
    return made


@pytest.fixture
def workbook(tmp_path: Path, keyed: KeyedCase) -> Workbook:
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "case.json").write_text(keyed.case.model_dump_json(), "utf-8")
    return Workbook(folder)


@pytest.mark.parametrize(("code", "text", "says"), IN_KEYS.values(), ids=IN_KEYS)
def test_mistake_in_keys(tmp_path: Path, code: str, text: str, says: str) -> None:
    """One mistake in a key is told once, with what to do."""
    told = problems_in(write_course(tmp_path, case=CASE, keys=text))
    assert [each.code for each in told] == [code], told
    assert says in told[0].message


def test_the_case_is_sound(tmp_path: Path, keyed: KeyedCase) -> None:
    """All three are answered with code, and the master hands each of them in."""
    assert [each.from_code for each in keyed.case.exercises] == [True] * 3
    path = write_course(tmp_path, case=CASE, keys=KEYS, master=MASTER).master_file(SLUG)
    cells = {cell.id for cell in read_master(path, keyed.case).cells}
    assert {f"{name}-{part}" for name in NAMES for part in ("task", "code", "answer")} < cells


def test_a_computed_number_is_not_shown(tmp_path: Path, keyed: KeyedCase) -> None:
    """A master that shows a number which is to be computed is told to hand it in."""
    text = changed(MASTER, 'wb.submit("middle", middle)', 'wb.show("middle")')
    path = write_course(tmp_path, case=CASE, keys=KEYS, master=text).master_file(SLUG)
    with pytest.raises(CourseProblems) as caught:
        read_master(path, keyed.case)
    assert [each.code for each in caught.value.problems] == ["HF308"]


def test_the_models_earn_all(keyed: KeyedCase) -> None:
    """What each key would show as right earns full marks, in either language."""
    for exercise in keyed.case.exercises:
        for lang in ("en", "zh"):
            model = keyed.keys[exercise.id].model(exercise, lang)
            raw = json.loads(json.dumps(model))
            assert score_answer(keyed, exercise, raw).points == exercise.points


FRAME = pd.DataFrame({"industry": ["Bank", "Phone", "Net"], "left": [60, 40, 37]})


def grouped() -> pd.Series[Any]:
    customers = pd.DataFrame(
        {"who": ["Bank"] * 5 + ["Phone"] * 5 + ["Net"] * 100,
         "gone": [1, 1, 1, 0, 0, 1, 1, 0, 0, 0] + [1] * 37 + [0] * 63}
    )  # fmt: skip
    return customers.groupby("who")["gone"].mean().sort_values(ascending=False)


def looped() -> pd.Series[Any]:
    found = {}
    for _, row in FRAME.iterrows():
        found[row["industry"]] = row["left"] / 100
    return pd.Series(found)


@pytest.mark.parametrize(
    "value",
    [
        FRAME,
        FRAME.set_index("industry"),
        FRAME.set_index("industry")["left"],
        FRAME.rename(columns={"industry": "行业", "left": "流失"}),
        pd.Series([60.0, 40.0, 37.0], index=["Bank", "Phone", "Net"]),
        looped(),
        grouped().rename_axis("industry").rename("left"),
        FRAME.pivot_table(index="industry", values="left").sort_values("left", ascending=False),
    ],
    ids=range(8),
)
def test_every_shape_of_a_table(
    keyed: KeyedCase,
    workbook: Workbook,
    page: Page,
    value: object,
) -> None:
    """A frame, an indexed one, a Series, a loop, groupby and pivot hand in the same ranking."""
    workbook.submit("ranking", value)
    answer = page.shown[-1][ANSWER_MIME]["answer"]
    assert on_disk(workbook.folder) == {"ranking": answer}
    assert score_answer(keyed, keyed.case.exercise("ranking"), answer).points == 4


def test_a_number_is_handed_in(keyed: KeyedCase, workbook: Workbook, page: Page) -> None:
    """A number leaves the cell as a number and is shown in its unit; a share is right as well."""
    workbook.submit("middle", FRAME["left"].mean())
    answer = page.shown[-1][ANSWER_MIME]["answer"]
    assert answer == pytest.approx(45.6667, abs=1e-4)
    assert "45.6666" in page.html
    exercise = keyed.case.exercise("middle")
    for value, points in ((answer, 2), (0.456667, 2), (45.6, 0), (0.45, 0)):
        assert score_answer(keyed, exercise, value).points == points
    workbook.submit("middle", "45.7%")
    assert "this is a text" in page.html
    assert on_disk(workbook.folder) == {"middle": answer}


def test_a_figure_is_handed_in(keyed: KeyedCase, workbook: Workbook, page: Page) -> None:
    """A figure leaves the cell as data, is drawn again in both languages, and its form is told."""
    _, ax = plt.subplots()
    ax.bar(["银行", "电话"], [0.6, 0.4])
    ax.set_ylim(0.3, 0.7)
    workbook.submit("drawing", ax)
    plt.close("all")
    answer = page.shown[-1][ANSWER_MIME]["answer"]
    assert json.loads(json.dumps(answer)) == answer
    for text in ("Bars in your figure: 2; asked for: 3.", "The y axis has no label.",
                 "There is no title.", "The bars do not begin at zero.", "条形不是从零开始的",
                 "银行", "told after grading"):  # fmt: skip
        assert text in page.html
    assert page.html.count("<svg class=") == 2
    score = score_answer(keyed, keyed.case.exercise("drawing"), answer)
    assert score.points == pytest.approx(10 * (0.5 * 2 / 3 + 0.2), abs=0.01)
    assert on_disk(workbook.folder) == {"drawing": answer}


class Model:
    """What a student may have at hand, and no data: everything it is asked raises."""

    def _no(self, *_: object) -> NoReturn:
        raise RuntimeError("called")

    __eq__ = __repr__ = __str__ = __reduce__ = __getattr__ = __len__ = __iter__ = _no  # type: ignore[assignment]
    __hash__ = None  # type: ignore[assignment]


class Lazy(pd.DataFrame):
    """A frame whose properties are computed when asked for, and fail."""

    @property
    def shape(self) -> NoReturn:  # type: ignore[override]
        """Never known."""
        raise RuntimeError("called")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "value",
    [Model(), (each for each in iter(int, 1)), Lazy, lambda: FRAME, object, {"a": 1}, b"60", 1j,
     pd.DataFrame({"a": [[1]]}), np.zeros((2, 2))],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_what_is_no_data(
    workbook: Workbook,
    page: Page,
    name: str,
    value: object,
) -> None:
    """What is no data is refused in both languages, keeps nothing, and the notebook goes on."""
    workbook.submit(name, value)
    assert "hf-status-failed" in page.html
    assert 'lang="zh-Hans"' in page.html
    assert lines(workbook.folder) == []
    workbook.submit("middle", 45.67)
    assert on_disk(workbook.folder) == {"middle": 45.67}


@pytest.mark.parametrize("name", ["ranking", "drawing"])
def test_a_value_whose_own_code_fails(workbook: Workbook, page: Page, name: str) -> None:
    """Where the value's own code has to be called and fails, a sentence says so, with its error."""

    class Odd:
        """The name of a column."""

        def __str__(self) -> str:
            raise LookupError("secret")

        __repr__ = __str__

    _, ax = plt.subplots()
    ax.plot([1, 2])
    ax.xaxis.set_major_formatter(lambda *_: {}["secret"])
    value: object = ax if name == "drawing" else pd.DataFrame([[1]], columns=[Odd()])
    workbook.submit(name, value)
    plt.close("all")
    assert "hf-status-failed" in page.html
    assert ("KeyError" if name == "drawing" else "LookupError") in page.html
    assert "secret" not in page.html
    assert lines(workbook.folder) == []
