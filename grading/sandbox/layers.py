"""Which layers of confinement there are, and whether they are enough."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

LAYERS: Final = {
    "user": "no privileges",
    "pid": "processes apart",
    "net": "network apart",
    "ipc": "shared memory apart",
    "mount": "files apart",
    "landlock": "Landlock",
    "seccomp": "seccomp",
    "rlimits": "rlimits",
}
# Any one of the sets gives what is needed. Landlock lets modes and owners be changed, which only
# seccomp then stops; a network apart still lets sockets in the file system be reached.
_NEEDED: Final = {
    "files hidden": ({"mount"}, {"landlock", "seccomp"}),
    "network off": ({"seccomp"}, {"net", "mount"}),
    "processes ended": ({"pid"}, {"seccomp"}),
    "memory and files bounded": ({"rlimits"},),
}


class TooFewLayers(Exception):
    """This machine cannot confine code well enough to run that of somebody not trusted."""


@dataclass(frozen=True)
class Layers:
    """The layers that are on, by name."""

    on: frozenset[str]

    @classmethod
    def of(cls, names: Mapping[str, bool]) -> Layers:
        """From what the warm process tells."""
        return cls(frozenset(name for name in LAYERS if names.get(name)))

    @property
    def missing(self) -> tuple[str, ...]:
        """What nothing on this machine gives, of what code from people not trusted needs."""
        return tuple(
            need for need, ways in _NEEDED.items() if not any(way <= self.on for way in ways)
        )

    @property
    def enough(self) -> bool:
        """Whether code from people not trusted may be run."""
        return not self.missing

    def refuse_if_too_few(self) -> None:
        """Raises `TooFewLayers`, saying what is missing and what to do."""
        if self.missing:
            raise TooFewLayers(
                f"Students' code is not run: on this machine nothing gives "
                f"{', '.join(self.missing)} (layers: {self}). Grade on Linux 5.13 or later, where "
                "user namespaces or Landlock are allowed, or in a virtual machine of its own with "
                "--unsafe (nbgrader: c.RunCode.unsafe = True), if you trust the code."
            )

    def __str__(self) -> str:
        return ", ".join(LAYERS[name] for name in LAYERS if name in self.on) or "none"
