"""Answers carried from one place to another: a learner's file taken into the log beside a notebook.

Both are logs of the same workbook. Their lines are put together, each as it was written, in the
order in which they were given, so that for each exercise the newest answer counts; taking in a file
twice changes nothing. Only where both belong to different made-up data (another seed) can they not
be one log: the present one is then put aside, under a name of its own.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from workbooks.answers import Answer, AnswerLog, Line, answer_lines, read_log
from workbooks.case import Case
from workbooks.errors import AnswerNotSaved, UnreadableAnswer
from workbooks.kept import SEED_NOTE, seed_in

MOST_BYTES: Final = 8 << 20
"""A longer file is not taken: the page hands it over in one message."""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What became of a file: a wording and its fields, one or more; whether its answers are here.

    After `again` the notebook has to be run anew, for the data in it are others now.
    """

    told: tuple[dict[str, Any], ...] = field(default_factory=tuple)
    done: bool = False
    again: bool = False


def take_in(log: AnswerLog, case: Case, data: bytes) -> Taken:
    """Take the answers of a file into the log; whatever happens, no answer is lost.

    Raises `AnswerNotSaved` if the log cannot be written; then it is as it was.
    """
    given, strays = answer_lines(data)
    refusal = _refusal(case, data, given)
    if refusal:
        return Taken(told=({"name": f"carry.{refusal}"},))
    note = [{"name": "carry.skipped", "count": len(strays)}] if strays else []
    present = log.whole()
    ours, theirs = seed_in(read_log(present)), seed_in(read_log(data))
    if (case.synthetic or case.variants) and theirs is not None and theirs != ours:
        return _take_seed(log, present, given, note)
    lines, unreadable = answer_lines(present)
    whole = merged(lines, given)
    if len(whole) == len(lines):
        return Taken(told=({"name": "carry.nothing-new"}, *note), done=True)
    # what cannot be read goes first: there it neither counts nor is lost
    log.replace(b"".join(unreadable) + _joined(whole), read=len(present))
    count = _changed(case, lines, whole)
    return Taken(told=({"name": "carry.merged", "count": count}, *note), done=True)


def merged(present: Sequence[Line], given: Sequence[Line]) -> list[Line]:
    """Both in the order of their times, each keeping its own order; what is in both, once."""
    known = {_same(each) for each in present}
    new = {_same(each): each for each in given}
    found: list[Line] = []
    left, right = deque(present), deque(each for name, each in new.items() if name not in known)
    while left and right:
        found.append((left if left[0].at <= right[0].at else right).popleft())
    return [*found, *left, *right]


def _take_seed(
    log: AnswerLog, present: bytes, given: Sequence[Line], note: list[dict[str, Any]]
) -> Taken:
    """Take over answers to other data: where there are answers already, those are put aside."""
    ours, unreadable = answer_lines(present)
    if any(_is_answer(each) for each in ours):
        aside = log.put_aside()
        try:
            log.replace(_joined(given), read=0)
        except AnswerNotSaved:
            aside.rename(log.path)
            raise
        told = {"name": "carry.put-aside", "file": aside.name}
    else:
        notes = [each for each in ours if each.exercise != SEED_NOTE]
        whole = b"".join(unreadable) + _joined(merged(notes, given))
        log.replace(whole, read=len(present))
        told = {"name": "carry.other-data"}
    return Taken(told=(told, *note), done=True, again=True)


def _refusal(case: Case, data: bytes, given: Sequence[Line]) -> str | None:
    """Why a file is not taken: the last part of a wording's name."""
    if len(data) > MOST_BYTES:
        return "too-long"
    if not data.strip():
        return "empty"
    if not given:
        return "no-log"
    asked = {each.exercise for each in given if _is_answer(each)}
    if not asked:
        return "no-answers"
    known = {each.exercise for each in given if _is_answer(each) and _is_readable(case, each)}
    return "other-workbook" if 2 * len(known) <= len(asked) and len(known) < len(asked) else None


def _changed(case: Case, before: Sequence[Line], after: Sequence[Line]) -> int:
    """For how many exercises another answer counts now."""
    reports = [read_log(_joined(each), case.limits).latest for each in (before, after)]
    return sum(reports[0].get(each.id) != reports[1].get(each.id) for each in case.everything)


def _is_answer(line: Answer) -> bool:
    return not line.exercise.startswith("@")


def _is_readable(case: Case, line: Answer) -> bool:
    exercise = next((each for each in case.everything if each.id == line.exercise), None)
    try:
        return exercise is not None and (
            line.answer is None or exercise.read_answer(line.answer) is not None
        )
    except UnreadableAnswer:
        return False


def _same(line: Line) -> tuple[object, ...]:
    answer = json.dumps(line.answer, sort_keys=True)
    return line.exercise, line.at, line.attempt, answer


def _joined(lines: Sequence[Line]) -> bytes:
    return b"".join(each.data + b"\n" for each in lines)


__all__ = ["MOST_BYTES", "Taken", "merged", "take_in"]
