"""How far a workbook is worked through."""

from __future__ import annotations

from tests.conftest import REPOSITORY
from workbooks.case import load_case
from workbooks.progress import progress_of

CASE = load_case(REPOSITORY / "release" / "ms-zhang")


def test_nothing_answered() -> None:
    """Without an answer all the case's minutes are still to come."""
    progress = progress_of(CASE, {})
    assert (progress["done"], progress["all"]) == (0, len(CASE.exercises))
    assert progress["minutes"] == sum(each.minutes for each in CASE.exercises)


def test_an_answer_counts_once_and_takes_its_minutes() -> None:
    """Answering one exercise marks just that one and takes its minutes off; a note marks none."""
    first = CASE.exercises[0]
    before, after = progress_of(CASE, {}), progress_of(CASE, {first.id: "done", "@x": "done"})
    assert after["done"] == 1
    assert before["minutes"] - after["minutes"] == first.minutes
    done = [
        item["id"] for step in after["steps"] for item in step["items"] if item["state"] != "open"
    ]
    assert done == [first.id]


def test_what_is_only_begun_still_takes_its_minutes() -> None:
    """An exercise that was begun is told apart, and counts neither as done nor as open."""
    first = CASE.exercises[0]
    progress = progress_of(CASE, {first.id: "begun"})
    assert (progress["done"], progress["minutes"]) == (0, progress_of(CASE, {})["minutes"])
    items = {item["id"]: item["state"] for step in progress["steps"] for item in step["items"]}
    assert items.pop(first.id) == "begun"
    assert set(items.values()) == {"open"}


def test_steps_come_in_their_order() -> None:
    """The four steps stand in the order of the programme, and hold every exercise once."""
    steps = progress_of(CASE, {})["steps"]
    assert [each["step"] for each in steps] == ["prepare", "present", "deliver", "reinforce"]
    held = sorted(item["id"] for step in steps for item in step["items"])
    assert held == sorted(each.id for each in CASE.exercises)
