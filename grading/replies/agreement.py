"""How far two labellings of the same replies agree.

Cohen's kappa: Cohen, J. (1960), Educational and Psychological Measurement 20. Quadratic weights:
Cohen, J. (1968), Psychological Bulletin 70. Intervals are percentiles of a bootstrap over replies.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np

from grading.replies.predict import Prediction
from grading.replies.rows import LabelledReply
from workbooks.replies import CRITERIA

MOST: Final = 7
"""The highest total."""
BANDS: Final = {"low": (0, 2), "middle": (3, 4), "high": (5, MOST)}
RESAMPLES: Final = 1000
_SEED: Final = 20240608
Pair = tuple[LabelledReply, Prediction]
Counts = Mapping[str, Any]


def agreement(gold: Sequence[LabelledReply], predictions: Sequence[Prediction]) -> dict[str, Any]:
    """Every figure, by language and in all. Replies without a prediction count as all false."""
    by_id = {each.id: each for each in predictions}
    pairs = [(row, by_id.get(row.id, Prediction(row.id, {}, ()))) for row in gold]
    groups = {lang: [pair for pair in pairs if pair[0].lang == lang] for lang in ("en", "zh")}
    groups["all"] = pairs
    return {name: _group(group) for name, group in groups.items() if group}


def kappa(given: Sequence[bool], told: Sequence[bool]) -> float:
    """Cohen's kappa of two labellings; 1 where both say the same of everything."""
    one, other = np.asarray(given, bool), np.asarray(told, bool)
    same = float(np.mean(one == other))
    chance = float(one.mean() * other.mean() + (~one).mean() * (~other).mean())
    if chance == 1:
        return 1.0 if same == 1 else 0.0
    return (same - chance) / (1 - chance)


def weighted_kappa(given: Sequence[int], told: Sequence[int]) -> float:
    """Quadratic weighted kappa of two lists of totals from 0 to `MOST`."""
    seen = np.zeros((MOST + 1, MOST + 1))
    np.add.at(seen, (np.asarray(given, int), np.asarray(told, int)), 1)
    places = np.arange(MOST + 1)
    weights = (places[:, None] - places[None, :]) ** 2
    chance = np.outer(seen.sum(1), seen.sum(0)) / max(1, len(given))
    expected = float((weights * chance).sum())
    return 1 - float((weights * seen).sum()) / expected if expected else 1.0


def _group(pairs: Sequence[Pair]) -> dict[str, Any]:
    given, told = _totals(pairs)
    gaming = [pair for pair in pairs if "adv" in pair[0].tags]
    return {
        "replies": len(pairs),
        "criteria": _by_criterion(pairs),
        "qwk": weighted_kappa(given, told),
        "qwk_interval": _interval(pairs, lambda some: weighted_kappa(*_totals(some))),
        "mean_kappa": _mean_kappa(pairs),
        "mean_kappa_interval": _interval(pairs, _mean_kappa),
        "exact": float(np.mean(np.equal(given, told))),
        "mean_error": float(np.mean(np.abs(np.subtract(given, told)))),
        "referred": _referred(pairs),
        "gaming": _gaming(gaming),
        "bands": _bands(given, told),
    }


def _totals(pairs: Sequence[Pair]) -> tuple[list[int], list[int]]:
    """The labelled and the predicted totals, over the criteria that have a label."""
    given = [row.total for row, _ in pairs]
    told = [sum(bool(each.labels.get(c)) for c in row.applicable) for row, each in pairs]
    return given, told


def _by_criterion(pairs: Sequence[Pair]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in CRITERIA:
        some = [(row, each) for row, each in pairs if name in row.applicable]
        if some:
            given = [bool(row.labels[name]) for row, _ in some]
            told = [bool(each.labels.get(name)) for _, each in some]
            unsure = [name in each.unsure for _, each in some]
            found[name] = _figures(given, told) | {"referred": float(np.mean(unsure))}
    return found


def _figures(given: Sequence[bool], told: Sequence[bool]) -> dict[str, float]:
    one, other = np.asarray(given, bool), np.asarray(told, bool)
    both, false, missed = (one & other).sum(), (~one & other).sum(), (one & ~other).sum()
    positive = 2 * both + false + missed
    return {
        "replies": len(given),
        "positive": int(one.sum()),
        "accuracy": float(np.mean(one == other)),
        "f1": float(2 * both / positive) if positive else 1.0,
        "kappa": kappa(given, told),
        "false": int(false),
        "missed": int(missed),
    }


def _mean_kappa(pairs: Sequence[Pair]) -> float:
    kappas = []
    for name in CRITERIA:
        some = [(row, each) for row, each in pairs if name in row.applicable]
        if some:
            given = [bool(row.labels[name]) for row, _ in some]
            kappas.append(kappa(given, [bool(each.labels.get(name)) for _, each in some]))
    return float(np.mean(kappas))


def _interval(
    pairs: Sequence[Pair], figure: Callable[[Sequence[Pair]], float]
) -> tuple[float, float]:
    """The middle 95 % of a figure over resamples of the replies."""
    random = np.random.default_rng(_SEED)
    draws = random.integers(0, len(pairs), (RESAMPLES, len(pairs)))
    values = [figure([pairs[place] for place in draw]) for draw in draws]
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)


def _referred(pairs: Sequence[Pair]) -> dict[str, float]:
    """The share of criteria that are not sure, and of replies with at least one of them."""
    asked = sum(len(row.applicable) for row, _ in pairs)
    unsure = sum(len(set(each.unsure) & set(row.applicable)) for row, each in pairs)
    return {
        "criteria": unsure / asked if asked else 0.0,
        "replies": float(np.mean([bool(each.unsure) for _, each in pairs])),
    }


def _gaming(pairs: Sequence[Pair]) -> dict[str, float]:
    """By how much replies that try to trick the scorer are credited over their labels."""
    if not pairs:
        return {"replies": 0, "over_credit": 0.0}
    given, told = _totals(pairs)
    return {"replies": len(pairs), "over_credit": float(np.mean(np.subtract(told, given)))}


def _bands(given: Sequence[int], told: Sequence[int]) -> dict[str, Any]:
    """For each band of labelled totals: how many replies, and how many were put into it."""
    found = {}
    for name, (low, high) in BANDS.items():
        inside = [each for true, each in zip(given, told, strict=True) if low <= true <= high]
        if inside:
            same = float(np.mean([low <= each <= high for each in inside]))
            found[name] = {"replies": len(inside), "same_band": same}
    return found
