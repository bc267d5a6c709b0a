"""Each attack wins no point, reads nothing, changes nothing, and costs at most its own limit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.attacks.attacks import ALL, CANARY
from tests.attacks.conftest import Attacked, Target
from workbooks.answers import ANSWER_MIME

NAMES = sorted(ALL)
HARMLESS = {"text/html", "text/plain", "image/png", "image/jpeg", ANSWER_MIME}
GRACE = 8
"""Seconds to start, end and read back on a busy machine; many an attack would take for ever."""


@pytest.fixture(scope="module", params=NAMES)
def attacked(
    request: pytest.FixtureRequest, target: Target
) -> tuple[str, Attacked, dict[str, bytes]]:
    """One attack graded, and the files outside as they were before."""
    before = _files(target.outside)
    return request.param, target.grade(request.param), before


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_there_are_attacks_of_every_sort() -> None:
    """At least forty, and each tells what it does."""
    assert len(ALL) >= 40
    assert all(each.about for each in ALL.values())


def test_it_wins_nothing(attacked: tuple[str, Attacked, dict[str, bytes]]) -> None:
    """The answers given in the page earn what they always earn, and nothing else earns anything."""
    name, graded, _ = attacked
    assert sum(points or 0 for points in graded.points.values()) == ALL[name].points
    assert not graded.points["rank-industries"]


def test_it_is_told(attacked: tuple[str, Attacked, dict[str, bytes]]) -> None:
    """Student and instructor read what happened, and nothing that did not."""
    name, graded, _ = attacked
    assert graded.notices == ALL[name].notices


def test_it_reads_and_changes_nothing(
    target: Target, attacked: tuple[str, Attacked, dict[str, bytes]]
) -> None:
    """Nothing from outside stands in the notebook, nothing outside differs, nobody was called."""
    _, graded, before = attacked
    assert graded.text.count(CANARY) == 0
    for word in ("WROTE", "CHANGED", "CONNECTED", "BECAME ROOT"):
        said = [
            each["text"]
            for cell in graded.notebook.cells
            for each in cell.get("outputs", [])
            if each.output_type == "stream"
        ]
        assert word not in "".join(said)
    assert _files(target.outside) == before
    with pytest.raises(BlockingIOError):
        target.listener.accept()


def test_it_costs_its_own_limit(attacked: tuple[str, Attacked, dict[str, bytes]]) -> None:
    """It ends with its time, and the next student's code meets nothing of it."""
    _, graded, _ = attacked
    assert graded.seconds < graded.limits.seconds + GRACE
    next_one = graded.unit.sandbox.run(
        ["import os; print(os.listdir('.'), os.getpid(), len('abc'))"], {}
    )
    assert next_one.stopped is None
    assert next_one.cells[0].outputs[0]["text"] == "[] 1 3\n"


def test_no_script_reaches_a_reader(attacked: tuple[str, Attacked, dict[str, bytes]]) -> None:
    """Outputs are of known types, and HTML holds no script and no address of another host."""
    _, graded, _ = attacked
    for cell in graded.notebook.cells:
        for output in cell.get("outputs", []):
            assert set(output.get("data", {})) <= HARMLESS
            html = output.get("data", {}).get("text/html", "")
            for evil in (
                "<script",
                "onerror",
                "onload",
                "canary.example",
                "javascript:",
                "<iframe",
            ):
                assert evil not in html
        if cell.cell_type == "markdown":
            assert "<script" not in cell.source
