"""A course as small as can be with two `mark` exercises, and what can be wrong with them."""

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

CASE: Final = f"""\
slug: tiny
title: {{en: Tiny, zh: 小}}
synopsis: {{en: Short, zh: 短}}
invented: {{en: Everything, zh: 全部}}
minutes: 5
sources: [C1]
people: {{}}
exercises:
  - id: call
    kind: mark
    points: 4
{_HEAD}    most: 5
    passages:
      - id: ask
        who: {{en: Ann, zh: 安}}
        text: {{en: abcdefghij😟klmnopqrst, zh: 甲乙丙丁戊己庚辛壬癸}}
      - id: tell
        text: {{en: the cat and the dog sat there all day, zh: 狗看狗我看你们吧好不好呀}}
      - id: end
        who: {{en: Bob & <b>, zh: 波}}
        text: {{en: nothing wrong, zh: 没有错}}
    rules:
      - id: cold
        text: {{en: Too cold, zh: 太冷}}
      - id: late
        text: {{en: Too late, zh: 太迟}}
      - id: loud
        text: {{en: Too loud, zh: 太吵}}
  - id: short
    kind: mark
    points: 1
{_HEAD}    passages:
      - id: only
        text: {{en: one two three four five, zh: 一二三四五六七八九}}
      - id: other
        text: {{en: six seven, zh: 子丑寅}}
    rules:
      - id: this
        text: {{en: This rule, zh: 此条}}
      - id: that
        text: {{en: That rule, zh: 彼条}}
"""

KEYS: Final = """\
case: tiny
keys:
  - exercise: call
    kind: mark
    spans:
      - passage: ask
        rule: cold
        text: {en: ghij😟, zh: 丙丁}
        feedback:
          right: {en: Cold it was, zh: 是冷}
          rule: {en: Not for that reason, zh: 另有原因}
      - passage: tell
        rule: late
        also: [loud]
        text: {en: the, zh: 狗}
        occurrence: {en: 2, zh: 2}
        feedback:
          right: {en: Late it was, zh: 是迟}
          rule: {en: For another reason, zh: 换个原因}
    astray: {en: All is well here, zh: 此处无误}
    praise: {en: Well marked, zh: 标得好}
  - exercise: short
    kind: mark
    spans:
      - passage: only
        rule: this
        text: {en: three, zh: 五}
        feedback:
          right: {en: Here, zh: 这里}
          rule: {en: Another, zh: 另一条}
    astray: {en: No, zh: 不是}
    praise: {en: Yes, zh: 是的}
"""

IN_CASE: Final = {
    "double-passage": ("HF106", changed(CASE, "id: end", "id: ask"), "“ask”"),
    "double-rule": ("HF106", changed(CASE, "id: loud", "id: cold"), "“cold”"),
    "one-rule": (
        "HF105",
        changed(CASE, "      - id: that\n        text: {en: That rule, zh: 彼条}\n", ""),
        "“rules”",
    ),
    "no-marks": ("HF105", changed(CASE, "most: 5", "most: 0"), "“most”"),
}
"""A mistake in the case: its code, the case with it, and words of the message."""

IN_KEYS: Final = {
    "passage": ("HF221", changed(KEYS, "passage: ask", "passage: asks"),
                "“asks” is no id of `passages`"),
    "rule": ("HF221", changed(KEYS, "rule: cold", "rule: hot"), "“hot” is no id of `rules`"),
    "also": ("HF221", changed(KEYS, "also: [loud]", "also: [soft]"), "“soft” is no id of `rules`"),
    "absent-en": ("HF230", changed(KEYS, "ghij😟", "ghij 😟"), "“ghij 😟” 0×"),
    "absent-zh": ("HF230", changed(KEYS, "丙丁", "丁丙"), "“丁丙” 0×"),
    "too-late": ("HF230", changed(KEYS, "{en: 2, zh: 2}", "{en: 5, zh: 2}"), "“the” 3×"),
    "unclear": ("HF231", changed(KEYS, "{en: 2, zh: 2}", "{en: 2}"), "`occurrence: {zh: 1}`"),
    "no-occurrence": ("HF105", changed(KEYS, "{en: 2, zh: 2}", "{en: 0, zh: 2}"), "“en”"),
    "overlap": ("HF232", changed(KEYS, "      - passage: tell\n", """\
      - passage: ask
        rule: late
        text: {en: jklm, zh: 壬}
        feedback:
          right: {en: R, zh: 对}
          rule: {en: W, zh: 错}
      - passage: tell
""").replace("jklm", "😟klm"), "overlap in en"),
    "right-tells": ("HF234", changed(KEYS, "Cold it was", "See the next"), "“the”"),
    "rule-tells": ("HF234", changed(KEYS, "换个原因", "是太迟"), "“太迟”"),
    "astray-tells": ("HF234", changed(KEYS, "此处无误", "看看丙丁"), "“丙丁”"),
    "all-pays": ("HF235", changed(KEYS, "{en: three, zh: 五}", "{en: three four, zh: 五}"),
                 "in en and names “this”"),
}  # fmt: skip
"""A mistake in the keys: its code, the keys with it, and words of the message."""

TOO_MANY: Final = changed(CASE, "most: 5", "most: 1")
"""A case in which not even the key's spans can all be marked."""

TRIED: Final = frozenset(
    {code for code, _, _ in (*IN_CASE.values(), *IN_KEYS.values())} | {"HF233"}
)


def read_marks(root: Path) -> KeyedCase:
    """The tiny case with marks, with its keys."""
    return read_keyed_case(write_course(root, case=CASE, keys=KEYS), SLUG)
