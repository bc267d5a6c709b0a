"""`mark` against every answer there could be, and as it stands in a page without a widget."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.grading.small_mark import read_marks
from tests.workbooks.test_kinds import EVIL, anything
from workbooks.case import Case
from workbooks.errors import UnreadableAnswer
from workbooks.static import answer_panel
from workbooks.text import LANGS
from workbooks.widget import ExerciseWidget, drawing

GOOD: dict[str, Any] = {"passage": "ask", "lang": "en", "start": 6, "end": 11, "rule": "cold"}
ZH: dict[str, Any] = {"passage": "tell", "lang": "zh", "start": 0, "end": 1, "rule": "late"}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return read_marks(tmp_path_factory.mktemp("marks")).case


def test_answer_survives_the_log(case: Case) -> None:
    """Marks read from JSON are, as JSON, read as the same marks again."""
    exercise = case.exercise("call")
    answer = exercise.read_answer({"marks": [GOOD, ZH]})
    again = {"marks": [each.model_dump() for each in answer]}
    assert exercise.read_answer(json.loads(json.dumps(again))) == answer
    assert again == {"marks": [GOOD, ZH]}


def test_marks_have_the_order_of_the_transcript(case: Case) -> None:
    """However the marks come, they are read by line, then language, then place."""
    first, second = GOOD | {"start": 0, "end": 2}, GOOD | {"lang": "zh", "start": 0, "end": 2}
    wanted = [first, GOOD, second, ZH]
    read = case.exercise("call").read_answer({"marks": [ZH, second, GOOD, first]})
    assert [each.model_dump() for each in read] == wanted


BAD: list[Any] = [
    None, {}, [], [GOOD], {"marks": []}, {"marks": None}, {"marks": {}}, {"marks": [None]},
    {"marks": [GOOD], "more": 1}, {"marks": [GOOD, GOOD]},
    *({"marks": [GOOD | change]} for change in (
        {"passage": "nowhere"}, {"passage": None}, {"passage": ["ask"]}, {"lang": "de"},
        {"lang": None}, {"rule": "hot"}, {"rule": 1}, {"start": -1}, {"start": "6"},
        {"start": 6.0}, {"start": True}, {"end": 22}, {"end": 6}, {"end": 5}, {"end": None},
        {"end": 10**400}, {"start": 11}, {"text": "ghij"}, {"passage": "\ud800"},
    )),
    {"marks": [{name: each for name, each in GOOD.items() if name != "rule"}]},
    {"marks": [GOOD, GOOD | {"start": 10, "end": 12}]},
    {"marks": [GOOD | {"start": 0, "end": 20}, GOOD | {"start": 3, "end": 4}]},
    {"marks": [GOOD | {"start": at, "end": at + 1} for at in range(6)]},
]  # fmt: skip


@pytest.mark.parametrize("raw", BAD, ids=lambda raw: ascii(raw)[:60])
def test_unreadable(case: Case, raw: object) -> None:
    """Places outside the text, unknown names, overlaps and too many marks are no answer."""
    with pytest.raises(UnreadableAnswer, match="call"):
        case.exercise("call").read_answer(raw)


def test_marks_may_touch_and_end_with_the_text(case: Case) -> None:
    """Marks side by side, one up to the last character, are an answer: ends are not included."""
    marks = [GOOD, GOOD | {"start": 11, "end": 21}, GOOD | {"start": 0, "end": 6}]
    assert len(case.exercise("call").read_answer({"marks": marks})) == 3


numbers = st.integers(-2, 30) | st.none() | st.floats() | st.booleans()
names = st.sampled_from(["ask", "tell", "end", "en", "zh", "cold", "late", EVIL, ""])
near = st.fixed_dictionaries(
    {"passage": names, "lang": names, "start": numbers, "end": numbers, "rule": names}
)


@settings(max_examples=150)
@given(raw=anything | st.fixed_dictionaries({"marks": st.lists(near | anything, max_size=4)}))
def test_read_answer_returns_or_says_unreadable(case: Case, raw: object) -> None:
    """Any JSON is read as an answer that can be shown, or is unreadable; nothing else happens."""
    exercise = case.exercise("call")
    try:
        answer = exercise.read_answer(raw)
    except UnreadableAnswer:
        return
    for lang in LANGS:
        assert exercise.answer_html(answer, lang).startswith("<")


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


def test_marks_are_shown_in_place(case: Case) -> None:
    """Marks of the language shown stand in the line with the rule's number, all stand in a list."""
    exercise = case.exercise("call")
    answer = exercise.read_answer({"marks": [GOOD, ZH]})
    english, chinese = (exercise.answer_html(answer, lang) for lang in LANGS)
    assert re.findall(r"<mark[^>]*>(.*?)</mark><span[^>]*>(\d)", english) == [("ghij😟", "1")]
    assert re.findall(r"<mark[^>]*>(.*?)</mark><span[^>]*>(\d)", chinese) == [("狗", "2")]
    listed = [plain(each) for each in re.findall(r"<li>(.*?)</li>", english)]
    assert listed == ["1 ghij😟 · Ann · Too cold", "2 In the Chinese text: 狗 · Too late"]
    assert '<q class="hf-rule-2" lang="zh-Hans">狗</q>' in english
    listed = [plain(each) for each in re.findall(r"<li>(.*?)</li>", chinese)]
    assert listed == ["1 标在英文原文上： ghij😟 · 安 · 太冷", "2 狗 · 太迟"]


def test_the_text_is_whole_and_escaped(case: Case) -> None:
    """Marks take nothing from the transcript, and what authors wrote is no markup."""
    exercise = case.exercise("call")
    marks = [GOOD, GOOD | {"start": 0, "end": 3}, GOOD | {"passage": "end", "start": 0, "end": 13}]
    html = exercise.answer_html(exercise.read_answer({"marks": marks}), "en")
    lines = re.findall(r'<p class="hf-said"[^>]*>(.*?)</p>', html)
    shown = [plain(re.sub(r"<span.*?</span>", "", line)) for line in lines]
    assert shown == [passage.text.en for passage in exercise.passages]  # type: ignore[union-attr]
    assert "Bob &amp; &lt;b&gt;" in html


def test_panel_speaks_both(case: Case) -> None:
    """A panel stands in both languages, each marked; a line without a speaker shows none."""
    html = answer_panel(case.exercise("call"), {"marks": [GOOD]}, whose="static.answer")
    assert html.count('<div class="hf-lang" lang="en"') == 1
    assert html.count('<div class="hf-lang" lang="zh-Hans"') == 1
    assert html.count('class="hf-who"') == 4
    assert html.count('class="hf-said"') == 6


def test_widget_has_its_scripts_and_words(case: Case) -> None:
    """A widget names both scripts, the part before the one that uses it; wording is in both."""
    widget = ExerciseWidget(case.exercise("call"), place="here", lang="zh", status={})
    assert widget.scripts.index("spans") < widget.scripts.index("mark")
    assert "function piecesOf(" in drawing().scripts["spans"]
    assert "function draw(body, ctx)" in drawing().scripts["mark"]
    for lang in LANGS:
        assert "mark.hint" in drawing().words[lang]
    assert "passages" in widget.exercise


def test_the_case_is_where_it_was_written(tmp_path: Path) -> None:
    """The case these tests read is the one that the scores are tried on."""
    assert [each.id for each in read_marks(tmp_path).case.exercises] == ["call", "short"]
