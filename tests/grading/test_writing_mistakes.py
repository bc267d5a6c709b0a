"""What can be wrong with a reply's length to aim for, with twists, and with the key of takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.grading.small import CASE, KEYS, changed, place_of, problems_in, write_course

AIM = "    aim: {en: [40, 120], zh: [60, 200]}\n"
REHEARSE = """\
  - id: again
    kind: rehearse
    step: deliver
    areas: [empathy]
    points: 2
    minutes: 1
    title: {en: Again, zh: 再来}
    prompt: {en: Say it, zh: 说}
    takes: 2
    twists:
      - {en: Plainly, zh: 直说}
      - {en: To a child, zh: 对孩子说}
"""
REHEARSE_KEY = """\
  - exercise: again
    kind: rehearse
    whole: {en: All, zh: 全了}
    part: {en: Some, zh: 还缺}
    alike: {en: "{take} is {other}", zh: "{take}就是{other}"}
"""
WITH_AIM = changed(CASE, "    rubric:\n", f"{AIM}    rubric:\n") + REHEARSE
KEYED = KEYS + REHEARSE_KEY
CODES = {"HF260", "HF261", "HF262"}
"""What is tried here; `test_read.py` counts on it."""


def test_it_is_sound_to_begin_with(tmp_path: Path) -> None:
    """Case and keys that these tests break have nothing wrong with them."""
    assert problems_in(write_course(tmp_path, case=WITH_AIM, keys=KEYED)) == ()


@pytest.mark.parametrize(
    ("code", "change", "at", "says"),
    [
        ("HF260", ("[40, 120]", "[140, 120]"), "aim:", "140, is more than the most, 120"),
        ("HF260", ("[60, 200]", "[200, 60]"), "aim:", "smaller number first"),
        (
            "HF261",
            ("      - {en: To a child, zh: 对孩子说}\n", ""),
            "twists:",
            "Twists: 1; takes: 2",
        ),
        ("HF261", ("takes: 2", "takes: 3"), "twists:", "one twist for each take, or none"),
        ("HF105", ("takes: 2", "takes: 7"), "takes:", "“takes”"),
        ("HF105", ("[40, 120]", "[0, 120]"), "[0, 120]", "greater than or equal to 1"),
    ],
)
def test_mistake_in_the_case(
    tmp_path: Path, code: str, change: tuple[str, str], at: str, says: str
) -> None:
    """An aim the wrong way round, and twists that do not fit the takes, are told at their place."""
    text = changed(WITH_AIM, *change)
    (told,) = problems_in(write_course(tmp_path, case=text, keys=KEYED))
    assert told.code == code
    assert told.line == place_of(text, at)[0]
    assert says in told.message


@pytest.mark.parametrize(
    ("new", "named"),
    [('"{take} {x}"', "“{x}”"), ('"{take"', "“{take”"), ('"} {other}"', "“}”"), ('"{}"', "“{}”"),
     ('"{take!r}"', "“{take!r}”")],
)  # fmt: skip
def test_what_alike_cannot_name(tmp_path: Path, new: str, named: str) -> None:
    """Only the take and the other one have a name; whatever else is in braces is told."""
    keys = changed(KEYED, '"{take} is {other}"', new)
    keys = changed(keys, '"{take}就是{other}"', new)  # in one language alone, HF114 tells of it
    told = problems_in(write_course(tmp_path, case=WITH_AIM, keys=keys))[0]
    assert told.code == "HF262"
    assert named in told.message
    assert "Only {take}, the take itself, and {other}" in told.message
