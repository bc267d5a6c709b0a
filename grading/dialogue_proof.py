"""What can be known of a dialogue before anybody plays it.

Every state of scene, mood and flags that can be reached is a node of a graph, every reply offered
there an edge: what is wrong with the scene is then a question about that graph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

import networkx as nx

from workbooks.dialogue_play import Play, Reply, State
from workbooks.kinds.dialogue import Dialogue
from workbooks.scoring.key import KeyProblem
from workbooks.text import LANGS, Lang

MOST_STATES: Final = 50_000

Pick = Callable[[tuple[Reply, ...]], Reply]


class TooManyStates(Exception):
    """A dialogue has more states than are worth proving."""


def prove(exercise: Dialogue, shares: Mapping[str, float]) -> Iterable[KeyProblem]:
    """A problem for each way in which a dialogue fails a student or gives itself away.

    `shares` tells what each end is worth; an end that it does not name is told elsewhere.
    """
    play = Play(exercise)
    try:
        graph = state_graph(play)
    except TooManyStates:
        yield "too-many-states", (), {"most": MOST_STATES}
        return
    yield from _never_met(exercise, graph)
    yield from _stuck(play, graph)
    reached = {state.scene for state in graph if play.scene(state).end}
    if reached <= shares.keys():
        worth = [shares[scene] for scene in reached]
        yield from _worth(worth)
        if min(worth, default=1) < 1:
            yield from _naive(play, shares)


def state_graph(play: Play) -> nx.MultiDiGraph:
    """Every state that can be reached, joined by replies; raises `TooManyStates`."""
    graph = nx.MultiDiGraph()
    graph.add_node(play.opening)
    waiting = [play.opening]
    while waiting:
        state = waiting.pop()
        for reply in play.offered(state):
            after = play.after(state, reply)
            if after not in graph:
                if len(graph) >= MOST_STATES:
                    raise TooManyStates
                waiting.append(after)
            graph.add_edge(state, after, reply=f"{state.scene}.{reply.id}")
    return graph


def _never_met(exercise: Dialogue, graph: nx.MultiDiGraph) -> Iterable[KeyProblem]:
    scenes = {state.scene for state in graph}
    offered = {name for _, _, name in graph.edges(data="reply")}
    for scene in exercise.scenes:
        if scene.id not in scenes:
            yield "unreachable-scene", (), {"name": scene.id}
            continue
        for reply in scene.replies:
            if (name := f"{scene.id}.{reply.id}") not in offered:
                yield "never-offered", (), {"name": name}


def _stuck(play: Play, graph: nx.MultiDiGraph) -> Iterable[KeyProblem]:
    """Dead ends, one a scene, and circles that no reply leads out of, one a set of scenes."""
    dead: dict[str, State] = {}
    circles: set[tuple[str, ...]] = set()
    for states in nx.attracting_components(graph):
        if any(graph.out_degree(state) for state in states):
            circles.add(tuple(sorted({state.scene for state in states})))
            continue
        (state,) = states
        if not play.scene(state).end:
            dead.setdefault(state.scene, state)
    for scene, state in sorted(dead.items()):
        flags = f"these flags: {', '.join(sorted(state.flags))}" if state.flags else "no flag set"
        yield "dead-end", (), {"name": scene, "mood": state.mood, "flags": flags}
    for scenes in sorted(circles):
        yield "no-way-out", (), {"names": ", ".join(f"“{each}”" for each in scenes)}


def _worth(shares: list[float]) -> Iterable[KeyProblem]:
    if not shares:
        return  # no end is reached at all: told as dead ends or circles
    if max(shares) < 1:
        yield "best-share", ("ends",), {"best": max(shares)}
    if min(shares) == 1:
        yield "worst-share", ("ends",), {}


def _naive(play: Play, shares: Mapping[str, float]) -> Iterable[KeyProblem]:
    for which, pick in _strategies().items():
        end = _play_out(play, pick)
        if end is not None and shares[end] == 1:
            yield "naive-path", (), {"which": which}


def _strategies() -> dict[str, Pick]:
    by_length = {f"the longest ({lang})": _longest_in(lang) for lang in LANGS}
    return {
        "the first": lambda offered: offered[0],
        "the last": lambda offered: offered[-1],
        **by_length,
    }


def _longest_in(lang: Lang) -> Pick:
    return lambda offered: max(offered, key=lambda reply: len(reply.text[lang]))


def _play_out(play: Play, pick: Pick) -> str | None:
    """The end to which a strategy leads, or None where it goes round in circles or gets stuck."""
    state, seen = play.opening, set[State]()
    while state not in seen:
        if play.scene(state).end:
            return state.scene
        seen.add(state)
        offered = play.offered(state)
        if offered:
            state = play.after(state, pick(offered))
    return None
