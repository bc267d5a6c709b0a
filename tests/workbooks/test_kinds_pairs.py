"""`match`, `classify` and `number` against every answer there could be."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.grading.small_pairs import read_pairs
from tests.workbooks.test_kinds import EVIL, anything
from workbooks.case import Case
from workbooks.errors import UnreadableAnswer
from workbooks.kinds import Number
from workbooks.static import answer_panel
from workbooks.text import LANGS
from workbooks.widget import ExerciseWidget, drawing

GOOD: dict[str, Any] = {
    "pairs": {"dog": "bark", "cow": "moo"},
    "again": {"pup": "barks", "hound": "barks"},
    "sorts": {"elm": "insect", "ant": "insect"},
    "share": -1234.5,
}
every = pytest.mark.parametrize("name", GOOD)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return read_pairs(tmp_path_factory.mktemp("pairs")).case


@every
def test_answer_survives_the_log(case: Case, name: str) -> None:
    """An answer read from JSON is, as JSON, read as the same answer again."""
    exercise = case.exercise(name)
    answer = exercise.read_answer(GOOD[name])
    assert exercise.read_answer(json.loads(json.dumps(answer))) == answer == GOOD[name]


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("pairs", {}), ("pairs", None), ("pairs", []), ("pairs", ["dog"]), ("pairs", "dog"),
        ("pairs", {"dog": None}), ("pairs", {"dog": ["bark"]}), ("pairs", {"dog": "cat"}),
        ("pairs", {"bark": "dog"}), ("pairs", {"hen": "bark"}), ("pairs", {"dog": "cluck"}),
        ("pairs", {"dog": "bark", "cat": "bark"}), ("pairs", {"dog": "bark", "hen": "moo"}),
        ("sorts", {}), ("sorts", {"ant": "bee"}), ("sorts", {"ant": 1}), ("sorts", {"": "tree"}),
        ("share", None), ("share", "1"), ("share", True), ("share", False), ("share", math.nan),
        ("share", math.inf), ("share", -math.inf), ("share", 1e16), ("share", -(10**400)),
        ("share", [1]), ("share", {}),
    ],
)  # fmt: skip
def test_unreadable(case: Case, name: str, raw: object) -> None:
    """What does not name the exercise's own things, or is no sound number, is no answer."""
    with pytest.raises(UnreadableAnswer, match=name):
        case.exercise(name).read_answer(raw)


def test_reuse_is_the_authors_to_allow(case: Case) -> None:
    """The same right item twice is an answer only where the author allows it."""
    twice = {"pup": "mews", "hound": "mews"}
    assert case.exercise("again").read_answer(twice) == twice


def test_pairs_have_the_order_of_the_case(case: Case) -> None:
    """However the pairs come, they are read in the order of the case."""
    read = case.exercise("pairs").read_answer({"cow": "moo", "dog": "bark"})
    assert list(read) == ["dog", "cow"]


@every
@settings(max_examples=60)
@given(data=st.data())
def test_read_answer_returns_or_says_unreadable(case: Case, name: str, data: st.DataObject) -> None:
    """Any JSON is read as an answer that can be shown, or is unreadable; nothing else happens."""
    ids = st.sampled_from(["dog", "cat", "bark", "moo", "pup", "barks", "ant", "tree", EVIL])
    raw = data.draw(anything | st.dictionaries(ids, ids, max_size=3) | st.floats() | st.integers())
    exercise = case.exercise(name)
    try:
        answer = exercise.read_answer(raw)
    except UnreadableAnswer:
        return
    for lang in LANGS:
        html = exercise.answer_html(answer, lang)
        assert html.startswith("<")
        assert "<script" not in html


@pytest.mark.parametrize(
    ("name", "english", "chinese"),
    [
        ("pairs", ["Dog", "Bark", "Cat", "left open"], ["狗", "汪", "猫", "未填"]),
        ("again", ["Pup", "Barks", "Hound"], ["幼犬", "汪汪", "猎犬"]),
        ("sorts", ["Ant", "Insect", "Oak", "left open", "Elm"], ["蚁", "虫", "橡", "未填", "榆"]),
    ],
)  # fmt: skip
def test_pairs_are_shown_side_by_side(
    case: Case, name: str, english: list[str], chinese: list[str]
) -> None:
    """All items are shown with what they were given, each language in its own words alone."""
    exercise = case.exercise(name)
    answer = exercise.read_answer(GOOD[name])
    shown = {lang: exercise.answer_html(answer, lang) for lang in LANGS}
    for mine, other, words in (("en", "zh", english), ("zh", "en", chinese)):
        places = [shown[mine].index(f">{word}<") for word in words]  # type: ignore[index]
        assert places == sorted(places)
        assert not [word for word in words if f">{word}<" in shown[other]]  # type: ignore[index]


@every
def test_panel_speaks_both(case: Case, name: str) -> None:
    """An answer's panel stands in both languages, each marked."""
    html = answer_panel(case.exercise(name), GOOD[name], whose="static.answer")
    assert html.count('lang="en"') == html.count('lang="zh-Hans"') == 1


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        (0, "0"), (-0.0, "0"), (5, "5"), (37.5, "37.5"), (1234.5, "1,234.5"), (1e15, "1,000,000,"
         "000,000,000"), (1e-7, "0.0000001"), (-1200, "-1,200"), (0.1, "0.1"), (100, "100"),
    ],
)  # fmt: skip
def test_numbers_are_shown_in_full(case: Case, answer: float, shown: str) -> None:
    """A number is shown without an exponent, its thousands set apart, with its unit."""
    exercise = case.exercise("share")
    html = exercise.answer_html(exercise.read_answer(answer), "en")
    assert f"<strong>{shown}</strong> %" in html


def test_a_unit_is_escaped_and_translated() -> None:
    """A unit stands in the language asked for and is no markup; a number may have none."""
    fields = {"id": "n", "kind": "number", "step": "prepare", "areas": ["numbers"], "points": 1,
              "minutes": 1, "title": {"en": "T", "zh": "题"},
              "prompt": {"en": "P", "zh": "问"}}  # fmt: skip
    exercise = Number.model_validate({**fields, "unit": {"en": "<b>", "zh": "元"}})
    assert "&lt;b&gt;" in exercise.answer_html(1.0, "en")
    assert "元" in exercise.answer_html(1.0, "zh")
    assert "<strong>1</strong>" in Number.model_validate(fields).answer_html(1.0, "zh")


@every
def test_widget_has_its_script_and_words(case: Case, name: str) -> None:
    """A widget names its kind's script and no other kind's; it has wording in both languages."""
    exercise = case.exercise(name)
    widget = ExerciseWidget(exercise, place="here", lang="zh", status={})
    draws = [
        each for each in widget.scripts if "function draw(body, ctx)" in drawing().scripts[each]
    ]
    assert draws == [exercise.script]
    for lang in LANGS:
        mine = [each for each in drawing().words[lang] if each.startswith(f"{exercise.kind}.")]
        assert len(mine) > 3


def test_small_case_is_where_it_was_written(tmp_path: Path) -> None:
    """The case these tests read is the one that the scores are tried on."""
    assert [each.id for each in read_pairs(tmp_path).case.exercises] == list(GOOD)
