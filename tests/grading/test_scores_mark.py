"""What marks in a transcript earn, and what can be wrong with their keys."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from grading.course import Course
from grading.read import KeyedCase, read_keyed_case
from tests.gallery import GALLERY
from tests.grading import small_mark
from tests.grading.small import SLUG, problems_in, write_course
from tests.grading.small_mark import IN_CASE, IN_KEYS, read_marks
from tests.scoring import score_answer
from tests.workbooks.test_kinds import anything
from workbooks.errors import UnreadableAnswer
from workbooks.kinds import Mark
from workbooks.kinds.mark import Marked
from workbooks.scoring import MarkKey
from workbooks.scoring.mark import MOST_FOR_ALL
from workbooks.scoring.score import Score
from workbooks.text import LANGS, Lang

NAME = "call"
EXERCISE = Mark.model_validate(YAML(typ="safe").load(small_mark.CASE)["exercises"][0])
Raw = dict[str, Any]


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> KeyedCase:
    return read_marks(tmp_path_factory.mktemp("marks"))


def mark(passage: str, start: int, end: int, rule: str = "cold", lang: str = "en") -> Raw:
    return {"passage": passage, "lang": lang, "start": start, "end": end, "rule": rule}


def scored(keyed: KeyedCase, *marks: Raw, name: str = NAME) -> Score:
    return score_answer(keyed, keyed.case.exercise(name), {"marks": list(marks)})


def points(keyed: KeyedCase, *marks: Raw) -> float:
    earned = scored(keyed, *marks).points
    assert earned is not None
    return earned


def model(keyed: KeyedCase, lang: Lang) -> list[Raw]:
    raw: list[Raw] = keyed.keys[NAME].model(keyed.case.exercise(NAME), lang)["marks"]
    return raw


# In English the spans are characters 6 to 11 of `ask` (the last of them an emoji, one code point)
# and 12 to 15 of `tell`; in Chinese 2 to 4 of `ask` and 2 to 3 of `tell`. Each is worth 2 points.
@pytest.mark.parametrize(
    ("marks", "earned"),
    [
        ([mark("ask", 6, 11), mark("tell", 12, 15, "late")], 4),
        ([mark("ask", 2, 4, lang="zh"), mark("tell", 2, 3, "late", "zh")], 4),
        ([mark("ask", 6, 11), mark("tell", 2, 3, "late", "zh")], 4),
        ([mark("ask", 6, 11)], 2),
        ([mark("ask", 6, 11, "late")], 1),  # the place alone
        ([mark("tell", 12, 15, "loud")], 1.5),  # a rule that counts for half
        ([mark("ask", 5, 12)], 2),  # 5 of 7 characters: the edges are drawn differently
        ([mark("ask", 8, 11)], 2),  # 3 of 5
        ([mark("ask", 6, 16)], 2),  # 5 of 10, just enough
        ([mark("ask", 6, 17)], 2 * 5 / 11 * 2),  # 5 of 11, for place and rule alike
        ([mark("ask", 6, 17, "late")], 5 / 11 * 2),
        ([mark("ask", 10, 11)], 1.4),  # 1 of 5 for the place; the rule is named within the span
        ([mark("ask", 10, 21)], 2 * (1 / 15 + 1 / 11)),
        ([mark("ask", 11, 20)], 0),  # beside it
        ([mark("ask", 6, 11), mark("ask", 0, 3)], 1),  # a false mark costs half a span's share
        ([mark("ask", 6, 11), mark("end", 0, 3), mark("end", 5, 7)], 0),
        ([mark("ask", 6, 11), mark("end", 0, 3), mark("end", 0, 2, lang="zh")], 1),  # charged once
        ([mark("ask", 6, 8), mark("ask", 8, 11)], 2),  # the better of two, the other is free
        ([mark("ask", 6, 8, "late"), mark("ask", 8, 11)], 2),
        ([mark("ask", 0, 7), mark("ask", 2, 4, lang="zh")], 2),  # the better of two languages
    ],
)  # fmt: skip
def test_by_hand(keyed: KeyedCase, marks: list[Raw], earned: float) -> None:
    """Half of a span's points for the place, half for the rule, less for what is marked falsely."""
    assert scored(keyed, *marks).points == round(earned, 2)


def said(score: Score) -> list[tuple[str, str]]:
    return [(reason.verdict, reason.text.en) for reason in score.reasons]


@pytest.mark.parametrize(
    ("marks", "told"),
    [
        ([mark("ask", 6, 11), mark("tell", 12, 15, "late")],
         [("right", "You marked “ghij😟”: Cold it was"), ("right", "You marked “the”: Late it was"),
          ("right", "Well marked")]),
        ([mark("ask", 6, 11, "late")],
         [("partly", "You marked “ghij😟”: Not for that reason"),
          ("note", "Places found: 1 of 2.")]),
        ([mark("tell", 12, 15, "loud")],
         [("partly", "You marked “the”: For another reason"),
          ("note", "Places found: 1 of 2.")]),
        ([mark("ask", 10, 21)],
         [("partly", "You marked “😟klmnopqrst”: Cold it was"),
          ("note", "Places found: 1 of 2.")]),
        ([mark("end", 0, 7), mark("end", 0, 2, lang="zh")],
         [("wrong", "You marked “nothing”: All is well here"),
          ("wrong", "You marked “没有”: All is well here"),
          ("note", "Places found: 0 of 2.")]),
        ([mark("ask", 6, 11), mark("tell", 12, 15, "late"), mark("end", 0, 7)],
         [("right", "You marked “ghij😟”: Cold it was"), ("right", "You marked “the”: Late it was"),
          ("wrong", "You marked “nothing”: All is well here")]),
    ],
)  # fmt: skip
def test_reasons(keyed: KeyedCase, marks: list[Raw], told: list[tuple[str, str]]) -> None:
    """Each reason quotes what the student marked; praise is for what is whole and nothing else."""
    assert said(scored(keyed, *marks)) == told


def test_long_quotes_are_cut() -> None:
    """A mark of many words is quoted by its beginning, in both languages."""
    gallery = read_keyed_case(Course(GALLERY), "gallery")
    whole = mark("scorched", 0, 140, "culprit")
    reason = scored(gallery, whole, name="some-marks").reasons[0]
    for lang in LANGS:
        quoted = re.fullmatch(r".+“(My jacket.*…)”.+", reason.text[lang])
        assert quoted
        assert len(quoted.group(1)) == 60


@st.composite
def some_marks(draw: st.DrawFn, most: int = 5) -> list[Raw]:
    """Marks that do not overlap, on any passage in any language."""
    made: list[Raw] = []
    for _ in range(draw(st.integers(0, most))):
        passage = draw(st.sampled_from(EXERCISE.passages))
        lang: Lang = draw(st.sampled_from(LANGS))
        length = len(passage.text[lang])
        start = draw(st.integers(0, length - 1))
        end = draw(st.integers(start + 1, length))
        new = mark(passage.id, start, end, draw(st.sampled_from(["cold", "late", "loud"])), lang)
        if not any(overlap(new, old) for old in made):
            made.append(new)
    return made


def overlap(one: Raw, two: Raw) -> bool:
    same = (one["passage"], one["lang"]) == (two["passage"], two["lang"])
    return same and one["start"] < two["end"] and two["start"] < one["end"]


def touches_a_span(keyed: KeyedCase, one: Raw) -> bool:
    return any(overlap(one, span) for lang in LANGS for span in model(keyed, lang))


@settings(max_examples=100)
@given(langs=st.lists(st.sampled_from(LANGS), min_size=2, max_size=2))
def test_the_key_earns_all_in_any_language(keyed: KeyedCase, langs: list[Lang]) -> None:
    """The key's own spans, each in either language, earn every point; each less earns less."""
    marks = [model(keyed, lang)[place] for place, lang in enumerate(langs)]
    assert points(keyed, *marks) == 4
    for gone in range(len(marks)):
        assert points(keyed, *marks[:gone], *marks[gone + 1 :]) == 2


@settings(max_examples=200)
@given(marks=some_marks(most=4), data=st.data())
def test_a_right_mark_never_costs(keyed: KeyedCase, marks: list[Raw], data: st.DataObject) -> None:
    """To add a span of the key, in either language, never lowers the score."""
    lang: Lang = data.draw(st.sampled_from(LANGS))
    right = data.draw(st.sampled_from(model(keyed, lang)))
    assume(marks and not any(overlap(right, old) for old in marks))
    assert points(keyed, *marks, right) >= points(keyed, *marks)


@settings(
    max_examples=200, suppress_health_check=[HealthCheck.filter_too_much]
)  # most places of so short a transcript are in a span or marked already
@given(marks=some_marks(most=4), more=some_marks(most=1))
def test_a_false_mark_never_pays(keyed: KeyedCase, marks: list[Raw], more: list[Raw]) -> None:
    """To add a mark that touches no span never raises the score, and alone it earns nothing."""
    assume(marks and more and not any(overlap(more[0], old) for old in marks))
    assume(not touches_a_span(keyed, more[0]))
    assert points(keyed, *marks, *more) <= points(keyed, *marks)
    assert points(keyed, *more) == 0


@settings(max_examples=200)
@given(marks=some_marks(), data=st.data())
def test_order_and_language_of_reading_do_not_matter(
    keyed: KeyedCase, marks: list[Raw], data: st.DataObject
) -> None:
    """The same marks in another order earn the same and are told the same."""
    assume(marks)
    assert scored(keyed, *data.draw(st.permutations(marks))) == scored(keyed, *marks)


@settings(max_examples=150)
@given(raw=anything | some_marks().map(lambda marks: {"marks": marks}) | st.none())
def test_any_json_has_a_score(keyed: KeyedCase, raw: object) -> None:
    """Whatever was handed in earns points in range and is told why; nothing earns nothing."""
    exercise = keyed.case.exercise(NAME)
    score = score_answer(keyed, exercise, raw)
    assert score.points is not None
    assert 0 <= score.points <= score.most
    assert score.reasons
    try:
        exercise.read_answer(raw)
    except UnreadableAnswer:
        assert score.points == 0


@settings(max_examples=200)
@given(marks=some_marks())
def test_reasons_never_give_away(keyed: KeyedCase, marks: list[Raw]) -> None:
    """No reason tells a rule that was not named, nor quotes anything but what was marked."""
    assume(marks)
    named = {each["rule"] for each in marks}
    words = {EXERCISE.words(Marked.model_validate(each)) for each in marks}
    for reason in scored(keyed, *marks).reasons:
        for lang in LANGS:
            quoted = re.match(r"[^“]*“(.*)”[:：]", reason.text[lang], re.DOTALL)
            assert quoted is None or quoted.group(1) in words
            for rule in EXERCISE.rules:
                assert rule.id in named or rule.text[lang] not in reason.text[lang]


@pytest.mark.parametrize("lang", LANGS)
def test_marking_everything_pays_little(lang: Lang) -> None:
    """In the gallery whoever marks every line whole earns less than one honest mark brings."""
    keyed = read_keyed_case(Course(GALLERY), "gallery")
    exercise, key = keyed.case.exercise("some-marks"), keyed.keys["some-marks"]
    assert isinstance(exercise, Mark)
    honest = [
        scored(keyed, each, name="some-marks").points for each in key.model(exercise, lang)["marks"]
    ]
    for rule in exercise.rules:
        whole = [
            mark(each.id, 0, len(each.text[lang]), rule.id, lang) for each in exercise.passages
        ]
        earned = scored(keyed, *whole, name="some-marks").points
        assert earned is not None
        assert earned <= exercise.points * MOST_FOR_ALL
        assert all(each is not None and each > earned for each in honest)


def test_model_is_whole_and_plain(keyed: KeyedCase) -> None:
    """The model answer names the spans by place, where the emoji is one character."""
    assert model(keyed, "en") == [mark("ask", 6, 11), mark("tell", 12, 15, "late")]
    assert model(keyed, "zh") == [
        mark("ask", 2, 4, lang="zh"), mark("tell", 2, 3, "late", "zh"),
    ]  # fmt: skip


@pytest.mark.parametrize("mistake", IN_CASE.values(), ids=IN_CASE)
def test_mistake_in_a_case(tmp_path: Path, mistake: tuple[str, str, str]) -> None:
    """One mistake in a case is told once, in the case, with what to do."""
    code, text, says = mistake
    course = write_course(tmp_path, case=text, keys=small_mark.KEYS)
    (told,) = problems_in(course)
    assert (told.code, told.file) == (code, course.case_file(SLUG))
    assert says in told.message


@pytest.mark.parametrize("mistake", IN_KEYS.values(), ids=IN_KEYS)
def test_mistake_in_keys(tmp_path: Path, mistake: tuple[str, str, str]) -> None:
    """One mistake in the keys is told once, within its key, with what to do."""
    code, text, says = mistake
    course = write_course(tmp_path, case=small_mark.CASE, keys=text)
    (told,) = problems_in(course)
    assert (told.code, told.file) == (code, course.key_file(SLUG))
    assert says in told.message
    assert told.line > 3


def test_more_spans_than_marks(tmp_path: Path) -> None:
    """A key that nobody could match, as too few marks can be made, is told."""
    (told,) = problems_in(write_course(tmp_path, case=small_mark.TOO_MANY, keys=small_mark.KEYS))
    assert told.code == "HF233"
    assert "`most`" in told.message


def test_a_word_in_itself_is_found_twice(keyed: KeyedCase) -> None:
    """Occurrences that overlap count: the second 哈哈 of 哈哈哈 begins at the second character."""
    key = keyed.keys["short"]
    assert isinstance(key, MarkKey)
    exercise = keyed.case.exercise("short")
    assert isinstance(exercise, Mark)
    text = {"en": "x", "zh": "哈哈哈"}
    laughing = exercise.model_copy(
        update={"passages": (exercise.passages[0].model_validate({"id": "only", "text": text}),)}
    )
    span = key.spans[0].model_validate(
        {**key.spans[0].model_dump(), "text": {"en": "x", "zh": "哈哈"}, "occurrence": {"zh": 2}}
    )
    assert span.places(laughing, "zh") == [0, 1]
    assert (span.mark(laughing, "zh").start, span.mark(laughing, "zh").end) == (1, 3)
