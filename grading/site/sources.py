"""What runs in the browser and where it comes from, as `wheels.toml` has it."""

from __future__ import annotations

import hashlib
import tomllib
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict

HERE: Final = Path(__file__).parent
WHEELS: Final = HERE / "wheels.txt"
ENVIRONMENT: Final = HERE / "environment.txt"


class SiteProblem(Exception):
    """The site cannot be built; the message says what is the matter and what to do."""


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Core(_Table):
    """Pyodide itself: a package of npm, the files taken from it and their hashes."""

    package: str
    lock: str
    files: dict[str, str]

    @property
    def version(self) -> str:
        """The version of Pyodide."""
        return self.package.partition("@")[2]


class Carrier(_Table):
    """A package that carries the official wheels of some packages in one of its folders."""

    requirement: str
    sha256: str
    folder: str


class Kernel(_Table):
    """JupyterLite's kernel: its package, and the wheels taken from it, by how their names start."""

    package: str
    wheels: tuple[str, ...]


class Packages(_Table):
    """Names of packages."""

    packages: tuple[str, ...]


class Packing(_Table):
    """When Pyodide packed a wheel of PyPI's again; see `grading.site.repacked`."""

    at: datetime
    earlier: int = 0
    """So many files, in the order of PyPI's wheel, have a time that is two seconds earlier."""


class Unlisted(_Table):
    """What Pyodide has to know of a wheel that its official lock does not list."""

    imports: tuple[str, ...]
    depends: tuple[str, ...]


class Sources(_Table):
    """All of `wheels.toml`."""

    core: Core
    carrier: Carrier
    kernel: Kernel
    start: Packages
    offered: Packages
    packed: dict[str, Packing]
    unlisted: dict[str, Unlisted]

    @property
    def roots(self) -> tuple[str, ...]:
        """The packages that somebody may ask for; they bring along what they need."""
        return (*self.start.packages, *self.offered.packages)


@cache
def read_sources() -> Sources:
    """The sources; the file is ours, so that a mistake in it is raised as it is."""
    return Sources.model_validate(tomllib.loads((HERE / "wheels.toml").read_text("utf-8")))


def sha256_of(path: Path) -> str:
    """The file's hash, as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_hash(path: Path, expected: str, *, by: str) -> Path:
    """The path, if its file is the one expected; raises `SiteProblem` if it is not.

    `by` says whose hash it is.
    """
    found = sha256_of(path)
    if found != expected:
        raise SiteProblem(
            f"{path.name} is not the file it should be: its sha256 is {found}, and {by} says "
            f"{expected}. Nothing was built. Delete {path} and try again; if it stays so, do not "
            f"use this file."
        )
    return path
