"""What is wrong with a case, its keys or its master: a code, a place, and what to do about it.

    HF101 missing-translation   a text lacks one of the languages, or it is empty
    HF102 unknown-kind          an exercise or exhibit of a kind that does not exist
    HF103 missing-field         something that must be there is not
    HF104 unknown-field         something is there that no model knows
    HF105 bad-value             a value of the wrong type or out of bounds
    HF106 duplicate-id          two things with one id
    HF107 unknown-person        somebody speaks who is not among the people
    HF108 rubric-points         a rubric that does not add up
    HF109 not-yaml              the file cannot be read as YAML
    HF110 duplicate-field       a field that is written twice
    HF111 wrong-slug            a case that names itself otherwise than its folder
    HF2xx …                     keys: see `_KEY_TEXTS`
    HF3xx …                     masters: see `_MASTER_TEXTS`
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_CASE_TEXTS: Final = {
    "missing-translation": ("HF101", "{what} has no {lang}. Write it: every text is in both languages."),
    "unknown-kind": ("HF102", "There is no kind “{given}”. The kinds are: {known}."),
    "missing-field": ("HF103", "{what} is missing. Add it."),
    "unknown-field": ("HF104", "{what} is not a field here. Remove it, or check its spelling."),
    "bad-value": ("HF105", "{what}: {why}. Correct it."),
    "duplicate-id": ("HF106", "The id “{name}” is used twice. Rename one of them."),
    "unknown-person": ("HF107", "“{name}” speaks here but is not in `people`. Add them, or correct the name."),
    "rubric-points": ("HF108", "The rubric adds up to {total:g} points, the exercise is worth {points:g}. Make them equal."),
    "not-yaml": ("HF109", "This is not YAML: {why}. Correct it."),
    "duplicate-field": ("HF110", "The field “{name}” is written twice. Remove one of them."),
    "wrong-slug": ("HF111", "This case calls itself “{given}” but lies in the folder “{wanted}”. Make them the same."),
    "not-found": ("HF112", "The file is not there. {why}"),
}  # fmt: skip
_KEY_TEXTS: Final = {
    "key-without-exercise": ("HF201", "There is a key for “{name}”, but the case has no such exercise. Remove the key, or correct the id. The exercises are: {known}."),
    "exercise-without-key": ("HF202", "The exercise “{name}” has no key. Add one to {file}."),
    "key-of-other-kind": ("HF203", "The key for “{name}” is of kind “{given}”, the exercise of kind “{wanted}”. Make them the same."),
    "duplicate-key": ("HF204", "There are two keys for “{name}”. Remove one."),
    "unknown-option": ("HF205", "“{name}” is no option of this exercise. The options are: {known}."),
    "no-feedback": ("HF206", "Nothing is said about “{name}”. Add it to `feedback`."),
    "no-full-marks": ("HF207", "No option earns full marks. Give one of them a credit of 1."),
    "not-once": ("HF208", "“{name}” must stand in `right` exactly once."),
    "order-given-away": ("HF209", "The case shows the steps in the right order. Shuffle them in the case."),
    "uneven-columns": ("HF210", "The columns are of different lengths ({lengths}). Make them equal."),
    "shares": ("HF211", "The shares add up to {total:g}. They must add up to 1."),
}  # fmt: skip
_MASTER_TEXTS: Final = {
    "cell-language": ("HF301", "This piece of text has no {lang} block. Write `:::{{{lang}}}` … `:::` around it."),
    "loose-text": ("HF302", "This text stands outside the language blocks: “{start}”. Move it into `:::{{en}}` or `:::{{zh}}`."),
    "unknown-exhibit": ("HF303", "There is no exhibit “{name}” in the case. The exhibits are: {known}."),
    "unknown-exercise": ("HF304", "There is no exercise “{name}” in the case. The exercises are: {known}."),
    "exercise-not-once": ("HF305", "The exercise “{name}” is shown {count} times. Show each exactly once."),
    "no-solution": ("HF306", "The cell for “{name}” has no `### BEGIN SOLUTION` … `### END SOLUTION`. Mark what students are to write."),
    "long-cell": ("HF307", "This cell has {lines} lines; at most {most} are allowed. Split it."),
    "wrong-call": ("HF308", "“{name}” is answered {how}. Call `{call}` for it."),
}  # fmt: skip
TEXTS: Final = {**_CASE_TEXTS, **_KEY_TEXTS, **_MASTER_TEXTS}


@dataclass(frozen=True, kw_only=True, order=True)
class Problem:
    """One thing wrong: where (line and column from 1), its stable code, and what to do."""

    file: Path
    line: int
    column: int
    code: str
    name: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.code} {self.name}: {self.message}"


class CourseProblems(Exception):
    """Something is wrong with what an author wrote; nothing was built. `problems` lists it all."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[Any, ...]:
        """Keep the list when the exception travels between processes."""
        return (CourseProblems, (self.problems,))


def make_problem(
    name: str, file: Path, at: tuple[int, int], fields: dict[str, Any] | None = None
) -> Problem:
    """The problem called `name`, at a line and column of a file, its message filled in."""
    code, text = TEXTS[name]
    message = text.format(**(fields or {}))
    return Problem(file=file, line=at[0], column=at[1], code=code, name=name, message=message)
