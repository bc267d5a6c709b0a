"""The least it takes to run a submission: fork a warm process, `exec` its cells, draw the figures.

The process is as warm as the sandbox's: the same imports, the same first figure drawn, nothing for
the collector of garbage to look through. The cells run in a fresh copy of the submission, in memory
as the sandbox's scratch copy is. Nothing is confined, formatted, sent or kept.

Run as a program with a submission's folder, a JSON file of its cells and a count; prints the
seconds of one round.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from grading.sandbox.inside.serve import warm_up

MEMORY = Path("/dev/shm")  # noqa: S108  # where there is such


def run_cells(cells: list[str]) -> None:
    """Run cells one after another; after each, draw what it has left to show."""
    import matplotlib.pyplot as plt

    names: dict[str, object] = {"__name__": "__main__"}
    for source in cells:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(source, names)  # noqa: S102
        for number in plt.get_fignums():
            plt.figure(number).savefig(io.BytesIO(), bbox_inches="tight")
        plt.close("all")


def main() -> None:
    """Print the seconds that one submission takes on average."""
    given, cells = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text("utf-8"))
    count, spent = int(sys.argv[3]), 0.0
    warm_up()
    gc.collect()
    gc.freeze()
    for _ in range(count):
        with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
            own = Path(folder, "own")
            shutil.copytree(given, own)
            began = time.perf_counter()
            child = os.fork()
            if child == 0:
                os.chdir(own)
                run_cells(cells)
                os._exit(0)
            _, status = os.waitpid(child, 0)
            spent += time.perf_counter() - began
        if status:
            raise SystemExit(f"the cells ended with {status}")
    print(spent / count)


if __name__ == "__main__":
    main()
