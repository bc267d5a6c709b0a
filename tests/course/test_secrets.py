"""Canaries: what is planted in keys and solutions must not sing anywhere a student can listen."""

from __future__ import annotations

import re
import shutil
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.api import Gradebook
from ruamel.yaml import YAML

from tests.conftest import REPOSITORY, make_course, succeed
from tests.course.submissions import ALL, SLUG, hand_in, write_code
from workbooks.practice import PRACTICE_FILE

pytestmark = pytest.mark.course
STUDENT = "partial"
TOKEN = "canary"  # noqa: S105  # what every planted secret begins with
NUMBER = 37.000000000123  # so near 37 that no score changes
SAID_AS = {"model_answer": "model-answer", "end_feedback": "end"}
SAID = {"feedback", "missed", "praise", "notes", "model_answer", "end_feedback", "astray"}
SAID |= {"because", "close", "generous", "strict"}
SPY = """\
import os
import sys
from pathlib import Path

def sings(text):
    # with its dash: a colour of matplotlib is called as the canaries are
    return "-yranac"[::-1] in text or "321000000000"[::-1] in text

print("SPY files", {str(p): sings(p.read_text()) for p in Path.cwd().rglob("*") if p.is_file()})
print("SPY environment", [name for name, value in os.environ.items() if sings(name + value)])
COLOURS = ("matplotlib.colors", "matplotlib._color_data")  # one is called like a bird
singing = [name for name, each in sys.modules.items() if sings(repr(vars(each)))]
print("SPY memory", [name for name in singing if name not in COLOURS])
print("SPY modules", [n for n in sys.modules if n.split(".")[0] in ("grading", "nbgrader")])
import pandas as pd

ranked = pd.read_csv("data/industries.csv").sort_values("left_percent")
"""
SEEN = {
    "first-reading": {"service"},
    "what-holds": {"had-serial", "paid-499", "figure-rose", "late", "missed"},
    "four-points": {"fee", "clock"},
    "ten-past-three": {"plug"},
    "etiquette-broken": {"culture-paper", "transparency-page", "feedback-stars", "missed"},
    "monday-call": {"long-wait-right", "five-stars-rule", "astray"},
    "first-call": {"details"},
    "one-change": {"nobody-else", "two-days", "missed"},
    "mall": {"price.hardly", "number.once-more", "quiet.soaks-late", "end-thinks"},
    "whole-stay": {"vow.how-long"},
    "rank-industries": {"order"},
    "no-average": {"median"},
}
"""Of all that keys say, what this student is meant to read: on what they picked, and no more."""
PRACTICE = {"four-points", "one-change"}
"""The exercises that are checked at once, whose keys go out with the release for that."""
AT_ONCE = tuple(f"{TOKEN}-{name}-" for name in sorted(PRACTICE))


@dataclass(frozen=True)
class Planted:
    """A course with canaries, graded and with feedback, and the canaries by where they are."""

    root: Path
    canaries: frozenset[str]

    def heard(self, *folders: str) -> set[str]:
        """The canaries in the files of these folders, a key's number among them.

        The file with the keys of practice is let be: it goes out with the release, to be known.
        """
        found: set[str] = set()
        for folder in folders:
            paths = [path for path in (self.root / folder).rglob("*") if path.is_file()]
            paths = [path for path in paths if path.name != PRACTICE_FILE]
            assert paths, f"nothing in {folder}"
            for path in paths:
                text = path.read_text("utf-8")
                found |= set(re.findall(rf"{TOKEN}-[a-z0-9.-]+", text))
                found |= {str(NUMBER)} if str(NUMBER) in text else set()
        return found


def plant_in(value: Any, name: str) -> Any:
    """A text of a key, in all its languages, with a canary behind it that tells where it stood."""
    if isinstance(value, Mapping):
        return {part: plant_in(inner, f"{name}-{part}") for part, inner in value.items()}
    return f"{value} {TOKEN}-{name}"


def plant_keys(path: Path) -> Iterator[str]:
    """Plant a canary in everything a key says and in what it knows; yields where."""
    yaml = YAML(typ="safe")
    data = yaml.load(path)
    for key in data["keys"]:
        for field in SAID & key.keys():
            field_name = "" if field == "feedback" else f"-{SAID_AS.get(field, field)}"
            key[field] = plant_in(key[field], f"{key['exercise']}{field_name}")
        for span in key.get("spans", ()):
            span["feedback"] = plant_in(span["feedback"], f"{key['exercise']}-{span['passage']}")
        if key["kind"] == "table":
            names, shares = key["columns"]
            names["also"].append(f"{TOKEN}-column")
            shares["values"] = [NUMBER if each == 37 else each for each in shares["values"]]
            assert NUMBER in shares["values"]
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(data, file)
    yield from re.findall(rf"{TOKEN}-[a-z0-9.-]+", path.read_text("utf-8"))


def plant_master(path: Path) -> Iterator[str]:
    """Plant a canary in the head of the master, and in code and comment of the solution."""
    text = path.read_text("utf-8")
    head = f"---\n# {TOKEN}-head\n"
    solution = f"### BEGIN SOLUTION\n# {TOKEN}-comment\n{TOKEN}_code = '{TOKEN}-code'\n"
    planted = text.replace("---\n", head, 1).replace("### BEGIN SOLUTION\n", solution)
    path.write_text(
        planted.replace("\nimport pandas as pd\n\n", "\nimport pandas as pd\n"), "utf-8"
    )
    yield from (f"{TOKEN}-head", f"{TOKEN}-comment", f"{TOKEN}-code")


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """The course after one student, who looks around, was graded and got feedback."""
    root = make_course(tmp_path_factory.mktemp("secrets") / "course")
    canaries = frozenset(
        [
            *plant_keys(root / "grading" / "keys" / f"{SLUG}.yaml"),
            *plant_master(root / "source" / SLUG / f"{SLUG}.md"),
            str(NUMBER),
        ]
    )
    succeed("grading", "build", SLUG, at=root)
    submitted = root / "submitted" / STUDENT / SLUG
    hand_in(ALL[STUDENT], root / "release" / SLUG, submitted)
    write_code(submitted, SPY)
    succeed("nbgrader", "autograde", SLUG, at=root)
    succeed("nbgrader", "generate_feedback", SLUG, at=root)
    return Planted(root, canaries)


def meant_for_the_student() -> set[str]:
    """The canaries of the feedback that this student is to read, in both languages."""
    return {
        f"{TOKEN}-{exercise}-{part}-{lang}"
        for exercise, parts in SEEN.items()
        for part in parts
        for lang in ("en", "zh")
    }


def test_the_canaries_are_there(planted: Planted) -> None:
    """Every field of every key, and the solution, carry a canary before anything is built."""
    assert len(planted.canaries) > 90
    assert planted.heard("grading", "source") == planted.canaries
    assert {f"{TOKEN}-code", f"{TOKEN}-comment"} <= planted.heard("source")


def test_no_canary_is_released(planted: Planted) -> None:
    """Of all secrets a release holds those of practice, in the one file made for them."""
    assert planted.heard("release") == set()
    assert planted.heard("submitted") == set()
    practice = (planted.root / "release" / SLUG / PRACTICE_FILE).read_text("utf-8")
    shipped = set(re.findall(rf"{TOKEN}-[a-z0-9.-]+", practice))
    assert shipped == {each for each in planted.canaries if each.startswith(AT_ONCE)}
    case = (planted.root / "source" / SLUG / "case.json").read_text("utf-8")
    assert TOKEN not in case


def test_no_canary_is_within_reach_of_a_students_code(planted: Planted) -> None:
    """While graded, a student's code finds no secret in its folder, environment or memory."""
    notebook = nbformat.read(
        planted.root / "autograded" / STUDENT / SLUG / f"{SLUG}.ipynb", as_version=4
    )
    (cell,) = [cell for cell in notebook.cells if cell.id == "rank-industries-code"]
    printed = "".join(output.text for output in cell.outputs if output.output_type == "stream")
    told = dict(re.findall(r"^SPY (\w+) (.*)$", printed, re.MULTILINE))
    names = dict(re.findall(r"'[^']*/work/([^']*)': (\w+)", told["files"]))
    assert names.pop(PRACTICE_FILE) == "True"  # it came with the release
    assert names == {"case.json": "False", "data/industries.csv": "False"}
    assert told["environment"] == "[]"
    assert told["modules"] == "[]"
    assert told["memory"] == "[]"


def test_a_student_reads_what_is_said_about_their_picks_only(planted: Planted) -> None:
    """The feedback page holds the feedback on what was picked, all of it, and no other secret."""
    assert meant_for_the_student() < planted.canaries
    assert planted.heard(f"feedback/{STUDENT}") == meant_for_the_student()


def test_the_graded_notebook_holds_no_more_than_the_page(planted: Planted) -> None:
    """What is kept for formgrader tells no more of the keys than the student's page does."""
    assert planted.heard(f"autograded/{STUDENT}") == meant_for_the_student()


def test_notes_and_model_answers_stay_with_the_keys(planted: Planted) -> None:
    """The gradebook, too, holds nothing of the marking notes or the solution."""
    gradebook = (planted.root / "gradebook.db").read_bytes()
    assert TOKEN.encode() not in gradebook


def test_planting_changed_no_score(planted: Planted) -> None:
    """The planted course scores as the plain one does, so what was tested is what is run."""
    with Gradebook(f"sqlite:///{planted.root / 'gradebook.db'}") as gradebook:
        outcome = ALL[STUDENT]
        assert gradebook.find_submission(SLUG, STUDENT).score == outcome.auto + outcome.proposed


# What is published: the wheel and the sdist

IN_PACKAGE = re.compile(
    r"workbooks/([a-z_]+/)*[a-z_]+\.py|workbooks/py\.typed|workbooks/[a-z_]+\.css"
    r"|workbooks/scripts/[a-z_]+\.js|workbooks/locale/(en|zh)\.po"
    r"|workbooks/replies/lexicon/[a-z]+\.toml|workbooks/replies/semantic\.json"
    r"|workbooks/fonts/(hearfirst-sans-sc\.otf|OFL\.txt)"
)
IN_WHEEL = re.compile(
    r"hearfirst-[\d.]+\.dist-info/"
    r"(METADATA|WHEEL|RECORD|licenses/LICENSE|licenses/workbooks/fonts/OFL\.txt)"
)
IN_SDIST = re.compile(r"README\.md|CHANGELOG\.md|LICENSE|pyproject\.toml|PKG-INFO|\.gitignore")
NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", "*cache*", "node_modules", "gradebook.db*", "dist", "build"
)
STRAY = (
    "ms-zhang.yaml",
    "workbooks.yaml",
    "workbooks-keys/ms-zhang.yaml",
    "workbooks_keys/__init__.py",
    "grading/keys/stray.yaml",
    "cases/ms-zhang/stray.yaml",
    "source/ms-zhang/stray.md",
    "release/ms-zhang/stray.txt",
    "docs/stray.md",
)


@pytest.fixture(scope="module")
def artefacts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of wheel and sdist, built from a copy in which strays lie about."""
    root = tmp_path_factory.mktemp("artefacts") / "repository"
    shutil.copytree(REPOSITORY, root, ignore=NOT_COPIED)
    for name in STRAY:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {TOKEN}-stray\n", "utf-8")
    succeed("build", "--no-isolation", "--outdir", str(root.parent / "dist"), at=root)
    return root.parent / "dist"


def in_wheel(artefacts: Path) -> dict[str, bytes]:
    """What the wheel holds."""
    (path,) = artefacts.glob("*.whl")
    with zipfile.ZipFile(path) as wheel:
        return {name: wheel.read(name) for name in wheel.namelist() if not name.endswith("/")}


def in_sdist(artefacts: Path) -> dict[str, bytes]:
    """What the sdist holds, without the folder around it."""
    (path,) = artefacts.glob("*.tar.gz")
    with tarfile.open(path) as sdist:
        return {
            member.name.split("/", 1)[1]: file.read()
            for member in sdist.getmembers()
            if (file := sdist.extractfile(member)) is not None
        }


def test_the_wheel_is_the_package_alone(artefacts: Path) -> None:
    """The wheel holds the modules, styles, scripts, wording and lexicon of `workbooks` alone."""
    names = set(in_wheel(artefacts))
    assert {name for name in names if not IN_PACKAGE.fullmatch(name)} == {
        name for name in names if IN_WHEEL.fullmatch(name)
    }
    assert {"workbooks/answers.py", "workbooks/py.typed", "workbooks/locale/zh.po"} < names
    assert {"workbooks/fonts/hearfirst-sans-sc.otf", "workbooks/fonts/OFL.txt"} < names


def test_the_sdist_is_the_package_and_how_to_build_it(artefacts: Path) -> None:
    """The sdist holds the same package and the files a build reads: no case, key, master, test."""
    names, package = set(in_sdist(artefacts)), set(in_wheel(artefacts))
    assert {name for name in names if not IN_PACKAGE.fullmatch(name)} == {
        name for name in names if IN_SDIST.fullmatch(name)
    }
    assert {name for name in names if IN_PACKAGE.fullmatch(name)} == {
        name for name in package if IN_PACKAGE.fullmatch(name)
    }


def test_no_stray_is_published(artefacts: Path) -> None:
    """Nothing that lay beside the package is in either artefact, under whatever name."""
    for content in (*in_wheel(artefacts).values(), *in_sdist(artefacts).values()):
        assert f"{TOKEN}-stray".encode() not in content


@pytest.mark.parametrize(
    "name", ["workbooks/keys.yaml", "workbooks/kinds/ms-zhang.json", "workbooks/keys/__init__.pyc"]
)
def test_a_key_inside_the_package_would_be_noticed(name: str) -> None:
    """The list of what may be published has no place for data, wherever in the package it lies."""
    assert not IN_PACKAGE.fullmatch(name)
