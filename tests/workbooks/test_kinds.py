"""Every kind of exercise against every answer there could be."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbooks.case import Case, load_case
from workbooks.errors import UnreadableAnswer
from workbooks.exercise import BaseExercise
from workbooks.kinds import Exercise
from workbooks.static import answer_panel
from workbooks.text import LANGS
from workbooks.widget import drawing
from workbooks.writing import MOST_CHARACTERS

CASE: Case = load_case(Path(__file__).resolve().parents[2] / "release" / "ms-zhang")
IDS = sorted({option.id for each in CASE.exercises for option in getattr(each, "options", ())})
EVIL = '<script>alert("x")</script><img src=x onerror=y>'

every_exercise = pytest.mark.parametrize("exercise", CASE.exercises, ids=lambda each: each.id)
leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6)
words = st.sampled_from([*IDS, "columns", "rows", "\ud800", " ", EVIL])
anything = st.recursive(
    leaves | words,
    lambda inner: st.lists(inner, max_size=8) | st.dictionaries(words, inner, max_size=3),
    max_leaves=15,
)
tables = st.fixed_dictionaries({"columns": st.lists(words, max_size=3), "rows": st.lists(
    st.lists(leaves | words, max_size=3), max_size=3)})  # fmt: skip
permutations = st.permutations(IDS) | st.permutations(
    [option.id for option in CASE.exercise("first-call").options]  # type: ignore[union-attr]
)


@every_exercise
@settings(max_examples=60)
@given(raw=anything | tables | permutations)
def test_read_answer_returns_or_says_unreadable(exercise: Exercise, raw: object) -> None:
    """Any JSON is read as an answer that can be shown, or is unreadable; nothing else happens."""
    try:
        answer = exercise.read_answer(raw)
    except UnreadableAnswer:
        return
    for lang in LANGS:
        assert "<script" not in exercise.answer_html(answer, lang)


@every_exercise
def test_nothing_is_no_answer(exercise: Exercise) -> None:
    """Neither null nor an empty text, list or object is an answer to anything."""
    for raw in (None, "", " \n", [], {}, 0, False):
        if exercise.kind == "number" and type(raw) is int:
            continue  # nought is a number
        with pytest.raises(UnreadableAnswer):
            exercise.read_answer(raw)


def good_answer(exercise: Exercise) -> object:  # noqa: PLR0911  # one a kind
    """An answer of the exercise's kind, with markup where the student may write anything."""
    match exercise.kind:
        case "choice":
            return exercise.options[0].id
        case "choices":
            return [exercise.options[0].id]
        case "order":
            return [option.id for option in exercise.options]
        case "table":
            return {"columns": [EVIL], "rows": [[EVIL], [None], [True], [1.5]]}
        case "match" | "classify":
            return {exercise.sides[0][0].id: exercise.sides[1][0].id}
        case "number":
            return 1234.5
    return EVIL


@every_exercise
def test_panel_escapes_and_speaks_both(exercise: Exercise) -> None:
    """An answer is shown in both languages, each marked, without markup of the student's."""
    html = answer_panel(exercise, good_answer(exercise), whose="static.answer")
    for start in ("<script", "<img", "onerror=y>"):
        assert start not in html
    assert html.count('lang="en"') == html.count('lang="zh-Hans"') == 1
    assert "Your answer" in html
    assert "你的" in html or "您的" in html
    if exercise.kind in ("reply", "essay", "table"):
        assert "&lt;script&gt;" in html


@pytest.mark.parametrize(
    "exercise",
    [each for each in CASE.exercises if hasattr(each, "options")],
    ids=lambda each: each.id,
)
def test_answer_html_differs_by_language(exercise: Exercise) -> None:
    """What comes from the case is shown in the language asked for."""
    answer = exercise.read_answer(good_answer(exercise))
    option = exercise.options[0]
    english, chinese = (exercise.answer_html(answer, lang) for lang in LANGS)
    assert option.text.zh in chinese
    assert option.text.zh not in english
    assert chinese != english


def test_order_wants_every_step_once() -> None:
    """An order with a step missing, doubled or foreign is unreadable."""
    exercise = CASE.exercise("first-call")
    steps = [option.id for option in exercise.options]  # type: ignore[union-attr]
    assert exercise.read_answer(steps[::-1]) == tuple(steps[::-1])
    for raw in (steps[1:], [*steps, steps[0]], [steps[0], *steps[:-1]], [*steps[1:], "plug"]):
        with pytest.raises(UnreadableAnswer):
            exercise.read_answer(raw)


def test_choices_have_no_order() -> None:
    """The same picks in another order are the same answer, and a pick made twice is none."""
    exercise = CASE.exercise("what-holds")
    assert exercise.read_answer(["late", "paid-499"]) == exercise.read_answer(["paid-499", "late"])
    with pytest.raises(UnreadableAnswer):
        exercise.read_answer(["late", "late"])


def test_text_is_kept_as_typed() -> None:
    """A text keeps its white space, and has a greatest length."""
    exercise = CASE.exercise("today-reply")
    assert exercise.read_answer("  a\n\n b ") == "  a\n\n b "
    assert exercise.read_answer("x" * MOST_CHARACTERS)
    with pytest.raises(UnreadableAnswer):
        exercise.read_answer("x" * (MOST_CHARACTERS + 1))


def test_long_tables_are_shown_in_part() -> None:
    """Of a long table the first rows are shown, and the number of the others."""
    exercise = CASE.exercise("rank-industries")
    raw = {"columns": ["n"], "rows": [[f"row{number}."] for number in range(25)]}
    html = exercise.answer_html(exercise.read_answer(raw), "en")
    assert "row19." in html
    assert "row20." not in html
    assert "5 more rows" in html


@pytest.mark.parametrize("kind", get_args(get_args(Exercise)[0]), ids=lambda kind: kind.__name__)
def test_joined_scripts_name_everything_once(kind: type[BaseExercise]) -> None:
    """The scripts that draw a kind become one module, in which no name may be declared twice."""
    names = ("dom", "practice", "frame", *kind.parts, kind.script) if kind.script else ()
    text = "\n".join(drawing().scripts[each] for each in names)
    names = re.findall(r"^(?:async )?(?:function\*?|const|let|class) +(\w+)", text, re.MULTILINE)
    assert bool(names) == bool(kind.script)
    assert sorted(name for name, count in Counter(names).items() if count > 1) == []
