"""What goes into the site: every byte known, and nothing named that is not there."""

from __future__ import annotations

import json
import os
import shutil
import sys
import zipfile
from pathlib import Path

import pytest

from grading.site import gather as gathering
from grading.site.build import STAMP, Plan, build_site
from grading.site.gather import closure, gather
from grading.site.lite import PYODIDE
from grading.site.serve import make_server
from grading.site.sources import SiteProblem, read_sources, sha256_of
from tests.conftest import REPOSITORY

NO_PIP = [sys.executable, "-c", "raise SystemExit('the network is not to be asked')"]


def test_the_lock_names_just_what_is_there(site: Path) -> None:
    """Each wheel of the lock lies beside it with that hash, and no wheel lies there unnamed."""
    folder = site / PYODIDE
    packages = json.loads((folder / "pyodide-lock.json").read_text("utf-8"))["packages"]
    for entry in packages.values():
        assert "/" not in entry["file_name"]
        assert sha256_of(folder / entry["file_name"]) == entry["sha256"]
        assert set(entry["depends"]) <= {each.replace("-", "_") for each in packages} | set(
            packages
        )
    assert {each["file_name"] for each in packages.values()} == {
        each.name for each in folder.glob("*.whl")
    }


def test_compiled_wheels_are_the_official_ones(site: Path, cache: Path) -> None:
    """Whatever is compiled has the very hash that Pyodide's own lock has for it."""
    official = json.loads((cache / "core" / "pyodide-lock.json").read_text("utf-8"))["packages"]
    hashes = {each["file_name"]: each["sha256"] for each in official.values()}
    compiled = list((site / PYODIDE).glob("*wasm32.whl"))
    assert len(compiled) >= 7
    for wheel in compiled:
        assert sha256_of(wheel) == hashes[wheel.name]


def test_our_wheel_is_the_students_part(site: Path) -> None:
    """The wheel in the site has the package and its font, but no keys and no grading."""
    (wheel,) = (site / PYODIDE).glob("hearfirst-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "workbooks/notebook.py" in names
    assert "workbooks/fonts/hearfirst-sans-sc.otf" in names
    assert all(each.startswith(("workbooks/", "hearfirst-")) for each in names)


def _copy_of(cache: Path, folder: Path) -> Path:
    """A cache whose files are those of another one, until one of them is replaced."""
    shutil.copytree(cache, folder, copy_function=os.link)
    return folder


@pytest.mark.parametrize(
    ("pattern", "whose"),
    [
        ("official/pandas-*.whl", "official lock"),
        ("official/typing_extensions-*.whl", "official lock"),
        ("pure/ipywidgets-*.whl", "wheels.txt"),
        ("core/pyodide.asm.wasm", "wheels.toml"),
        ("core/pyodide-lock.json", "wheels.toml"),
    ],
)
def test_one_wrong_byte_stops_the_build(
    cache: Path, tmp_path: Path, pattern: str, whose: str
) -> None:
    """A file that is not what the lock or our list says stops everything, with a sentence."""
    ours = _copy_of(cache, tmp_path / "cache")
    (path,) = ours.glob(pattern)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.unlink()
    path.write_bytes(data)
    with pytest.raises(SiteProblem, match=r"is not the file it should be") as told:
        gather(ours, NO_PIP)
    assert path.name in str(told.value)
    assert whose in str(told.value)


def test_a_second_build_asks_nobody(cache: Path, tmp_path: Path) -> None:
    """With what was fetched before, no pip and no npm is run."""
    found = gather(_copy_of(cache, tmp_path / "cache"), NO_PIP)
    assert {"pandas", "matplotlib", "ipywidgets", "anywidget"} <= found.wheels.keys()


def _distribution(cache: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What stands for a full distribution: its lock lists the pure wheels as its own."""
    folder.mkdir()
    for part in ("core", "official", "pure"):
        for path in (cache / part).iterdir():
            os.link(path, folder / path.name)
    lock_file = folder / "pyodide-lock.json"
    lock = json.loads(lock_file.read_text("utf-8"))
    by_file = {each["file_name"]: each for each in lock["packages"].values()}
    for path in (cache / "pure").iterdir():
        if path.name in by_file:
            by_file[path.name]["sha256"] = sha256_of(path)
    lock_file.unlink()
    lock_file.write_text(json.dumps(lock), "utf-8")
    real = read_sources()
    files = {**real.core.files, "pyodide-lock.json": sha256_of(lock_file)}
    core = real.core.model_copy(update={"files": files})
    monkeypatch.setattr(gathering, "read_sources", lambda: real.model_copy(update={"core": core}))
    return folder


def test_a_distribution_on_disk_is_taken(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a full distribution, what it lists comes from it; pip gets the few it lacks."""
    folder = _distribution(cache, tmp_path / "full", monkeypatch)
    only_pure = tmp_path / "cache"
    shutil.copytree(cache / "pure", only_pure / "pure", copy_function=os.link)
    found = gather(only_pure, NO_PIP, folder)
    assert found.wheels["pandas"].parent == folder
    assert found.wheels["ipython"].parent == folder
    assert found.wheels["anywidget"].parent == only_pure / "pure"
    (folder / found.wheels["ipython"].name).unlink()
    with pytest.raises(SiteProblem, match=r"ipython-.*is missing in .*--pyodide"):
        gather(only_pure, NO_PIP, folder)


def test_a_folder_that_is_no_distribution_is_named(cache: Path, tmp_path: Path) -> None:
    """A folder without Pyodide in it is refused with a sentence."""
    with pytest.raises(SiteProblem, match="is no Pyodide distribution"):
        gather(cache, NO_PIP, tmp_path)


def test_a_wheel_nobody_knows_is_named() -> None:
    """A package in no lock is told by its name, with what to do."""
    with pytest.raises(SiteProblem, match="“no-such-thing” is in no lock"):
        closure(["no-such-thing"], {}, read_sources())


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    """A folder that is no site of ours is not replaced."""
    (tmp_path / "thesis.txt").write_text("two hundred pages", "utf-8")
    with pytest.raises(SiteProblem, match="is not a site made by this command"):
        build_site(Plan(root=REPOSITORY, to=tmp_path))
    assert [each.name for each in tmp_path.iterdir()] == ["thesis.txt"]


def test_serving_says_what_is_the_matter(tmp_path: Path) -> None:
    """No site, or a port that is taken: a sentence each."""
    with pytest.raises(SiteProblem, match="Run `make site` first"):
        make_server(tmp_path, 0)
    (tmp_path / STAMP).touch()
    server = make_server(tmp_path, 0)
    try:
        with pytest.raises(SiteProblem, match="cannot be used"):
            make_server(tmp_path, server.server_port)
    finally:
        server.server_close()
