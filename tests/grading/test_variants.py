"""Personal exercises: data of one's own, and a key computed for them."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grading.course import Course
from grading.read import KeyedCase, read_keyed_case
from grading.variants import Functions, NoReference, data_for
from tests.grading.small import CASE, KEYS, SLUG, changed, problems_in, write_course
from tests.scoring import score_answer
from workbooks.synthetic import (
    DEPARTMENTS,
    LEAST_IN_DEPARTMENT,
    LEFT_AFTER_POOR_SERVICE,
    SEEDS,
    WAGES,
    Synthetic,
    make,
)

DATA = """\
synthetic:
  - id: people
    maker: customers
    rows: 50
    about: {en: Made up, zh: 虚构数据}
exercises:
"""
PERSONAL = changed(
    changed(CASE, "exercises:\n", DATA), "    minutes: 2\n    title: {en: Sums",
    "    minutes: 2\n    personal: true\n    title: {en: Sums",
)  # fmt: skip
OWN_KEYS = (
    KEYS[: KEYS.index("  - exercise: sums")]
    + """\
  - exercise: sums
    kind: table
    reference: left_by_channel
    columns:
      - name: channel
      - name: left
    shares: {columns: 0.25, rows: 0.25, values: 0.5}
    feedback:
      columns: {en: Columns, zh: 列}
      rows: {en: Rows, zh: 行}
      values: {en: Values, zh: 值}
    praise: {en: Yes, zh: 对}
"""
)
FUNCTIONS = """\
def left_by_channel(people):
    return people.groupby("channel", as_index=False)["left"].sum()

def stops(people):
    return people["no such column"]

def other(people):
    return {"channel": ["x"]}
"""


def course_of(root: Path, *, keys: str = OWN_KEYS, case: str = PERSONAL) -> Course:
    course = write_course(root, case=case, keys=keys)
    course.reference_file(SLUG).write_text(FUNCTIONS, "utf-8")
    return course


@pytest.fixture
def keyed(tmp_path: Path) -> KeyedCase:
    return read_keyed_case(course_of(tmp_path), SLUG)


def table_for(keyed: KeyedCase, seed: int) -> dict[str, Any]:
    """What a student with that seed hands in, computed in another way than the key's."""
    people = make(keyed.case.synthetic[0], seed)
    sums: dict[str, int] = {}
    for channel, left in zip(people["channel"], people["left"], strict=True):
        sums[channel] = sums.get(channel, 0) + int(left)
    return {"columns": ["channel", "left"], "rows": [list(item) for item in sums.items()]}


def points(keyed: KeyedCase, seed: int, raw: object) -> float | None:
    return score_answer(keyed.for_seed(seed), keyed.case.exercise("sums"), raw).points


def test_each_student_is_right_about_their_own_data(keyed: KeyedCase) -> None:
    """The same seed always gives the same data and full marks; another seed's table does not."""
    mine, theirs = table_for(keyed, 11), table_for(keyed, 12)
    assert mine != theirs
    assert points(keyed, 11, mine) == points(keyed, 12, theirs) == 4
    assert (points(keyed, 11, theirs) or 0) < 4


def test_what_nobody_handed_in_is_not_computed(keyed: KeyedCase) -> None:
    """A key to one's own data is computed when it is asked for, once, and is among the others."""
    asked: list[int] = []

    def sums(people: pd.DataFrame) -> pd.DataFrame:
        asked.append(len(people))
        return people.groupby("channel", as_index=False)["left"].sum()

    counted = replace(keyed, functions=Functions("counted.py", {"left_by_channel": sums}))
    keys = counted.for_seed(11).keys
    assert asked == []
    assert list(keys) == list(keyed.keys)
    assert keys["sums"] is keys["sums"]
    assert asked == [50]
    assert dict(keys) == dict(keyed.for_seed(11).keys)


def test_a_key_that_cannot_be_computed_is_never_the_samples(keyed: KeyedCase) -> None:
    """Asked for again, it fails again: nobody is marked by a key to somebody else's data."""
    keys = replace(keyed, functions=Functions("none.py")).for_seed(11).keys
    for _ in range(2):
        with pytest.raises(NoReference):
            keys["sums"]


@settings(max_examples=20)
@given(seed=st.integers(0, SEEDS - 1))
def test_every_seed_can_be_graded(seed: int) -> None:
    """For any seed the data have their shape and stay in their ranges."""
    about = {"en": "x", "zh": "某"}
    people = make(Synthetic(id="people", maker="customers", rows=60, about=about), seed)  # type: ignore[arg-type]
    assert list(people["customer"]) == list(range(1, 61))
    assert people["age"].between(18, 85).all()
    assert people["tenure"].between(1, 120).all()
    assert people["contacts"].between(0, 9).all()
    assert set(people["industry"]) <= set(LEFT_AFTER_POOR_SERVICE)
    assert people["left"].dtype == bool


def test_the_data_are_the_same_everywhere() -> None:
    """The data of a seed are these, value for value, whatever the versions."""
    about = {"en": "x", "zh": "某"}
    people = make(Synthetic(id="people", maker="customers", rows=200, about=about), 7)  # type: ignore[arg-type]
    text = "\n".join(",".join(map(str, row)) for row in people.itertuples(index=False, name=None))
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == "c31076e3bfb3b1f9"


@settings(max_examples=20)
@given(seed=st.integers(0, SEEDS - 1))
def test_any_staff_can_be_planned_for(seed: int) -> None:
    """For any seed every department has some people, and everybody some hours still to come."""
    about = {"en": "x", "zh": "某"}
    people = make(Synthetic(id="staff", maker="staff", rows=91, about=about), seed)  # type: ignore[arg-type]
    counts = people.groupby("department").size()
    assert set(counts.index) == set(DEPARTMENTS)
    assert counts.min() >= LEAST_IN_DEPARTMENT
    assert set(people["trained"]) <= {0, 4, 8}
    assert set(people["wage"]) <= set(WAGES)


def test_the_staff_is_the_same_everywhere() -> None:
    """The staff of a seed is this, whatever the versions."""
    about = {"en": "x", "zh": "某"}
    people = make(Synthetic(id="staff", maker="staff", rows=91, about=about), 0)  # type: ignore[arg-type]
    counts = people.groupby("department", sort=False).size()
    assert counts.tolist() == [10, 14, 28, 12, 18, 9]
    assert ((24 - people["trained"]) * people["wage"]).sum() == 65280


def test_shares_are_those_of_b1() -> None:
    """Over many customers each industry's share of leavers is B1's, within a fair margin."""
    about = {"en": "x", "zh": "某"}
    people = make(Synthetic(id="people", maker="customers", rows=5000, about=about), 3)  # type: ignore[arg-type]
    shares = people.groupby("industry")["left"].mean()
    for industry, share in LEFT_AFTER_POOR_SERVICE.items():
        # 1000 customers each: four standard errors are 0.062
        assert shares[industry] == pytest.approx(share, abs=0.062), industry


@pytest.mark.parametrize(
    ("old", "new", "code", "says"),
    [
        ("    reference: left_by_channel\n", "", "HF103", "“values” is missing"),
        ("left_by_channel", "nobody", "HF219", "no function “nobody”"),
        ("left_by_channel", "stops", "HF219", "stopped with KeyError"),
        ("left_by_channel", "other", "HF219", "nothing called “left”"),
    ],
)
def test_a_reference_that_cannot_be_used(
    tmp_path: Path, old: str, new: str, code: str, says: str
) -> None:
    """A reference that is missing, unknown, stops or lacks a column is told with its place."""
    told = problems_in(course_of(tmp_path, keys=OWN_KEYS.replace(old, new)))
    assert told[0].code == code
    assert says in told[0].message


def test_personal_in_case_and_key(tmp_path: Path) -> None:
    """A personal exercise needs a reference, and a reference a personal exercise."""
    course = course_of(tmp_path / "one", keys=KEYS)
    assert [each.code for each in problems_in(course)] == ["HF217"]
    told = PERSONAL.replace("    personal: true\n", "    personal: true\n    feedback: immediate\n")
    course = course_of(tmp_path / "three", case=told)
    assert [each.code for each in problems_in(course)] == ["HF117"]
    course = course_of(tmp_path / "two", case=PERSONAL.replace("    personal: true\n", ""))
    assert [each.code for each in problems_in(course)] == ["HF218"]


def test_a_reference_may_work_on_its_argument(keyed: KeyedCase) -> None:
    """What one reference does to the data is not met by the next, nor by a second look."""
    name = keyed.case.synthetic[0].id
    first = data_for(keyed.case, 5)[name]
    before = first.copy()
    first["more"] = 1
    first.iloc[:, 1] = first.iloc[0, 1]
    assert data_for(keyed.case, 5)[name].equals(before)


def test_nothing_is_left_among_the_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Using the reference functions writes no compiled copy beside them."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    course = course_of(tmp_path)
    read_keyed_case(course, SLUG)
    folder = course.reference_file(SLUG).parent
    assert {path.suffix for path in folder.iterdir()} == {".py", ".yaml"}
