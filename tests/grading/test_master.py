"""From a master to the notebook that nbgrader releases."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from grading.course import Course
from grading.master import read_master
from grading.problem import CourseProblems, Problem, catalogue
from grading.read import read_case
from tests.grading.small import HEAD, MASTER, SLUG, changed, place_of, write_course


def made(root: Path, master: str | bytes = MASTER) -> NotebookNode:
    course = write_course(root, master=master)
    notebook = read_master(course.master_file(SLUG), read_case(course, SLUG))
    nbformat.validate(notebook)
    return notebook


def problems(root: Path, master: str | bytes) -> tuple[Problem, ...]:
    course = write_course(root, master=master)
    with pytest.raises(CourseProblems) as caught:
        read_master(course.master_file(SLUG), read_case(course, SLUG))
    assert {each.file for each in caught.value.problems} == {course.master_file(SLUG)}
    return caught.value.problems


CELL = "\n```{code-cell} ipython3\n"
LONG = "\n".join(f"x = {number}" for number in range(11))
MISTAKES = {
    "no-chinese": ("HF301", ":::{zh}\n# 小\n:::\n\n", "", ":::{en}", "no zh block"),
    "no-english": ("HF301", ":::{en}\n# Tiny\n:::\n\n", "", ":::{zh}", ":::{en}"),
    "empty-block": ("HF301", "# Tiny\n", "", ":::{en}", "no en block"),
    "loose": ("HF302", ":::\n\n:::{zh}", ":::\n\nLoose words\n\n:::{zh}",
              ":::{en}", "“Loose words”"),
    "exhibit": ("HF303", "{exhibit} talk", "{exhibit} film", ":::{en}", "“film”"),
    "show": ("HF304", 'wb.show("one")', 'wb.show("one")\n```\n' + CELL + 'wb.show("won")',
             'wb.show("won")', "one, many, steps"),
    "task": ("HF304", ":task: sums", ":task: sums and more!", "table = ...", "“sums and more!”"),
    "absent": ("HF305", CELL + 'wb.show("many")\n```\n', "", "---", "“many” is shown 0 times"),
    "twice": ("HF305", 'wb.show("many")', 'wb.show("many")\n```\n' + CELL + 'wb.show("many")',
              "---", "shown 2 times"),
    "no-solution": ("HF306", "### END SOLUTION\n", "", "table = ...", "### BEGIN SOLUTION"),
    "long": ("HF307", "wb = open_workbook()", LONG, "from workbooks", "at most 10"),
    "with-code": ("HF308", 'wb.submit("sums", table)', 'wb.show("sums")', 'wb.show("sums")',
                  "with code. Call `wb.submit`"),
    "check-twice": ("HF309", "wb.check()", "wb.check()\n```\n" + CELL + "wb.check()",
                    "---", "`wb.check()` stands in the notebook 2 times"),
    "no-task": ("HF310", ":task: sums\n", "", "---", "no cell has `:task: sums`"),
    "rounds": ("HF312", "wb.check()", "wb.refresh(3)\n```\n" + CELL + "wb.check()",
               "---", "for the weeks 3, and the case lists none under `rounds`"),
    "raw": ("HF311", CELL + 'wb.show("many")',
            "\n```{raw-cell}\nas it is\n```\n" + CELL + 'wb.show("many")',
            "as it is", "Make it text or code"),
    "not-code": ("HF308", 'wb.show("one")', 'wb.submit("one", 1)', 'wb.submit("one", 1)',
                 "in the page. Call `wb.show`"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_mistake_in_a_master(tmp_path: Path, mistake: tuple[str, str, str, str, str]) -> None:
    """One mistake in a master is told once, at the line of its cell, with what to do."""
    code, old, new, at, says = mistake
    text = changed(MASTER, old, new)
    (told,) = problems(tmp_path, text)
    assert told.code == code, told
    after = ":::" if at.startswith(":::") else ""
    assert told.line == place_of(text, at, after=after)[0], told
    assert says in told.message


def test_every_problem_is_tried() -> None:
    """Every code of the catalogue for masters, HF300 to HF319, has a text that provokes it."""
    assert {each[0] for each in MISTAKES.values()} == {
        each["code"] for each in catalogue().values() if "HF300" <= each["code"] < "HF320"
    }


def test_all_mistakes_at_once(tmp_path: Path) -> None:
    """Several mistakes are told together, in the order of the file."""
    text = changed(changed(MASTER, "{exhibit} talk", "{exhibit} film"), '"many"', '"money"')
    told = problems(tmp_path, changed(text, "### END SOLUTION\n", ""))
    assert {each.code for each in told} == {"HF303", "HF304", "HF305", "HF306"}
    assert [each.line for each in told] == sorted(each.line for each in told)


@pytest.mark.parametrize(
    "master",
    [b"", b"\xff\xfe", b"# just text", HEAD.encode(),
     HEAD.replace("jupytext:", "jupytext: [").encode(),
     MASTER.replace(":task: sums", ":task: [sums").encode(),
     MASTER.replace(":task: sums", ":task: [a, b]").encode()],
    ids=range(7),
)  # fmt: skip
def test_any_rubbish_is_a_problem(tmp_path: Path, master: bytes) -> None:
    """Whatever a master holds, it is told as problems of that file, and nothing else raises."""
    assert problems(tmp_path, master)


def test_missing_master(tmp_path: Path) -> None:
    """A master that is not there is told with its path."""
    course = write_course(tmp_path, master=None)
    with pytest.raises(CourseProblems) as caught:
        read_master(course.master_file(SLUG), read_case(course, SLUG))
    (told,) = caught.value.problems
    assert (told.code, told.file) == ("HF112", course.master_file(SLUG))


def test_cells_and_names(tmp_path: Path) -> None:
    """The cells come in order, under names that are unique and the same at every build."""
    notebook = made(tmp_path / "one")
    assert [cell.id for cell in notebook.cells] == [
        "text-1", "code-1", "one-answer", "many-answer", "steps-answer", "letter-answer",
        "letter-rubric", "sums-task", "sums-code", "sums-answer", "check"]  # fmt: skip
    assert made(tmp_path / "two") == notebook
    assert not [cell for cell in notebook.cells if cell.cell_type == "code" and cell.outputs]


def test_names_of_the_real_master() -> None:
    """The names of the released workbook's cells are unique, and two readings agree."""
    course = Course(Path(__file__).resolve().parents[2])
    case = read_case(course, "ms-zhang")
    first, second = (read_master(course.master_file("ms-zhang"), case) for _ in range(2))
    names = [cell.id for cell in first.cells]
    assert first == second
    assert len(set(names)) == len(names)


def test_metadata(tmp_path: Path) -> None:
    """nbgrader's metadata says who gives the points, how many, and which cell is the student's."""
    cells = {cell.id: cell.metadata for cell in made(tmp_path).cells}

    def facts(name: str) -> tuple[object, ...]:
        meta = cells[name]["nbgrader"]
        keys = ("grade_id", "grade", "solution", "task", "locked", "points")
        return tuple(meta.get(key) for key in keys)

    assert facts("one-answer") == ("one", True, False, False, True, 2)
    assert facts("sums-answer") == ("sums", True, False, False, True, 4)
    assert facts("sums-code") == ("sums-code", False, True, False, False, None)
    assert facts("letter-answer") == ("letter-answer", False, False, False, True, None)
    assert facts("letter-rubric") == ("letter", False, False, True, True, 3)
    assert facts("check") == ("check", True, False, False, True, 0)
    assert "nbgrader" not in cells["text-1"]
    for name, meta in cells.items():
        assert (meta.get("editable") is False) == (name != "sums-code")
    assert cells["one-answer"]["jupyter"]["source_hidden"]
    assert "jupyter" not in cells["sums-answer"]


def test_points_add_up(tmp_path: Path) -> None:
    """The points in the notebook are those of the case."""
    cells = made(tmp_path).cells
    assert sum(cell.metadata.get("nbgrader", {}).get("points", 0) for cell in cells) == 16


def test_text_rubric_and_task(tmp_path: Path) -> None:
    """Text, exhibit, rubric and task stand in both languages, what authors wrote escaped."""
    cells = {cell.id: cell.source for cell in made(tmp_path).cells}
    for name, words in {
        "text-1": ("# Tiny", "# 小", "Hello &amp; &lt;b&gt;", "您好"),
        "letter-rubric": ("<strong>2</strong> · Warm", "暖"),
        "sums-task": ("Compute", "计算", "4 points", "4分"),
    }.items():
        assert 'lang="en"' in cells[name]
        assert 'lang="zh-Hans"' in cells[name]
        for word in words:
            assert word in cells[name].replace("4 分", "4分")


def test_several_blocks_of_one_language(tmp_path: Path) -> None:
    """No text is lost where one cell holds several blocks of a language."""
    more = ":::{en}\nSecond\n:::\n\n:::{zh}\n第二\n:::\n\n```{exhibit}"
    source = made(tmp_path, changed(MASTER, "```{exhibit}", more)).cells[0].source
    for words in ("# Tiny", "Second", "# 小", "第二"):
        assert words in source


def test_solution_only_in_the_source(built_course: Path) -> None:
    """The solution stands in the instructor's notebook and nowhere in what students get."""
    source = built_course / "source" / "ms-zhang" / "ms-zhang.ipynb"
    release = built_course / "release" / "ms-zhang"
    assert "sort_values" in source.read_text("utf-8")
    assert "### BEGIN SOLUTION" in source.read_text("utf-8")
    for path in release.rglob("*"):
        if path.is_file():
            text = path.read_text("utf-8")
            assert "sort_values" not in text
            assert "SOLUTION" not in text
    cells = json.loads((release / "ms-zhang.ipynb").read_text("utf-8"))["cells"]
    code = next(cell for cell in cells if cell["id"] == "rank-industries-code")
    assert "your code here" in "".join(code["source"])
