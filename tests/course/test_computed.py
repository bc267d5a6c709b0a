"""A figure, a number and a table handed in from code, graded by the real `nbgrader autograde`."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbgrader.api import Gradebook

from tests.conftest import CONFIG, REPOSITORY, succeed
from tests.course.conftest import SETTINGS
from tests.grading.small import SLUG, write_course
from tests.grading.small_computed import CASE, KEYS, MASTER
from workbooks.words import say

pytestmark = pytest.mark.course

IN_PANDAS = {
    "ranking": 'ranking = shares.sort_values("left", ascending=False)',
    "middle": 'middle = shares["left"].mean()',
    "drawing": """\
ax = ranking.set_index("industry")["left"][::-1].plot.barh(title="Left", xlabel="%")
fig = ax""",
}
BY_HAND = {
    "ranking": """\
found = {}
for name, left in zip(shares["industry"], shares["left"]):
    found[name] = left / 100
ranking = pd.Series(found).sort_values(ascending=False)""",
    "middle": """\
from fractions import Fraction
middle = Fraction(sum(shares["left"].tolist()), 300)""",
    "drawing": """\
plt.rcParams["font.sans-serif"] = ["SimHei"]
fig, ax = plt.subplots()
for name, chinese in {"Bank": "银行", "Phone": "电话", "Net": "互联网"}.items():
    ax.bar(chinese, found[name])
ax.set_title("客户流失率")
ax.set_ylabel("流失比例")
plt.show()""",
}
NOISY = {
    **IN_PANDAS,
    "drawing": """\
import sys, warnings
plt.rcParams["font.family"] = "DejaVu Sans"
fig, ax = plt.subplots()
ax.bar(ranking["industry"], ranking["left"])
ax.set(title="客户流失率", ylabel="%")
fig.canvas.draw()
warnings.warn("noise")
print("more noise", file=sys.stderr)""",
}
WRONG = {
    "ranking": 'ranking = shares.assign(left=[37, 58, 40]).sort_values("left")',
    "middle": 'middle = str(shares["left"].median()) + "%"',
    "drawing": """\
plt.bar(shares["industry"], shares["left"])
plt.ylim(30, 70)
plt.ylabel("customers")
fig = plt.gcf()""",
}
HOSTILE = {
    "ranking": """\
class Evil:
    def __reduce__(self): return (print, ("HARM",))
    def __eq__(self, other): return True
    def __repr__(self): raise RuntimeError("HARM")
ranking = Evil()""",
    "middle": """\
import itertools
middle = itertools.count()""",
    "drawing": """\
fig, ax = plt.subplots()
ax.plot(range(1_000_000))
plt.close(fig)""",
}
STUDENTS = {"pandas": IN_PANDAS, "hand": BY_HAND, "noisy": NOISY, "wrong": WRONG,
            "hostile": HOSTILE}  # fmt: skip
POINTS = {
    "pandas": {"ranking": 4, "middle": 2, "drawing": 10},
    "hand": {"ranking": 4, "middle": 2, "drawing": 10},
    "noisy": {"ranking": 4, "middle": 2, "drawing": 10},
    # one value of three and the order; a text; unsorted, cut off, and two of three texts around it
    "wrong": {"ranking": 2.67, "middle": 0, "drawing": 5},
    "hostile": {"ranking": 0, "middle": 0, "drawing": 0},
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of one tiny case, whose students handed in nothing but code, graded."""
    root = tmp_path_factory.mktemp("computed")
    write_course(root, case=CASE, keys=KEYS, master=MASTER)
    config = CONFIG.format(repository=str(REPOSITORY)) + SETTINGS.replace("= 8", "= 30")
    (root / "nbgrader_config.py").write_text(config, "utf-8")
    succeed("grading", "build", at=root)
    release = nbformat.read(root / "release" / SLUG / f"{SLUG}.ipynb", as_version=4)
    case = (root / "release" / SLUG / "case.json").read_bytes()
    for student, code in STUDENTS.items():
        folder = root / "submitted" / student / SLUG
        folder.mkdir(parents=True)
        (folder / "case.json").write_bytes(case)
        notebook = nbformat.from_dict(json.loads(nbformat.writes(release)))
        for cell in notebook.cells:
            cell.source = code.get(cell.id.removesuffix("-code"), cell.source)
        nbformat.write(notebook, folder / f"{SLUG}.ipynb")
    succeed("nbgrader", "autograde", SLUG, at=root)
    return root


def cells(root: Path, student: str) -> dict[str, NotebookNode]:
    """The cells of a graded notebook, by id."""
    path = root / "autograded" / student / SLUG / f"{SLUG}.ipynb"
    return {cell.id: cell for cell in nbformat.read(path, as_version=4).cells}


def outcome(root: Path, student: str, name: str) -> str:
    """What stands in a graded notebook as the outcome of an exercise."""
    return str(cells(root, student)[f"{name}-answer"].outputs[-1].data["text/html"])


@pytest.mark.parametrize("student", STUDENTS)
def test_points(graded: Path, student: str) -> None:
    """Every style earns all, mistakes cost their share, and what is no data earns nothing."""
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}") as gradebook:
        (notebook,) = gradebook.find_submission(SLUG, student).notebooks
        found = {grade.name: grade.auto_score for grade in notebook.grades if grade.name != "check"}
    assert found == pytest.approx(POINTS[student])


def test_noise_on_stderr_costs_nothing(graded: Path) -> None:
    """Missing glyphs and warnings really stood on stderr, and the figure kept its points."""
    code = cells(graded, "noisy")["drawing-code"]
    said = "".join(each.text for each in code.outputs if each.get("name") == "stderr")
    assert "missing from font" in said
    assert "more noise" in said


def test_chinese_is_drawn_while_grading(graded: Path) -> None:
    """In the grader's kernel, too, Chinese labels have their glyphs, whatever a tutorial set."""
    code = cells(graded, "hand")["drawing-code"]
    assert not [each for each in code.outputs if each.get("name") == "stderr"]
    assert [each for each in code.outputs if "image/png" in each.get("data", {})]


def test_the_outcome_shows_what_was_judged(graded: Path) -> None:
    """The graded notebook draws the figure again in both languages, and tells what was given."""
    html = outcome(graded, "hand", "drawing")
    assert html.count("<svg class=") == 2
    assert "互联网" in html
    html = outcome(graded, "wrong", "drawing")
    for text in ("Sorted!", "Zero!", "Labels!", "Title!", "“customers”", "runs from 30 to 70"):
        assert text in html
    assert "Data!" not in html
    html = outcome(graded, "wrong", "ranking")
    assert "In your row “Bank”, “left” is 58." in html
    assert ">60<" not in html


def test_what_is_no_data_is_told(graded: Path) -> None:
    """A value that is no data earns nothing, says so, and none of its code was run for us."""
    notebook = cells(graded, "hostile")
    for name in POINTS["hostile"]:
        assert say("score.nothing-handed-in", "zh") in outcome(graded, "hostile", name)
    written = json.dumps([cell.outputs for cell in notebook.values() if "outputs" in cell])
    assert "HARM" not in written
