"""Whether what is written will be there again: on a disk, in a browser, or in memory alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.workbooks.test_notebook import RELEASE, Page, header, page, show
from workbooks import drive, open_workbook
from workbooks.drive import folder_of, place_of

__all__ = ["page"]


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_a_disk_never_cries_wolf(tmp_path: Path, platform: str) -> None:
    """On a real machine nothing is looked for, whatever the folder is called."""
    assert place_of(tmp_path, platform=platform, drive=tmp_path / "drive") == "disk"
    assert place_of(Path("/drive/x"), platform=platform) == "disk"


def test_a_browser_has_a_drive_or_none(tmp_path: Path) -> None:
    """In a browser a folder is kept on the drive, and nowhere else."""
    place = tmp_path / "drive"
    assert place_of(tmp_path, platform="emscripten", drive=place) == "memory"
    (place / "ms-zhang").mkdir(parents=True)
    assert place_of(place / "ms-zhang", platform="emscripten", drive=place) == "browser"
    assert place_of(tmp_path / "drive-2", platform="emscripten", drive=place) == "memory"
    assert place_of(tmp_path, platform="emscripten", drive=place) == "memory"


@pytest.fixture
def in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A browser without a drive, in front of a site that serves the release."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(drive, "place_of", lambda _folder: "memory")
    monkeypatch.setattr("workbooks.head.place_of", lambda _folder: "memory")

    def serve(path: str) -> bytes | None:
        file = RELEASE.parent / path
        return file.read_bytes() if file.is_file() else None

    monkeypatch.setattr(drive, "from_site", serve)
    return tmp_path


def test_without_a_drive_the_workbook_is_fetched(in_memory: Path, page: Page) -> None:
    """The notebook names its case; what it needs comes from the site, and the head is loud."""
    workbook = open_workbook(case="ms-zhang")
    assert Path.cwd() == in_memory / "ms-zhang"
    assert Path("data/industries.csv").is_file()
    assert header(page).kept_in == "memory"
    widget = show(workbook, page, "first-reading")
    assert widget.kept_in == "memory"
    widget.given = {"seq": 1, "answer": "unheard"}
    assert json.loads(Path("answers.jsonl").read_text("utf-8"))["answer"] == "unheard"
    again = open_workbook(case="ms-zhang")  # run again: neither fetched anew nor a folder deeper
    assert again.folder == workbook.folder
    assert Path("answers.jsonl").exists()


@pytest.mark.usefixtures("in_memory")
def test_a_workbook_that_the_site_lacks_is_told() -> None:
    """Nothing is made up: the ordinary sentence says what is missing."""
    with pytest.raises(Exception, match=r"no case\.json"):
        open_workbook(case="nobody")


def test_on_a_disk_the_name_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A notebook made for the site runs in local JupyterLab from its own folder."""
    monkeypatch.chdir(tmp_path)
    assert folder_of("ms-zhang") == tmp_path
    assert list(tmp_path.iterdir()) == []
