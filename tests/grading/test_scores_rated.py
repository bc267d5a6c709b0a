"""What `calibrate` and `audit` earn, and what can be wrong with them."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grading.course import Course
from grading.read import KeyedCase, read_keyed_case
from tests.conftest import REPOSITORY
from tests.grading import small_rated
from tests.grading.small import changed, problems_in, write_course
from tests.grading.small_rated import IN_CASE, IN_KEYS, SOUND, read_rated
from tests.scoring import score_answer
from tests.workbooks.test_kinds import anything
from workbooks.kinds import Audit, Calibrate
from workbooks.scoring import CalibrateKey
from workbooks.scoring.outcome import score_of
from workbooks.scoring.score import Score

BOTH = {"en": "x", "zh": "某"}
COMMON = {"step": "prepare", "areas": ["numbers"], "minutes": 1, "title": BOTH, "prompt": BOTH}
EXPERT = {"cold": {"hears": 0, "acts": 1}, "warm": {"hears": 3, "acts": 2}}
LEVELS = (None, 0, 1, 2, 3)


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> KeyedCase:
    return read_rated(tmp_path_factory.mktemp("rated"))


def scored(keyed: KeyedCase, name: str, raw: Any) -> Score:
    return score_answer(keyed, keyed.case.exercise(name), raw)


def said(score: Score) -> list[tuple[str, str]]:
    return [(reason.verdict, reason.text.en) for reason in score.reasons]


def ratings(*levels: int | None) -> dict[str, dict[str, int]]:
    """An answer to `scored` from its four levels, None for what is open."""
    filled: dict[str, dict[str, int]] = {}
    for (sample, criterion), level in zip(product(EXPERT, ("hears", "acts")), levels, strict=True):
        if level is not None:
            filled.setdefault(sample, {})[criterion] = level
    return filled


@pytest.mark.parametrize(
    ("levels", "points", "told"),
    [
        ((0, 1, 3, 2), 6, [("right", "exactly"), ("right", "Reply 1: Close Cold because"),
                           ("right", "Reply 2: Close Warm because")]),
        # agreement (1 + 1 + 2/3 + 1) / 4 = 11/12; the best level everywhere reaches 2/3
        ((0, 1, 2, 2), 4.5, [("partly", "very close"), ("right", "Reply 1"), ("right", "Reply 2")]),
        ((1, 2, 3, 2), 3, [("partly", "in much"), ("note", "Reply 1: Generous Cold because"),
                           ("right", "Reply 2: Close")]),
        ((0, 1, 2, 1), 3, [("partly", "in much"), ("right", "Reply 1: Close"),
                           ("note", "Reply 2: Strict Warm because")]),
        ((1, 0, 3, 2), 3, [("partly", "in much"), ("note", "Reply 1: You rated it higher"),
                           ("right", "Reply 2")]),
        ((0, 1, 3, None), 1.5, [("partly", "some way"), ("right", "Reply 1"), ("right", "Reply 2"),
                                ("note", "Left open: 1 of 4.")]),
        ((2, 2, 2, 2), 0, [("wrong", "no closer"), ("note", "Reply 1: Generous"),
                           ("right", "Reply 2: Close")]),
        ((3, 3, 0, 0), 0, [("wrong", "no closer"), ("note", "Reply 1: Generous"),
                           ("note", "Reply 2: Strict")]),
        ((0, 1, None, None), 0, [("wrong", "no closer"), ("right", "Reply 1: Close"),
                                 ("note", "Left open: 2 of 4.")]),
    ],
)  # fmt: skip
def test_agreement_by_hand(
    keyed: KeyedCase, levels: tuple[int | None, ...], points: float, told: list[tuple[str, str]]
) -> None:
    """Agreement beyond what one level everywhere reaches is paid; each rated sample is told."""
    score = scored(keyed, "scored", ratings(*levels))
    assert score.points == points
    assert [verdict for verdict, _ in said(score)] == [verdict for verdict, _ in told]
    for (_, text), (_, words) in zip(said(score), told, strict=True):
        assert words in text


def test_every_answer_by_rule(keyed: KeyedCase) -> None:
    """Of all answers only the key earns everything, and one level everywhere earns nothing."""
    seen = 0
    for levels in product(LEVELS, repeat=4):
        raw = ratings(*levels)
        score = scored(keyed, "scored", raw or None)
        assert score.points is not None
        assert 0 <= score.points <= 6
        assert (score.points == 6) == (raw == EXPERT)
        if len(set(levels)) == 1:
            assert score.points == 0
        seen += 1
    assert seen == 625


def test_nearer_never_earns_less(keyed: KeyedCase) -> None:
    """Moving one rating a level nearer to the expert's, or filling it in, never costs a point."""
    wanted = (0, 1, 3, 2)
    earned = {levels: scored(keyed, "scored", ratings(*levels) or None).points
              for levels in product(LEVELS, repeat=4)}  # fmt: skip
    tried = rose = 0
    for levels, points in earned.items():
        for place, level in enumerate(levels):
            if level == wanted[place]:
                continue
            step = 0 if level is None else level + (1 if level < wanted[place] else -1)
            better = earned[*levels[:place], step, *levels[place + 1 :]]
            assert better is not None
            assert points is not None
            assert better >= points
            tried += 1
            rose += better > points
    assert (tried, rose) == (4 * 4 * 125, rose)
    assert rose > 20


@st.composite
def calibrations(draw: st.DrawFn) -> tuple[Calibrate, CalibrateKey]:
    low, high = draw(st.integers(0, 1)), draw(st.integers(3, 5))
    samples = [f"s{number}" for number in range(draw(st.integers(2, 5)))]
    criteria = [f"c{number}" for number in range(draw(st.integers(1, 6)))]
    level = st.integers(low, high)
    expert = {sample: {each: draw(level) for each in criteria} for sample in samples}
    exercise = Calibrate.model_validate(
        {**COMMON, "id": "c", "kind": "calibrate", "points": 7,
         "samples": [{"id": each, "text": BOTH} for each in samples],
         "criteria": [{"id": each, "text": BOTH} for each in criteria],
         "scale": {"min": low, "max": high, "anchors": {low: BOTH, high: BOTH}}}
    )  # fmt: skip
    key = CalibrateKey.model_validate(
        {"exercise": "c", "kind": "calibrate", "expert": expert, "close": BOTH, "generous": BOTH,
         "strict": BOTH, "because": dict.fromkeys(samples, BOTH)}
    )  # fmt: skip
    return exercise, key


@settings(max_examples=150)
@given(made=calibrations(), data=st.data())
def test_rule_of_any_calibration(made: tuple[Calibrate, CalibrateKey], data: st.DataObject) -> None:
    """The key earns all, one level everywhere nothing, and a rating set right costs nothing."""
    exercise, key = made
    scale, expert = exercise.scale, key.expert
    alike = len({level for rated in expert.values() for level in rated.values()}) == 1
    assert [name for name, _, _ in key.problems(exercise)] == ["same-everywhere"] * alike
    assert score_of(key, exercise, key.model(exercise, "en")).points == 7
    if not alike:
        for level in scale.levels:
            everywhere = {one: dict.fromkeys(rated, level) for one, rated in expert.items()}
            assert score_of(key, exercise, everywhere).points == 0
    criteria = st.sampled_from([each.id for each in exercise.criteria])
    levels = st.integers(scale.min, scale.max)
    filled = st.dictionaries(criteria, levels, min_size=1)
    raw = data.draw(st.dictionaries(st.sampled_from(list(expert)), filled, min_size=1))
    points = score_of(key, exercise, raw).points
    assert points is not None
    assert 0 <= points <= 7
    sample, criterion = data.draw(st.sampled_from(list(expert))), data.draw(criteria)
    right = {**raw.get(sample, {}), criterion: expert[sample][criterion]}
    better = score_of(key, exercise, {**raw, sample: right}).points
    assert better is not None
    assert better >= points


def test_reasons_name_no_rating(keyed: KeyedCase) -> None:
    """Whatever was given, nothing that is said holds a level, and none of a sample left open."""
    for levels in product(LEVELS, repeat=4):
        raw = ratings(*levels)
        if not raw:
            continue
        reasons = scored(keyed, "scored", raw).reasons
        texts = [text for reason in reasons for text in (reason.text.en, reason.text.zh)]
        bare = [text.removeprefix("Reply 1").removeprefix("Reply 2") for text in texts
                if not text.startswith(("Left open", "还有", "回复"))]  # fmt: skip
        assert bare
        assert not [text for text in bare if any(letter.isdigit() for letter in text)]
        for name, words in (("cold", "Cold because"), ("warm", "Warm because")):
            assert any(words in text for text in texts) == (name in raw)


STATEMENTS = ["opens", "turns", "looks", "gives"]


@pytest.mark.parametrize(("name", "most"), [("before", 2), ("after", 4)])
@given(raw=st.dictionaries(st.sampled_from(STATEMENTS), st.integers(1, 5)))
def test_an_audit_earns_what_was_rated(
    keyed: KeyedCase, name: str, most: float, raw: dict[str, int]
) -> None:
    """Each statement rated earns its share, whatever the rating; what is open is told."""
    score = scored(keyed, name, raw or None)
    assert score.points == pytest.approx(most * len(raw) / 4)
    if raw:
        again = " again" if name == "after" else ""
        whole = len(raw) == len(STATEMENTS)
        verdict, words = ("right", "Whole") if whole else ("partly", "Part")
        assert said(score) == [(verdict, f"{words}{again}")]


@pytest.mark.parametrize("name", ["scored", "before", "after"])
@settings(max_examples=80)
@given(data=st.data())
def test_any_json_has_a_score(keyed: KeyedCase, name: str, data: st.DataObject) -> None:
    """Whatever was handed in, ids in the wrong places too, earns points in range and is told."""
    ids = st.sampled_from(["cold", "warm", "hears", "acts", "opens", "looks", "ears", "x"])
    level = st.integers(-1, 6) | st.sampled_from([True, 1.0, "1", None, 10**400])
    flat = st.dictionaries(ids, level, max_size=4)
    raw = data.draw(anything | flat | st.dictionaries(ids, flat | level, max_size=3))
    score = scored(keyed, name, raw)
    assert score.points is not None
    assert 0 <= score.points <= score.most
    assert score.reasons
    assert all(reason.text.en and reason.text.zh for reason in score.reasons)


@pytest.mark.parametrize("mistake", IN_CASE.values(), ids=IN_CASE)
def test_mistake_in_a_case(tmp_path: Path, mistake: tuple[str, str, str]) -> None:
    """One mistake in a case is told once, in the case, with what to do."""
    code, text, says = mistake
    course = write_course(tmp_path, case=text, keys=small_rated.KEYS)
    (told,) = problems_in(course)
    assert (told.code, told.file) == (code, course.case_file("tiny"))
    assert says in told.message
    assert told.line > text[: text.index("exercises:")].count("\n") + 1


@pytest.mark.parametrize("mistake", IN_KEYS.values(), ids=IN_KEYS)
def test_mistake_in_keys(tmp_path: Path, mistake: tuple[str, str, str]) -> None:
    """One mistake in the keys is told once, within its key, with what to do."""
    code, text, says = mistake
    course = write_course(tmp_path, case=small_rated.CASE, keys=text)
    (told,) = problems_in(course)
    assert (told.code, told.file) == (code, course.key_file("tiny"))
    assert says in told.message
    assert told.line > 3


def test_a_mistake_is_told_at_its_line(tmp_path: Path) -> None:
    """An anchor off the scale is told where it stands, a rating off the scale likewise."""
    case = IN_CASE["anchor"][1]
    (told,) = problems_in(write_course(tmp_path / "a", case=case, keys=small_rated.KEYS))
    assert "4: {en: some" in case.splitlines()[told.line - 1]
    keys = IN_KEYS["off-scale"][1]
    (told,) = problems_in(write_course(tmp_path / "b", case=small_rated.CASE, keys=keys))
    assert "hears: 4" in keys.splitlines()[told.line - 1]


@pytest.mark.parametrize("text", SOUND)
def test_other_figures_may_be_said(tmp_path: Path, text: str) -> None:
    """A time of day, a quantity or a fraction in a reason is not mistaken for a rating."""
    keys = changed(changed(small_rated.KEYS, "Cold because", text), "冷的缘故", text)
    course = write_course(tmp_path, case=small_rated.CASE, keys=keys)
    assert problems_in(course) == ()


def test_nothing_is_wrong_to_begin_with(keyed: KeyedCase) -> None:
    """The case that these tests break is sound."""
    assert set(keyed.keys) == {"scored", "before", "after"}


def test_what_cannot_occur_every_week_need_not_be_rated() -> None:
    """Where some ratings are enough, they earn all; fewer earn their share of all there are."""
    keyed = read_keyed_case(Course(REPOSITORY), "foundations-observation")
    week = keyed.case.exercise("week-1")
    assert isinstance(week, Audit)
    names = [each.id for each in week.statements]
    earned = {n: scored(keyed, "week-1", dict.fromkeys(names[:n], 1)).points for n in (1, 7, 8, 14)}
    assert earned == {1: 0.14, 7: 1.0, 8: 2.0, 14: 2.0}
