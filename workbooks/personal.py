"""Keys of personal exercises: what is right depends on the data that a student was given.

Such a key names a `reference`: a function in `grading/keys/<slug>.py` (`_` for `-`) that computes
what is right from the data sets of the case, each an argument of its name. No function stands in
this package: a grader reads them from the keys, a self-study release brings them along. The result
fills in the values that the key leaves out:

- `number`: the result is the `value`;
- `table`: by name of a column, its `values` (a DataFrame does);
- `figure`: by name of a series, its `values`; of a single series, the values alone do. A series
  whose `starts` is a name takes from the result what is called so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

from pydantic import TypeAdapter

from workbooks.case import Case
from workbooks.scoring import Key
from workbooks.synthetic import Synthetic, make

if TYPE_CHECKING:
    import pandas as pd

_KEY: Final[TypeAdapter[Key]] = TypeAdapter(Key)
_BY_NAME: Final = {"table": "columns", "figure": "series"}


class NoReference(Exception):
    """A key names a function that is not there, or whose result is not what its kind needs."""


@dataclass(frozen=True)
class Functions:
    """The functions of one file beside the keys, by name; `file` is what the file is called."""

    file: str = ""
    by_name: Mapping[str, Callable[..., Any]] = field(default_factory=dict)


def functions_of(source: str | bytes, file: str) -> Functions:
    """The functions that a file of references defines; raises `NoReference` if it cannot be run."""
    module = ModuleType(f"reference_{Path(file).stem}")
    try:
        # not imported: that would leave a compiled copy beside the file
        exec(compile(source, file, "exec"), vars(module))  # noqa: S102  # our own
    except Exception as error:
        raise NoReference(f"{file} stopped with {type(error).__name__}: {error}") from error
    own = {name: each for name, each in vars(module).items() if callable(each)}
    return Functions(file, own)


def filled_key(
    entry: Mapping[str, Any], case: Case, functions: Functions, seed: int
) -> dict[str, Any]:
    """A key's entry with the values filled in that hold for one seed; raises `NoReference`."""
    result = _result(entry, case, functions, seed)
    if entry["kind"] == "number":
        return {**entry, "value": _plain(result)}
    field = _BY_NAME.get(str(entry["kind"]))
    if field is None:
        raise NoReference(f"a key of kind “{entry['kind']}” has no use for it")
    parts = [dict(part) for part in entry[field]]
    for part in parts:
        part["values"] = _values(result, part.get("name"), alone=len(parts) == 1)
        if isinstance(part.get("starts"), str):
            part["starts"] = _values(result, part["starts"], alone=False)
    return {**entry, field: parts}


def key_of(entry: Mapping[str, Any]) -> Key:
    """A key that holds for everybody, from plain data; raises `ValueError` where it is none."""
    return _KEY.validate_python(entry)


def key_for(entry: Mapping[str, Any], case: Case, functions: Functions, seed: int) -> Key:
    """The key that holds for one seed."""
    return _KEY.validate_python(filled_key(entry, case, functions, seed))


def data_for(case: Case, seed: int) -> dict[str, Any]:
    """The data sets of a case, by id, as a student with that seed has them."""
    # a copy each, for a reference may work on its argument
    return {each.id: _made(each, seed).copy() for each in case.synthetic}


@lru_cache(maxsize=8)
def _made(synthetic: Synthetic, seed: int) -> pd.DataFrame:
    """Drawn once for all of a student's keys, which takes longer than to compute any of them."""
    return make(synthetic, seed)


def _result(entry: Mapping[str, Any], case: Case, functions: Functions, seed: int) -> Any:
    name = str(entry["reference"])
    compute = functions.by_name.get(name)
    if compute is None:
        raise NoReference(f"{functions.file} has no function “{name}”")
    try:
        return compute(**data_for(case, seed))
    except Exception as error:
        raise NoReference(f"“{name}” stopped with {type(error).__name__}: {error}") from error


def _values(result: Any, name: Any, *, alone: bool) -> list[Any]:
    try:
        values = result[name if isinstance(name, str) else (name or {}).get("en")]
    except (KeyError, TypeError, IndexError, AttributeError):
        if not alone:
            raise NoReference(f"the result has nothing called “{name}”") from None
        values = result
    return [_plain(each) for each in values]


def _plain(value: Any) -> Any:
    """A numpy scalar as Python's own number."""
    return value.item() if hasattr(value, "item") else value
