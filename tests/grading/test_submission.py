"""What is read of a folder that was handed in, and what is kept away from it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from grading import submission
from grading.submission import read_submission, set_aside


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An honest submission, in both scripts and with a folder."""
    folder = tmp_path / "submitted" / "anna" / "ms-zhang"
    (folder / "data").mkdir(parents=True)
    (folder / "ms-zhang.ipynb").write_bytes(b"{}")
    (folder / "answers.jsonl").write_bytes(b"a\n")
    (folder / "data" / "我的数据 (1).csv").write_bytes(b"1")
    return folder


HONEST = {"ms-zhang.ipynb": b"{}", "answers.jsonl": b"a\n", "data/我的数据 (1).csv": b"1"}


def test_an_honest_submission_is_read_whole(folder: Path) -> None:
    """Every file by its path, and nothing to tell."""
    found = read_submission(folder)
    assert (found.student, found.slug) == ("anna", "ms-zhang")
    assert found.files == HONEST
    assert list(found.notices) == []
    assert list(set_aside(folder)) == []


def test_what_the_course_replaces_is_not_read(folder: Path) -> None:
    """Files the course lays its own over are left out; a link in the place of one is told."""
    (folder / "case.json").write_bytes(b"changed")
    assert read_submission(folder, {"case.json"}).files == HONEST
    (folder / "case.json").unlink()
    (folder / "case.json").symlink_to("/etc/passwd")
    found = read_submission(folder, {"case.json"})
    assert (found.files, list(found.notices)) == (HONEST, ["links-removed"])


@pytest.mark.parametrize(
    "name",
    [
        "a\\b",
        "a\nb",
        "a\u202eb",
        "a\u200bb",
        " a",
        "a\u00a0",
        "A" * 201,
        "Answers.JSONL",
        "\uff41nswers.jsonl",
    ],
)
def test_names_that_deceive_are_set_aside(folder: Path, name: str) -> None:
    """Invisible, ambiguous or climbing names are left out, whichever file comes first."""
    path = folder / name
    path.write_bytes(b"odd")
    assert list(read_submission(folder).notices) == ["names-refused"]
    assert list(set_aside(folder)) == ["names-refused"]
    assert list(read_submission(folder).notices) == []
    assert len(read_submission(folder).files) == len(HONEST)


def test_what_is_set_aside_is_not_lost(folder: Path) -> None:
    """A person finds the files in a folder beside the submission; links are gone."""
    (folder / "a\nb").write_bytes(b"kept")
    (folder / "link").symlink_to("/etc/passwd")
    os.mkfifo(folder / "data" / "pipe")
    os.link(folder / "ms-zhang.ipynb", folder / "other.ipynb")
    assert list(set_aside(folder)) == ["links-removed", "names-refused"]
    aside = folder.with_name(".ms-zhang-set-aside")
    assert sorted(path.read_bytes() for path in aside.iterdir()) == [b"kept", b"{}", b"{}"]
    assert set(read_submission(folder).files) == set(HONEST) - {"ms-zhang.ipynb"}


def test_sizes_and_numbers_are_bounded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files beyond the limits are left out, smaller ones behind them are not; the log is exempt."""
    monkeypatch.setattr(submission, "MOST_BYTES", 100)
    monkeypatch.setattr(submission._Budget, "__init__", _small)
    (folder / "answers.jsonl").write_bytes(b"a" * 500)
    (folder / "big.csv").write_bytes(b"b" * 200)
    (folder / "small.csv").write_bytes(b"s")
    found = read_submission(folder)
    assert list(found.notices) == ["files-refused"]
    assert set(found.files) == {*HONEST, "small.csv"}
    assert len(found.files["answers.jsonl"]) == 500


def _small(self: submission._Budget) -> None:
    self.files, self.size, self.seen = 10, 100, set()


def test_a_file_that_turns_into_a_link_is_not_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look and the reading a file may be exchanged: a link is not followed."""
    real = submission._against

    def exchange(root: str, inside: str, budget: submission._Budget) -> str | None:
        verdict = real(root, inside, budget)
        if inside == "answers.jsonl":
            Path(root, inside).unlink()
            Path(root, inside).symlink_to("/etc/passwd")
        return verdict

    monkeypatch.setattr(submission, "_against", exchange)
    found = read_submission(folder)
    assert "answers.jsonl" not in found.files
    assert list(found.notices) == ["links-removed"]
