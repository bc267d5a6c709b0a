"""`python -m grading grade`: the same gradebook as nbgrader's own command, sooner."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook

from tests.conftest import REPOSITORY, environment, run_python
from tests.course.conftest import Class, seat_class
from tests.course.sameness import files_of, gradebook_rows, graded_notebook
from tests.course.submissions import NAMES, SLUG

pytestmark = pytest.mark.course

FEW = ("answers-torn", "code-error", "full-marks", "handed-in-late")
"""A class that is soon graded: answers alone, code that fails, code that works, a penalty."""
NOBODY = "nothing"
"""Who handed in an empty folder, which nbgrader would pass over."""


def grade(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Grade the class of the course `root`."""
    return run_python("grading", "grade", SLUG, *options, at=root)


def outcomes(root: Path, *options: str) -> dict[str, dict[str, Any]]:
    """What became of each student, as the command itself says."""
    done = grade(root, "--json", "out.json", *options)
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads((root / "out.json").read_text("utf-8"))
    return {row["student"]: row for row in told["submissions"]}


def rows(root: Path) -> dict[str, Any]:
    return gradebook_rows(f"sqlite:///{root / 'gradebook.db'}", SLUG)


@pytest.fixture(scope="module")
def fast_class(built_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Class:
    """The same class as `graded_class`, graded by two workers of ours."""
    root = tmp_path_factory.mktemp("fast") / "course"
    seat_class(built_course, root)
    return Class(root, grade(root, "--workers", "2", "--json", "out.json"))


@pytest.fixture(scope="module")
def few_graded(built_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small class, graded. A test that changes it works on a copy."""
    root = tmp_path_factory.mktemp("few") / "course"
    seat_class(built_course, root, FEW)
    (root / "submitted" / NOBODY / SLUG).mkdir(parents=True)
    assert {row["state"] for row in outcomes(root).values()} == {"graded"}
    return root


@pytest.fixture
def few(few_graded: Path, tmp_path: Path) -> Path:
    """The small class, as a copy."""
    shutil.copytree(few_graded, tmp_path / "course")
    return tmp_path / "course"


def test_gradebook_is_the_one_that_nbgrader_makes(graded_class: Class, fast_class: Class) -> None:
    """Marks, flags, comments, times and penalties of every sample submission, row for row."""
    assert fast_class.graded.returncode == 0, fast_class.graded.stderr
    plain, fast = rows(graded_class.root), rows(fast_class.root)
    assert plain.keys() == fast.keys() == set(NAMES)
    for student, expected in plain.items():
        assert fast[student] == expected, student


@pytest.mark.parametrize("student", NAMES)
def test_graded_notebook_is_the_one_that_nbgrader_makes(
    graded_class: Class, fast_class: Class, student: str
) -> None:
    """Cell for cell, with outputs, notices and metadata; and every file beside it."""
    plain, fast = graded_class.folder(student), fast_class.folder(student)
    expected = graded_notebook(plain / f"{SLUG}.ipynb")
    found = graded_notebook(fast / f"{SLUG}.ipynb")
    assert found["metadata"] == expected["metadata"]
    for place, cell in enumerate(expected["cells"]):
        assert found["cells"][place] == cell, f"cell {place}"
    assert len(found["cells"]) == len(expected["cells"])
    assert files_of(fast) == files_of(plain)


def test_what_was_handed_in_is_left_as_it_is(fast_class: Class) -> None:
    """Links and other odd things stay where they are, for a person to look at."""
    folder = fast_class.root / "submitted" / "answers-symlink" / SLUG
    assert (folder / "answers.jsonl").is_symlink()


def test_only_what_changed_is_graded_again(few: Path) -> None:
    """Nothing, then one submission, then one whose result was lost, then all that is forced."""
    assert {row["state"] for row in outcomes(few).values()} == {"unchanged"}

    (few / "submitted" / "full-marks" / SLUG / "answers.jsonl").write_text("", "utf-8")
    again = outcomes(few)
    assert [name for name, row in again.items() if row["state"] == "graded"] == ["full-marks"]
    assert again["full-marks"]["points"] < 52

    shutil.rmtree(few / "autograded" / "code-error")
    again = outcomes(few)
    assert [name for name, row in again.items() if row["state"] == "graded"] == ["code-error"]

    assert outcomes(few, "--force", "--student", "*-*").keys() == set(FEW)
    forced = outcomes(few, "--force", "--student", "full*")
    assert {name: row["state"] for name, row in forced.items()} == {"full-marks": "graded"}


def test_an_empty_folder_has_its_row(few_graded: Path) -> None:
    """Nought everywhere, nothing that waits, and a notebook that tells why."""
    notebook = rows(few_graded)[NOBODY]["notebooks"][SLUG]
    assert {points for points, *_ in notebook["grades"].values()} == {0}
    assert not notebook["needs"]
    graded = graded_notebook(few_graded / "autograded" / NOBODY / SLUG / f"{SLUG}.ipynb")
    assert "notebook-missing" in graded["metadata"]["hearfirst"]["notices"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"soon", "“soon”"),
        (b"", "nothing"),
        (b"2031-13-45 99:00:00 UTC", "“2031-13-45 99:00:00 UTC”"),
        (b"\xff\xfe" * 500, "“"),
        (b"2031-01-01 00:00:00 /etc/localtime", "/etc/localtime”"),
    ],
)
def test_a_time_that_is_none_is_told(few: Path, data: bytes, told: str) -> None:
    """The submission is graded, nothing else is touched, and the instructor knows what to mend."""
    time_file = few / "submitted" / "full-marks" / SLUG / "timestamp.txt"
    time_file.write_bytes(data)
    done = grade(few, "--json", "out.json")
    assert done.returncode == 0, done.stderr
    assert "graded, but" in done.stdout
    notes = {
        row["student"]: row["note"]
        for row in json.loads((few / "out.json").read_text("utf-8"))["submissions"]
        if "note" in row
    }
    assert notes.keys() == {"full-marks"}
    assert told in notes["full-marks"]
    assert "counts as on time" in notes["full-marks"]
    found = rows(few)["full-marks"]
    assert (found["timestamp"], found["late"]) == (None, 0)
    assert found["notebooks"][SLUG]["score"] > 0

    time_file.write_text("2030-01-02 00:00:00 UTC", "utf-8")
    assert "note" not in outcomes(few)["full-marks"]
    assert rows(few)["full-marks"]["late"] > 0


def test_marks_given_by_a_person_are_kept(few: Path) -> None:
    """Graded again, a mark and a comment of a person stand, and the grade is shown to them."""
    url = f"sqlite:///{few / 'gradebook.db'}"
    with Gradebook(url) as gradebook:
        grade_row = gradebook.find_grade("day-one-reply", SLUG, SLUG, "full-marks")
        grade_row.manual_score = 3.5
        grade_row.needs_manual_grade = False
        gradebook.find_comment("day-one-reply", SLUG, SLUG, "full-marks").manual_comment = "Warm."
        gradebook.db.commit()
    outcomes(few, "--force")
    with Gradebook(url) as gradebook:
        grade_row = gradebook.find_grade("day-one-reply", SLUG, SLUG, "full-marks")
        assert (grade_row.manual_score, grade_row.needs_manual_grade) == (3.5, True)
        comment = gradebook.find_comment("day-one-reply", SLUG, SLUG, "full-marks")
        assert comment.comment == "Warm."


def _heed_interrupts() -> None:
    """As a command has it in a terminal, also where the tests run in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_leaves_whole_results_and_the_next_run_goes_on(few: Path) -> None:
    """What is in the gradebook has its files, what is not is graded next time, nothing is lost."""
    for number in range(40):
        shutil.copytree(few / "submitted" / "code-error", few / "submitted" / f"more-{number:02}")
    command = [sys.executable, "-m", "grading", "grade", SLUG]
    started = subprocess.Popen(
        command,
        cwd=few,
        env={**environment(), "PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=_heed_interrupts,  # noqa: PLW1509  # no thread is running here
    )
    third = few / "autograded" / "more-02" / SLUG
    while not third.exists():
        assert started.poll() is None, started.communicate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            started.wait(0.02)
    os.killpg(started.pid, signal.SIGINT)
    _, told = started.communicate(timeout=60)
    assert started.returncode == 130, told
    assert b"run again to go on" in told
    done = rows(few)
    assert 1 <= len(done) - len(FEW) - 1 < 40
    for student in done:
        graded_notebook(few / "autograded" / student / SLUG / f"{SLUG}.ipynb")
    again = outcomes(few)
    assert {row["state"] for name, row in again.items() if name in done} <= {"unchanged"}
    assert len(rows(few)) == len(FEW) + 1 + 40


INTERRUPTED = """
import os, signal, sys
from grading.__main__ import app
from grading.batch.gradebook import ClassGradebook
write = ClassGradebook.write
def interrupted(gradebook, student, *rest):
    if (when, student) == ("before", "full-marks"):
        os.kill(os.getpid(), number)
    write(gradebook, student, *rest)
    if (when, student) == ("after", "full-marks"):
        os.kill(os.getpid(), number)
when, number = sys.argv.pop(1), signal.Signals[sys.argv.pop(1)]
ClassGradebook.write = interrupted
signal.signal(signal.SIGINT, signal.default_int_handler)
app()
"""
"""Grades, and is interrupted while one submission is entered, or just after the commit."""


@pytest.mark.parametrize(("when", "number"), [("before", "SIGTERM"), ("after", "SIGINT")])
def test_an_interrupt_while_one_is_entered_waits_until_it_is(
    few: Path, when: str, number: str
) -> None:
    """Files and marks are both new, it is counted, and what comes after it is left as it was."""
    for student in ("full-marks", "handed-in-late"):
        (few / "submitted" / student / SLUG / "seen.txt").write_text("handed in again", "utf-8")
    command = [sys.executable, "-c", INTERRUPTED, when, number]
    done = subprocess.run(
        [*command, "grade", SLUG, "--json", "out.json"],
        cwd=few,
        env={**environment(), "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 130, done.stderr
    assert "run again to go on" in done.stderr
    told = json.loads((few / "out.json").read_text("utf-8"))["submissions"]
    states = {row["student"]: row["state"] for row in told}
    assert states["full-marks"] == "graded"
    assert "handed-in-late" not in states
    assert (few / "autograded" / "full-marks" / SLUG / "seen.txt").exists()
    assert not (few / "autograded" / "handed-in-late" / SLUG / "seen.txt").exists()
    again = outcomes(few)
    assert again["full-marks"]["state"] == "unchanged"
    assert again["handed-in-late"]["state"] == "graded"


def test_two_commands_do_not_grade_one_workbook_at_a_time(few: Path) -> None:
    """The second one says so and touches nothing; when the first is gone, however, it may."""
    before = files_of(few / "autograded"), rows(few)
    holder = f"""
from pathlib import Path
from grading.batch.lock import held
with held(Path("autograded"), "{SLUG}"):
    print("held", flush=True)
    input()
"""
    with subprocess.Popen(
        [sys.executable, "-c", holder],
        cwd=few,
        env={**environment(), "PYTHONPATH": str(REPOSITORY)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        done = grade(few, "--force")
        assert done.returncode == 1
        assert "being graded here already" in done.stderr
        assert "Traceback" not in done.stderr
        assert (files_of(few / "autograded"), rows(few)) == before
        other.kill()
    assert {row["state"] for row in outcomes(few, "--force").values()} == {"graded"}


def test_a_workbook_that_was_never_built_is_named(few: Path) -> None:
    """With what to do about it, and without a trace."""
    (few / "gradebook.db").unlink()
    done = grade(few)
    assert done.returncode == 1
    assert f"python -m grading build {SLUG}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_submission_that_cannot_be_entered_stops_nobody_else(few: Path) -> None:
    """It is told with the reason, its row stays as it was, and the command says that one failed."""
    blocked = few / "autograded" / "full-marks"
    shutil.rmtree(blocked)
    blocked.write_text("in the way", "utf-8")
    done = grade(few, "--force", "--json", "out.json")
    told = json.loads((few / "out.json").read_text("utf-8"))["submissions"]
    states = {row["student"]: row["state"] for row in told}
    assert states.pop("full-marks") == "failed"
    assert set(states.values()) == {"graded"}
    assert done.returncode == 1
    assert "full-marks" in done.stdout
