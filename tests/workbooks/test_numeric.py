"""Which values are one number, and with which words the others are refused."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any, NoReturn

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbooks.errors import NotSubmittable, UnreadableAnswer
from workbooks.kinds import Number
from workbooks.numeric import MOST, number_data

BOTH = {"en": "x", "zh": "某"}
CODED = Number.model_validate(
    {"id": "n", "kind": "number", "step": "prepare", "areas": ["numbers"], "points": 1,
     "minutes": 1, "title": BOTH, "prompt": BOTH, "answered": "code"}
)  # fmt: skip
TYPED = CODED.model_copy(update={"answered": "page"})


@pytest.mark.parametrize(
    "value",
    [37.5, np.float64(37.5), np.float32(37.5), np.longdouble(37.5), Decimal("37.5"),
     Fraction(75, 2), np.array(37.5), np.array([37.5]), np.array([[37.5]]), pd.Series([37.5]),
     pd.DataFrame({"n": [37.5]}), pd.Index([37.5]), pd.Series([37.5], dtype="Float64")],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_every_way_to_hold_one_number(value: object) -> None:
    """Python's, numpy's and pandas' ways to hold one number give the same answer."""
    assert number_data(value) == 37.5
    assert type(number_data(value)) is float
    assert CODED.read_answer(CODED.data_of(value)) == 37.5


@pytest.mark.parametrize("value", [3, np.int8(3), np.uint64(3), Decimal(3), pd.Series([3])])
def test_whole_numbers(value: object) -> None:
    """A whole number is a number."""
    assert number_data(value) == 3


class Pretender(float):
    """A number of a student's own type."""

    def __float__(self) -> NoReturn:
        raise RuntimeError("called")

    __eq__ = __ne__ = __abs__ = __repr__ = __float__  # type: ignore[assignment]
    __hash__ = None  # type: ignore[assignment]


class Equal:
    """Equal to everything."""

    def __eq__(self, _other: object) -> bool:
        return True

    def __repr__(self) -> NoReturn:
        raise RuntimeError("called")

    __float__ = __reduce__ = __repr__  # type: ignore[assignment]
    __hash__ = None  # type: ignore[assignment]


@pytest.mark.parametrize(
    ("value", "says"),
    [(True, "type bool"), (np.True_, "type bool"), ("37.5", "this is a text"), (None, "NoneType"),
     (np.str_("37"), "this is a text"), (1j, "type complex"), (np.complex64(1), "type complex"),
     ([37.5], "type list"), ({"a": 1}, "type dict"), (math.nan, "NaN"), (Decimal("NaN"), "NaN"),
     (np.array(np.nan), "NaN"), (math.inf, "infinite"), (Decimal("-Infinity"), "infinite"),
     (10**400, "too large"), (Fraction(10**400), "too large"), (2 * MOST, "too large"),
     (pd.Series([1, 2]), "2"), (pd.Series(dtype=float), "0"), (np.zeros(10_000_000), "10,000,000"),
     (np.datetime64("2026-05-01"), "datetime64"), (np.timedelta64(1, "D"), "timedelta64"),
     (pd.Series(["37"]), "this is a text"), (pd.NA, "NAType"), (pd.Series([None]), "NoneType"),
     (Pretender(1), "Pretender"), (Equal(), "Equal"), ((each for each in "1"), "generator"),
     (pd.Series([Equal()], dtype=object), "Equal"), (number_data, "function")],
    ids=lambda value: value if type(value) is str else "",
)  # fmt: skip
def test_what_is_no_number(value: object, says: str) -> None:
    """Whatever is not one number is refused, saying why in both languages, and not called."""
    with pytest.raises(NotSubmittable) as caught:
        number_data(value)
    assert says in caught.value.text.en
    assert any("\u4e00" <= letter <= "\u9fff" for letter in caught.value.text.zh)


def test_a_subclass_of_series_is_refused() -> None:
    """A Series of the student's own making may bring methods, and is not looked into."""

    class Column(pd.Series):
        @property
        def size(self) -> NoReturn:
            raise RuntimeError("called")

    with pytest.raises(NotSubmittable, match="Column"):
        number_data(Column.__new__(Column))


@given(value=st.integers() | st.floats() | st.decimals() | st.fractions() | st.text() | st.none())
def test_any_value_is_a_number_or_refused(value: Any) -> None:
    """What is taken can be read back as an answer; everything else is refused in words."""
    try:
        number = number_data(value)
    except NotSubmittable:
        return
    assert CODED.read_answer(number) == number == pytest.approx(float(value))


def test_a_number_of_the_page_takes_no_code() -> None:
    """`answered` decides: typed in the page it is refused from code, and has a widget."""
    assert (CODED.from_code, TYPED.from_code) == (True, False)
    with pytest.raises(NotSubmittable, match="answered in the page"):
        TYPED.data_of(37.5)
    with pytest.raises(UnreadableAnswer):
        CODED.read_answer("37.5")
