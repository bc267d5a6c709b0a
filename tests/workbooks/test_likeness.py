"""How alike two texts are: what counts in them, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbooks.likeness import bare, extent, likeness, runs
from workbooks.writing import MOST_CHARACTERS

SAME = "I am so sorry, Mr Okafor: two hours!"
TAKES = {
    "en": (
        "Ms Lin, I am so sorry. Six tries, and a call at nine: I would be nervous too. I am looking"
        " at our side of it now, and I stay with you until you are online.",
        "Six times is five too many, Ms Lin. Please take my office, its cable never drops; your"
        " call is safe at nine, and I will mend the eighth floor while you talk.",
    ),
    "zh": (
        "林女士，真对不起。试了六次都连不上，九点还有会，换谁都会着急。我现在就查，您连上之前我都在。",
        "让您试了六次，实在抱歉。您先用我的办公室吧，那里是网线，不会断，九点的会误不了。",
    ),
}  # fmt: skip


def like(one: str, other: str) -> float:
    return likeness(runs(one), runs(other))


@pytest.mark.parametrize(
    "other",
    [
        SAME.upper(), "  I am so sorry Mr Okafor two hours  ", SAME.replace(" ", "\u3000"),
        "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in SAME),
        SAME.replace(" ", " 😀 "), "…".join(SAME), SAME.replace("o", "o\u200b"),
    ],
)  # fmt: skip
def test_what_is_no_letter_or_digit_does_not_count(other: str) -> None:
    """Case, punctuation, white space, width, emoji and invisible signs make no other text."""
    assert other != SAME
    assert like(SAME, other) == 1


def test_pasting_twice_makes_no_other_text() -> None:
    """A text repeated is hardly longer, and still the same."""
    assert like(SAME, SAME * 5) > 0.9
    assert extent(runs("ha" * 500)) == 4
    assert [extent(runs(each)) for each in ("", "ab", "abc", "对不起。", "!!!!!!!")] == [
        0,
        0,
        3,
        3,
        0,
    ]


@pytest.mark.parametrize("lang", TAKES)
def test_two_ways_of_saying_it_are_far_apart(lang: str) -> None:
    """Two honest takes of one reply lie far below the 0.7 from which a key takes them as alike."""
    one, other = TAKES[lang]
    assert like(one, other) < 0.4
    changed = one.replace("nervous", "worried") if lang == "en" else one.replace("着急", "发火")
    assert like(one, changed) > 0.85


@given(one=st.text(max_size=60), other=st.text(max_size=60))
def test_likeness_is_fair(one: str, other: str) -> None:
    """It lies between 0 and 1, does not ask which text came first, and is 1 for the same text."""
    assert 0 <= like(one, other) == like(other, one) <= 1
    assert like(one, one) == 1


@pytest.mark.parametrize("sign", ["\ufdfa", "a", "对", "😀", "ﬃ"])
def test_the_longest_text_is_bounded(sign: str) -> None:
    """No sign that unfolds into many makes a text longer than may be."""
    assert len(bare(sign * MOST_CHARACTERS)) <= MOST_CHARACTERS
