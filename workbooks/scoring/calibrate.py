"""Key and score of `calibrate`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal

from pydantic import Field

from workbooks.exercise import OptionId
from workbooks.kinds.calibrate import Calibrate, Ratings
from workbooks.scale import Scale
from workbooks.scoring.key import BaseKey, KeyProblem
from workbooks.scoring.score import Reason, Score, Verdict, share_of
from workbooks.text import LANGS, Lang, Text
from workbooks.words import say, say_both

CLOSE: Final = 0.5
"""How many levels ratings may lie from the expert's, on average, to be called close."""

# A small figure that stands alone, not part of a date, a time or a price; 三分, not 三分钟.
_LEVEL: Final = re.compile(
    r"(?<![\d０-９])(?<![\d０-９][.:：])[0-5０-５](?![\d０-９a-zA-Z%％]|[.:：][\d０-９])"
    r"|[零一二两三四五]分(?![钟之])"
)


class CalibrateKey(BaseKey):
    """The expert's ratings, why they are so, and what is said of how the student's lie to them.

    Credit: a rating a where the expert gave e agrees by 1 - |a - e| / (max - min), one left open
    not at all (the linear agreement weights of Cicchetti and Allison 1971 for weighted kappa, Cohen
    1968). The mean agreement is then rescaled as kappa is, (agreement - lazy) / (1 - lazy), never
    below 0, where `lazy` is what the best single level given everywhere would reach: whoever does
    not tell the samples apart earns nothing. Kappa itself would correct by how often the student
    used each level, and so could take points for a rating that moved nearer to the expert's; this
    never does.
    """

    kind: Literal["calibrate"]
    expert: dict[OptionId, dict[OptionId, int]]
    because: dict[OptionId, Text] = Field(
        description="by sample: why the expert rated it so, without the ratings themselves"
    )
    close: Text = Field(description="said of a sample that was rated much as the expert rated it")
    generous: Text = Field(description="said of one that was rated higher on the whole")
    strict: Text = Field(description="said of one that was rated lower on the whole")

    def model(self, exercise: Calibrate, lang: Lang) -> dict[str, dict[str, int]]:
        """The expert's ratings."""
        return {
            sample.id: {each.id: self.expert[sample.id][each.id] for each in exercise.criteria}
            for sample in exercise.samples
        }

    def problems(self, exercise: Calibrate) -> Iterable[KeyProblem]:
        """Unknown or missing ids, ratings off the scale or all alike, reasons that name a level."""
        samples = [each.id for each in exercise.samples]
        criteria = [each.id for each in exercise.criteria]
        yield from _unknown(("expert",), self.expert, "samples", samples)
        yield from _unknown(("because",), self.because, "samples", samples)
        for sample, rated in self.expert.items():
            yield from _unknown(("expert", sample), rated, "criteria", criteria)
            yield from _off_scale(sample, rated, exercise.scale)
        for sample in samples:
            for criterion in criteria:
                if criterion not in self.expert.get(sample, {}):
                    yield "no-rating", ("expert", sample), {"name": f"{sample}.{criterion}"}
            if sample not in self.because:
                yield "no-because", ("because",), {"name": sample}
        levels = {level for rated in self.expert.values() for level in rated.values()}
        if len(levels) == 1:
            yield "same-everywhere", ("expert",), {"level": levels.pop()}
        yield from self._levels_named()

    def score(self, exercise: Calibrate, answer: Ratings) -> Score:
        """The rescaled agreement; how it is on the whole, and of each sample that was rated."""
        share = self._share(exercise, answer)
        reasons = [_on_the_whole(share)]
        for number, sample in enumerate(exercise.samples, 1):
            if sample.id in answer:
                reasons.append(self._about(number, sample.id, answer[sample.id]))
        total = len(exercise.samples) * len(exercise.criteria)
        left_open = total - sum(map(len, answer.values()))
        if left_open:
            text = say_both("score.left-open", count=left_open, all=total)
            reasons.append(Reason(verdict="note", text=text))
        return share_of(exercise.points, share, reasons)

    def _share(self, exercise: Calibrate, answer: Ratings) -> float:
        """(agreement - lazy) / (1 - lazy), with both multiplied out into whole levels of distance:
        1 - away / lazily, which is exact where the answer is the key's."""
        width = exercise.scale.max - exercise.scale.min
        expert = [
            self.expert[one.id][two.id] for one in exercise.samples for two in exercise.criteria
        ]
        middle = sorted(expert)[
            len(expert) // 2
        ]  # no single level lies nearer to all than a median
        lazily = sum([abs(each - middle) for each in expert])
        away = width * len(expert)
        for sample, rated in answer.items():
            wanted = self.expert[sample]
            away -= sum([width - abs(level - wanted[each]) for each, level in rated.items()])
        return 1 - away / lazily if lazily else float(away == 0)

    def _about(self, number: int, sample: str, rated: Mapping[str, int]) -> Reason:
        """What is said of one sample: how it was rated, and why the expert's ratings are so."""
        away = [level - self.expert[sample][criterion] for criterion, level in rated.items()]
        verdict: Verdict = "note"
        bias = sum(away)
        if sum(map(abs, away)) <= CLOSE * len(away):
            verdict, said = "right", self.close
        elif bias:
            said = self.generous if bias > 0 else self.strict
        else:
            said = say_both("score.mixed")
        because = self.because[sample]
        texts = {
            lang: say("score.sample", lang, number=number, said=said[lang], because=because[lang])
            for lang in LANGS
        }
        return Reason(verdict=verdict, text=Text(**texts))

    def _levels_named(self) -> Iterable[KeyProblem]:
        texts: dict[tuple[str, ...], Text] = {
            ("close",): self.close, ("generous",): self.generous, ("strict",): self.strict,
            **{("because", sample): text for sample, text in self.because.items()},
        }  # fmt: skip
        for at, text in texts.items():
            for lang in LANGS:
                found = _LEVEL.search(text[lang])
                if found:
                    yield "level-named", at, {"name": ".".join(at), "lang": lang, "text": found[0]}


def _on_the_whole(share: float) -> Reason:
    if share == 1:
        return Reason(verdict="right", text=say_both("score.agreed-all"))
    if share <= 0:
        return Reason(verdict="wrong", text=say_both("score.agreed-none"))
    name = "most" if share >= 0.75 else "half" if share >= 0.4 else "some"
    return Reason(verdict="partly", text=say_both(f"score.agreed-{name}"))


def _unknown(
    at: tuple[str, ...], ids: Iterable[str], side: str, known: Iterable[str]
) -> Iterable[KeyProblem]:
    for each in ids:
        if each not in known:
            fields: dict[str, object] = {"name": each, "side": side, "known": ", ".join(known)}
            yield "unknown-side", (*at, each), fields


def _off_scale(sample: str, rated: Mapping[str, int], scale: Scale) -> Iterable[KeyProblem]:
    for criterion, level in rated.items():
        if not scale.holds(level):
            yield (
                "rating-off-scale",
                ("expert", sample, criterion),
                {
                    "name": f"{sample}.{criterion}",
                    "level": level,
                    "min": scale.min,
                    "max": scale.max,
                },
            )
