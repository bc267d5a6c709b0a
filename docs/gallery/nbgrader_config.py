"""nbgrader's settings for the gallery: those of the repository, for the course in this folder."""

import sys
from pathlib import Path

root = Path(__file__).resolve().parent
repository = root.parent.parent
if str(repository) not in sys.path:
    sys.path.insert(0, str(repository))

from grading.nbgrader_settings import configure  # noqa: E402  # found through the line above

configure(get_config(), root)  # noqa: F821  # traitlets puts get_config into this file's namespace
