"""JupyterLite's own environment.

JupyterLite copies every lab extension of its environment into the site, nbgrader's among them; and
it needs versions that nbgrader's environment need not have.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from grading.site.sources import ENVIRONMENT, SiteProblem, sha256_of

_READY: Final = ".made-from"


def site_python(folder: Path) -> Path:
    """The interpreter of the environment in `folder`, made anew if the list of it has changed."""
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    ready, wanted = folder / _READY, sha256_of(ENVIRONMENT)
    if ready.is_file() and ready.read_text("utf-8") == wanted:
        return python
    shutil.rmtree(folder, ignore_errors=True)
    install = [str(python), "-m", "pip", "install", "--quiet", "--requirement", str(ENVIRONMENT)]
    for command in ([sys.executable, "-m", "venv", str(folder)], install):
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise SiteProblem(
                f"JupyterLite’s environment could not be made in {folder}. It said:\n"
                f"{done.stderr.strip()[-1500:]}"
            )
    ready.write_text(wanted, "utf-8")
    return python
