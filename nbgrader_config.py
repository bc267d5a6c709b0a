"""nbgrader reads this file in the course's root; see `grading/nbgrader_settings.py`."""

import sys
from pathlib import Path

root = Path(__file__).resolve().parent
if str(root) not in sys.path:
    sys.path.insert(0, str(root))

from grading.nbgrader_settings import configure  # noqa: E402  # found through the line above

configure(get_config(), root)  # noqa: F821  # traitlets puts get_config into this file's namespace
