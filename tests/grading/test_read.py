"""What is wrong with a case or its keys is told by code, place and remedy; nothing else happens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grading.problem import catalogue
from tests.grading import small_computed, small_mark, small_pairs, small_rated
from tests.grading.small import (
    CASE,
    KEYS,
    SLUG,
    changed,
    place_of,
    problems_in,
    read_tiny,
    write_course,
)
from tests.grading.test_dialogue_proof import CODES
from tests.grading.test_drawn import CODES as DRAWN_CODES
from tests.grading.test_people import CODES as PEOPLE_CODES
from tests.grading.test_trace import CODES as TRACE_CODES
from tests.grading.test_writing_mistakes import CODES as WRITING_CODES
from tests.work import counted


@dataclass(frozen=True)
class Bad:
    """A file with one mistake: the text, where the mistake is told, and words of the message."""

    code: str
    text: str
    at: tuple[int, int]
    says: tuple[str, ...]


def bad(  # noqa: PLR0913  # a table of these reads better than any other shape
    code: str, base: str, old: str, new: str, *says: str, at: str = "", after: str = "slug"
) -> Bad:
    """`old` became `new` in `base`; the mistake is told where `at` (or `new`) stands."""
    text = changed(base, old, new, after=after if after in base else "")
    place = place_of(text, at or new, after=after if after in text else "")
    return Bad(code, text, place, says)


IN_CASE = {
    "no-chinese": bad("HF101", CASE, "{en: Tiny, zh: 小}", "{en: Tiny}", "“title”", "(`zh`)",
                      "Write it", at="title:"),
    "empty-english": bad("HF101", CASE, "{en: Ann, zh: 安}", "{en: '', zh: 安}", "“name”",
                         "(`en`)", at="en: ''"),
    "null-chinese": bad("HF101", CASE, "zh: 顾客", "zh: null", "“role”", "Chinese"),
    "kind": bad("HF102", CASE, "kind: choices", "kind: pick", "“pick”", "choices", "table"),
    "exhibit-kind": bad("HF102", CASE, "kind: chat", "kind: film", "“film”", "record"),
    "missing": bad("HF103", CASE, "    step: deliver\n", "", "“step”", "Add it",
                   at="id: letter"),
    "no-kind": bad("HF103", CASE, "    kind: order\n", "", "“kind”", at="id: steps"),
    "unknown": bad("HF104", CASE, "minutes: 5", "minuets: 5\nminutes: 5", "“minuets”", "spelling"),
    "unknown-deep": bad("HF104", CASE, "    rubric:", "    hint: x\n    rubric:", "“hint”",
                        at="hint: x"),
    "points": bad("HF105", CASE, "points: 2", "points: -2", "“points”", "greater than 0"),
    "minutes": bad("HF105", CASE, "minutes: 5", "minutes: soon", "“minutes”", "Correct it"),
    "when": bad("HF105", CASE, '"2026-01-01T09:00:00"', "noon", "“at”", at="at: noon"),
    "area": bad("HF105", CASE, "[numbers]", "[magic]", "numbers", at="magic"),
    "id": bad("HF105", CASE, "id: one", "id: One!", "“id”"),
    "no-options": bad("HF105", CASE, "minutes: 5", "minutes: 1", "“minutes”"),
    "double-exercise": bad("HF106", CASE, "id: many", "id: one", "“one”", "Rename",
                           after="yes-1"),
    "double-option": bad("HF106", CASE, "id: b\n", "id: a\n", "“a”", "Rename", after="Option-a"),
    "double-criterion": bad("HF106", CASE, "id: short", "id: warm", "“warm”", after="Warm"),
    "speaker": bad("HF107", CASE, "who: ann", "who: bob", "“bob”", "Add them", at="id: talk"),
    "rubric": bad("HF108", CASE, "points: 1\n        text", "points: 5\n        text", "7 points",
                  "worth 3", at="rubric:"),
    "tab": bad("HF109", CASE, "minutes: 5", "minutes:\n\t5", "\\t", "Correct it", at="\t5"),
    "bracket": Bad("HF109", CASE.replace("[C1]", "[C1"), (7, 7), ("Correct it",)),
    "alias": bad("HF109", CASE, "minutes: 5", "minutes: *five", "undefined alias", at="*five"),
    "double-field": bad("HF110", CASE, "minutes: 5", "minutes: 5\nslug: tiny", "“slug”",
                        "Remove one", at="slug: tiny", after="minutes: 5"),
    "attempts": bad("HF113", CASE, "    points: 2\n", "    points: 2\n    attempts: 2\n",
                    "`feedback: immediate`", at="attempts"),
    "personal": bad("HF116", CASE, "    points: 2\n", "    points: 2\n    personal: true\n",
                    "`synthetic`", at="personal"),
    "attempts-code": bad("HF113", CASE, "    points: 4\n    minutes: 2\n",
                         "    points: 4\n    minutes: 2\n    feedback: immediate\n"
                         "    attempts: 2\n", "in the page", at="attempts"),
    "placeholder": bad("HF114", CASE, "{en: Option-d, zh: 选项丁}",
                       "{en: 'Option {d}', zh: 选项丁}", "{d}", "none", at="text: {en: 'Opt"),
    "slug": bad("HF111", CASE, "slug: tiny", "slug: tony", "“tony”", "“tiny”", after=""),
}  # fmt: skip

IN_KEYS = {
    "key-alone": bad("HF201", KEYS, "  - exercise: letter",
                     "  - exercise: lettre\n    kind: reply\n    notes: {en: N, zh: 注}\n"
                     "    model_answer: {en: M, zh: 范}\n  - exercise: letter", "“lettre”",
                     "one, many", "Remove the key", at="exercise: lettre"),
    "key-missing": Bad("HF202", KEYS[: KEYS.index("  - exercise: sums")], (1, 1),
                       ("“sums”", "tiny.yaml")),
    "other-kind": bad("HF203", KEYS, "kind: reply", "kind: essay", "“essay”", "“reply”"),
    "double-key": bad("HF204", KEYS, "  - exercise: letter",
                      "  - exercise: letter\n    kind: reply\n    notes: {en: N, zh: 注}\n"
                      "    model_answer: {en: M, zh: 范}\n  - exercise: letter", "“letter”",
                      "Remove one", at="exercise: letter"),
    "option-credit": bad("HF205", KEYS, "half-1: 0.5}", "maybe: 0.5}", "“maybe”",
                         "half-1, no-1, yes-1", at="credit"),
    "option-right": bad("HF205", KEYS, "[a, b]", "[a, b, z]", "“z”", "a, b, c, d", at="right"),
    "option-feedback": bad("HF205", KEYS, "d: {en: Not d, zh: 非丁}",
                           "d: {en: Not d, zh: 非丁}\n      e: {en: E, zh: 戊}", "“e”",
                           at="feedback", after="right: [a, b]"),
    "no-feedback": bad("HF206", KEYS, "      no-1: {en: Look again, zh: 再看}\n", "", "“no-1”",
                       "`feedback`", at="feedback"),
    "no-part-feedback": bad("HF206", KEYS, "      rows: {en: Rows!, zh: 行}\n", "", "“rows”",
                            at="feedback", after="shares"),
    "no-full-marks": bad("HF207", KEYS, "yes-1: 1,", "yes-1: 0.9,", "full marks", "credit of 1",
                         at="credit"),
    "not-once": bad("HF208", KEYS, "second, third, fourth]", "second, third, third, fourth]",
                    "“third”", "exactly once", at="right", after="kind: order"),
    "given-away": bad("HF209", KEYS, "[first, second, third, fourth]",
                      "[third, first, second, fourth]", "Shuffle", at="right", after="kind: order"),
    "after-unknown": bad("HF214", KEYS, "third, fourth]\n",
                         "third, fourth]\n    after: {fourth: [fifth, first]}\n", "“fifth”",
                         at="after:"),
    "right-not-after": bad("HF215", KEYS, "third, fourth]\n",
                           "third, fourth]\n    after: {first: [second]}\n", "“first”",
                           "the other way round", at="right", after="kind: order"),
    "any-order": bad("HF216", KEYS, "third, fourth]\n", "third, fourth]\n    after: {}\n",
                     "any order", at="after:"),
    "uneven": bad("HF210", KEYS, "values: [1.5, 20]", "values: [1.5]", "[1, 2]", "equal",
                  at="columns:"),
    "shares": bad("HF211", KEYS, "rows: 0.25", "rows: 0.5", "1.25", "add up to 1", at="shares"),
    "key-field": bad("HF104", KEYS, "rule: net-correct", "rules: net-correct", "“rules”"),
    "key-rule": bad("HF105", KEYS, "rule: net-correct", "rule: generous", "“rule”"),
    "key-kind": bad("HF102", KEYS, "kind: order", "kind: sort", "“sort”"),
    "key-chinese": bad("HF101", KEYS, "{en: Notes, zh: 注}", "{en: Notes}", "“notes”", at="notes"),
    "other-case": bad("HF111", KEYS, "case: tiny", "case: tony", "“tony”", after=""),
    "no-keys": Bad("HF103", "case: tiny\n", (1, 1), ("“keys”", "Add it")),
}  # fmt: skip


def test_tiny_case_is_sound(tmp_path: Path) -> None:
    """The case that these tests break has nothing wrong with it to begin with."""
    keyed = read_tiny(tmp_path)
    assert set(keyed.keys) == {each.id for each in keyed.case.exercises}


@pytest.mark.parametrize("mistake", IN_CASE.values(), ids=IN_CASE)
def test_mistake_in_a_case(tmp_path: Path, mistake: Bad) -> None:
    """One mistake in a case is told once, at its place, with what to do."""
    course = write_course(tmp_path, case=mistake.text)
    told = problems_in(course)
    assert [each.code for each in told] == [mistake.code], [str(each) for each in told]
    assert told[0].file == course.case_file(SLUG)
    assert (told[0].line, told[0].column) == mistake.at, told
    for words in mistake.says:
        assert words in told[0].message


@pytest.mark.parametrize("mistake", IN_KEYS.values(), ids=IN_KEYS)
def test_mistake_in_keys(tmp_path: Path, mistake: Bad) -> None:
    """One mistake in the keys is told once, at its place, with what to do."""
    course = write_course(tmp_path, keys=mistake.text)
    told = problems_in(course)
    assert [each.code for each in told] == [mistake.code], told
    assert told[0].file == course.key_file(SLUG)
    assert (told[0].line, told[0].column) == mistake.at, told
    for words in mistake.says:
        assert words in told[0].message


def test_every_problem_is_tried() -> None:
    """Every code of the catalogue for cases and keys has a file here that provokes it."""
    tried = {each.code for each in (*IN_CASE.values(), *IN_KEYS.values())} | {
        "HF112",
        "HF115",
        "HF117",
        "HF127",  # in tests/course/test_course.py
        "HF128",  # in test_typed_marks.py
        "HF212",
        "HF213",
        "HF217",
        "HF218",
        "HF219",
    }
    tried |= CODES
    tried |= small_pairs.TRIED | small_mark.TRIED | small_rated.TRIED | small_computed.TRIED
    tried |= WRITING_CODES | TRACE_CODES | PEOPLE_CODES | DRAWN_CODES
    assert tried == {each["code"] for each in catalogue().values() if each["code"] < "HF3"}


def test_codes_are_unique() -> None:
    """No two problems share a code."""
    codes = [each["code"] for each in catalogue().values()]
    assert len(codes) == len(set(codes))


def test_missing_files(tmp_path: Path) -> None:
    """A case or key file that is not there is told with its path."""
    course = write_course(tmp_path, case=None)
    (told,) = problems_in(course)
    assert (told.code, told.file, told.line) == ("HF112", course.case_file(SLUG), 1)
    assert "Create it" in told.message
    course = write_course(tmp_path / "other", keys=None)
    (told,) = problems_in(course)
    assert (told.code, told.file) == ("HF112", course.key_file(SLUG))


def test_all_mistakes_of_a_case_at_once(tmp_path: Path) -> None:
    """Several mistakes are told together, in the order of the file."""
    text = CASE.replace(", zh: 短", "").replace("points: 4", "points: 0").replace("[hearing]", "[]")
    told = problems_in(write_course(tmp_path, case=text))
    assert [each.code for each in told] == ["HF101", "HF105", "HF105", "HF105", "HF105"]
    assert [each.line for each in told] == sorted(each.line for each in told)
    assert str(told[0]).startswith(f"{told[0].file}:3:1: HF101 missing-translation: ")


def test_all_mistakes_of_keys_at_once(tmp_path: Path) -> None:
    """A key that cannot be read does not hide what is wrong with the others."""
    text = KEYS.replace("rule: net-correct", "rule: x").replace("yes-1: 1,", "yes-1: 0.5,")
    text = text.replace("rows: 0.25", "rows: 0.5").replace("case: tiny", "case: x")
    told = problems_in(write_course(tmp_path, keys=text))
    assert {each.code for each in told} == {"HF105", "HF111", "HF207", "HF211"}


def bomb() -> str:
    levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    return "a0: &a0 [x]\n" + "\n".join(levels) + "\n"


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\n\n# nothing\n", b"- a\n- list\n", b"text", b"5", b"null", b"{}", b"\t",
        b"a:\n\tb: 1",
        b"\xff\xfe\x00", b"a: \xe9", b"a: \x00", b"a: 1\n---\nb: 2", b"a: &a [*a]",
        b"a: &a {b: *a}", b"a: *b", b"a: !!python/object:os.system x", b"a: !!int x",
        b"a: !!timestamp x", b"at: 2026-13-45T00:00:00", b"a: " + b"9" * 5000,
        b"a: " + b"[" * 1000, b"? [a]\n: 1", b"<<: 5", b"exercises: 5", b"people: []",
        b"exercises: [5, null, []]", b"keys: {}", b"keys: [5, null, [1], {kind: [1]}, {kind: x}]",
        b"case: tiny\nkeys: [{exercise: [1], kind: choice}]", bomb().encode(),
    ],
    ids=lambda content: repr(content[:20]),
)  # fmt: skip
@pytest.mark.parametrize("which", ["case", "keys"])
def test_any_rubbish_is_a_problem(tmp_path: Path, which: str, content: bytes) -> None:
    """Whatever a file holds, it is told as problems of that file, and nothing else raises; nothing
    that unfolds into more is followed far.
    """
    course = write_course(tmp_path, **{which: content})
    told, steps = counted(lambda: problems_in(course))
    assert steps < 5_000_000
    assert told
    file = course.case_file(SLUG) if which == "case" else course.key_file(SLUG)
    assert {each.file for each in told} == {file}


def damage(base: str) -> st.SearchStrategy[str]:
    lines = base.splitlines(keepends=True)
    ruins = st.sampled_from(
        ["", "\t", "- ", "x: 1\n", "[", "en: ", "'", "? ", "5\n", "  ", "&a ", "🎈"]
    )

    def apply(places: list[tuple[int, str, bool]]) -> str:
        ruined = list(lines)
        for place, ruin, instead in places:
            ruined[place] = ruin if instead else ruin + ruined[place]
        return "".join(ruined)

    place = st.tuples(st.integers(0, len(lines) - 1), ruins, st.booleans())
    return st.lists(place, min_size=1, max_size=3).map(apply)


@pytest.mark.parametrize(
    ("which", "ruin"), [("case", damage(CASE)), ("keys", damage(KEYS))], ids=["case", "keys"]
)
@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_damaged_files_never_crash(
    tmp_path: Path, which: str, ruin: st.SearchStrategy[str], data: st.DataObject
) -> None:
    """A sound file damaged anywhere is still read or told as problems with places in it."""
    text = data.draw(ruin)
    for each in problems_in(write_course(tmp_path, **{which: text})):
        assert 1 <= each.line <= text.count("\n") + 2
        assert each.column >= 1


def test_read_is_pure(tmp_path: Path, recwarn: pytest.WarningsRecorder) -> None:
    """Reading writes nothing and warns of nothing."""
    count: Callable[[], int] = lambda: len(list(tmp_path.rglob("*")))  # noqa: E731  # used twice below
    course = write_course(tmp_path)
    before = count()
    assert problems_in(course) == ()
    assert count() == before
    assert not recwarn.list
