"""What answers earn: examples worked by hand, and what must hold of every rule."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grading.course import Course
from grading.read import KeyedCase, read_keyed_case
from tests.grading.small import read_tiny
from tests.scoring import score_answer
from tests.workbooks.test_kinds import anything, permutations, tables
from workbooks.kinds import Choices, Exercise, Number, Table
from workbooks.scoring import ChoicesKey, NumberKey, TableKey
from workbooks.scoring.score import Score
from workbooks.values import TableData

MS_ZHANG: KeyedCase = read_keyed_case(Course(Path(__file__).resolve().parents[2]), "ms-zhang")
BOTH = {"en": "x", "zh": "某"}
RULES = ("all-or-nothing", "net-correct", "per-option")
COMMON = {"step": "prepare", "areas": ["hearing"], "minutes": 1, "title": BOTH, "prompt": BOTH}
every_exercise = pytest.mark.parametrize(
    "exercise", MS_ZHANG.case.exercises, ids=lambda each: each.id
)


@pytest.fixture
def tiny(tmp_path: Path) -> KeyedCase:
    return read_tiny(tmp_path)


def points(keyed: KeyedCase, name: str, raw: Any) -> float | None:
    return score_answer(keyed, keyed.case.exercise(name), raw).points


def said(keyed: KeyedCase, name: str, raw: Any) -> list[tuple[str, str]]:
    score = score_answer(keyed, keyed.case.exercise(name), raw)
    return [(reason.verdict, reason.text.en) for reason in score.reasons]


def test_choice_by_hand(tiny: KeyedCase) -> None:
    """An option earns its own share, with its own feedback."""
    assert [points(tiny, "one", each) for each in ("yes-1", "half-1", "no-1")] == [2, 1, 0]
    assert said(tiny, "one", "half-1") == [("partly", "Nearly")]
    assert said(tiny, "one", "no-1") == [("wrong", "Look again")]


def test_choices_by_hand(tiny: KeyedCase) -> None:
    """Right picks minus wrong ones; what was missed is noted without being named."""
    table = {("a", "b"): 4, ("a",): 2, ("a", "b", "c"): 2, ("a", "c"): 0, ("c", "d"): 0}
    assert {picks: points(tiny, "many", list(picks)) for picks in table} == table
    assert said(tiny, "many", ["c", "a"]) == [
        ("right", "Good a"), ("wrong", "Not c"), ("note", "There is more")]  # fmt: skip
    assert said(tiny, "many", ["a", "b"]) == [("right", "Good a"), ("right", "Good b")]


def test_order_by_hand(tiny: KeyedCase) -> None:
    """Each step that would not have to be moved earns a third, but for the first."""
    right = ["first", "second", "third", "fourth"]
    assert points(tiny, "steps", right) == 3
    assert said(tiny, "steps", right) == [("right", "Well sorted")]
    assert points(tiny, "steps", right[::-1]) == 0
    assert points(tiny, "steps", [*right[1:], right[0]]) == 2
    assert said(tiny, "steps", [*right[1:], right[0]]) == [("wrong", "On 1")]


@pytest.mark.parametrize(
    ("columns", "rows", "worth", "wrong"),
    [
        (["who", "sum"], [["ann", 1.5], ["bob", 20]], 4, []),
        ([" WHO ", "Sum"], [["Ann", 1.505], [" bob", 20.0]], 4, []),
        (["谁", "sum", "more"], [["ann", 1.5, 0], ["bob", 20, 0]], 4, []),
        (["who", "sum"], [["bob", 20], ["ann", 1.5]], 3, ["Order!"]),
        (["who", "sum"], [["ann", 1.52], ["bob", 20]], 3.5, ["Values!"]),
        (["who", "sum"], [["ann", True], ["bob", "20"]], 3, ["Values!"]),
        (["who"], [["ann"], ["bob"]], 2.5, ["Columns!", "Values!"]),
        (["sum"], [[1.5], [20]], 0.5, ["Columns!", "Rows!", "Values!", "Order!"]),
        (["who", "sum"], [["ann", 1.5]], 1.5, ["Rows!", "Values!", "Order!"]),
        (["x"], [], 0, ["Columns!", "Rows!", "Values!", "Order!"]),
        (["who", "sum"], [["ann", 2**64], ["bob", None]], 3, ["Values!"]),
    ],
)  # fmt: skip
def test_table_by_hand(
    tiny: KeyedCase, columns: list[str], rows: list[Any], worth: float, wrong: list[str]
) -> None:
    """Columns, rows, values and order each earn their share, and each is told of."""
    raw = {"columns": columns, "rows": rows}
    assert points(tiny, "sums", raw) == worth
    told = [text for verdict, text in said(tiny, "sums", raw) if verdict != "note"]
    assert told == (wrong or ["Well computed"])


def test_whole_numbers_identify_rows_as_floats_do() -> None:
    """A row numbered 1.0, as pandas makes of 1 beside a gap, is the row numbered 1."""
    key = table_key([1, 2], [5, 6])
    exercise = Table.model_validate({**COMMON, "id": "t", "kind": "table", "points": 4})
    answer = TableData(columns=("id", "v"), rows=((1.0, 5), (2.0, 6)))
    assert key.score(exercise, answer).points == 4


@pytest.mark.parametrize("name", ["today-reply", "who-is-right"])
def test_written_is_for_people(name: str) -> None:
    """A text gets no points from the machine, and neither its length nor its words matter."""
    exercise = MS_ZHANG.case.exercise(name)
    for raw in ("x", "<script>", "好" * 5000):
        score = score_answer(MS_ZHANG, exercise, raw)
        assert (score.points, score.most, score.needs_human) == (None, exercise.points, True)


@every_exercise
@pytest.mark.parametrize(("raw", "says"), [(None, "No answer"), ({"x": 1}, "could not be read")])
def test_no_answer_earns_nothing(exercise: Exercise, raw: object, says: str) -> None:
    """A missing or unreadable answer earns 0 and says which it was, whoever marks."""
    score = score_answer(MS_ZHANG, exercise, raw)
    assert (score.points, score.most) == (0, exercise.points)
    (reason,) = score.reasons
    assert says in reason.text.en


@every_exercise
@settings(max_examples=60)
@given(raw=anything | tables | permutations)
def test_any_json_has_a_score(exercise: Exercise, raw: object) -> None:
    """Whatever was handed in gets points in range, and reasons in both languages."""
    sound(score_answer(MS_ZHANG, exercise, raw), exercise)


def sound(score: Score, exercise: Exercise) -> None:
    assert score.most == exercise.points
    assert score.points is None or 0 <= score.points <= exercise.points
    for reason in score.reasons:
        assert reason.text.en
        assert reason.text.zh


@every_exercise
def test_reasons_do_not_give_the_key_away(exercise: Exercise) -> None:
    """What is said about an answer never holds the text of a right option not picked."""
    key: Any = MS_ZHANG.keys[exercise.id]
    if exercise.kind == "choice":
        right = {name for name, share in key.credit.items() if share == 1}
        answers: Iterable[Any] = [option.id for option in exercise.options]
    elif exercise.kind == "choices":
        right = set(key.right)
        ids = [option.id for option in exercise.options]
        answers = [list(picks) for size in (1, 2, 3) for picks in combinations(ids, size)]
    else:
        return  # an order shows all of its steps, and the other kinds have no options
    for raw in answers:
        score = score_answer(MS_ZHANG, exercise, raw)
        told = " ".join(reason.text.en + reason.text.zh for reason in score.reasons)
        for name in right - {raw if isinstance(raw, str) else each for each in raw}:
            option = exercise.option(name)
            assert option is not None
            assert option.text.en not in told
            assert option.text.zh not in told


@st.composite
def choices(draw: st.DrawFn) -> tuple[Choices, ChoicesKey, frozenset[str]]:
    ids = [f"o{number}" for number in range(draw(st.integers(2, 7)))]
    right = draw(st.sets(st.sampled_from(ids), min_size=1))
    exercise = Choices.model_validate(
        {**COMMON, "id": "c", "kind": "choices", "points": draw(st.integers(1, 9)),
         "options": [{"id": each, "text": BOTH} for each in ids]}
    )  # fmt: skip
    key = ChoicesKey.model_validate(
        {"exercise": "c", "kind": "choices", "right": right, "rule": draw(st.sampled_from(RULES)),
         "feedback": dict.fromkeys(ids, BOTH), "missed": BOTH}
    )  # fmt: skip
    return exercise, key, frozenset(draw(st.sets(st.sampled_from(ids), min_size=1)))


@given(made=choices())
def test_choices_rules(made: tuple[Choices, ChoicesKey, frozenset[str]]) -> None:
    """Under every rule the key earns all, wrong picks nothing, better picks never less."""
    exercise, key, picks = made
    earned = key.score(exercise, picks).points
    assert earned is not None
    sound(key.score(exercise, picks), exercise)
    assert key.score(exercise, key.right).points == exercise.points
    wrong = frozenset(option.id for option in exercise.options) - key.right
    if wrong:
        assert key.score(exercise, wrong).points == 0
        assert key.score(exercise, wrong | key.right).points != exercise.points
    for better in [picks | {each} for each in key.right] + [picks - {each} for each in wrong]:
        assert (key.score(exercise, better).points or 0) >= earned
    notes = [each for each in key.score(exercise, picks).reasons if each.verdict == "note"]
    assert bool(notes) == bool(key.right - picks)


def table_key(ids: list[Any], values: list[Any]) -> TableKey:
    parts = ("columns", "rows", "values", "order")
    return TableKey.model_validate(
        {"exercise": "t", "kind": "table", "praise": BOTH, "feedback": dict.fromkeys(parts, BOTH),
         "shares": dict.fromkeys(parts, 0.25),
         "columns": [{"name": "id", "values": ids}, {"name": "v", "values": values}]}
    )  # fmt: skip


@given(
    values=st.lists(st.floats(-1e6, 1e6) | st.integers() | st.booleans() | st.text(max_size=3),
                    min_size=1, max_size=5),
    wrong=st.integers(0, 4), data=st.data(),
)  # fmt: skip
def test_table_rule(values: list[Any], wrong: int, data: st.DataObject) -> None:
    """The key's own table earns all, any order three parts, a wrong value costs its share."""
    bounded = [min(max(v, -(2**64)), 2**64) if type(v) is int else v for v in values]
    ids = [f"row {number}" for number in range(len(bounded))]
    key = table_key(ids, bounded)
    exercise = Table.model_validate({**COMMON, "id": "t", "kind": "table", "points": 8})
    rows = list(zip(ids, bounded, strict=True))

    def earned(of: list[Any]) -> float | None:
        return key.score(exercise, TableData(columns=("id", "v"), rows=tuple(of))).points

    assert earned(rows) == 8
    mixed = data.draw(st.permutations(rows))
    assert earned(mixed) == (8 if mixed == rows else 6)
    place = wrong % len(rows)
    rows[place] = (ids[place], "something else altogether")
    assert earned(rows) == pytest.approx(8 - 2 / len(rows), abs=0.01)


def table_of(key: TableKey, columns: tuple[str, ...], rows: list[Any]) -> tuple[float | None, str]:
    """What a table earns of 8 points, and all that is said about it in English."""
    exercise = Table.model_validate({**COMMON, "id": "t", "kind": "table", "points": 8})
    score = key.score(exercise, TableData(columns=columns, rows=tuple(map(tuple, rows))))
    return score.points, " | ".join(reason.text.en for reason in score.reasons)


def test_a_column_has_its_own_nearness() -> None:
    """A column's own tolerance, absolute or relative, replaces or widens the key's."""
    plain = table_key(["a", "b"], [100.0, 200.0])
    for change, off, earned in (
        ({}, 0.5, 6), ({"tolerance": 0.5}, 0.5, 8), ({"tolerance": 0.4}, 0.5, 6),
        ({"relative": 0.01}, 1, 8), ({"relative": 0.01}, 1.1, 7),
    ):  # fmt: skip
        column = plain.columns[1].model_copy(update=change)
        key = plain.model_copy(update={"columns": (plain.columns[0], column)})
        rows = [["a", 100 + off], ["b", 200 + off]]
        assert table_of(key, ("id", "v"), rows)[0] == earned, (change, off)


def test_a_share_for_a_percentage_if_the_author_allows() -> None:
    """A whole column may be given in another unit that the key names; a mixed one may not."""
    plain = table_key(["a", "b"], [60.0, 40.0])
    column = plain.columns[1].model_copy(update={"also_as": (0.01,), "tolerance": 0.5})
    key = plain.model_copy(update={"columns": (plain.columns[0], column)})
    assert table_of(plain, ("id", "v"), [["a", 0.6], ["b", 0.4]])[0] == 6
    assert table_of(key, ("id", "v"), [["a", 0.6], ["b", 0.4]])[0] == 8
    assert table_of(key, ("id", "v"), [["a", 60.4], ["b", 40]])[0] == 8
    assert table_of(key, ("id", "v"), [["a", 0.604], ["b", 0.4]])[0] == 8
    assert table_of(key, ("id", "v"), [["a", 0.61], ["b", 0.4]])[0] == 7  # off by a whole percent
    assert table_of(key, ("id", "v"), [["a", 0.6], ["b", 40]])[0] == 7


def test_what_is_said_of_a_cell_is_the_students_own() -> None:
    """The first cell that is off is told as given, and neither another nor the expected value."""
    key = table_key(["a", "b", "c"], [61.0, 42.0, 43.0])
    earned, told = table_of(key, ("ID", "V"), [["B", 58], ["a", 61], ["c", 59]])
    assert earned == 4.67  # two of three values, and the order
    assert "In your row “B”, “V” is 58." in told
    assert not [each for each in ("59", "42", "43", "“a”", "“c”") if each in told]
    assert "is “x”" in table_of(key, ("id", "v"), [["a", "x"], ["b", 42], ["c", 43]])[1]
    assert "is empty" in table_of(key, ("id", "v"), [["a", None], ["b", 42], ["c", 43]])[1]
    _, told = table_of(key, ("id", "v"), [["a", 61], ["zzz", 42]])
    assert "“zzz” is not one of those asked for" in told
    assert not [each for each in ("“b”", "“c”", "43") if each in told]


def test_a_number_in_another_unit_if_the_author_allows() -> None:
    """`also_as` takes the value times a factor, with tolerance and nearness scaled alike."""
    raw = {"exercise": "n", "kind": "number", "value": 37.5, "tolerance": 0.05,
           "near": [{"within": 1, "share": 0.5, "feedback": BOTH}],
           "feedback": {"right": BOTH, "wrong": BOTH}}  # fmt: skip
    exercise = Number.model_validate({**COMMON, "id": "n", "kind": "number", "points": 4})
    plain = NumberKey.model_validate(raw)
    key = NumberKey.model_validate({**raw, "also_as": [0.01]})

    def earned(of: NumberKey, answer: float) -> float | None:
        return of.score(exercise, answer).points

    assert [earned(plain, each) for each in (37.5, 0.375)] == [4, 0]
    assert [earned(key, each) for each in (37.5, 0.375, 0.3755, 0.38, 0.39)] == [4, 4, 4, 2, 0]
