"""Trace every number that a case shows to a fact, or to the word that it is made up.

What is traced together: an exercise with its key; an exhibit; a file of data; a piece of text or a
cell of code in the master; and what the case says of itself. A number is traced if a fact is cited
beside it (`sources`, or its id in the text), in which case it must be one of the fact's numbers, as
`cases/facts.toml` has them; or if the sources say `derived` or `invented`, or the text says itself,
in the same language, that it is made up or assumed.
"""

from __future__ import annotations

import ast
import csv
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from grading.course import Course
from grading.master import Piece, master_pieces
from grading.numbers_told import Told, calls_made_up, numbers_told
from grading.problem import Problem, make_problem
from grading.translations import texts_in
from grading.yaml_places import PlacedYaml, plain
from workbooks.text import LANGS, Lang

_FACT: Final = re.compile(r"(?<![A-Za-z0-9])[A-E]\d{1,2}(?:\.\d+)?(?![A-Za-z0-9])")
_COMMENT: Final = re.compile(r"#.*")
Facts = Mapping[str, Sequence[float]]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Something that is shown in one language, the numbers in it, and where they come from."""

    file: Path
    at: tuple[int, int]
    what: str
    lang: Lang | None = None
    numbers: tuple[Told, ...]
    sources: frozenset[str]
    made_up: bool


def untraced_numbers(course: Course, slug: str) -> list[Problem]:
    """A problem for each exercise, exhibit, text, cell or file with a number from nowhere."""
    facts = _read_facts(course.facts_file)
    told: dict[tuple[Path, str, tuple[int, int]], Problem] = {}
    for each in _shown(course, slug):
        if found := _problem(each, facts):  # told once, and not again of the other language
            told.setdefault((each.file, each.what, each.at), found)
    return list(told.values())


def _problem(shown: Shown, facts: Facts | None) -> Problem | None:
    if not shown.numbers or shown.made_up or shown.sources & {"invented", "derived"}:
        return None
    where = shown.what + (f", {shown.lang}" if shown.lang else "")
    fields = {"what": where, "numbers": _quoted(shown.numbers)}
    if not shown.sources:
        return make_problem("untraced-number", shown.file, shown.at, fields)
    if facts is None:
        return None
    known = {number for fact in shown.sources for number in facts.get(fact.split(".")[0], ())}
    strays = [each for each in shown.numbers if each.value not in known]
    if not strays:
        return None
    fields = {**fields, "numbers": _quoted(strays), "cited": ", ".join(sorted(shown.sources))}
    return make_problem("number-not-in-fact", shown.file, shown.at, fields)


def _shown(course: Course, slug: str) -> Iterator[Shown]:
    path = course.case_file(slug)
    yaml, key_yaml = PlacedYaml(path), PlacedYaml(course.key_file(slug))
    case = plain(yaml.data)
    keys = {key["exercise"]: key for key in plain(key_yaml.data)["keys"]}
    own = {name: case[name] for name in ("title", "synopsis", "invented", "people")}
    yield from _said(path, (1, 1), "the case", own, case["sources"])
    for field in ("exhibits", "exercises", "bank", "synthetic"):
        for place, each in enumerate(case.get(field, ())):
            texts = [each, keys.get(each["id"])]
            what = f"“{each['id']}”"
            yield from _said(path, yaml.place((field, place)), what, texts, each.get("sources", ()))
    for data in sorted(course.data_folder(slug).glob("*.csv")):
        sources = case.get("data", {}).get(data.name, ())
        yield _in_data(path, yaml.place(("data", data.name)), data, sources)
    master = course.master_file(slug)
    for piece in master_pieces(master):
        yield from _in_master(master, piece)


def _said(
    file: Path, at: tuple[int, int], what: str, texts: Any, sources: Iterable[str]
) -> Iterator[Shown]:
    pairs = [{"en": en, "zh": zh} for _, en, zh in texts_in(texts)]
    for lang in LANGS:
        text = "\n".join(pair[lang] for pair in pairs)
        yield Shown(
            file=file,
            at=at,
            what=what,
            lang=lang,
            numbers=tuple(numbers_told(text)),
            sources=frozenset((*sources, *_FACT.findall(text))),
            made_up=calls_made_up(text, lang),
        )


def _in_master(file: Path, piece: Piece) -> Iterator[Shown]:
    at = (piece.line, 1)
    if piece.texts.keys() >= set(LANGS):
        yield from _said(file, at, "this text", dict(piece.texts), piece.sources)
    comments = " ".join(_COMMENT.findall(piece.code))
    yield Shown(
        file=file,
        at=at,
        what="this code, whose comments may tell",
        numbers=tuple(_in_code(piece.code)),
        sources=frozenset(_FACT.findall(comments)),
        made_up=any(calls_made_up(comments, lang) for lang in LANGS),
    )


def _in_code(code: str) -> Iterator[Told]:
    """Numbers that code lists for a name: data that a student is given."""
    try:
        statements = ast.parse(code).body
    except SyntaxError:
        return  # magics and the like, which hold no data
    for each in statements:
        if isinstance(each, ast.Assign) and isinstance(each.value, ast.List | ast.Dict | ast.Tuple):
            for inner in ast.walk(each.value):
                if isinstance(inner, ast.Constant) and type(inner.value) in (int, float):
                    yield Told(str(inner.value), float(str(inner.value)))


def _in_data(file: Path, at: tuple[int, int], data: Path, sources: Iterable[str]) -> Shown:
    with data.open(encoding="utf-8", errors="replace", newline="") as rows:
        cells = [cell for row in csv.reader(rows) for cell in row]
    numbers = [Told(cell, float(cell)) for cell in cells if re.fullmatch(r"-?\d+(\.\d+)?", cell)]
    return Shown(
        file=file,
        at=at,
        what=f"`data: {{{data.name}: …}}`",
        numbers=tuple(numbers),
        sources=frozenset(sources),
        made_up=False,
    )


def _read_facts(path: Path) -> Facts | None:
    """The numbers of each fact; None where a course keeps no list of them."""
    if not path.exists():
        return None
    listed = tomllib.loads(path.read_text("utf-8"))
    return {fact: tuple(entry.get("numbers", ())) for fact, entry in listed.items()}


def _quoted(numbers: Iterable[Told]) -> str:
    told = list(dict.fromkeys(f"“{each.text}”" for each in numbers))
    return ", ".join(told[:4]) + (" …" if len(told) > 4 else "")


__all__ = ["untraced_numbers"]
