"""What takes earn: how many there are, and how unlike, whatever they say."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.course import Course
from grading.read import KeyedCase, read_keyed_case
from tests.gallery import GALLERY
from tests.scoring import score_answer
from tests.workbooks.test_kinds import anything
from workbooks.scoring.score import Score

KEYED: KeyedCase = read_keyed_case(Course(GALLERY), "gallery")
REHEARSAL: Any = KEYED.case.exercise("a-rehearsal")
ASKED, MOST = REHEARSAL.takes, REHEARSAL.points
REAL = (
    "Two hours of sleep, Mr Okafor, and it was our doing. Tonight you have the garden side.",
    "I would be angry as well. I have moved your things myself, and nobody works below you.",
    "Come, take the key to 214. It looks onto the trees; the bins wait until you are gone.",
    "奥卡福先生，您特意说过要安静，我们却没做到，真对不起。今晚给您换到花园那边。",
    "换了我也会生气。房间我亲自看过了，楼下夜里没有人干活，您放心睡。",
    "来，这是214的钥匙，窗外只有树。垃圾桶等您出了车再倒。",
)


def score(*takes: str, draft: str = "") -> Score:
    return score_answer(KEYED, REHEARSAL, {"takes": list(takes), "draft": draft})


def points(*takes: str) -> float:
    found = score(*takes).points
    assert found is not None
    return found


def said(*takes: str, draft: str = "", lang: str = "en") -> list[tuple[str, str]]:
    reasons = score(*takes, draft=draft).reasons
    return [(each.verdict, each.text.model_dump()[lang]) for each in reasons]


different = st.lists(st.sampled_from(REAL), max_size=len(REAL), unique=True)
some = st.lists(st.sampled_from([*REAL, "", " ", "a", REAL[0].upper()]), max_size=11)


@given(takes=different)
def test_each_different_take_earns_its_share(takes: list[str]) -> None:
    """Real takes earn a third each in either language, all of it from the third on."""
    assert points(*takes) == pytest.approx(MOST * min(len(takes), ASKED) / ASKED, abs=0.005)


@pytest.mark.parametrize("takes", [(), ("", ""), ("a", "b", "c"), ("１", "２", "３"),
    ("！" * 50, "　" * 50, "😀" * 50), ("a" * 99, "b" * 99, "c" * 99),
    ("ａ　" * 20, "b😀" * 20, "c." * 20)])  # fmt: skip
def test_next_to_nothing_earns_nothing(takes: tuple[str, ...]) -> None:
    """Single letters, however padded with width, white space, emoji or themselves, are no takes."""
    assert points(*takes) == 0


@given(takes=some, place=st.integers(0, 11), new=st.sampled_from(REAL))
def test_a_new_take_never_costs(takes: list[str], place: int, new: str) -> None:
    """Another take unlike all others never lowers the score, wherever it stands."""
    others = [each for each in takes if each.casefold() != new.casefold()]
    assert points(*others[:place], new, *others[place:]) >= points(*others)


@given(takes=some.filter(bool), chance=st.randoms(use_true_random=False))
def test_a_copy_never_pays(takes: list[str], chance: random.Random) -> None:
    """A take kept once more, as it is or differently dressed, never raises the score."""
    copied = chance.choice(takes)
    for dressed in (copied, copied.upper(), f" {copied}!!", copied.replace(" ", "\u3000😀")):
        assert points(*takes, dressed) == points(*takes)


@given(
    raw=anything
    | st.fixed_dictionaries(
        {"takes": st.lists(st.text() | anything, max_size=13), "draft": st.text()}
    )
)
def test_any_json_is_scored(raw: object) -> None:
    """Whatever was handed in as a rehearsal gets points in range, and nothing raises."""
    found = score_answer(KEYED, REHEARSAL, raw)
    assert found.points is not None
    assert 0 <= found.points <= MOST


def test_what_is_said() -> None:
    """Praise for enough takes; else what is missing, and why each take does not count."""
    praise = "Three takes that differ. Now you have a choice when it counts."
    missing = "Not yet as many different takes as were asked for."
    assert said(*REAL[:3]) == [("right", praise)]
    assert said(REAL[0], REAL[1], REAL[0] + "!") == [
        ("partly", missing),
        ("wrong", "Take 3 says it nearly as take 1 did. Begin with something else."),
    ]
    assert said("No.", draft=REAL[0]) == [
        ("note", missing),
        ("note", "Take 1 is too short to count as a take of its own."),
        ("note", "One text was begun and not kept as a take, so it was not counted."),
    ]
    chinese = said("", REAL[3], REAL[3], lang="zh")
    assert chinese[1] == ("wrong", "第3种和第2种几乎一样。换一个地方说起。")


def test_a_take_too_many_makes_up_for_one_alike() -> None:
    """Whoever writes a fourth take because one was too alike has all the points."""
    assert points(REAL[0], REAL[0], REAL[1]) == pytest.approx(2 * MOST / 3, abs=0.005)
    assert points(REAL[0], REAL[0], REAL[1], REAL[2]) == MOST


def test_nothing_is_more_right() -> None:
    """No take is shown as the model for others."""
    assert KEYED.keys["a-rehearsal"].model(REHEARSAL, "en") is None
