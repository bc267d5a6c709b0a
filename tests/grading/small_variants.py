"""A course as small as can be in which each student has another customer, with a bank."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from grading.read import KeyedCase, read_keyed_case
from tests.grading.small import CASE as PLAIN
from tests.grading.small import KEYS as PLAIN_KEYS
from tests.grading.small import SLUG, changed, write_course

_VARIANTS: Final = """\
variants:
  customer:
    - name: {en: Bob, zh: 鲍勃}
      wish: {en: tea, zh: 茶}
    - name: {en: Cleo, zh: 克莉}
      wish: {en: rice, zh: 米}
    - name: {en: Dov, zh: 多夫}
      wish: {en: soup, zh: 汤}
  shop:
    - name: {en: Mill, zh: 磨坊}
    - name: {en: Quay, zh: 码头}
"""

_BANK: Final = """\
bank:
  - id: again
    kind: choice
    step: reinforce
    areas: [hearing]
    topics: [A7.3.4]
    points: 1
    minutes: 1
    feedback: immediate
    title: {en: Again, zh: 再来}
    prompt: {en: Which, zh: 哪个}
    options:
      - id: right
        text: {en: Right1, zh: 对1}
      - id: wrong
        text: {en: Wrong1, zh: 错1}
"""

_BANK_KEY: Final = """\
  - exercise: again
    kind: choice
    credit: {right: 1}
    feedback:
      right: {en: Yes for {{customer.name}}, zh: 对，{{customer.name}}}
      wrong: {en: Look again, zh: 再看}
"""

CASE: Final = (
    changed(
        changed(PLAIN, "exercises:\n", f"{_VARIANTS}exercises:\n"),
        "{en: Pick, zh: 选}",
        "{en: 'What does {{customer.name}} want at the {{shop.name}}?',"
        " zh: '{{customer.name}}在{{shop.name}}要什么？'}",
    )
    + _BANK
)
KEYS: Final = PLAIN_KEYS + _BANK_KEY.replace("{en: Yes for", "{en: 'Yes for").replace(
    "}}, zh: 对，{{customer.name}}}", "}}', zh: '对，{{customer.name}}'}"
)


def read_varied(root: Path) -> KeyedCase:
    """The case and its keys, written to `root` and read."""
    return read_keyed_case(write_course(root, case=CASE, keys=KEYS), SLUG)
