"""What of a student's value becomes plain data, and what is refused with which words."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Iterator
from functools import partial
from typing import Any, NoReturn

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.work import counted
from workbooks.errors import NotSubmittable
from workbooks.values import MOST_WHOLE, TableData, table_data


def refusal(value: object) -> NotSubmittable:
    """The refusal of a value, checked to have its words in both languages."""
    with pytest.raises(NotSubmittable) as caught:
        table_data(value)
    text = caught.value.text
    assert text.en.strip()
    assert any("\u4e00" <= letter <= "\u9fff" for letter in text.zh)
    assert text.en in str(caught.value)
    assert text.zh in str(caught.value)
    return caught.value


def plain(value: object) -> tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]]:
    """Columns and rows of a value, proved to be JSON that a grader reads back as the same table."""
    data = table_data(value)
    text = json.dumps(data.model_dump(mode="json"), allow_nan=False)
    text.encode()
    assert TableData.model_validate(json.loads(text)) == data
    return data.columns, data.rows


class Hostile:
    """An object all of whose special methods raise."""

    def _no(self, *_: object) -> NoReturn:
        raise RuntimeError("called")

    __eq__ = __repr__ = __str__ = __reduce__ = __bool__ = __len__ = __iter__ = __float__ = _no  # type: ignore[assignment]
    __int__ = __index__ = __array__ = _no
    __hash__ = object.__hash__


FRAME = pd.DataFrame({"name": ["a", "b"], "n": [1, 2]})


def test_plain_frame() -> None:
    """Columns and rows come over as they stand, without the index of a plain frame."""
    assert plain(FRAME) == (("name", "n"), (("a", 1), ("b", 2)))


def test_series() -> None:
    """A Series is a table of one column under its name, or `value`."""
    assert plain(pd.Series([1, 2], name="n")) == (("n",), ((1,), (2,)))
    assert plain(pd.Series([1, 2])) == (("value",), ((1,), (2,)))
    assert plain(pd.Series([1], name=0)) == (("0",), ((1,),))


def test_named_index_leads() -> None:
    """A named index is data and becomes the first column."""
    assert plain(FRAME.set_index("name")) == (("name", "n"), (("a", 1), ("b", 2)))
    assert plain(FRAME.set_index("name")["n"]) == (("name", "n"), (("a", 1), ("b", 2)))


def test_unnamed_text_index_leads() -> None:
    """An index of texts without a name is data, too."""
    assert plain(pd.DataFrame({"n": [1]}, index=["a"])) == (("index", "n"), (("a", 1),))


def test_shuffled_index_is_left_out() -> None:
    """The numbers that sorting or filtering leaves in the index are not data."""
    assert plain(FRAME.sort_values("n", ascending=False))[1] == (("b", 2), ("a", 1))
    assert plain(FRAME[FRAME["n"] > 1]) == (("name", "n"), (("b", 2),))


def test_multi_index_leads() -> None:
    """Every level of a MultiIndex becomes a column."""
    frame = pd.DataFrame({"a": [1], "b": ["x"], "n": [2]}).set_index(["a", "b"])
    assert plain(frame) == (("a", "b", "n"), ((1, "x", 2),))
    frame.index.names = [None, None]
    assert plain(frame) == (("level_0", "level_1", "n"), ((1, "x", 2),))


def test_columns_of_two_levels() -> None:
    """Column names of several levels become text, and the index keeps its own name."""
    frame = FRAME.groupby("name").agg({"n": ["sum"]})
    assert plain(frame)[0] == ("name", "('n', 'sum')")


def test_categorical_columns() -> None:
    """A pivot table over a categorical column can be handed in."""
    frame = FRAME.assign(kind=pd.Categorical(["x", "y"]))
    table = frame.pivot_table(index="name", columns="kind", values="n", observed=False)
    assert plain(table) == (("name", "x", "y"), (("a", 1.0, None), ("b", None, 2.0)))


def test_nothing_has_many_names() -> None:
    """NaN, NA, NaT and None of every dtype become null."""
    frame = pd.DataFrame(
        {
            "float": [np.nan, 1.5],
            "int": pd.array([pd.NA, 1], dtype="Int64"),
            "text": pd.array([pd.NA, "x"], dtype="string"),
            "bool": pd.array([pd.NA, True], dtype="boolean"),
            "date": pd.to_datetime([None, "2026-05-01"]),
            "mixed": pd.Series([None, 1], dtype=object),
            "numpy": pd.Series([np.datetime64("NaT"), "x"], dtype=object),
        }
    )
    _, rows = plain(frame)
    assert rows[0] == (None,) * 7
    assert rows[1] == (1.5, 1, "x", True, "2026-05-01T00:00:00", 1, "x")


def test_types_survive() -> None:
    """Numbers of numpy become Python's, and True is not 1."""
    frame = pd.DataFrame(
        {
            "int8": np.array([1], dtype="int8"),
            "uint64": np.array([2**64 - 1], dtype="uint64"),
            "float32": np.array([0.5], dtype="float32"),
            "bool": [True],
            "category": pd.Categorical(["x"]),
        }
    )
    _, rows = plain(frame)
    assert [type(item) for item in rows[0]] == [int, int, float, bool, str]
    assert rows[0] == (1, 2**64 - 1, 0.5, True, "x")


def test_dates_of_every_kind() -> None:
    """Dates come over as ISO text whether pandas, numpy or Python made them."""
    day = "2026-05-01T00:00:00"
    for item in (dt.date(2026, 5, 1), dt.datetime(2026, 5, 1), np.datetime64("2026-05-01")):
        frame = pd.DataFrame({"at": pd.Series([item, "x"], dtype=object)})
        assert plain(frame)[1] == ((day,), ("x",))
    assert plain(pd.DataFrame({"at": pd.to_datetime(["2026-05-01"])}))[1] == ((day,),)
    utc = pd.to_datetime(["2026-05-01"], utc=True)
    assert plain(pd.DataFrame({"at": utc}))[1] == ((day + "+00:00",),)


@pytest.mark.parametrize("number", [math.inf, -math.inf])
def test_infinite_number(number: float) -> None:
    """An infinite number is refused, naming the column."""
    assert "“n”" in refusal(pd.DataFrame({"n": [number]})).text.en


@pytest.mark.parametrize("number", [MOST_WHOLE + 1, -MOST_WHOLE - 1, 10**5000], ids=range(3))
def test_huge_number(number: int) -> None:
    """A whole number that JSON or a float could not hold is refused, naming the column."""
    assert "“n”" in refusal(pd.DataFrame({"n": pd.Series([number], dtype=object)})).text.en


def test_double_columns() -> None:
    """Columns of the same name are refused, also where only their text is the same."""
    assert "(n)" in refusal(pd.DataFrame([[1, 2]], columns=["n", "n"])).text.en
    assert "(1)" in refusal(pd.DataFrame([[1, 2]], columns=[1, "1"])).text.en
    assert "(name)" in refusal(FRAME.set_index("name", drop=False)).text.en


def test_names_that_are_no_text() -> None:
    """Names of columns become text, whatever they were."""
    frame = pd.DataFrame([[1, 2, 3, 4]], columns=[2026, None, ("a", 1), pd.Timestamp("2026-05-01")])
    assert plain(frame)[0] == ("2026", "None", "('a', 1)", "2026-05-01 00:00:00")


def test_no_columns() -> None:
    """A frame without columns is refused; one without rows is a table."""
    refusal(pd.DataFrame())
    refusal(pd.DataFrame(index=range(5)))
    assert plain(FRAME.iloc[:0]) == (("name", "n"), ())


def test_long_texts() -> None:
    """Texts and column names that are too long are refused, the longest allowed is not."""
    assert plain(pd.DataFrame({"t": ["x" * 1000]}))[1] == (("x" * 1000,),)
    assert "“t”" in refusal(pd.DataFrame({"t": ["x" * 1001]})).text.en
    assert len(refusal(pd.DataFrame({"x" * 5000: [1]})).text.en) < 200


def test_half_a_surrogate_pair() -> None:
    """Half an emoji in a cell or a column name becomes a question mark."""
    assert plain(pd.DataFrame({"\ud83d": ["a\udc00"]})) == (("?",), (("a?",),))


@pytest.mark.parametrize(
    "value",
    [None, 5, "text", [1], {"a": [1]}, np.zeros((2, 2)), pd.DataFrame, FRAME.groupby("name"), {1},
     pd.Index([1]), (each for each in "ab"), lambda: FRAME, Hostile(), Ellipsis],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_what_is_no_table(value: object) -> None:
    """Anything but a Series or a DataFrame is refused by the name of its type."""
    assert type(value).__name__ in refusal(value).text.en


def test_subclasses_are_refused() -> None:
    """A subclass may bring methods of its own, and is not trusted."""

    class Frame(pd.DataFrame):
        @property
        def index(self) -> NoReturn:
            raise RuntimeError("called")

    class Column(pd.Series):
        @property
        def name(self) -> NoReturn:
            raise RuntimeError("called")

    assert "Frame" in refusal(Frame.__new__(Frame)).text.en
    assert "Column" in refusal(Column.__new__(Column)).text.en


@pytest.mark.parametrize(
    "item",
    [Hostile(), [1], {"a": 1}, object(), 1j, b"bytes", pd.Timedelta(1), pd.Period("2026")],
    ids=lambda value: type(value).__name__,
)
def test_cells_that_are_no_data(item: object) -> None:
    """A cell of another type is refused by column and type, and nothing of it is called."""
    text = refusal(pd.DataFrame({"n": pd.Series([1, item], dtype=object)})).text.en
    assert "“n”" in text
    assert type(item).__name__ in text


def test_generator_in_a_cell_is_not_consumed() -> None:
    """A generator in a cell is refused and left as it was."""

    def numbers() -> Iterator[int]:
        yield 1

    made = numbers()
    refusal(pd.DataFrame({"n": pd.Series([made], dtype=object)}))
    assert next(made) == 1


def test_too_large_is_refused_at_once() -> None:
    """Ten million rows, or too many columns, are refused without looking at them."""
    assert "101" in refusal(pd.DataFrame(np.zeros((1, 101)))).text.en  # the words are read now
    frame = pd.DataFrame({"n": np.zeros(10_000_000, dtype="int8")})
    for value in (frame, frame["n"]):
        told, steps = counted(partial(refusal, value))
        assert "10,000,000" in told.text.en
        assert steps < 50_000
    assert len(plain(frame.iloc[:100_000])[1]) == 100_000


def test_what_takes_too_much_room_is_refused() -> None:
    """A table that would be too long for a line of the answer log is refused, saying how long."""
    frame = pd.DataFrame({"n": np.arange(100_000) / 7})
    assert "KiB" in refusal(frame).text.en
    refusal(pd.DataFrame({"t": ["客" * 900] * 400}))  # few characters, but more bytes
    assert plain(pd.DataFrame({"n": np.arange(100_000)}))[1][-1] == (99_999,)


def test_index_and_dtypes_come_along() -> None:
    """Which columns stood in the index, and what the columns held, is part of the data."""
    data = table_data(FRAME.set_index("name").assign(share=[0.5, np.nan], ok=True))
    assert data.index == 1
    assert data.dtypes is not None
    assert data.dtypes[1:] == ("int64", "float64", "bool")
    assert table_data(FRAME).index == 0


def test_a_table_without_dtypes_is_read() -> None:
    """An answer kept before dtypes were is still an answer."""
    data = TableData.model_validate({"columns": ["a"], "rows": [[1]]})
    assert (data.index, data.dtypes) == (0, None)


def test_numbers_of_every_width() -> None:
    """Columns of every dtype of numbers give what their cells are, one by one."""
    for dtype in ("int8", "uint16", "int64", "float16", "float32", "float64", "longdouble"):
        assert plain(pd.DataFrame({"n": np.array([1, 2], dtype=dtype)}))[1] == ((1,), (2,))
    assert plain(pd.DataFrame({"n": np.array([1.5, np.nan])}))[1] == ((1.5,), (None,))


def test_types_derived_from_ours_give_their_value() -> None:
    """A number or text of a derived type is taken by its value; nothing it overrides is called."""

    class Loud(str):
        __slots__ = ()

        def __str__(self) -> str:
            raise RuntimeError("called")

        __len__ = __eq__ = encode = __str__  # type: ignore[assignment]
        __hash__ = str.__hash__

    class Number(float):
        def __float__(self) -> float:
            raise RuntimeError("called")

    class Whole(int):
        def __int__(self) -> int:
            raise RuntimeError("called")

        __index__ = __abs__ = __int__

    for item, value in ((Loud("x"), "x"), (Number(1.5), 1.5), (Whole(3), 3), (np.float32(2), 2)):
        frame = pd.DataFrame({"n": pd.Series([None, item], dtype=object)})
        assert plain(frame)[1] == ((None,), (value,))


def test_a_type_that_lies_about_itself() -> None:
    """An object that says it is a number, of a type that will not tell its name, is no number."""

    class Sly(type):
        @property
        def __name__(cls) -> str:  # noqa: A003,RUF100
            raise RuntimeError("called")

    class Liar(metaclass=Sly):
        @property
        def __class__(self) -> type:
            return int

        def __int__(self) -> int:
            raise RuntimeError("called")

        def __eq__(self, _other: object) -> bool:
            return True

        __hash__ = None  # type: ignore[assignment]

    for value in (Liar(), pd.DataFrame({"n": pd.Series([Liar()], dtype=object)})):
        with pytest.raises(NotSubmittable, match="Liar"):
            table_data(value)


def test_handing_in_changes_nothing() -> None:
    """The student's own frame is as it was."""
    frame = FRAME.set_index("name")
    before = frame.copy()
    table_data(frame)
    pd.testing.assert_frame_equal(frame, before)


cells = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.dates(),
    st.datetimes(), st.binary(max_size=3), st.complex_numbers(), st.just(pd.NaT), st.just(pd.NA),
)  # fmt: skip
names = st.one_of(st.text(max_size=4), st.integers(), st.none(), st.booleans(), st.floats())


@settings(max_examples=80)
@given(data=st.data(), columns=st.lists(names, max_size=4), rows=st.integers(0, 4))
def test_any_frame_is_data_or_refused(data: st.DataObject, columns: list[Any], rows: int) -> None:
    """Whatever a frame holds, it becomes JSON or is refused in both languages."""
    frame = pd.DataFrame(
        [[data.draw(cells) for _ in columns] for _ in range(rows)], columns=pd.Index(columns)
    )
    try:
        table_data(frame)
    except NotSubmittable:
        refusal(frame)
    else:
        assert len(plain(frame)[1]) == rows


@pytest.mark.parametrize(
    "raw",
    [
        {"columns": [], "rows": []},
        {"columns": ["a"], "rows": [[1, 2]]},
        {"columns": ["a"], "rows": [[]]},
        {"columns": ["a"], "rows": [[[1]]]},
        {"columns": ["a"], "rows": [[math.nan]]},
        {"columns": ["a"], "rows": [[10**400]]},
        {"columns": ["a"], "rows": [["x" * 1001]]},
        {"columns": ["a"], "rows": [[1]] * 100_001},
        {"columns": ["a"] * 101, "rows": []},
        {"columns": ["a"], "rows": [], "more": 1},
        {"columns": "a", "rows": []},
        {"columns": [1], "rows": []},
        {"columns": ["a"], "rows": [], "index": 2},
        {"columns": ["a"], "rows": [], "index": -1},
        {"columns": ["a"], "rows": [], "dtypes": ["int64", "int64"]},
        {"columns": ["a"], "rows": [], "dtypes": ["x" * 61]},
    ],
    ids=range(16),
)
def test_forged_tables(raw: object) -> None:
    """A table that no notebook of ours would hand in is not read as one."""
    with pytest.raises(ValidationError):
        TableData.model_validate(raw)
