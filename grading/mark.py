"""Score one submission's answers, and leave answer, points and reasons in its notebook.

Nothing of the student's is run here: answers come as data from `answers.jsonl` and, for what was
computed, from the output of the cell that handed it in.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from grading.exhibits import draw_exhibits
from grading.notice import add_notices, notice_cell, notices_of
from grading.read import KeyedCase
from grading.remembered import Outcome, nothing_handed_in
from grading.variants import SAMPLE_SEED
from workbooks.answers import ANSWER_MIME, AnswerLog, LogReport
from workbooks.kept import seed_in
from workbooks.kinds import Exercise
from workbooks.scoring.score import Score
from workbooks.text import Lang


def mark_notebook(notebook: NotebookNode, report: LogReport, keyed: KeyedCase) -> dict[str, Score]:
    """Score every exercise of a submission and write the outcome into its cells; draw what the
    student was shown.

    `report` is what its answer log holds. Returns the scores by exercise id; they are also
    the names of nbgrader's graded cells.
    """
    add_notices(notebook, _log_notices(report, keyed))
    keyed = keyed.for_seed(seed_for(report))
    draw_exhibits(notebook, keyed.case)
    scores: dict[str, Score] = {}
    for cell in notebook.cells:
        name = cell["metadata"].get("hearfirst", {}).get("exercise")
        if name is None or cell["cell_type"] != "code":
            continue
        exercise = keyed.case.exercise(name)
        outcome = _outcome(notebook, cell, keyed, exercise, report)
        scores[name] = outcome.score
        cell.outputs = [
            *(each for each in cell.outputs if ANSWER_MIME not in each.get("data", {})),
            _output(exercise, outcome),
        ]
    names = notices_of(notebook)
    if names:
        notebook.cells.insert(0, notice_cell(names))
    return scores


def seed_for(report: LogReport) -> int:
    """The seed of a submission's own data: the one on file, or else the sample's."""
    seed = seed_in(report)
    return SAMPLE_SEED if seed is None else seed


def last_language(folder: Path) -> Lang:
    """The language in which a submission's last answer was given."""
    answers = AnswerLog(folder).read().latest.values()
    last = max(answers, key=lambda answer: answer.at, default=None)
    return "zh" if last is not None and last.lang == "zh" else "en"


def _outcome(
    notebook: NotebookNode,
    cell: NotebookNode,
    keyed: KeyedCase,
    exercise: Exercise,
    report: LogReport,
) -> Outcome:
    raw = _handed_in(cell, exercise.id) if exercise.from_code else _logged(report, exercise.id)
    if exercise.from_code and raw is None:
        return nothing_handed_in(exercise, *_why_nothing(notebook, cell, exercise.id))
    others = {name: _logged(report, name) for name in exercise.needs}
    return keyed.outcomes.of(exercise, keyed.keys[exercise.id], raw, others)


def _output(exercise: Exercise, outcome: Outcome) -> NotebookNode:
    points = outcome.score.points
    # nbgrader reads a grade cell's points from its result
    is_result = points is not None and exercise.marked != "hand"
    text = f"{points:g}" if is_result else ""
    shown = {
        "output_type": "execute_result" if is_result else "display_data",
        "metadata": _node({}),
        "data": _node({"text/html": outcome.html, "text/plain": text}),
    }
    return _node({**shown, "execution_count": None} if is_result else shown)


def _node(entries: dict[str, Any]) -> NotebookNode:
    """A node of these entries, which are nodes themselves where they hold more.

    nbformat's own ways look into each of them, or check an output against the whole format.
    """
    node = NotebookNode()
    dict.update(node, entries)
    return node


def _logged(report: LogReport, name: str) -> Any:
    answer = report.latest.get(name)
    return None if answer is None else answer.answer


def _handed_in(cell: NotebookNode, name: str) -> Any:
    for output in reversed(cell.outputs):
        data = output.get("data", {}).get(ANSWER_MIME)
        if isinstance(data, Mapping) and data.get("exercise") == name:
            return data.get("answer")
    return None


def _why_nothing(notebook: NotebookNode, cell: NotebookNode, name: str) -> tuple[str, str]:
    code = [each for each in notebook.cells if each.id == f"{name}-code"]
    for output in [*cell.outputs, *(each for one in code for each in one.outputs)]:
        if output.output_type == "error":
            return "score.code-failed", str(output.get("ename", ""))[:80]
    return "score.nothing-handed-in", ""


def _log_notices(report: LogReport, keyed: KeyedCase) -> list[str]:
    if report.refused == "missing" and all(each.from_code for each in keyed.case.exercises):
        return []
    found = {
        f"answers-{report.refused}": report.refused is not None,
        "answers-torn": report.torn,
        "answers-skipped": report.skipped > 0,
        "answers-late": report.late > 0,
        "answers-cut": report.cut,
    }
    return [name for name, holds in found.items() if holds]
