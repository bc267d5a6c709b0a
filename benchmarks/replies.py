"""Reading a reply: milliseconds each, memory, and what loading costs."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator

from grading.replies.rows import prompt_situations
from workbooks.replies import score_reply
from workbooks.replies.semantic import is_installed, second_opinion

ROUNDS = 300
REPLIES = {
    "P1": "Ms Zhang, two messages and not one answer, and a phone that dies after ten days: "
    "I would be angry too. I'm very sorry. A courier brings a new one before six today. "
    "Would you tell us afterwards how we handled this?",
    "P5": "Good question. Tax is included, delivery inside the city is free and 60 yuan outside "
    "the ring road, and assembly costs 80 if you want it. I can write the total down for you.",
    "P6": "先生，二十分钟后就要开会，网却连不上，您肯定急坏了，真是抱歉。我这就带网线上来，"
    "您也可以先到二楼商务中心。会开完了，请告诉我们这次处理得怎么样。",
    "P9": "您再仔细看看菜单，最后一页写得清清楚楚。别的客人都没意见，我们的系统从来不会算错。",
}
STATEMENTS = (
    "import pydantic",
    "import workbooks.replies",
    "import workbooks.replies.lexicon as lexicon; lexicon.lexicon_scanner()",
)


def measure() -> Iterator[str]:
    """Base and second opinion on four replies in turn, then memory and loading."""
    situations = prompt_situations()
    others = tuple(situations.values())

    def base(prompt: str, text: str) -> None:
        score_reply(text, situations[prompt], others=others)

    yield f"base                  {_timed(base)}"
    if is_installed():
        opinion = second_opinion()
        yield f"second opinion        {_timed(lambda _, text: opinion.probabilities(text))}"
    yield f"lexicon in memory     {_memory():7.1f} MB"
    for statement in STATEMENTS:
        yield f"{statement[:60]:60} {_loading(statement):6.0f} ms more than an empty process"


def _timed(read: Callable[[str, str], object]) -> str:
    """Median and 99th percentile over the rounds, the first reading left out."""
    times: list[float] = []
    for _ in range(ROUNDS // len(REPLIES) + 1):
        for prompt, text in REPLIES.items():
            began = time.perf_counter()
            read(prompt, text)
            times.append((time.perf_counter() - began) * 1000)
    times = sorted(times[len(REPLIES) :])
    late = times[int(len(times) * 0.99)]
    return f"{statistics.median(times):7.2f} ms median   {late:7.2f} ms 99th percentile"


def _memory() -> float:
    """Megabytes that the compiled lexicon holds."""
    from workbooks.replies import lexicon

    tracemalloc.start()
    lexicon.lexicon_scanner.cache_clear()
    scanner = lexicon.lexicon_scanner()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del scanner
    return held / 1e6


def _loading(statement: str) -> float:
    """Milliseconds of a fresh process over those of an empty one, the medians of seven."""
    found = {}
    for each in ("pass", statement):
        times = []
        for _ in range(7):
            began = time.perf_counter()
            subprocess.run([sys.executable, "-c", each], check=True)
            times.append(time.perf_counter() - began)
        found[each] = statistics.median(times)
    return (found[statement] - found["pass"]) * 1000
