"""What a line of `answers.jsonl` is, which one counts, and what readers make of rubbish."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbooks.answers import LOG_FILE, LONGEST_LINE, AnswerLog
from workbooks.errors import AnswerNotSaved

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)  # fmt: skip
one_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)


def line(exercise: str = "first", answer: object = "a", **more: object) -> bytes:
    entry = {"v": 1, "exercise": exercise, "answer": answer, "lang": "en", "at": "2026-01-01T0Z"}
    return json.dumps({**entry, **more}).encode() + b"\n"


def read(folder: Path, content: bytes) -> tuple[dict[str, object], AnswerLog]:
    (folder / LOG_FILE).write_bytes(content)
    log = AnswerLog(folder)
    return {name: each.answer for name, each in log.read().latest.items()}, log


def test_line_format(tmp_path: Path) -> None:
    """A line holds exactly version, exercise, answer, language and the time in UTC, as UTF-8."""
    given_back = AnswerLog(tmp_path).append("first", ["好", 1.5, None], lang="zh")
    content = (tmp_path / LOG_FILE).read_bytes().decode()
    assert content.endswith("\n")
    assert content.count("\n") == 1
    entry = json.loads(content)
    assert list(entry) == ["v", "exercise", "answer", "lang", "at"]
    assert entry["v"] == 1
    assert (entry["exercise"], entry["answer"]) == ("first", ["好", 1.5, None])
    assert (entry["lang"], entry["at"]) == ("zh", given_back.at)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", entry["at"])
    assert "好" in content


def test_last_line_wins_and_history_is_kept(tmp_path: Path) -> None:
    """The last answer to an exercise counts, and the earlier ones stay in the file."""
    log = AnswerLog(tmp_path)
    for answer in ("a", "b", "c"):
        log.append("first", answer, lang="en")
        log.append("second", answer * 2, lang="en")
    assert {name: each.answer for name, each in log.read().latest.items()} == {
        "first": "c",
        "second": "cc",
    }
    lines = [json.loads(each) for each in (tmp_path / LOG_FILE).read_text("utf-8").splitlines()]
    assert [each["answer"] for each in lines] == ["a", "aa", "b", "bb", "c", "cc"]


def test_torn_last_line(tmp_path: Path) -> None:
    """A line cut short is reported and skipped, and the next answer starts on a line of its own."""
    answers, log = read(tmp_path, line() + line("second")[:-9])
    assert answers == {"first": "a"}
    report = log.read()
    assert report.torn
    assert report.skipped == 0
    log.append("third", "x", lang="en")
    report = log.read()
    assert set(report.latest) == {"first", "third"}
    assert not report.torn
    assert report.skipped == 1


def test_whole_last_line_without_its_newline(tmp_path: Path) -> None:
    """An answer of which only the newline is missing counts, and is not glued to the next."""
    answers, log = read(tmp_path, line(answer="whole")[:-1])
    assert answers == {"first": "whole"}
    assert not log.read().torn
    log.append("second", "next", lang="en")
    report = log.read()
    assert {name: each.answer for name, each in report.latest.items()} == {
        "first": "whole",
        "second": "next",
    }
    assert report.skipped == 0


@pytest.mark.parametrize(
    "foreign",
    [
        b"# a comment\n",
        bytes(range(256)) + b"\n",
        b"\x00" * 5000 + b"\n",
        b"[1, 2]\n",
        b"7\n",
        b"null\n",
        b'"text"\n',
        line(v=2),
        line(v="1"),
        line(v=None),
        line("../x"),
        line("/etc/passwd"),
        line("Upper"),
        line(""),
        line("a" * 61),
        line("first\n"),
        line("@"),
        line(exercise=5),  # type: ignore[arg-type]
        line(exercise=["first"]),  # type: ignore[arg-type]
        line(lang=1),
        line(at=None),
        b'{"v":1,"exercise":"first","lang":"en","at":"x"}\n',
        b"[" * 100_000 + b"\n",
        line(answer=0)[:30] + b"[" * 200_000 + b"]" * 200_000 + b"}\n",
        line().replace(b'"a"', b"NaN"),
        line().replace(b'"a"', b"-Infinity"),
        line().replace(b'"a"', b"9" * 5000),
        line(answer="\ud800"),
        line(answer={"\udfff": 1}),
        line(lang="\ud800"),
        line().replace(b'"a"', b'"\xed\xa0\x80"'),
        line().replace(b'"a"', b'"\xff"'),
        line().decode().encode("utf-16") + b"\n",
        line().decode().encode("utf-16-be"),
        line(answer="x" * 5_000_000),
    ],
    ids=lambda value: repr(value[:30]),
)
def test_foreign_line_is_skipped(tmp_path: Path, foreign: bytes) -> None:
    """A line that is no answer is counted, and neither hides nor replaces the answers around it."""
    answers, log = read(tmp_path, line(answer="before") + foreign + line("second", "after"))
    report = log.read()
    assert answers == {"first": "before", "second": "after"}
    assert report.skipped >= 1
    assert report.refused is None


def test_empty_lines_mean_nothing(tmp_path: Path) -> None:
    """Empty lines, blanks and Windows line ends are no reason for a complaint."""
    content = b"\n\r\n   \n" + line().replace(b"\n", b"\r\n") + b"\n\n"
    answers, log = read(tmp_path, content)
    assert answers == {"first": "a"}
    assert (log.read().skipped, log.read().torn) == (0, False)


def test_byte_order_mark(tmp_path: Path) -> None:
    """A file that an editor saved with a UTF-8 byte order mark loses no answer."""
    answers, log = read(tmp_path, b"\xef\xbb\xbf" + line() + line("second"))
    assert answers == {"first": "a", "second": "a"}
    assert log.read().skipped == 0


def test_note_of_the_workbook_is_read(tmp_path: Path) -> None:
    """An id that begins with `@` is a note of the workbook's own and is read like an answer."""
    answers, _ = read(tmp_path, line("@language", "zh"))
    assert answers == {"@language": "zh"}


@pytest.mark.parametrize("answer", ["x" * LONGEST_LINE, "好" * (LONGEST_LINE // 3)])
def test_too_long_is_refused(tmp_path: Path, answer: str) -> None:
    """An answer that no reader would take back is refused before anything is written."""
    log = AnswerLog(tmp_path)
    with pytest.raises(AnswerNotSaved, match="longer than 1024 KiB") as caught:
        log.append("first", answer, lang="en")
    assert caught.value.reason == "too-long"
    assert not log.path.exists()


def test_longest_answer_comes_back(tmp_path: Path) -> None:
    """What is just short enough to be written is also short enough to be read."""
    log = AnswerLog(tmp_path)
    log.append("first", "", lang="en")
    answer = "x" * (LONGEST_LINE - log.path.stat().st_size)
    log.append("first", answer, lang="en")
    assert log.read().latest["first"].answer == answer
    with pytest.raises(AnswerNotSaved):
        log.append("first", answer + "x", lang="en")


@pytest.mark.parametrize("answer", [float("nan"), float("inf"), {1, 2}, object()])
def test_what_is_no_json_is_never_written(tmp_path: Path, answer: object) -> None:
    """A value that is not JSON raises and leaves no trace in the file."""
    log = AnswerLog(tmp_path)
    with pytest.raises((ValueError, TypeError)):
        log.append("first", answer, lang="en")
    assert log.read().refused == "missing"


def test_half_a_surrogate_pair(tmp_path: Path) -> None:
    """Half an emoji is saved as a question mark, and the caller is given what the disk holds."""
    log = AnswerLog(tmp_path)
    saved = log.append("first", ["ok \ud83d", "😀"], lang="en")
    assert saved.answer == ["ok ?", "😀"]
    assert log.read().latest["first"] == saved


@one_folder
@given(answer=json_values)
def test_any_json_round_trips(tmp_path: Path, answer: object) -> None:
    """Whatever JSON is appended is read back equal, type by type."""
    log = AnswerLog(tmp_path)
    log.path.unlink(missing_ok=True)
    saved = log.append("first", answer, lang="en")
    report = log.read()
    assert report.latest == {"first": saved}
    assert json.dumps(report.latest["first"].answer) == json.dumps(answer)


@one_folder
@given(content=st.binary(max_size=300) | st.lists(st.binary(max_size=40)).map(b"\n".join))
def test_reading_any_bytes_never_raises(tmp_path: Path, content: bytes) -> None:
    """Whatever bytes the file holds, reading reports and appending works."""
    _, log = read(tmp_path, content)
    log.append("last", 1, lang="en")
    assert log.read().latest["last"].answer == 1
    assert log.path.read_bytes().startswith(content)


@one_folder
@given(answers=st.lists(json_values, min_size=1, max_size=4), data=st.data())
def test_cut_anywhere_loses_at_most_the_last(
    tmp_path: Path, answers: list[object], data: st.DataObject
) -> None:
    """A log cut at any byte still holds every answer whose line was complete."""
    log = AnswerLog(tmp_path)
    log.path.unlink(missing_ok=True)
    for number, answer in enumerate(answers):
        log.append(f"e{number}", answer, lang="en")
    whole = log.path.read_bytes()
    cut = data.draw(st.integers(0, len(whole)))
    kept = whole[:cut].count(b"\n")
    found, _ = read(tmp_path, whole[:cut])
    assert set(found) >= {f"e{number}" for number in range(kept)}
    assert len(found) <= kept + 1
    for name, answer in found.items():
        assert json.dumps(answer) == json.dumps(answers[int(name[1:])])
