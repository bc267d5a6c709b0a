"""One number that a student computed, as plain data: Python's, numpy's, or all that a Series holds.

Types are looked at, not asked: a class of the student's own is refused and none of it is called.
"""

from __future__ import annotations

import math
import sys
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from workbooks.errors import NotSubmittable
from workbooks.values import type_name
from workbooks.words import say_both

MOST: Final = 1e15
"""Beyond this a float no longer holds every whole number and its tenths (`scripts/number.js`
refuses the same)."""


def number_data(value: object) -> float:
    """A number as a float; raises `NotSubmittable` saying what is in the way.

    Taken are int, float, Decimal, Fraction, numpy's numbers, and an array or Series that holds one
    of these and nothing else. A truth value, a complex number and a text that looks like a number
    are none.
    """
    value = _only_one(value)
    if type(value) is str:
        raise _refused("text")
    if type(value) not in (int, float, Decimal, Fraction):
        raise _refused("not-a-number", type=type_name(value))
    return _bounded(value)


def _only_one(value: Any) -> object:
    """What an array or Series holds, if it is one thing; a scalar of numpy as Python's own."""
    numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
    if pandas is not None and type(value) in (pandas.Series, pandas.DataFrame, pandas.Index):
        _refuse_many(value.size)
        value = value.to_numpy()
    if numpy is None:
        return value
    if type(value) is numpy.ndarray:
        _refuse_many(value.size)
        value = value.reshape(-1)[0]
    time = numpy.datetime64 | numpy.timedelta64
    if issubclass(type(value), numpy.generic) and not issubclass(type(value), time):
        value = numpy.generic.item(value)  # numpy's own, whatever a subclass makes of it
        return float(value) if type(value) is numpy.longdouble else value
    return value


def _refuse_many(size: int) -> None:
    if size != 1:
        raise _refused("many", count=size)


def _bounded(value: Any) -> float:
    try:
        number = math.nan if type(value) is Decimal and value.is_nan() else float(value)
    except OverflowError:
        raise _refused("too-large") from None
    if math.isnan(number):
        raise _refused("nan")
    if math.isinf(number):
        raise _refused("infinite")
    if abs(number) > MOST:
        raise _refused("too-large")
    return number


def _refused(name: str, **fields: object) -> NotSubmittable:
    return NotSubmittable(say_both(f"number.refused-{name}", **fields))
