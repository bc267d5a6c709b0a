"""Reading the case that lies beside a notebook."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from workbooks.case import CASE_FILE, Case, load_case
from workbooks.errors import CaseNotFound, UnknownExercise

RELEASE = Path(__file__).resolve().parents[2] / "release" / "ms-zhang"


def content() -> Any:
    return json.loads((RELEASE / CASE_FILE).read_text("utf-8"))


def test_released_case_loads() -> None:
    """The released case is whole: its texts are in both languages, its exercises have points."""
    case = load_case(RELEASE)
    assert case.slug == "ms-zhang"
    assert sum(each.points for each in case.exercises) == 68
    assert all(each.title.en and each.title.zh for each in case.exercises)


def test_a_copy_with_other_exercises_finds_them() -> None:
    """What a case has already looked up says nothing of a copy of it, nor of an exercise's copy."""
    case = load_case(RELEASE)
    first, second = case.exercises[:2]
    assert case.exercise(first.id) is first
    assert first.title.en in first.question_html["en"]
    renamed = first.model_copy(update={"title": second.title})
    assert second.title.en in renamed.question_html["en"]
    copied = case.model_copy(update={"exercises": (renamed, second)})
    assert copied.exercise(first.id) is renamed
    with pytest.raises(UnknownExercise):
        copied.exercise(case.exercises[2].id)
    assert case.exercise(first.id) is first


def test_missing_case_says_where_to_look(tmp_path: Path) -> None:
    """A folder without a case is named, with what to do."""
    with pytest.raises(CaseNotFound, match=r"no case\.json .* Open the notebook") as caught:
        load_case(tmp_path)
    assert str(tmp_path) in str(caught.value)


@pytest.mark.parametrize(
    "broken",
    [b"", b"{", b"[]", b"{}", b"null", b"\xff\xfe", b"[" * 100_000, b'{"slug": "../x"}'],
    ids=repr,
)
def test_broken_case_says_that_answers_are_safe(tmp_path: Path, broken: bytes) -> None:
    """A case that cannot be read is to be fetched again, and the answers to be kept."""
    (tmp_path / CASE_FILE).write_bytes(broken)
    with pytest.raises(CaseNotFound, match=r"answers\.jsonl .* keep that file"):
        load_case(tmp_path)


def test_folder_instead_of_case(tmp_path: Path) -> None:
    """A folder named like the case is no case."""
    (tmp_path / CASE_FILE).mkdir()
    with pytest.raises(CaseNotFound):
        load_case(tmp_path)


def test_case_survives_the_way_to_a_release(tmp_path: Path) -> None:
    """A case written as JSON and read again is the same case."""
    case = load_case(RELEASE)
    (tmp_path / CASE_FILE).write_text(case.model_dump_json(exclude_defaults=True), "utf-8")
    assert load_case(tmp_path) == case


def test_unknown_exercise_names_those_there_are() -> None:
    """Asking for an exercise that is not there tells which ones are."""
    with pytest.raises(UnknownExercise, match=r"“frist-reading”.*first-reading, what-holds"):
        load_case(RELEASE).exercise("frist-reading")


def test_content_is_immutable() -> None:
    """Nothing can change a case once it has been read."""
    case = load_case(RELEASE)
    with pytest.raises(ValidationError):
        case.exercises[0].points = 50


def double(case: Any) -> None:
    case["exercises"].append(case["exercises"][0])


def rename(case: Any) -> None:
    case["exercises"][0]["id"] = "../../etc"


def add(case: Any) -> None:
    case["exercises"][0]["key"] = "plug"


def drop(case: Any) -> None:
    del case["exercises"][0]["title"]["zh"]


def blank(case: Any) -> None:
    case["title"]["zh"] = "  "


def free(case: Any) -> None:
    case["exercises"][0]["points"] = 0


def strange(case: Any) -> None:
    case["exhibits"][0]["message"]["who"] = "nobody"


@pytest.mark.parametrize("change", [double, rename, add, drop, blank, free, strange])
def test_wrong_content_is_refused(tmp_path: Path, change: Callable[[Any], None]) -> None:
    """Doubled or wild ids, unknown fields, a missing language and strangers are refused."""
    case = content()
    change(case)
    with pytest.raises(ValidationError):
        Case.model_validate_json(json.dumps(case))
    shutil.copytree(RELEASE, tmp_path / "copy")
    (tmp_path / "copy" / CASE_FILE).write_text(json.dumps(case), "utf-8")
    with pytest.raises(CaseNotFound):
        load_case(tmp_path / "copy")
