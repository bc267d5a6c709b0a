"""`python -m grading replies …`: judge the reply scorer, and see its answers."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer(help=__doc__, no_args_is_help=True)
SecondOpinion = Annotated[
    bool, typer.Option("--second-opinion", help="ask the sentence embeddings, too, if installed")
]
_out, _err = Console(), Console(stderr=True)


@app.command("evaluate")
def evaluate_command(
    gold: Annotated[Path, typer.Argument(help="labelled replies, one JSON object a line")],
    as_json: Annotated[bool, typer.Option("--json", help="as JSON, for a program")] = False,
    second_opinion: SecondOpinion = False,
) -> None:
    """Score labelled replies and tell how far the scorer agrees with the labels."""
    from grading.replies.agreement import agreement
    from grading.replies.predict import predict
    from grading.replies.rows import UnreadableRows, read_labelled

    try:
        rows = read_labelled(gold)
    except UnreadableRows as error:
        _fail(str(error))
    found = agreement(rows, list(predict(rows, second_opinion=second_opinion)))
    if as_json:
        sys.stdout.write(json.dumps(found, indent=1) + "\n")
        return
    for name, group in found.items():
        _show(name, group)


@app.command("predict")
def predict_command(
    file: Annotated[Path, typer.Argument(help="replies, one JSON object a line")],
    second_opinion: SecondOpinion = False,
) -> None:
    """Write the scorer's answers, one JSON object a reply."""
    from grading.replies.predict import predict
    from grading.replies.rows import UnreadableRows, read_replies

    try:
        rows = read_replies(file)
    except UnreadableRows as error:
        _fail(str(error))
    lines = [json.dumps(each.as_line()) for each in predict(rows, second_opinion=second_opinion)]
    sys.stdout.write("\n".join(lines) + "\n")


def _show(name: str, group: dict[str, Any]) -> None:
    """One language's figures, as a table under a line of the most important ones."""
    table = Table("criterion", "replies", "true", "accuracy", "F1", "kappa", "false", "missed", "?")
    for criterion, each in group["criteria"].items():
        table.add_row(
            criterion, str(each["replies"]), str(each["positive"]), f"{each['accuracy']:.3f}",
            f"{each['f1']:.3f}", f"{each['kappa']:.3f}", str(each["false"]), str(each["missed"]),
            f"{each['referred']:.0%}",
        )  # fmt: skip
    _out.rule(f"{name}: {group['replies']} replies")
    _out.print(table)
    for line in _summary(group):
        _out.print(line, markup=False, highlight=False, soft_wrap=True)


def _summary(group: dict[str, Any]) -> list[str]:
    (low, high), (least, most) = group["qwk_interval"], group["mean_kappa_interval"]
    bands = ", ".join(
        f"{name} {each['same_band']:.0%} of {each['replies']}"
        for name, each in group["bands"].items()
    )
    return [
        f"total: quadratic weighted kappa {group['qwk']:.3f} (95 %: {low:.3f} to {high:.3f}), "
        f"exact {group['exact']:.0%}, mean error {group['mean_error']:.2f}",
        f"mean kappa of the criteria {group['mean_kappa']:.3f} (95 %: {least:.3f} to {most:.3f})",
        f"referred to a human: {group['referred']['criteria']:.1%} of criteria, "
        f"{group['referred']['replies']:.1%} of replies",
        f"gaming replies: {group['gaming']['replies']}, credited over their labels by "
        f"{group['gaming']['over_credit']:+.2f} on average",
        f"put into the same band: {bands}",
    ]


def _fail(message: str) -> None:
    _err.print(message, style="red", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(1)
