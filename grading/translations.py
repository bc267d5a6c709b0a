"""Which texts have been read side by side in both languages, so that a stale one is noticed.

`grading/translations/<slug>.txt` holds a line for each pair of texts: the beginnings of their
SHA-256 digests. A pair of which only one half is on record was changed in one language alone. As
pairs go by what they say and not by where they stand, moving a text does not make it stale.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from grading.course import Course
from grading.master import master_texts
from grading.problem import Problem, make_problem
from grading.yaml_places import PlacedYaml, plain

DIGITS: Final = 16
_NAMES: Final = {"en": "English", "zh": "Chinese"}


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A text in both languages as digests, and the file and place (from 1) where it stands."""

    file: Path
    at: tuple[int, int]
    en: str
    zh: str

    @property
    def line(self) -> str:
        """The pair as a line of the record."""
        return f"{self.en} {self.zh}"


def stale_texts(course: Course, slug: str) -> list[Problem]:
    """A problem for each text that was changed in one language since both were last read."""
    recorded = _read(course.translations_file(slug))
    pairs = list(_pairs(course, slug))
    gone = recorded - {pair.line for pair in pairs}
    halves = [tuple(line.split(" ", 1)) for line in gone]
    old = {"en": {en for en, _ in halves}, "zh": {zh for _, zh in halves}}
    problems = []
    for pair in pairs:
        if pair.line in recorded:
            continue
        kept = "en" if pair.en in old["en"] else "zh" if pair.zh in old["zh"] else None
        if kept is not None:
            names = {"kept": _NAMES[kept], "changed": _NAMES["zh" if kept == "en" else "en"]}
            fields = {**names, "slug": slug}
            problems.append(make_problem("stale-translation", pair.file, pair.at, fields))
    return problems


def record_texts(course: Course, slug: str) -> int:
    """Write down that every text of a case fits in both languages as it is; returns how many."""
    lines = sorted({pair.line for pair in _pairs(course, slug)})
    path = course.translations_file(slug)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), "ascii")
    return len(lines)


def _read(path: Path) -> set[str]:
    if not path.exists():
        return set()
    lines = path.read_text("utf-8", "replace").splitlines()
    return {line for line in lines if len(line.split(" ")) == 2}


def _pairs(course: Course, slug: str) -> Iterator[Pair]:
    for path in (course.case_file(slug), course.key_file(slug)):
        yaml = PlacedYaml(path)
        for where, en, zh in texts_in(plain(yaml.data)):
            yield Pair(file=path, at=yaml.place(where), en=_digest(en), zh=_digest(zh))
    path = course.master_file(slug)
    for line, en, zh in master_texts(path):
        yield Pair(file=path, at=(line, 1), en=_digest(en), zh=_digest(zh))


def texts_in(
    value: Any, where: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """The texts in both languages inside a plain document: place, English and Chinese."""
    if isinstance(value, dict) and value.keys() == {"en", "zh"}:
        if isinstance(value["en"], str) and isinstance(value["zh"], str):
            yield where, value["en"], value["zh"]
        return
    inner: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    for step, each in inner:
        yield from texts_in(each, (*where, step))


def _digest(text: str) -> str:
    """Of the words alone: breaking a line elsewhere changes no text."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:DIGITS]
