"""What goes into the site: every byte known, and nothing named that is not there."""

from __future__ import annotations

import _imp
import json
import os
import shutil
import socket
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from grading.site.build import STAMP, Plan, build_site
from grading.site.compiled import OWN_ARCHIVE, add_compiled
from grading.site.gather import as_official, closure, gather
from grading.site.lite import PYODIDE
from grading.site.serve import SiteHandler, make_server
from grading.site.sources import SiteProblem, read_sources, sha256_of
from tests.conftest import REPOSITORY

GRADED = "churn"
"""Left out of a site as if it were being graded."""
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


def test_what_the_official_lock_lists_is_the_official_file(cache: Path) -> None:
    """Every wheel that it lists, carried or packed again, byte for byte; the rest is our list's."""
    sources, found = read_sources(), gather(cache, NO_PIP)
    official = found.lock["packages"]
    listed = {name for name in closure(sources.roots, official, sources) if name in official}
    assert len(listed) >= 32
    for name in listed:
        assert found.wheels[name].name == official[name]["file_name"]
        assert sha256_of(found.wheels[name]) == official[name]["sha256"]
    assert found.wheels.keys() - listed <= sources.unlisted.keys()
    made = {name for name in listed if found.wheels[name].parent == cache / "packed"}
    assert made == sources.packed.keys()  # no time of packing is kept for nothing


def test_a_wheel_of_pips_that_the_official_lock_lists_has_to_become_that_one(
    cache: Path, tmp_path: Path
) -> None:
    """Neither other bytes, nor another version, nor a wheel packed at no known time get in."""
    (wheel,) = (cache / "pure").glob("decorator-*.whl")
    listed = {"file_name": wheel.name, "sha256": "0" * 64, "unvendored_tests": False}
    with pytest.raises(SiteProblem, match=r"official lock has another sha256.*--pyodide"):
        as_official("decorator", wheel, listed, tmp_path)
    assert not list(tmp_path.iterdir())
    newer = tmp_path / "decorator-9.9-py3-none-any.whl"
    with pytest.raises(SiteProblem, match=r"lists, which is decorator-5"):
        as_official("decorator", newer, listed, tmp_path)
    with pytest.raises(SiteProblem, match="the time of its packing"):
        as_official("pandas", wheel, listed, tmp_path)


def test_our_wheel_is_the_students_part(site: Path) -> None:
    """The wheel in the site has the package and its font, but no keys and no grading."""
    (wheel,) = (site / PYODIDE).glob("hearfirst-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "workbooks/notebook.py" in names
    assert "workbooks/fonts/hearfirst-sans-sc.otf" in names
    assert all(each.startswith(("workbooks/", "hearfirst-")) for each in names)


def test_what_is_compiled_is_what_lies_beside_it(site: Path) -> None:
    """Each compiled module is of a source in some wheel, of just those bytes, and checks that."""
    folder = site / PYODIDE
    (ours,) = folder.glob("hearfirst_compiled-*.whl")
    sources = {}
    for wheel in folder.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            names = [each for each in archive.namelist() if each.endswith(".py")]
            sources.update({name: archive.read(name) for name in names})
    with zipfile.ZipFile(ours) as archive:
        compiled = {each: archive.read(each) for each in archive.namelist() if "/__py" in each}
    assert {"workbooks/__pycache__/notebook.cpython-314.pyc"} < compiled.keys()
    assert "babel/messages/__pycache__/pofile.cpython-314.pyc" in compiled
    for name, data in compiled.items():
        source = sources[name.replace("__pycache__/", "").replace(".cpython-314.pyc", ".py")]
        assert int.from_bytes(data[4:8], "little") == 0b11  # by hash, and the hash is looked at
        assert data[8:16] == _imp.source_hash(int.from_bytes(data[:4], "little"), source)


def test_pythons_own_archive_has_all_that_it_had(site: Path, cache: Path) -> None:
    """Nothing in it was changed; compiled modules were added, each beside its source."""
    with (
        zipfile.ZipFile(cache / "core" / OWN_ARCHIVE) as before,
        zipfile.ZipFile(site / PYODIDE / OWN_ARCHIVE) as now,
    ):
        had = before.namelist()
        assert all(now.read(name) == before.read(name) for name in had)
        added = set(now.namelist()) - set(had)
        assert {each.removesuffix("c") for each in added} <= set(had)
        assert {"inspect.pyc", "asyncio/__init__.pyc", "dataclasses.pyc"} <= added


def test_without_node_the_build_says_what_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine without Node is told to install it; a folder without Python, what Node said."""
    with pytest.raises(SiteProblem, match=r"could not be compiled\. Node said"):
        add_compiled(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SiteProblem, match="`node` is needed"):
        add_compiled(tmp_path)


def _copy_of(cache: Path, folder: Path) -> Path:
    """A cache whose files are those of another one, until one of them is replaced."""
    shutil.copytree(cache, folder, copy_function=os.link)
    return folder


def _spoil(path: Path) -> None:
    """Change one byte, in a file of the test's own."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.unlink()
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("pattern", "whose"),
    [
        ("official/pandas-*.whl", "official lock"),
        ("official/typing_extensions-*.whl", "official lock"),
        ("packed/ipython-*.whl", "official lock"),
        ("pure/ipython-*.whl", "wheels.txt"),
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
    _spoil(path)
    with pytest.raises(SiteProblem, match=r"is not the file it should be") as told:
        gather(ours, NO_PIP)
    assert path.name in str(told.value)
    assert whose in str(told.value)


def test_a_second_build_asks_nobody(cache: Path, tmp_path: Path) -> None:
    """With what was fetched before, no pip and no npm is run."""
    found = gather(_copy_of(cache, tmp_path / "cache"), NO_PIP)
    assert {"pandas", "matplotlib", "ipywidgets", "anywidget"} <= found.wheels.keys()


def _distribution(cache: Path, folder: Path) -> Path:
    """A distribution of Pyodide's own files, lock and all, as far as the site needs them."""
    folder.mkdir()
    found = gather(cache, NO_PIP)
    official = {each["file_name"] for each in found.lock["packages"].values()}
    wheels = [each for each in found.wheels.values() if each.name in official]
    for path in (*(cache / "core").iterdir(), *wheels):
        os.link(path, folder / path.name)
    return folder


def test_a_distribution_on_disk_is_taken(cache: Path, tmp_path: Path) -> None:
    """Given a full distribution, what it lists comes from it; pip gets the few it lacks."""
    folder = _distribution(cache, tmp_path / "full")
    only_pure = tmp_path / "cache"
    shutil.copytree(cache / "pure", only_pure / "pure", copy_function=os.link)
    found = gather(only_pure, NO_PIP, folder)
    assert found.wheels["pandas"].parent == folder
    assert found.wheels["ipython"].parent == folder
    assert found.wheels["anywidget"].parent == only_pure / "pure"
    (folder / found.wheels["ipython"].name).unlink()
    with pytest.raises(SiteProblem, match=r"ipython-.*is missing in .*--pyodide"):
        gather(only_pure, NO_PIP, folder)


@pytest.mark.usefixtures("unlit")
def test_a_site_is_built_from_a_distribution_without_what_is_graded(
    cache: Path, tmp_path: Path
) -> None:
    """Laid out from the folder's real files; a case that is left out is in none of the site's."""
    folder = _distribution(cache, tmp_path / "full")
    only_pure = tmp_path / "cache"
    shutil.copytree(cache / "pure", only_pure / "pure", copy_function=os.link)
    to = tmp_path / "site"
    plan = Plan(root=REPOSITORY, to=to, without=(GRADED,), distribution=folder, cache=only_pure)
    assert GRADED not in build_site(plan)
    packages = json.loads((to / PYODIDE / "pyodide-lock.json").read_text("utf-8"))["packages"]
    assert {"numpy", "pandas", "matplotlib", "ipython", "anywidget", "hearfirst"} <= packages.keys()
    for entry in packages.values():
        assert sha256_of(to / PYODIDE / entry["file_name"]) == entry["sha256"]
    official = json.loads((cache / "core" / "pyodide-lock.json").read_text("utf-8"))["packages"]
    for name in packages.keys() & official.keys():
        assert packages[name]["sha256"] == official[name]["sha256"]
    assert sorted(each.name for each in only_pure.iterdir()) == ["pure"]  # nothing was fetched
    for path in to.rglob("*"):
        assert GRADED not in path.relative_to(to).as_posix()
    for page in ("index.html", "files/index.ipynb", "files/self-study.json"):
        assert GRADED not in (to / page).read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "whose"),
    [
        ("pandas-3.0.2-cp314-cp314-pyemscripten_2026_0_wasm32.whl", "official lock"),
        ("six-1.17.0-py2.py3-none-any.whl", "official lock"),
        ("python_stdlib.zip", "wheels.toml"),
    ],
)
def test_one_wrong_byte_in_a_distribution_stops_the_build(
    cache: Path, tmp_path: Path, name: str, whose: str
) -> None:
    """The site that was there stays as it was, and the sentence names the file and the list."""
    folder = _distribution(cache, tmp_path / "full")
    _spoil(folder / name)
    to = tmp_path / "site"
    to.mkdir()
    (to / STAMP).write_text("the site before", "utf-8")
    with pytest.raises(SiteProblem, match=r"is not the file it should be") as told:
        build_site(Plan(root=REPOSITORY, to=to, distribution=folder, cache=cache))
    assert name in str(told.value)
    assert whose in str(told.value)
    assert [each.name for each in to.iterdir()] == [STAMP]


def test_the_official_lock_takes_no_other_wheel(cache: Path, tmp_path: Path) -> None:
    """With the lock as Pyodide publishes it, a wheel of PyPI's, or none, is told by its name."""
    folder = tmp_path / "full"
    folder.mkdir()
    for part in ("core", "official"):
        for path in (cache / part).iterdir():
            os.link(path, folder / path.name)
    with pytest.raises(SiteProblem, match=r"asttokens-.*is missing in .*--pyodide"):
        gather(cache, NO_PIP, folder)
    for path in (cache / "pure").iterdir():
        os.link(path, folder / path.name)
    with pytest.raises(SiteProblem, match=r"asttokens-.*is not the file it should be"):
        gather(cache, NO_PIP, folder)


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


class _Leaving(SiteHandler):
    """Sends to a browser that has left."""

    def copyfile(self, *_: object) -> None:
        raise BrokenPipeError


def test_a_browser_that_leaves_is_no_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever serves the site is not shown a traceback because somebody closed a tab."""
    (tmp_path / STAMP).touch()
    server = make_server(tmp_path, 0, _Leaving)
    told: list[object] = []
    monkeypatch.setattr(server, "handle_error", lambda *each: told.append(each))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with socket.create_connection(("127.0.0.1", server.server_port)) as browser:
            browser.sendall(f"GET /{STAMP} HTTP/1.0\r\n\r\n".encode())
            while browser.recv(1024):  # until the server has done with it
                pass
    finally:
        server.shutdown()
        server.server_close()
    assert not told
