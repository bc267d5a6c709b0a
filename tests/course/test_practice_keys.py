"""Canaries in every key of the gallery: those of practice are shipped, knowingly, and no others."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from grading.course import Course
from grading.read import read_case
from tests.conftest import CONFIG, REPOSITORY, run_python
from tests.gallery import GALLERY

pytestmark = pytest.mark.course
CANARY = re.compile(r"canary-([a-z0-9-]+)-sings")


def planted(value: Any, name: str) -> Any:
    """The same with a canary behind every text that a reader could see."""
    if isinstance(value, Mapping):
        if value.keys() == {"en", "zh"}:
            return {lang: f"{text} canary-{name}-sings" for lang, text in value.items()}
        return {key: planted(each, name) for key, each in value.items()}
    return [planted(each, name) for each in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The gallery with canaries in its keys, not yet built."""
    root = tmp_path_factory.mktemp("practice")
    shutil.copytree(GALLERY / "cases", root / "cases")
    shutil.copytree(GALLERY / "grading", root / "grading")
    (root / "source" / "gallery").mkdir(parents=True)
    shutil.copy(GALLERY / "source/gallery/gallery.md", root / "source" / "gallery")
    (root / "nbgrader_config.py").write_text(CONFIG.format(repository=str(REPOSITORY)), "utf-8")
    yaml, path = YAML(typ="safe"), root / "grading" / "keys" / "gallery.yaml"
    data = yaml.load(path)
    fixed = ("kind", "exercise", "spans")  # a span quotes the transcript: it must stay as it is
    for key in data["keys"]:
        for field in [each for each in key if each not in fixed]:
            key[field] = planted(key[field], key["exercise"])
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(data, file)
    return root


def test_only_practice_sings(course: Path) -> None:
    """Only the keys of practice go out, in `practice.json`, and the build says which those are."""
    done = run_python("grading", "build", at=course)
    assert done.returncode == 0, done.stderr
    practice = {
        each.id for each in read_case(Course(course), "gallery").exercises if each.is_practice
    }
    assert practice
    heard = {
        path.name: set(CANARY.findall(path.read_text("utf-8")))
        for path in (course / "release" / "gallery").rglob("*")
        if path.is_file()
    }
    assert heard.pop("practice.json") == practice
    assert set().union(*heard.values()) == set()
    told = re.sub(r"\s+", "", done.stdout)
    assert all(name in told for name in practice)
    keys = (course / "grading" / "keys" / "gallery.yaml").read_text("utf-8")
    assert len(set(CANARY.findall(keys))) > len(practice) + 10  # the others carried one, too
