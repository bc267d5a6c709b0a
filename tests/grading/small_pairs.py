"""A course as small as can be with `match`, `classify` and `number`, and what can be wrong."""

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
  - id: pairs
    kind: match
    points: 3
{_HEAD}    left:
      - id: dog
        text: {{en: Dog, zh: 狗}}
      - id: cat
        text: {{en: Cat, zh: 猫}}
      - id: cow
        text: {{en: Cow, zh: 牛}}
    right:
      - id: meow
        text: {{en: Meow, zh: 喵}}
      - id: moo
        text: {{en: Moo, zh: 哞}}
      - id: bark
        text: {{en: Bark, zh: 汪}}
      - id: roar
        text: {{en: Roar, zh: 吼}}
  - id: again
    kind: match
    points: 2
{_HEAD}    reuse: true
    left:
      - id: pup
        text: {{en: Pup, zh: 幼犬}}
      - id: hound
        text: {{en: Hound, zh: 猎犬}}
    right:
      - id: mews
        text: {{en: Mews, zh: 喵喵}}
      - id: barks
        text: {{en: Barks, zh: 汪汪}}
  - id: sorts
    kind: classify
    points: 4
{_HEAD}    items:
      - id: ant
        text: {{en: Ant, zh: 蚁}}
      - id: oak
        text: {{en: Oak, zh: 橡}}
      - id: bee
        text: {{en: Bee, zh: 蜂}}
      - id: elm
        text: {{en: Elm, zh: 榆}}
    groups:
      - id: tree
        text: {{en: Tree, zh: 树}}
      - id: insect
        text: {{en: Insect, zh: 虫}}
  - id: share
    kind: number
    points: 2
{_HEAD}    unit: {{en: "%", zh: "%"}}
"""

KEYS: Final = """\
case: tiny
keys:
  - exercise: pairs
    kind: match
    right: {dog: bark, cat: meow, cow: moo}
    feedback:
      dog: {en: On dogs, zh: 论狗}
      cat: {en: On cats, zh: 论猫}
      cow: {en: On cows, zh: 论牛}
    praise: {en: Well paired, zh: 配得好}
  - exercise: again
    kind: match
    right: {pup: barks, hound: barks}
    feedback:
      pup: {en: On pups, zh: 论幼犬}
      hound: {en: On hounds, zh: 论猎犬}
    praise: {en: Both, zh: 都对}
  - exercise: sorts
    kind: classify
    right: {ant: insect, oak: tree, bee: insect, elm: tree}
    feedback:
      ant: {en: On ants, zh: 论蚁}
      oak: {en: On oaks, zh: 论橡}
      bee: {en: On bees, zh: 论蜂}
      elm: {en: On elms, zh: 论榆}
    praise: {en: Well sorted, zh: 分得好}
  - exercise: share
    kind: number
    value: 37.5
    tolerance: 0.05
    near:
      - within: 0.5
        share: 0.75
        feedback: {en: Nearly, zh: 接近}
      - within: 10
        share: 0.25
        feedback: {en: Not far, zh: 不远}
    feedback:
      right: {en: Well computed, zh: 算得好}
      wrong: {en: Divide, zh: 要除}
"""

IN_CASE: Final = {
    "double-left": ("HF106", changed(CASE, "id: cow\n", "id: cat\n"), "“cat”"),
    "double-right": ("HF106", changed(CASE, "id: roar\n", "id: moo\n"), "“moo”"),
    "double-item": ("HF106", changed(CASE, "id: elm\n", "id: ant\n"), "“ant”"),
    "double-group": ("HF106", changed(CASE, "id: insect\n", "id: tree\n"), "“tree”"),
    "too-few-right": (
        "HF220",
        changed(CASE, "id: bark\n        text: {en: Bark, zh: 汪}\n      - id: roar\n        text:"
                " {en: Roar, zh: 吼}\n", "id: bark\n        text: {en: Bark, zh: 汪}\n").replace(
                "      - id: meow\n        text: {en: Meow, zh: 喵}\n", ""),
        "3 items on the left but only 2",
    ),
    "one-group": (
        "HF105",
        changed(CASE, "      - id: tree\n        text: {en: Tree, zh: 树}\n", ""),
        "“groups”",
    ),
}  # fmt: skip
"""A mistake in the case: its code, the case with it, and words of the message."""

IN_KEYS: Final = {
    "left": ("HF221", changed(KEYS, "cow: moo}", "cow: moo, hen: roar}"),
             "“hen” is no id of `left`"),
    "right": ("HF221", changed(KEYS, "cow: moo}", "cow: mooo}"), "“mooo” is no id of `right`"),
    "feedback": ("HF221", changed(KEYS, "      cow: {en: On", "      hen: {en: On hens, zh: 论鸡}\n"
                                  "      cow: {en: On"), "“hen”"),
    "group": ("HF221", changed(KEYS, "elm: tree", "elm: shrub"), "“shrub” is no id of `groups`"),
    "no-feedback": ("HF206", changed(KEYS, "      elm: {en: On elms, zh: 论榆}\n", ""), "“elm”"),
    "no-pair": ("HF222", changed(KEYS, ", elm: tree", ""), "“elm”"),
    "used-twice": ("HF223", changed(KEYS, "cow: moo", "cow: meow"), "“meow”"),
    "given-away": ("HF224", changed(KEYS, "dog: bark, cat: meow, cow: moo",
                                    "dog: meow, cat: moo, cow: bark"), "Shuffle"),
    "tells-en": ("HF225", changed(KEYS, "{en: On cats,", "{en: Cats say meow,"), "in en"),
    "tells-zh": ("HF225", changed(KEYS, "zh: 论榆", "zh: 榆是树"), "“树”"),
    "near-narrow": ("HF226", changed(KEYS, "within: 0.5", "within: 0.05"), "further"),
    "near-shrinks": ("HF226", changed(KEYS, "within: 10", "within: 0.4"), "further"),
    "near-dear": ("HF226", changed(KEYS, "share: 0.25", "share: 0.75"), "smaller share"),
    "near-full": ("HF105", changed(KEYS, "share: 0.75", "share: 1"), "less than 1"),
    "infinite": ("HF105", changed(KEYS, "value: 37.5", "value: .inf"), "“value”"),
    "tolerance": ("HF105", changed(KEYS, "tolerance: 0.05", "tolerance: -1"), "“tolerance”"),
}  # fmt: skip
"""A mistake in the keys: its code, the keys with it, and words of the message."""

TRIED: Final = frozenset(code for code, _, _ in (*IN_CASE.values(), *IN_KEYS.values()))


def read_pairs(root: Path) -> KeyedCase:
    """The tiny case of paired kinds and numbers, with its keys."""
    return read_keyed_case(write_course(root, case=CASE, keys=KEYS), SLUG)
