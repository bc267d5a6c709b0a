"""A number that a reader may take for a finding is traced, and nothing else is asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from grading.check import check_cases
from grading.course import Course
from grading.numbers_told import calls_made_up, numbers_told
from grading.problem import CourseProblems, Problem
from grading.trace import untraced_numbers
from tests.grading.small import CASE, KEYS, MASTER, SLUG, changed, write_course
from workbooks.text import Lang

CODES = {"HF118", "HF119"}
FACTS = '[B1]\nabout = "who left"\nnumbers = [60, 36]\n'
ASK = "prompt: {en: Pick, zh: 选}"
SHOWS = "prompt: {en: Of all 36 % left, zh: 有36%离开}"
TITLE = ":::{en}\n# Tiny\n:::\n\n:::{zh}\n# 小\n:::\n"


def traced(root: Path, **files: str) -> list[Problem]:
    course = write_course(root, **files)
    course.facts_file.write_text(FACTS, "utf-8")
    return untraced_numbers(course, SLUG)


def asking(old: str = "", new: str = "") -> str:
    """The case whose first exercise shows a share, with something in that exercise changed."""
    text = CASE.replace(ASK, SHOWS)
    return changed(text, old, new, after="id: one") if old else text


@pytest.mark.parametrize(
    "text",
    [
        "After poor service 41.6 % leave", "41.6% of them", "five per cent, or 5 per cent",
        "百分之六十", "三成客户", "客户行为九成出自人性", "±3 percentage points",
        "one in five then stays", "11 out of 12", "11 of 12 guests", "n = 27", "n=1000", "499 yuan",
        "花499元", "a 100-yuan voucher",
        "¥30", "€ 1,500.50", "27 agents", "13 unhappy customers", "27位坐席", "约30名学员",
        "6,412 likes",
        "836,595", "最多到120", "2000人",
    ],
)  # fmt: skip
def test_what_needs_a_source(text: str) -> None:
    """Shares, sums, samples, crowds and great numbers do, in either language."""
    assert list(numbers_told(text))


@pytest.mark.parametrize(
    "text",
    [
        "", "at ten past three", "thirty people a day", "slide 7, 2 – 5", "Step 3", "第2步",
        "12 people",
        "12位客人", "in 2026, on 2026-05-16 at 22:04", "2026年5月19日 08:30", "CG-260502-3391",
        "AS-0513-208", "room 608, page 104, No. 250", "第312页", "608房", "at most 150 words",
        "200 to 300 words",
        "150字以内", "写300到500字", "120 minutes", "95 times in 100", "at 95 %", "adds to 100.0 %",
        "一成不变", "成人", "one in two days", "1.96 × 0.6", "data/x-1200.csv", "#1234", "v2.0.118",
    ],
)  # fmt: skip
def test_what_needs_none(text: str) -> None:
    """Words, years, times, ids, rooms, lengths, small numbers and conventions raise no alarm."""
    assert [each.text for each in numbers_told(text)] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("836,595 firms", 836595), ("七成", 70), ("百分之十五", 15), ("百分之六十", 60),
     ("百分之二十一", 21),
     ("百分之3.7", 3.7), ("3.7%", 3.7), ("one in five", None)],
)  # fmt: skip
def test_what_a_number_is_worth(text: str, value: float | None) -> None:
    """A numeral is read with its commas, and in Chinese, so that it can be looked up."""
    (told,) = numbers_told(text)
    assert told.value == value


@pytest.mark.parametrize(
    ("text", "lang", "said"),
    [
        ("made-up data", "en", True), ("She makes them up", "en", True),
        ("Assume that", "en", True),
        ("all invented", "en", True), ("make it pretty", "en", False),
        ("put up a sign", "en", False),
        ("专为本题虚构", "zh", True), ("假定400人", "zh", True), ("现编", "zh", True),
        ("合成一个圆圈", "zh", False), ("assumed", "zh", False),
    ],
)  # fmt: skip
def test_what_is_called_made_up(text: str, lang: Lang, said: bool) -> None:
    """The words that say so count in their own language alone."""
    assert calls_made_up(text, lang) is said


def test_nothing_to_trace(tmp_path: Path) -> None:
    """A case without such numbers is asked for nothing."""
    assert traced(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("", "", "HF118"),
        ("points: 2", "points: 2\n    sources: [B1]", None),
        ("points: 2", "points: 2\n    sources: [C1]", "HF119"),
        ("points: 2", "points: 2\n    sources: [C1, derived]", None),
        ("points: 2", "points: 2\n    sources: [invented]", None),
        ("36 % left", "36 % left (B1)", "HF118"),
        ("36 % left, zh: 有", "36 % left (made up), zh: （虚构）有", None),
        ("36 % left", "36 % left (made up)", "HF118"),
    ],
)
def test_an_exercise(tmp_path: Path, old: str, new: str, code: str | None) -> None:
    """A fact, or the word that it is made up or worked out, in each language, is what it takes."""
    told = traced(tmp_path, case=asking(old, new))
    assert [each.code for each in told] == ([code] if code else [])
    for each in told:
        assert "“one”" in each.message
        assert "id: one" in each.file.read_text("utf-8").splitlines()[each.line - 1]


def test_a_number_that_the_fact_does_not_hold(tmp_path: Path) -> None:
    """A slip of the pen in a quoted share is told, with the fact that it is not in."""
    case = changed(asking("points: 2", "points: 2\n    sources: [B1]"), "36 %", "63 %")
    (told,) = traced(tmp_path, case=case)
    assert told.code == "HF119"
    assert "“63 %”" in told.message
    assert "B1" in told.message
    assert "36" not in told.message


def test_feedback_is_traced_with_its_exercise(tmp_path: Path) -> None:
    """What a key tells students needs a source as well: that of its exercise."""
    keys = KEYS.replace("{en: Look again, zh: 再看}", "{en: Look at the 60 %, zh: 看60%}")
    (told,) = traced(tmp_path, keys=keys)
    assert told.code == "HF118"
    case = changed(CASE, "points: 2", "points: 2\n    sources: [B1]", after="id: one")
    assert traced(tmp_path / "cited", case=case, keys=keys) == []


def test_an_exhibit_may_be_invented(tmp_path: Path) -> None:
    """A letter in a story shows sums that are nobody's finding, once it says so."""
    case = CASE.replace("{en: Hello & <b>, zh: 您好}", "{en: 499 yuan, zh: 499元}")
    (told,) = traced(tmp_path, case=case)
    assert told.code == "HF118"
    assert "“talk”" in told.message
    case = case.replace("    kind: chat", "    kind: chat\n    sources: [invented]")
    assert traced(tmp_path / "said", case=case) == []


@pytest.mark.parametrize(
    ("block", "count"),
    [("", 1), ("\n```{sources} B1\n```\n", 0), ("\n```{sources} C4, invented\n```\n", 0)],
)
def test_a_text_of_the_master(tmp_path: Path, block: str, count: int) -> None:
    """A piece of text names its sources in a block that students do not see."""
    text = TITLE.replace("# Tiny", "60 % left").replace("# 小", "60%离开")
    told = traced(tmp_path, master=MASTER.replace(TITLE, text + block))
    assert [each.code for each in told] == ["HF118"] * count
    if not count:
        ((_, notebook),) = check_cases(Course(tmp_path), [SLUG])
        assert "B1" not in notebook.cells[0].source
        assert "invented" not in notebook.cells[0].source


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("sizes = [25, 400]", "HF118"), ("asked = {'Bank': 200}", "HF118"),
        ("sizes = [25, 400]  # assumed", None), ("shares = [60, 36]  # B1", None),
        ("shares = [63]  # B1", "HF119"), ("names = ['a', 'b']", None), ("n = 400", None),
        ("%magic 400", None), ("### BEGIN SOLUTION\nx = [400]\n### END SOLUTION", None),
    ],
)  # fmt: skip
def test_numbers_listed_in_code(tmp_path: Path, code: str, expected: str | None) -> None:
    """Code that hands data to students says in a comment where they come from."""
    cell = "```{code-cell} ipython3\n" + code + "\n```\n\n"
    told = traced(tmp_path, master=MASTER.replace("```{code-cell}", cell + "```{code-cell}", 1))
    assert [each.code for each in told] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("entry", "expected"),
    [("", "HF118"), ("data: {who.csv: [B1]}\n", None), ("data: {who.csv: [C1]}\n", "HF119"),
     ("data: {who.csv: [invented]}\n", None)],
)  # fmt: skip
def test_a_file_of_data(tmp_path: Path, entry: str, expected: str | None) -> None:
    """A table that goes to students is traced as a whole, cell by cell."""
    course = write_course(tmp_path, case=entry + CASE)
    course.facts_file.write_text(FACTS, "utf-8")
    course.data_folder(SLUG).mkdir()
    (course.data_folder(SLUG) / "who.csv").write_text("who,left\nBank,60\n\xff,36\n", "latin-1")
    assert [each.code for each in untraced_numbers(course, SLUG)] == (
        [expected] if expected else []
    )


def test_a_course_without_a_list_of_facts(tmp_path: Path) -> None:
    """Where no list is kept, a citation is taken at its word."""
    course = write_course(tmp_path, case=asking("points: 2", "points: 2\n    sources: [C1]"))
    assert untraced_numbers(course, SLUG) == []


def test_lint_tells(tmp_path: Path) -> None:
    """An untraced number stops a build, as everything does that lint tells."""
    course = write_course(tmp_path, case=asking())
    with pytest.raises(CourseProblems, match="HF118 untraced-number: Where does “36 %” come from"):
        check_cases(course, [SLUG])
