"""YAML files with the place of every value, and pydantic's complaints told at those places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from grading.problem import CourseProblems, Problem, make_problem

T = TypeVar("T")
Path_ = tuple[str | int, ...]
MOST_VALUES: Final = 200_000
_LANGS: Final = {"en": "English (`en`)", "zh": "Chinese (`zh`)"}


class PlacedYaml:
    """A YAML document that knows the line and column of everything in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data = _load(path)

    def place(self, where: Sequence[str | int]) -> tuple[int, int]:
        """Line and column, from 1, of the value at `where` or the nearest thing that holds it."""
        node, at = self.data, (1, 1)
        for step in where:
            try:
                inner = node[step]
                line, column = node.lc.key(step) if hasattr(node, "keys") else node.lc.item(step)
            except (KeyError, IndexError, TypeError, AttributeError):
                continue  # pydantic's paths name union members, of which the file knows nothing
            at, node = (line + 1, column + 1), inner
        return at

    def problem(self, name: str, where: Sequence[str | int], /, **fields: Any) -> Problem:
        """A problem at a place of this file."""
        return make_problem(name, self.path, self.place(where), fields)

    def read_as(self, model: type[T] | TypeAdapter[T], where: Path_ = (), value: Any = None) -> T:
        """The value at `where` as a model; raises `CourseProblems` with every complaint placed.

        `value` is read instead, as if it stood there, if it is given.
        """
        adapter = model if isinstance(model, TypeAdapter) else TypeAdapter(model)
        if value is None:
            value = self.data
            for step in where:
                value = value[step]
        try:
            return adapter.validate_python(plain(value))
        except ValidationError as error:
            details = error.errors(include_url=False)
            raise CourseProblems(
                self._told(detail, where) for detail in details if not _is_echo(detail, details)
            ) from None

    def _told(self, detail: ErrorDetails, where: Path_) -> Problem:
        at = (*where, *detail["loc"])
        context: dict[str, Any] = detail.get("ctx", {})
        if detail["type"] == "hearfirst":
            fields = {key: value for key, value in context.items() if key not in ("code", "at")}
            return self.problem(context["code"], (*at, *context["at"]), **fields)
        last = detail["loc"][-1] if detail["loc"] else "document"
        what = f"“{last}”"
        if last in _LANGS and detail["type"] in ("missing", "string_too_short", "string_type"):
            owner = f"“{at[-2]}”" if len(at) > 1 else "This text"
            return self.problem("missing-translation", at, what=owner, lang=_LANGS[str(last)])
        return self._named(detail["type"], at, what, context, _lower_first(detail["msg"]))

    def _named(self, kind: str, at: Path_, what: str, context: dict[str, Any], why: str) -> Problem:
        match kind:
            case "missing":
                return self.problem("missing-field", at, what=what)
            case "extra_forbidden":
                return self.problem("unknown-field", at, what=what)
            case "union_tag_invalid":
                given, known = context["tag"], context["expected_tags"].replace("'", "")
                return self.problem("unknown-kind", (*at, "kind"), given=given, known=known)
            case "union_tag_not_found":
                return self.problem("missing-field", at, what="“kind”")
        return self.problem("bad-value", at, what=what, why=why)


def plain(value: Any) -> Any:
    """A loaded document as plain lists, dicts and scalars."""
    if hasattr(value, "items"):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value


def _is_echo(detail: ErrorDetails, details: Sequence[ErrorDetails]) -> bool:
    """Whether a list is called too short only because something in it was refused."""
    at = detail["loc"]
    inside = (each for each in details if len(each["loc"]) > len(at))
    return detail["type"] == "too_short" and any(each["loc"][: len(at)] == at for each in inside)


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


@lru_cache(maxsize=8)
def _parse(text: str) -> Any:
    """Checks of one case read its files one after the other, and parsing is what takes the time."""
    return YAML(typ="rt").load(text)


def _load(path: Path) -> Any:
    try:
        data = _parse(path.read_text("utf-8"))
    except FileNotFoundError:
        why = "Create it, or correct the name of the case."
        raise _only(make_problem("not-found", path, (1, 1), {"why": why})) from None
    except DuplicateKeyError as error:
        mark, name = error.problem_mark, str(error.problem).split('"')[1]
        at = (mark.line + 1, mark.column + 1)
        raise _only(make_problem("duplicate-field", path, at, {"name": name})) from None
    except MarkedYAMLError as error:
        found = error.problem_mark or error.context_mark
        at = (found.line + 1, found.column + 1) if found else (1, 1)
        why = error.problem or error.context or "unreadable"
        raise _only(make_problem("not-yaml", path, at, {"why": why})) from None
    except (YAMLError, ValueError, TypeError, RecursionError) as error:
        # ruamel lets pass what a 13th month, a map as a key or a thousand brackets raise
        raise _only(make_problem("not-yaml", path, (1, 1), {"why": str(error)})) from None
    if not hasattr(data, "items"):
        why = "a list of fields is expected"
        raise _only(make_problem("not-yaml", path, (1, 1), {"why": why}))
    if _is_bomb(data):
        why = "its aliases make far more of it than is written"
        raise _only(make_problem("not-yaml", path, (1, 1), {"why": why}))
    return data


def _is_bomb(data: Any) -> bool:
    waiting, seen = [data], 0
    while waiting and seen + len(waiting) < MOST_VALUES:
        value = waiting.pop()
        seen += 1
        if hasattr(value, "items"):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return bool(waiting)


def _only(problem: Problem) -> CourseProblems:
    return CourseProblems([problem])


def collect(problems: Iterable[Problem]) -> None:
    """Raise `CourseProblems` if there are any."""
    found = list(problems)
    if found:
        raise CourseProblems(found)


__all__ = ["PlacedYaml", "collect", "plain"]
