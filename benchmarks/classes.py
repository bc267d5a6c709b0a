"""Classes to grade: everybody hands in the same, or everybody something else.

A class whose answers are all alike would flatter whoever remembers an answer. So the class without
code draws its answers: texts from the corpus of replies, each of them another, options, orders and
pairs at random. More of them differ than in any class of people.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from grading.replies.rows import read_replies
from tests.conftest import REPOSITORY
from tests.course.wholes import FOLDER, Whole
from workbooks.case import load_case
from workbooks.dialogue_play import MOST_REPLIES, Play
from workbooks.exercise import BaseExercise, OptionsExercise
from workbooks.kinds import Dialogue, Order
from workbooks.writing import Writing

CORPUS: Final = REPOSITORY / "grading" / "replies" / "corpus" / "replies.jsonl"


def seat_alike(course: Path, whole: Whole, groups: dict[str, int]) -> Path:
    """A class in which all hand in the same, in groups by the first letter of their names."""
    for step in ("submitted", "autograded"):
        shutil.rmtree(course / step, ignore_errors=True)
    first = course / "submitted" / "a0000" / whole.slug
    whole.hand_in(course / "release" / whole.slug, first)
    for group, size in groups.items():
        for number in range(size):
            own = course / "submitted" / f"{group}{number:04}" / whole.slug
            if own != first:
                shutil.copytree(first, own)
    return first


def seat_repeated(course: Path, slug: str, group: str, size: int) -> None:
    """A group of which nobody wrote any code or text, and all answer alike: every outcome but the
    first is remembered, and what is left is reading, recovering, writing and entering.
    """
    release = course / "release" / slug
    log = next(varied_logs(release, size, replies=False))
    for number in range(size):
        _seat(release, course / "submitted" / f"{group}{number:04}" / slug, log)


def seat_varied(course: Path, slug: str, group: str, size: int, *, replies: bool) -> None:
    """A group of which nobody wrote any code, and no two answer alike; the same every time.

    Without `replies` nothing is handed in where texts are read. Other groups stay: ext4 takes long
    to make new files for some minutes after many were removed.
    """
    release = course / "release" / slug
    for number, log in enumerate(varied_logs(release, size, replies=replies)):
        _seat(release, course / "submitted" / f"{group}{number:04}" / slug, log)


def _seat(release: Path, own: Path, log: str) -> None:
    shutil.copytree(release, own)
    (own / "answers.jsonl").write_text(log, "utf-8")


def varied_logs(release: Path, size: int, *, replies: bool) -> Iterator[str]:
    """The answer logs of such a class."""
    case = load_case(release)
    texts = [each.text for each in read_replies(CORPUS)]
    model = (FOLDER / case.slug / "full-marks" / "answers.jsonl").read_text("utf-8")
    entries = [json.loads(line) for line in model.splitlines()]
    draw = random.Random(size)  # noqa: S311  # no secret
    for number in range(size):
        lines = []
        for entry in entries:
            answer = entry["answer"]
            if not entry["exercise"].startswith("@"):
                exercise = case.exercise(entry["exercise"])
                if not isinstance(exercise, Writing):
                    answer = _drawn(exercise, answer, draw)
                elif replies:
                    answer = f"{draw.choice(texts)} {number}"
                else:
                    continue
            lines.append(json.dumps({**entry, "answer": answer}, ensure_ascii=False))
        yield "\n".join(lines) + "\n"


def _drawn(exercise: BaseExercise, model: Any, draw: random.Random) -> Any:
    """Another answer of the same shape as the model."""
    if isinstance(exercise, Dialogue):
        return _walk(exercise, draw)
    if isinstance(model, str) and isinstance(exercise, OptionsExercise):
        return draw.choice(exercise.options).id
    if isinstance(model, list):
        least = len(model) if isinstance(exercise, Order) else len(model) // 2
        return draw.sample(model, draw.randint(least, len(model)))
    if isinstance(model, dict) and isinstance(model.get("marks"), list):
        return {"marks": draw.sample(model["marks"], draw.randint(1, len(model["marks"])))}
    if isinstance(model, dict):
        return dict(zip(model, draw.sample([*model.values()], len(model)), strict=True))
    return model


def _walk(exercise: Dialogue, draw: random.Random) -> dict[str, Any]:
    play = Play(exercise)
    state, path = play.opening, list[str]()
    while not play.scene(state).end and len(path) < MOST_REPLIES:
        reply = draw.choice(play.offered(state))
        path.append(f"{state.scene}.{reply.id}")
        state = play.after(state, reply)
    return {"replies": path, "ended": play.scene(state).end, "restarts": 0}
