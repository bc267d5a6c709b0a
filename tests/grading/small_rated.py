"""A course as small as can be with `calibrate` and `audit`, and what can be wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from grading.read import KeyedCase, read_keyed_case
from tests.grading.small import SLUG, changed, write_course

_HEAD: Final = """\
    step: prepare
    areas: [hearing]
    minutes: 1
    title: {en: Title, zh: 题}
    prompt: {en: Prompt, zh: 问}
"""

_AUDIT: Final = """\
    dimensions:
      - id: ears
        text: {en: Ears, zh: 耳}
        statements:
          - id: opens
            text: {en: Opens, zh: 张开}
          - id: turns
            text: {en: Turns, zh: 转动}
      - id: eyes
        text: {en: Eyes, zh: 眼}
        statements:
          - id: looks
            text: {en: Looks, zh: 看}
      - id: hands
        text: {en: Hands, zh: 手}
        statements:
          - id: gives
            text: {en: Gives, zh: 给}
    scale:
      min: 1
      max: 5
      anchors:
        1: {en: never, zh: 从不}
        5: {en: always, zh: 总是}
"""

CASE: Final = f"""\
slug: tiny
title: {{en: Tiny, zh: 小}}
synopsis: {{en: Short, zh: 短}}
invented: {{en: Everything, zh: 全部}}
minutes: 5
sources: [C1]
people: {{}}
exercises:
  - id: scored
    kind: calibrate
    points: 6
{_HEAD}    samples:
      - id: cold
        text: {{en: Rules are rules, zh: 规定就是规定}}
      - id: warm
        who: {{en: Ann, zh: 安}}
        text: {{en: Tell me more, zh: 请您说说}}
    criteria:
      - id: hears
        text: {{en: Hears, zh: 倾听}}
      - id: acts
        text: {{en: Acts, zh: 行动}}
    scale:
      min: 0
      max: 3
      anchors:
        0: {{en: nothing, zh: 没有}}
        2: {{en: something, zh: 有些}}
        3: {{en: everything, zh: 全有}}
  - id: before
    kind: audit
    points: 2
{_HEAD}{_AUDIT}  - id: after
    kind: audit
    points: 4
{_HEAD}    about: firm
    compare: before
{_AUDIT}"""

KEYS: Final = """\
case: tiny
keys:
  - exercise: scored
    kind: calibrate
    expert:
      cold: {hears: 0, acts: 1}
      warm: {hears: 3, acts: 2}
    because:
      cold: {en: Cold because, zh: 冷的缘故}
      warm: {en: Warm because, zh: 暖的缘故}
    close: {en: Close, zh: 相近}
    generous: {en: Generous, zh: 偏宽}
    strict: {en: Strict, zh: 偏严}
  - exercise: before
    kind: audit
    whole: {en: Whole, zh: 全评了}
    part: {en: Part, zh: 评了些}
  - exercise: after
    kind: audit
    whole: {en: Whole again, zh: 又全评了}
    part: {en: Part again, zh: 又评了些}
"""

_SECOND: Final = CASE[CASE.index("  - id: after") :]


def _in_second(old: str, new: str) -> str:
    """The case with a change in its second audit."""
    return CASE.replace(_SECOND, changed(_SECOND, old, new))


def _four_levels() -> str:
    """The case with a scale of four levels in its second audit."""
    shorter = changed(_SECOND, "max: 5", "max: 4")
    return CASE.replace(_SECOND, changed(shorter, "        5: {en: al", "        4: {en: al"))


def _swapped() -> str:
    """The case with the audit that compares standing before the one it names."""
    first = CASE[CASE.index("  - id: before") : CASE.index("  - id: after")]
    return CASE.replace(first + _SECOND, _SECOND + first)


_LONG: Final = "The art of noticing what nobody in the room has yet dared to say"

IN_CASE: Final = {
    "double-sample": ("HF106", changed(CASE, "id: warm\n", "id: cold\n"), "“cold”"),
    "double-criterion": ("HF106", changed(CASE, "id: acts\n", "id: hears\n"), "“hears”"),
    "double-dimension": ("HF106", _in_second("id: eyes\n", "id: ears\n"), "“ears”"),
    "double-statement": ("HF106", _in_second("id: looks\n", "id: turns\n"), "“turns”"),
    "anchor": ("HF265", changed(CASE, "        2: {en: some", "        4: {en: some"),
               "at 4, but the scale goes from 0 to 3"),
    "audit-anchor": ("HF265", _in_second("        5: {en: al", "        5: {en: x, zh: 某}\n"
                                         "        0: {en: al"), "at 0"),
    "no-low-end": ("HF266", changed(CASE, "        0: {en: nothing, zh: 没有}\n", ""), "end 0"),
    "no-high-end": ("HF266", _in_second("        5: {en: always, zh: 总是}\n", ""), "end 5"),
    "long": ("HF267", _in_second("{en: Ears,", f"{{en: {_LONG},"), "“ears” takes more than 3"),
    "long-zh": ("HF267", _in_second("zh: 耳}", f"zh: {'听' * 30}}}"), "in zh"),
    "half-described": ("HF275", changed(CASE, "            text: {en: Looks, zh: 看}\n",
                       "            text: {en: Looks, zh: 看}\n            levels:\n"
                       "              1: {en: never, zh: 不}\n"), "“looks” describes some"),
    "compare-nothing": ("HF268", changed(CASE, "compare: before", "compare: never"), "“never”"),
    "compare-itself": ("HF268", changed(CASE, "compare: before", "compare: after"),
                       "before it: before."),
    "compare-other-kind": ("HF268", changed(CASE, "compare: before", "compare: scored"), "scored"),
    "compare-later": ("HF268", _swapped(), "before it: none"),
    "other-dimensions": ("HF269", _in_second("id: eyes\n", "id: nose\n"), "“before”"),
    "other-statements": ("HF269", _in_second("id: looks\n", "id: winks\n"), "“before”"),
    "other-scale": ("HF269", _four_levels(), "“before”"),
    "one-sample": ("HF105", changed(CASE, CASE[CASE.index("      - id: warm"):
                                              CASE.index("    criteria:")], ""), "“samples”"),
    "two-levels": ("HF105", changed(CASE, "      max: 3\n", "      max: 2\n"), "“max”"),
    "odd-level": ("HF105", changed(CASE, "        2: {en: some", "        two: {en: some"),
                  "integer"),
}  # fmt: skip
"""A mistake in the case: its code, the case with it, and words of the message."""

IN_KEYS: Final = {
    "sample": ("HF221", changed(KEYS, "acts: 2}\n", "acts: 2}\n      tepid: {hears: 1, acts: 1}\n"),
               "“tepid” is no id of `samples`. Its ids are: cold, warm."),
    "because": ("HF221", changed(KEYS, "      warm: {en: Warm", "      tepid: {en: T, zh: 温}\n"
                                 "      warm: {en: Warm"), "“tepid”"),
    "criterion": ("HF221", changed(KEYS, "hears: 3, acts: 2", "hears: 3, acts: 2, smiles: 1"),
                  "“smiles” is no id of `criteria`"),
    "no-sample": ("HF270", changed(KEYS, "acts: 1}\n      warm: {hears: 3, acts: 2}",
                                   "acts: 1}\n      warm: {hears: 3}"), "“warm.acts”"),
    "off-scale": ("HF271", changed(KEYS, "hears: 3", "hears: 4"), "“warm.hears” is rated 4, but"),
    "alike": ("HF272", changed(KEYS, "{hears: 0, acts: 1}\n      warm: {hears: 3, acts: 2}",
                               "{hears: 2, acts: 2}\n      warm: {hears: 2, acts: 2}"), "gives 2"),
    "no-because": ("HF273", changed(KEYS, "      cold: {en: Cold because, zh: 冷的缘故}\n", ""),
                   "“cold”"),
    "level": ("HF274", changed(KEYS, "Cold because", "A clear 3"), "`because.cold` names a rating"),
    "level-zh": ("HF274", changed(KEYS, "暖的缘故", "该打三分"), "in zh (“三分”)"),
    "level-wide": ("HF274", changed(KEYS, "暖的缘故", "该打３分"), "“３”"),
    "level-ends": ("HF274", changed(KEYS, "Cold because", "I gave it a 0."), "“0”"),
    "level-said": ("HF274", changed(KEYS, "en: Strict", "en: Below 2"), "`strict`"),
    "text": ("HF105", changed(KEYS, "hears: 3", "hears: three"), "“hears”"),
}  # fmt: skip
"""A mistake in the keys: its code, the keys with it, and words of the message."""

SOUND: Final = (
    "12 minutes late",
    "at 4:30 on the 3rd",
    "2.5 times",
    "等了三分钟",
    "晚了12分钟",
    "三分之一",
)
"""What looks like a level to a careless eye, and may be said."""

TRIED: Final = frozenset(code for code, _, _ in (*IN_CASE.values(), *IN_KEYS.values()))


def read_rated(root: Path) -> KeyedCase:
    """The tiny case of rated kinds, with its keys."""
    return read_keyed_case(write_course(root, case=CASE, keys=KEYS), SLUG)
