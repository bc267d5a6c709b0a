"""A few minutes of practice now and then: which items a learner should meet again.

Items are drawn from a workbook's bank by what was lost on their topics in the workbooks beside it,
and in earlier rounds; what was answered rightly in an earlier round is not asked again as long as
there is anything else. Where nothing has been marked yet, the areas take turns.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence

from workbooks.journey import Visit, weakest_topics
from workbooks.kinds import Exercise
from workbooks.marks import Mark, Marks
from workbooks.progress import ROUND_MINUTES


def draw_round(
    bank: Sequence[Exercise],
    visits: Sequence[Visit],
    met: Marks,
    *,
    seed: int,
    minutes: int = ROUND_MINUTES,
) -> tuple[str, ...]:
    """The ids of items that together take at most that many minutes, the most needed first.

    `met` holds what the items of earlier rounds earned. At least one is drawn, if there is any.
    """
    lost = weakest_topics(visits)
    shuffled = random.Random(seed).sample(list(bank), len(bank))  # noqa: S311  # no secret
    turns: dict[str, int] = {}
    order = {each.id: _turn(each, turns) for each in shuffled}
    ranked = sorted(
        shuffled, key=lambda each: (-_need(each, lost, met), order[each.id])
    )  # stable: what is needed alike stays shuffled
    drawn: list[str] = []
    left = minutes
    for each in ranked:
        if not drawn or each.minutes <= left:
            drawn.append(each.id)
            left -= each.minutes
    return tuple(drawn)


def because_of(item: Exercise, visits: Iterable[Visit]) -> tuple[Visit, str, Mark] | None:
    """The exercise that asks for an item: of all with one of its topics, the one that lost most."""
    found = [
        (visit, name, mark)
        for visit in visits
        for name, mark in visit.marks.items()
        if mark.lost > 0 and not set(item.topics).isdisjoint(visit.case.exercise(name).topics)
    ]
    return max(found, key=lambda each: each[2].lost, default=None)


def _need(item: Exercise, lost: Mapping[str, float], met: Marks) -> float:
    """From -1, known already, over 0, nothing known, to 2, got wrong again."""
    need = max((lost[topic] for topic in item.topics if topic in lost), default=0.0)
    if item.id in met:
        return need + 1 if met[item.id].lost > 0 else -1
    return need


def _turn(item: Exercise, turns: dict[str, int]) -> int:
    area = item.areas[0]
    turns[area] = turns.get(area, 0) + 1
    return turns[area]
