"""What one submission may use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Seconds for one cell and for all of them; the rest in megabytes of 2**20 bytes.

    Memory is counted on top of what Python and its libraries take themselves. Files are those that
    the code writes, in all. Output is what all cells put out, pictures included.
    """

    cell_seconds: float = 30
    seconds: float = 60
    memory_mb: int = 1024
    files_mb: int = 64
    output_mb: float = 8

    def in_bytes(self, *, given: int) -> dict[str, int]:
        """The limits as the warm process reads them; `given` bytes of files are handed in."""
        return {
            "seconds": int(self.seconds) + 1,
            "memory": self.memory_mb << 20,
            "files": (self.files_mb << 20) + given,
            "output": self.output_bytes,
        }

    @property
    def output_bytes(self) -> int:
        """The most that is read of what the cells put out."""
        return int(self.output_mb * (1 << 20))
