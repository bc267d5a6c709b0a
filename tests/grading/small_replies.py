"""A small course whose replies are read: about a lamp, about a train, and said twice over."""

from __future__ import annotations

from tests.grading.small import CASE, KEYS, changed

LAMP = """\
    situation:
      things: {en: [lamp, bulb], zh: [台灯]}
      happened:
        en: ["lamp .. [spark|smoke]", "[spark|smoke] .. lamp"]
        zh: ["台灯 .. [冒烟|冒火花]"]
      remedies: {en: [electrician], zh: [电工]}
"""
HAPPENED = '      happened: {en: ["miss .. train", "train .. late"], zh: ["[错过|误了] .. 火车"]}\n'
WANTS = '      wants: {en: ["want .. know .. price"], zh: ["想 .. 知道 .. 价"]}\n'
TRAIN = f"""\
    situation:
      things: {{en: [train, ticket, seat], zh: [火车, 车票]}}
{HAPPENED}{WANTS}      facts:
        - {{amount: 40, about: {{en: [change, fee], zh: [改签]}}, charge: true}}
      denials: {{en: ["no [fee|cost]"], zh: ["没有 .. 费用"]}}
      custom: {{en: [halal], zh: [清真]}}
      fitting: {{en: [dish], zh: [菜]}}
"""
OTHERS = f"""\
  - id: train
    kind: reply
    step: deliver
    areas: [empathy]
    points: 2
    minutes: 2
    title: {{en: Train, zh: 火车}}
    prompt: {{en: Write, zh: 写}}
    coach: false
{TRAIN}    rubric:
      - id: warm
        points: 2
        text: {{en: Warm, zh: 暖}}
  - id: again
    kind: rehearse
    step: deliver
    areas: [empathy]
    points: 2
    minutes: 1
    title: {{en: Again, zh: 再来}}
    prompt: {{en: Say it, zh: 说}}
    takes: 2
{LAMP}"""
WARM = "warm: [apology, acknowledgement, heard_first, no_blame]"
READS = f"""\
    reads:
      {WARM}
      short: [remedy]
"""
MODEL = (
    "    model_answer: {en: 'I am so sorry that the lamp smoked. We send you a new one today.',"
    " zh: 台灯冒烟了，真对不起。我们今天就给您寄一台新的。}\n"
)
OTHER_KEYS = """\
  - exercise: train
    kind: reply
    notes: {en: Notes, zh: 注}
    model_answer: {en: Model, zh: 范例}
  - exercise: again
    kind: rehearse
    whole: {en: All, zh: 全了}
    part: {en: Some, zh: 还缺}
    alike: {en: "{take} is {other}", zh: "{take}就是{other}"}
    reads: [acknowledgement, remedy]
"""
READ_CASE = (
    changed(CASE, "prompt: {en: Write, zh: 写}\n", f"prompt: {{en: Write, zh: 写}}\n{LAMP}")
    + OTHERS
)
READ_KEYS = changed(KEYS, "    model_answer: {en: Model, zh: 范例}\n", MODEL + READS) + OTHER_KEYS
