"""The schema that editors use, and the commands an author runs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML
from typer.testing import CliRunner, Result

from grading.__main__ import app
from grading.schema import SCHEMA_FILE, case_schema
from tests.conftest import make_course, run_python

REPOSITORY = Path(__file__).resolve().parents[2]
SLUGS = sorted(each.name for each in (REPOSITORY / "cases").iterdir() if each.is_dir())


def case_of(slug: str) -> Any:
    return YAML(typ="safe").load((REPOSITORY / "cases" / slug / "case.yaml").read_text("utf-8"))


def test_schema_on_file_is_the_schema() -> None:
    """The schema that editors read is the one the models make now (`grading schema` writes it)."""
    assert json.loads((REPOSITORY / SCHEMA_FILE).read_text("utf-8")) == case_schema()


def test_schema_accepts_the_case() -> None:
    """The schema is a schema, and the case that is released satisfies it."""
    jsonschema.Draft202012Validator.check_schema(case_schema())
    jsonschema.Draft202012Validator(case_schema()).validate(case_of("ms-zhang"))


def test_schema_refuses_mistakes() -> None:
    """The schema knows a missing language, an unknown field and an unknown kind for mistakes."""
    validator = jsonschema.Draft202012Validator(case_schema())
    for name, value in (("title", {"en": "x"}), ("minuets", 5), ("slug", "No Slug")):
        assert not validator.is_valid({**case_of("ms-zhang"), name: value})
    case = case_of("ms-zhang")
    case["exercises"][0]["kind"] = "pick"
    assert not validator.is_valid(case)


def command(*arguments: str, at: Path) -> Result:
    """How `python -m grading` ends; run in this process, as starting another takes seconds."""
    return CliRunner().invoke(app, [*arguments, "--course", str(at)])


@pytest.fixture(scope="module")
def unbuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_course(tmp_path_factory.mktemp("unbuilt"))


@pytest.mark.parametrize("name", ["lint", "build", "guide"])
def test_wrong_name_says_which_there_are(unbuilt: Path, name: str) -> None:
    """A case that does not exist ends the command with those that do, and nothing is written."""
    before = sorted(unbuilt.rglob("*"))
    done = command(name, "ms-zhong", at=unbuilt)
    assert done.exit_code == 1
    assert f"There is no case “ms-zhong”. The cases are: {', '.join(SLUGS)}" in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(unbuilt.rglob("*")) == before


def test_wrong_folder_says_so(tmp_path: Path) -> None:
    """Run outside a course, a command says where it is to be run."""
    done = run_python("grading", "lint", at=tmp_path)
    assert done.returncode == 1
    assert "Run this from the course's root" in done.stderr


def test_lint_is_content(unbuilt: Path) -> None:
    """A sound course has nothing to complain about."""
    done = command("lint", "ms-zhang", "churn", at=unbuilt)  # `make check` looks at all of them
    assert (done.exit_code, done.stderr) == (0, "")
    assert "Nothing to complain about in: ms-zhang, churn." in " ".join(done.stdout.split())


def test_lint_tells_the_place(unbuilt: Path, tmp_path: Path) -> None:
    """What is wrong is printed as file, line, column, code and remedy, and the command fails."""
    root = Path(shutil.copytree(unbuilt, tmp_path / "broken"))
    case = root / "cases" / "ms-zhang" / "case.yaml"
    case.write_text(case.read_text("utf-8").replace("minutes: 85", "minutes: sixty"), "utf-8")
    for name in ("lint", "build", "guide"):
        done = command(name, "ms-zhang", at=root)
        assert done.exit_code == 1
        assert "case.yaml:19:1: HF105 bad-value: “minutes”" in done.stderr
        assert "Traceback" not in done.stderr
    assert not (root / "release").exists()


def test_guide_prints_model_answers(unbuilt: Path) -> None:
    """The guide holds notes and model answers in both languages for each text to be marked."""
    done = command("guide", "ms-zhang", at=unbuilt)
    assert done.exit_code == 0
    for words in ("Who is right?", "谁有理？", "Strong replies", "张女士，我是小陆"):
        assert words in done.stdout


def test_schema_command(unbuilt: Path, tmp_path: Path) -> None:
    """`schema` writes the very file that is checked in."""
    root = Path(shutil.copytree(unbuilt, tmp_path / "course"))
    (root / SCHEMA_FILE).write_text("{}", "utf-8")
    assert command("schema", at=root).exit_code == 0
    assert (root / SCHEMA_FILE).read_bytes() == (REPOSITORY / SCHEMA_FILE).read_bytes()
