"""One `nbgrader autograde` over a class in which everything that can happen has happened."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from nbgrader.api import SubmittedAssignment, SubmittedNotebook

from grading.words import say
from tests.conftest import succeed
from tests.course.conftest import Class
from tests.course.submissions import ALL, NAMES, OUTCOMES, READ, RECIPES, SECRET, SLUG
from workbooks.text import LANGS
from workbooks.words import say as student_reads

pytestmark = pytest.mark.course
ODD_CELLS = [name for name in NAMES if name.startswith(("cells-", "extra-"))]


def the_notebook(found: SubmittedAssignment) -> SubmittedNotebook:
    (notebook,) = found.notebooks
    return notebook


def scores(klass: Class, student: str) -> dict[str, float | None]:
    """A student's points by exercise, as scored without a person."""
    with klass.gradebook() as gradebook:
        grades = the_notebook(gradebook.find_submission(SLUG, student)).grades
        return {grade.name: grade.auto_score for grade in grades}


def waiting(klass: Class, student: str) -> set[str]:
    """The exercises that wait for a person."""
    with klass.gradebook() as gradebook:
        grades = the_notebook(gradebook.find_submission(SLUG, student)).grades
        return {grade.name for grade in grades if grade.needs_manual_grade}


def text_of(klass: Class, student: str) -> str:
    """A graded notebook as the bytes on disk say it."""
    return (klass.folder(student) / f"{SLUG}.ipynb").read_text("utf-8")


def test_every_outcome_has_its_recipe() -> None:
    """Each folder tells an outcome, and each recipe is used by one."""
    assert {path.name for path in OUTCOMES.iterdir()} == set(NAMES)
    assert {each.recipe for each in ALL.values()} - {None} == set(RECIPES)


def test_the_class_is_never_stopped(graded_class: Class) -> None:
    """Every student is graded in one run, which ends well and reports no failed submission."""
    done = graded_class.graded
    assert done.returncode == 0, done.stdout + done.stderr
    assert "There was an error processing assignment" not in done.stderr
    with graded_class.gradebook() as gradebook:
        assert {each.student_id for each in gradebook.assignment_submissions(SLUG)} == set(NAMES)
    assert {path.name for path in (graded_class.root / "autograded").iterdir()} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_points(graded_class: Class, name: str) -> None:
    """The gradebook holds the points that the outcome says, in all and without a person."""
    found = scores(graded_class, name)
    sure = {each: points or 0 for each, points in found.items() if each not in ALL[name].waiting}
    assert sum(sure.values()) == pytest.approx(ALL[name].auto), found


@pytest.mark.parametrize("name", NAMES)
def test_what_waits_for_a_person(graded_class: Class, name: str) -> None:
    """Exactly the texts that were written wait for a person; what is missing earns 0 at once.

    Those of which a part can be read have a proposal meanwhile, and the others no points.
    """
    assert waiting(graded_class, name) == ALL[name].waiting
    found = scores(graded_class, name)
    assert {each for each, points in found.items() if points is None} == ALL[
        name
    ].waiting - READ.keys()
    assert sum(found[each] or 0 for each in ALL[name].waiting) == ALL[name].proposed


@pytest.mark.parametrize("name", NAMES)
def test_notices(graded_class: Class, name: str) -> None:
    """What had to be mended is told at the top in both languages, and nothing else is."""
    first = graded_class.notebook(name).cells[0]
    assert (first.id == "notices") == bool(ALL[name].notices)
    every = [f"notice.{each}" for each in _all_notices()]
    for lang in LANGS:
        told = {each for each in every if first.id == "notices" and say(each, lang) in first.source}
        assert told == {f"notice.{each}" for each in ALL[name].notices}
    items = first.source.count("<li>") if first.id == "notices" else 0
    assert items == len(LANGS) * len(ALL[name].notices)


def _all_notices() -> set[str]:
    return {notice for outcome in ALL.values() for notice in outcome.notices}


@pytest.mark.parametrize("name", ODD_CELLS)
def test_cells_cannot_lose_points(graded_class: Class, name: str) -> None:
    """Deleted, copied, reordered, edited or added cells change no score of any exercise."""
    assert scores(graded_class, name) == scores(graded_class, "full-marks")


@pytest.mark.parametrize("name", NAMES)
def test_the_graded_notebook_is_whole(graded_class: Class, name: str) -> None:
    """Whatever was handed in, the graded notebook has each released cell once, in its order."""
    released = json.loads((graded_class.root / "release" / SLUG / f"{SLUG}.ipynb").read_bytes())
    ids = [cell["id"] for cell in released["cells"]]
    graded = graded_class.notebook(name)
    kept = [cell for cell in graded.cells if cell.id in ids]
    assert [cell.id for cell in kept] == ids
    for cell, original in zip(kept, released["cells"], strict=True):
        if cell.id != "rank-industries-code":
            assert cell.source == "".join(original["source"])


def test_scripts_of_a_student_are_taken_out(graded_class: Class) -> None:
    """No HTML output keeps a script, a handler, a frame, or an address another host would see."""
    for cell in graded_class.notebook("code-prints-html-script").cells:
        for output in cell.get("outputs", []):
            assert set(output.get("data", {})) <= {
                "text/html", "text/plain", "image/png", "application/vnd.hearfirst.answer+json"
            }  # fmt: skip
            html = output.get("data", {}).get("text/html", "")
            for evil in ("<script", "onerror", "canary.example", "javascript:", "<iframe", "<sty"):
                assert evil not in html


def test_text_of_a_student_is_escaped(graded_class: Class) -> None:
    """Names and values of a handed-in table, and text cells, stand in the notebook as text."""
    cells = {cell.id: cell for cell in graded_class.notebook("code-prints-html-script").cells}
    html = cells["rank-industries-answer"].outputs[-1].data["text/html"]
    # in two languages: a column, two values, and the odd row that is told of
    assert html.count("&lt;script&gt;") == 8
    own = [
        cell
        for cell in graded_class.notebook("extra-cells").cells
        if cell.id.startswith("own-") and cell.cell_type == "markdown"
    ]
    assert len(own) > 30
    assert all("&lt;script&gt;" in cell.source and "\n" not in cell.source for cell in own[:30])


def test_the_code_that_stopped_is_named(graded_class: Class) -> None:
    """A student reads which error kept the table from being handed in."""
    errors = {"code-error": "NameError", "code-infinite-loop": "KeyboardInterrupt"}
    for name, error in errors.items():
        cells = {cell.id: cell for cell in graded_class.notebook(name).cells}
        html = cells["rank-industries-answer"].outputs[-1].data["text/html"]
        for lang in LANGS:
            assert student_reads("score.code-failed", lang, error=error) in html


def test_output_on_stderr_stays_readable(graded_class: Class) -> None:
    """A warning is kept for the reader, and costs nothing."""
    assert "more noise" in text_of(graded_class, "code-prints-to-stderr")
    assert scores(graded_class, "code-prints-to-stderr")["rank-industries"] == 4


def test_a_link_brings_nothing_in(graded_class: Class) -> None:
    """Nothing of a file outside the submission is read through a link, and the file is kept."""
    for name in ("answers-symlink", "notebook-is-symlink"):
        for path in (graded_class.root / "autograded" / name).rglob("*"):
            assert not path.is_symlink()
            assert path.is_dir() or SECRET not in path.read_text("utf-8")
    outside = graded_class.root / "outside"
    assert all(SECRET in path.read_text("utf-8") for path in outside.iterdir())


def test_a_late_submission_gets_what_nbgrader_gives(graded_class: Class) -> None:
    """The course's penalty is taken off a late submission's points, and off nobody else's."""
    with graded_class.gradebook() as gradebook:
        late = gradebook.find_submission(SLUG, "handed-in-late")
        assert (late.score, late.late_submission_penalty) == (54, 54)
        assert late.total_seconds_late == 24 * 60 * 60
        punctual = gradebook.find_submission(SLUG, "full-marks")
        assert (punctual.score, punctual.late_submission_penalty) == (54, 0)


@pytest.fixture(scope="module")
def regraded(graded_class: Class, tmp_path_factory: pytest.TempPathFactory) -> Class:
    """The class after a teacher gave marks and graded some submissions once more."""
    root = tmp_path_factory.mktemp("regraded") / "course"
    shutil.copytree(graded_class.root, root, ignore=_heavy, symlinks=True)
    klass = Class(root, graded_class.graded)
    with klass.gradebook() as gradebook:
        for name, points in {"day-one-reply": 4.5, "first-reading": 1.25}.items():
            grade = gradebook.find_grade(name, SLUG, SLUG, "full-marks")
            grade.manual_score, grade.needs_manual_grade = points, False
        gradebook.db.commit()
    succeed("nbgrader", "autograde", SLUG, "--force", at=root)
    return klass


KEPT = ("full-marks", "partial", "notebook-renamed", "notebook-is-symlink", "code-infinite-loop")


def _heavy(folder: str, names: list[str]) -> set[str]:
    # grading again costs as much as grading: these few show every way there is
    others = set(names) - set(KEPT)
    return others if Path(folder).name == "submitted" else set()


@pytest.mark.parametrize("name", KEPT)
def test_grading_again_gives_the_same(graded_class: Class, regraded: Class, name: str) -> None:
    """Another run with `--force` leaves every automatic score and every notice as it was."""
    assert scores(regraded, name) == scores(graded_class, name)
    first, again = graded_class.notebook(name).cells[0], regraded.notebook(name).cells[0]
    assert again.source == first.source


def test_grading_again_keeps_a_mark(regraded: Class) -> None:
    """A mark given by a person outlives grading again, counts, and is shown to them once more."""
    with regraded.gradebook() as gradebook:
        for name, points in {"day-one-reply": 4.5, "first-reading": 1.25}.items():
            grade = gradebook.find_grade(name, SLUG, SLUG, "full-marks")
            assert (grade.manual_score, grade.score) == (points, points)
            assert grade.needs_manual_grade
        assert gradebook.find_submission(SLUG, "full-marks").score == 52 - 2 + 1.25 + 4.5
