"""`python -m grading replies …`: the two commands by which the scorer is judged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from grading.__main__ import app
from grading.replies.agreement import agreement, kappa, weighted_kappa
from grading.replies.predict import Prediction, predict
from grading.replies.rows import LabelledReply, Reply, prompt_situations
from workbooks.replies import CRITERIA
from workbooks.replies.reading import OPTIONAL, Finding, ReplyReading
from workbooks.replies.semantic import SecondOpinion, is_installed, second_opinion

FULL = "I'm so sorry that your suitcase didn't arrive. I trace it right now. How did we do?"


def row(**changes: Any) -> dict[str, Any]:
    labels = {name: None if name in OPTIONAL else True for name in CRITERIA}
    return {
        "id": "one", "prompt": "P8", "lang": "en", "text": FULL, "labels": labels, "tags": ["adv"],
    } | changes  # fmt: skip


def run(command: str, path: Path, rows: list[Any], *options: str) -> Result:
    lines = [each if isinstance(each, str) else json.dumps(each) for each in rows]
    path.write_text("\n".join(lines), "utf-8")
    return CliRunner().invoke(app, ["replies", command, str(path), *options])


def test_predict_writes_one_line_a_reply(tmp_path: Path) -> None:
    """Ids in order, every criterion answered true or false where it applies, and null elsewhere."""
    rows = [row(), row(id="two", prompt="P5", text="", lang="zh")]
    done = run("predict", tmp_path / "in.jsonl", [rows[0], "", rows[1]])
    assert done.exit_code == 0
    first, second = map(json.loads, done.stdout.splitlines())
    assert first["id"] == "one"
    assert first["labels"] == rows[0]["labels"]
    assert second["labels"]["transparent"] is False
    assert second["labels"]["culture"] is None
    assert list(second) == ["id", "labels", "unsure"]
    assert set(second["labels"]) == set(CRITERIA)


def test_evaluate_tells_the_figures_as_json_and_as_a_table(tmp_path: Path) -> None:
    """Perfect agreement is 1 in every figure, and the table names every criterion."""
    rows = [row(), row(id="two", text="", labels=dict.fromkeys(CRITERIA[:6], False))]
    rows[1]["labels"]["no_blame"] = True
    done = run("evaluate", tmp_path / "gold.jsonl", rows, "--json")
    found = json.loads(done.stdout)
    assert found["en"]["qwk"] == 1
    assert found["en"]["mean_kappa"] == 1
    assert found["all"]["gaming"] == {"replies": 2, "over_credit": 0}
    assert found["en"]["bands"]["high"] == {"replies": 1, "same_band": 1}
    assert "zh" not in found
    shown = run("evaluate", tmp_path / "gold.jsonl", rows)
    assert shown.exit_code == 0
    assert "quadratic weighted kappa 1.000" in shown.stdout


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 2: this is not a JSON object"),
        ("[" * 100_000, "line 2: this is not a JSON object"),
        ("[]", "line 2"),
        (row(id="two", prompt="P11"), "line 2: there is no prompt “P11”"),
        (row(id="two", lang="fr"), "line 2: “lang”"),
        (row(), "line 2: the id “one” was used before"),
        ({"id": "two"}, "line 2: “prompt”"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(tmp_path: Path, line: Any, told: str) -> None:
    """The message says which line and why; no prediction is written, not even of line 1."""
    done = run("predict", tmp_path / "in.jsonl", [row(), line])
    assert done.exit_code == 1
    assert done.stdout == ""
    assert told in done.stderr


def test_a_file_that_is_not_there_or_not_text_is_told(tmp_path: Path) -> None:
    """So is a file without any reply."""
    (tmp_path / "bytes.jsonl").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "empty.jsonl").write_text("\n")
    for name, told in (
        ("none.jsonl", "cannot be read"),
        ("bytes.jsonl", "not UTF-8"),
        ("empty.jsonl", "There are no replies"),
    ):
        done = CliRunner().invoke(app, ["replies", "evaluate", str(tmp_path / name)])
        assert done.exit_code == 1
        assert told in done.stderr


def test_the_prompts_are_all_there_and_raise_what_they_raise() -> None:
    """P1 to P10, with facts at P5, P9 and P10 and customs at P4 and P7."""
    situations = prompt_situations()
    assert list(situations) == [f"P{number}" for number in range(1, 11)]
    assert {n for n, each in situations.items() if each.facts} == {"P5", "P9", "P10"}
    assert {n for n, each in situations.items() if each.custom.both} == {"P4", "P7"}


def test_kappas_are_what_their_papers_say() -> None:
    """Worked by hand: 20 of 50 both yes, 15 both no; and weights by squared distance."""
    given = [True] * 25 + [False] * 25
    told = [True] * 20 + [False] * 5 + [True] * 10 + [False] * 15
    assert kappa(given, told) == pytest.approx(0.4)
    assert kappa([True, True], [True, True]) == 1
    assert weighted_kappa([0, 7], [0, 7]) == 1
    assert weighted_kappa([0, 7], [7, 0]) == -1
    assert weighted_kappa([3, 3, 4, 4], [3, 4, 3, 4]) == pytest.approx(0)


def test_a_missing_prediction_counts_as_false() -> None:
    """Leaving a reply out cannot raise the agreement."""
    gold = [LabelledReply.model_validate(row()), LabelledReply.model_validate(row(id="two"))]
    sure = Prediction("one", dict.fromkeys(CRITERIA, True), ())
    found = agreement(gold, [sure])
    assert found["all"]["criteria"]["apology"]["missed"] == 1
    low, high = found["all"]["qwk_interval"]
    assert low <= high


def test_the_second_opinion_decides_doubts_and_casts_them() -> None:
    """It settles what is not sure, turns a guess it is sure against, and leaves the rest."""

    class Encoder:
        def encode(self, text: str) -> np.ndarray:
            return np.array([float(len(text))])

    opinion = SecondOpinion(
        {"remedy": np.array([5.0, 0.0]), "no_blame": np.array([-9.0, 0.0])}, Encoder()
    )
    reading = ReplyReading(
        {
            "apology": Finding("found", True, "apology-found"),
            "no_blame": Finding("found", True, "no-blame-found"),
            "remedy": Finding("not-sure", False, "remedy-loose"),
        }
    )
    advised = opinion.advise("text", reading).findings
    assert advised["apology"] == reading.findings["apology"]
    assert (advised["remedy"].answer, advised["remedy"].likely) == ("found", True)
    assert (advised["no_blame"].answer, advised["no_blame"].likely) == ("not-sure", False)
    assert opinion.advise("  ", reading) == reading


def test_the_second_opinion_is_fitted_and_used() -> None:
    """The real one knows a remedy from a lecture, and `predict` asks it if told to."""
    assert is_installed()
    told = second_opinion().probabilities("We will send you a new one today, free of charge.")
    lectured = second_opinion().probabilities(
        "Other customers read the manual before they complain."
    )
    assert told["remedy"] > lectured["remedy"]
    assert told["no_blame"] > lectured["no_blame"]
    replies = [Reply(id="one", prompt="P8", lang="en", text=FULL)]
    assert [each.id for each in predict(replies, second_opinion=True)] == ["one"]
