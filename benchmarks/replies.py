"""Reading a reply: milliseconds each, and what loading costs in time and memory."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from grading.replies.rows import Reply, prompt_situations, read_replies
from workbooks.coaching import coach
from workbooks.kinds import Reply as ReplyExercise
from workbooks.replies import score_reply
from workbooks.replies.semantic import is_installed, second_opinion

ROUNDS = 5
CORPUS = Path(__file__).parents[1] / "grading" / "replies" / "corpus" / "replies.jsonl"
BOTH = {"en": "A", "zh": "甲"}
STATEMENTS = {
    "import pydantic": "import pydantic",
    "situations (opening a case)": "import workbooks.replies",
    "base, its first reading": "from workbooks.replies import Situation, score_reply; "
    "score_reply('I am sorry.', Situation())",
    "second opinion, its first": "from workbooks.replies.semantic import second_opinion; "
    "second_opinion().probabilities('I am sorry.')",
}


def measure() -> Iterator[str]:
    """Base, coaching and second opinion on the corpus in turn, then what loading takes."""
    replies = read_replies(CORPUS)
    situations = prompt_situations()
    others = tuple(situations.values())
    exercises = {name: _exercise(name) for name in situations}

    def base(reply: Reply) -> None:
        score_reply(reply.text, situations[reply.prompt], others=others)

    def coaching(reply: Reply) -> None:
        coach(exercises[reply.prompt], [reply.text])

    yield f"{'base':28}{_timed(base, replies)}"
    yield f"{'with a hint, as in the page':28}{_timed(coaching, replies)}"
    names = [*STATEMENTS]
    if is_installed():
        opinion = second_opinion()
        told = _timed(lambda each: opinion.probabilities(each.text), replies)
        yield f"{'second opinion':28}{told}"
    else:
        names.pop()
    yield "loading, over an empty process:"
    for name in names:
        milliseconds, megabytes = _loading(STATEMENTS[name])
        yield f"{name:28}{milliseconds:7.0f} ms   {megabytes:7.1f} MB"


def _exercise(prompt: str) -> ReplyExercise:
    """An exercise about one of the prompts."""
    return ReplyExercise.model_validate(
        {
            "id": prompt.lower(), "kind": "reply", "step": "deliver", "areas": ["empathy"],
            "points": 1, "minutes": 1, "title": BOTH, "prompt": BOTH,
            "rubric": [{"id": "a", "points": 1, "text": BOTH}],
            "situation": prompt_situations()[prompt],
        }
    )  # fmt: skip


def _timed(read: Callable[[Reply], object], replies: Sequence[Reply]) -> str:
    """Median and 99th percentile over the rounds, the first one left out."""
    times: list[float] = []
    for _ in range(ROUNDS + 1):
        for reply in replies:
            began = time.perf_counter()
            read(reply)
            times.append((time.perf_counter() - began) * 1000)
    times = sorted(times[len(replies) :])
    late = times[int(len(times) * 0.99)]
    return f"{statistics.median(times):7.2f} ms median   {late:7.2f} ms 99th percentile"


def _loading(statement: str) -> tuple[float, float]:
    """Milliseconds and megabytes (peak, Linux) of a fresh process over those of an empty one.

    The medians of seven, taken in turn.
    """
    told = "; print(*(each for each in open('/proc/self/status') if each.startswith('VmHWM')))"
    times: dict[str, list[float]] = {"pass": [], statement: []}
    memory: dict[str, list[float]] = {"pass": [], statement: []}
    for _ in range(7):
        for each, spent in times.items():
            began = time.perf_counter()
            done = subprocess.run(
                [sys.executable, "-c", each + told], check=True, capture_output=True, text=True
            )
            spent.append((time.perf_counter() - began) * 1000)
            memory[each].append(int(done.stdout.split()[1]) / 1024)
    (empty, loaded), (light, heavy) = (
        [statistics.median(each[name]) for name in ("pass", statement)] for each in (times, memory)
    )
    return loaded - empty, heavy - light
