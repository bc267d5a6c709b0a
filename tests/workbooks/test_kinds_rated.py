"""`calibrate` and `audit` against every answer there could be, and how they are shown."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grading.mark import mark_notebook
from grading.read import KeyedCase
from tests.grading.small_rated import read_rated
from tests.workbooks.test_kinds import EVIL, anything
from tests.workbooks.test_notebook import Page, page, show
from workbooks.agreement import agreement_html
from workbooks.answers import AnswerLog
from workbooks.case import CASE_FILE, Case
from workbooks.errors import UnreadableAnswer
from workbooks.kinds import Audit, Calibrate
from workbooks.notebook import Workbook
from workbooks.scale import Scale
from workbooks.static import answer_panel
from workbooks.text import LANGS
from workbooks.widget import ExerciseWidget, drawing

__all__ = ["page"]  # a fixture

GOOD: dict[str, Any] = {
    "scored": {"cold": {"hears": 0}, "warm": {"hears": 3, "acts": 1}},
    "before": {"opens": 2, "turns": 3, "looks": 1, "gives": 4},
    "after": {"opens": 4, "looks": 5},
}
EXPERT = {"cold": {"hears": 1, "acts": 1}, "warm": {"hears": 3, "acts": 2}}
every = pytest.mark.parametrize("name", GOOD)


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> KeyedCase:
    return read_rated(tmp_path_factory.mktemp("rated"))


@pytest.fixture(scope="module")
def case(keyed: KeyedCase) -> Case:
    return keyed.case


@pytest.fixture
def folder(case: Case, tmp_path: Path) -> Path:
    (tmp_path / CASE_FILE).write_text(case.model_dump_json(), "utf-8")
    return tmp_path


@every
def test_answer_survives_the_log(case: Case, name: str) -> None:
    """An answer read from JSON is, as JSON, read as the same answer again."""
    exercise = case.exercise(name)
    answer = exercise.read_answer(GOOD[name])
    assert exercise.read_answer(json.loads(json.dumps(answer))) == answer == GOOD[name]


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("scored", None), ("scored", []), ("scored", {}), ("scored", {"cold": {}}),
        ("scored", {"cold": 1}), ("scored", {"cold": None}), ("scored", {"tepid": {"hears": 1}}),
        ("scored", {"cold": {"smiles": 1}}), ("scored", {"cold": {"hears": 4}}),
        ("scored", {"cold": {"hears": -1}}), ("scored", {"cold": {"hears": True}}),
        ("scored", {"cold": {"hears": 1.0}}), ("scored", {"cold": {"hears": "1"}}),
        ("scored", {"cold": {"hears": None}}), ("scored", {"cold": {"hears": 1}, "warm": {}}),
        ("scored", {"cold": {"hears": 10**400}}), ("scored", {"hears": {"cold": 1}}),
        ("after", None), ("after", {}), ("after", []), ("after", 3), ("after", {"opens": 0}),
        ("after", {"opens": 6}), ("after", {"opens": True}), ("after", {"opens": 2.0}),
        ("after", {"opens": "2"}), ("after", {"opens": [2]}), ("after", {"ears": 2}),
        ("after", {"opens": 2, "winks": 2}), ("after", {"opens": None}),
    ],
)  # fmt: skip
def test_unreadable(case: Case, name: str, raw: object) -> None:
    """What does not name the exercise's own things, or no level of its scale, is no answer."""
    with pytest.raises(UnreadableAnswer, match=name):
        case.exercise(name).read_answer(raw)


def test_ratings_have_the_order_of_the_case(case: Case) -> None:
    """However the ratings come, they are read in the order of the case."""
    read = case.exercise("scored").read_answer(
        {"warm": {"acts": 1, "hears": 2}, "cold": {"acts": 0}}
    )
    assert [(one, list(rated)) for one, rated in read.items()] == [
        ("cold", ["acts"]), ("warm", ["hears", "acts"])
    ]  # fmt: skip
    assert list(case.exercise("after").read_answer({"gives": 1, "opens": 1})) == ["opens", "gives"]


@pytest.mark.parametrize(
    ("name", "raw", "whole"),
    [
        ("scored", GOOD["scored"], False), ("scored", EXPERT, True),
        ("before", GOOD["before"], True), ("after", GOOD["after"], False),
    ],
)  # fmt: skip
def test_whole_or_only_begun(case: Case, name: str, raw: Any, whole: bool) -> None:
    """An answer is whole once everything is rated."""
    exercise = case.exercise(name)
    assert exercise.is_whole(exercise.read_answer(raw)) is whole


@every
@settings(max_examples=60)
@given(data=st.data())
def test_read_answer_returns_or_says_unreadable(case: Case, name: str, data: st.DataObject) -> None:
    """Any JSON is read as an answer that can be shown, or is unreadable; nothing else happens."""
    ids = st.sampled_from(["cold", "warm", "hears", "acts", "opens", "looks", "gives", EVIL])
    flat = st.dictionaries(ids, st.integers(0, 5) | st.booleans(), max_size=4)
    raw = data.draw(anything | flat | st.dictionaries(ids, flat, max_size=2))
    other = data.draw(anything | flat)
    exercise = case.exercise(name)
    try:
        answer = exercise.read_answer(raw)
    except UnreadableAnswer:
        return
    for lang in LANGS:
        html = exercise.answer_html_among(answer, {"before": other}, lang)
        assert html.startswith("<")
        assert "<script" not in html


@pytest.mark.parametrize(
    ("name", "english", "chinese"),
    [
        ("scored", ["Reply 1", "Hears", "0 · nothing", "Acts", "left open", "Reply 2 · Ann",
                    "3 · everything", "1"],
         ["回复 1", "倾听", "0 · 没有", "行动", "未填", "回复 2 · 安", "3 · 全有", "1"]),
        ("after", ["Ears", "Opens", "4", "Turns", "left open", "Eyes", "Looks", "5 · always"],
         ["耳", "张开", "4", "转动", "未填", "眼", "看", "5 · 总是"]),
    ],
)  # fmt: skip
def test_every_rating_is_shown(
    case: Case, name: str, english: list[str], chinese: list[str]
) -> None:
    """Everything rated stands with its level and what it means; what is open says so."""
    exercise = case.exercise(name)
    answer = exercise.read_answer(GOOD[name])
    for lang, words in (("en", english), ("zh", chinese)):
        html = exercise.answer_html(answer, lang)  # type: ignore[arg-type]
        html = html[html.index('<table class="hf-table hf-rated">') :]
        at = 0
        for word in words:
            at = html.index(word, at)
    assert "never" not in chinese


@pytest.mark.parametrize(("low", "levels"), [(0, [0, 2, 3]), (1, [1, 2, 4])])
def test_dots_are_as_many_as_the_level(case: Case, low: int, levels: list[int]) -> None:
    """A rating is drawn as so many filled dots, of as many as the highest level."""
    exercise = case.exercise("scored")
    assert isinstance(exercise, Calibrate)
    anchors = {low: {"en": "a", "zh": "甲"}, 4: {"en": "b", "zh": "乙"}}
    scale = Scale.model_validate({"min": low, "max": 4, "anchors": anchors})
    scored = exercise.model_copy(update={"scale": scale})
    for level in levels:
        html = scored.answer_html({"cold": {"hears": level}}, "en")
        assert html.count("<circle") == 4
        assert html.count('fill="currentColor"') == level


def test_before_is_drawn_only_where_it_is_known(case: Case) -> None:
    """The earlier audit's means are drawn if its answer is there and readable, else not."""
    after = case.exercise("after")
    assert isinstance(after, Audit)
    assert after.needs == ("before",)
    answer = after.read_answer(GOOD["after"])
    both = after.answer_html_among(answer, {"before": GOOD["before"]}, "en")
    assert "Ears: before 2.5, after 4; Eyes: before 1, after 5; Hands: before 4, after" in both
    for others in ({}, {"before": None}, {"before": {"opens": 9}}, {"else": GOOD["before"]}):
        assert "before" not in after.answer_html_among(answer, others, "en").casefold()
    assert after.answer_html(answer, "zh") == after.answer_html_among(answer, {}, "zh")
    assert case.exercise("before").needs == case.exercise("scored").needs == ()


def test_a_dimension_is_the_mean_of_what_was_rated(case: Case) -> None:
    """Statements left open do not pull a mean; a dimension with none rated has no mean."""
    audit = case.exercise("after")
    assert isinstance(audit, Audit)
    assert audit.means({"opens": 4, "turns": 1, "looks": 5}) == {"ears": 2.5, "eyes": 5}
    assert audit.means({"turns": 3}) == {"ears": 3}


def test_agreement_beside_the_expert(case: Case) -> None:
    """Every rating stands beside the expert's in words, and is drawn with both named in text."""
    exercise = case.exercise("scored")
    assert isinstance(exercise, Calibrate)
    html = {lang: agreement_html(exercise, GOOD["scored"], EXPERT, lang) for lang in LANGS}
    english = ["1 of 4", "Reply 1", "You 0, expert 1: lower by 1", "You left it open, expert 1",
               "Reply 2 · Ann", "You 3, expert 3: the same",
               "You 1, expert 2: lower by 1"]  # fmt: skip
    places = [html["en"].index(words) for words in english]
    assert places == sorted(places)
    higher = {"cold": {"hears": 3}}
    assert "You 3, expert 1: higher by 2" in agreement_html(exercise, higher, EXPERT, "en")
    assert "您 3 分，专家 3 分：相同" in html["zh"]
    for lang, (you, expert) in (("en", ("You", "Expert")), ("zh", ("您", "专家"))):
        drawn = html[lang]  # type: ignore[index]
        assert (drawn.count(f">{you}<"), drawn.count(f">{expert}<")) == (3, 4)
    assert "expert" not in html["zh"].casefold().replace("hf-", "")


def test_agreement_is_drawn_where_the_levels_are(case: Case) -> None:
    """The learner's dot and the expert's ring lie on one place where they agree, and else apart."""
    exercise = case.exercise("scored")
    assert isinstance(exercise, Calibrate)
    whole = {"cold": {"hears": 0, "acts": 3}, "warm": {"hears": 3, "acts": 2}}
    html = agreement_html(exercise, whole, {**EXPERT, "cold": {"hears": 0, "acts": 0}}, "en")
    drawings = [part.split("</svg>")[0] for part in html.split("<svg")[1:]]
    circles = [
        [float(piece.split('cx="')[1].split('"')[0]) for piece in drawing.split("<circle")[1:]]
        for drawing in drawings
    ]
    assert [ring == dot for ring, dot in circles] == [True, False, True, True]
    low, high = circles[1]
    assert circles[0] == [low, low]
    assert circles[2] == [high, high]
    assert low < circles[3][0] < high


@every
def test_panel_speaks_both(case: Case, name: str) -> None:
    """An answer's panel stands in both languages, each marked."""
    html = answer_panel(case.exercise(name), GOOD[name], whose="static.answer", others=GOOD)
    assert html.count('lang="en"') == html.count('lang="zh-Hans"') == 1


def test_texts_are_escaped() -> None:
    """Nothing an author or a student wrote becomes markup."""
    text = {"en": EVIL, "zh": f"某{EVIL}"}
    common = {"step": "prepare", "areas": ["hearing"], "points": 1, "minutes": 1,
              "title": text, "prompt": text,
              "scale": {"min": 1, "max": 3, "anchors": {1: text, 3: text}}}  # fmt: skip
    dimensions = [
        {"id": name, "text": text, "statements": [{"id": f"of-{name}", "text": text}]}
        for name in ("a", "b", "c")
    ]
    audit = Audit.model_validate({**common, "id": "x", "kind": "audit", "dimensions": dimensions})
    samples = [{"id": name, "who": text, "text": text} for name in ("a", "b")]
    scored = Calibrate.model_validate(
        {**common, "id": "y", "kind": "calibrate", "samples": samples, "criteria": samples[:1]}
        | {"criteria": [{"id": "c", "text": text}]}
    )
    rated = {"a": {"c": 1}, "b": {"c": 3}}
    for lang in LANGS:
        for html in (
            audit.answer_html({"of-a": 1, "of-b": 3}, lang),
            scored.answer_html(rated, lang),
            agreement_html(scored, rated, rated, lang),
        ):
            assert "<script" not in html
            assert "<img" not in html


@every
def test_widget_has_its_scripts_and_words(case: Case, name: str) -> None:
    """A widget names its kind's scripts, shared ones too, and all of them have their wording."""
    exercise = case.exercise(name)
    widget = ExerciseWidget(exercise, place="here", lang="zh", status={})
    code = "\n".join(drawing().scripts[each] for each in widget.scripts)
    assert "function draw(body, ctx)" in code
    assert "function ratingRow(" in code
    assert ("function radar(" in code) == isinstance(exercise, Audit)
    for lang in LANGS:
        prefixes = {each.split(".")[0] for each in drawing().words[lang]}
        assert prefixes >= {"frame", "score", "step", exercise.kind, *exercise.parts}


def test_before_arrives_in_the_page(folder: Path, page: Page) -> None:
    """Once the earlier audit is saved, the later one's widget and static copy have its answer."""
    workbook = Workbook(folder)
    later = show(workbook, page, "after")
    later.given = {"seq": 1, "answer": GOOD["after"]}
    assert later.others == {}
    earlier = show(workbook, page, "before")
    earlier.given = {"seq": 1, "answer": GOOD["before"]}
    assert later.others == {"before": GOOD["before"]}
    copies = [
        shown.data for shown in page.shown if "Ears: before 2.5" in getattr(shown, "data", "")
    ]
    assert len(copies) == 1
    assert "after 4" in copies[0]
    earlier.given = {"seq": 2, "answer": None}
    assert later.others == {}
    assert earlier.others == {}


def test_before_is_there_when_the_workbook_is_opened_again(folder: Path, page: Page) -> None:
    """A readable earlier answer in the log is handed to the later audit; any other is not."""
    log = AnswerLog(folder)
    log.append("before", GOOD["before"], lang="en")
    assert show(Workbook(folder), page, "after").others == {"before": GOOD["before"]}
    log.append("before", {"opens": 99}, lang="en")
    assert show(Workbook(folder), page, "after").others == {}


def test_before_stands_in_the_marked_notebook(
    keyed: KeyedCase, folder: Path, tmp_path: Path
) -> None:
    """After grading, too, the later audit is drawn beside the earlier one's answer."""
    nbformat = pytest.importorskip("nbformat.v4")
    submitted = Path(
        shutil.copytree(folder, tmp_path / "submitted", ignore=lambda *_: ["submitted"])
    )
    log = AnswerLog(submitted)
    for name in ("before", "after"):
        log.append(name, GOOD[name], lang="en")
    cells = [
        nbformat.new_code_cell(f'wb.show("{name}")', metadata={"hearfirst": {"exercise": name}})
        for name in ("scored", "before", "after")
    ]
    notebook = nbformat.new_notebook(cells=cells)
    scores = mark_notebook(notebook, AnswerLog(submitted).read(keyed.case.limits), keyed)
    assert {name: score.points for name, score in scores.items()} == {
        "scored": 0, "before": 2, "after": 2
    }  # fmt: skip
    pages = {
        cell.metadata["hearfirst"]["exercise"]: cell.outputs[0]["data"]["text/html"]
        for cell in notebook.cells
        if "hearfirst" in cell.metadata and cell.outputs
    }
    assert "Ears: before 2.5, after 4" in pages["after"]
    assert "before 2.5" not in pages["before"]
