"""nbgrader's configuration for a Hearfirst course, used by the root's `nbgrader_config.py`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, Final

from nbgrader.server_extensions import formgrader

from grading.feedback import STYLE_FOLDER, TEMPLATES

COURSE_ID: Final = "hearfirst"
STUB: Final = "# your code here · 代码写在这里"
"""No `raise`: a student who runs everything at once must meet no error. The master sets the name to
`...` before the solution, and `wb.submit` knows what that means."""

SANITIZING: Final = (
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.DeduplicateIds",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
)
AUTOGRADING: Final = (
    "grading.run.RunCode",
    "nbgrader.preprocessors.IgnorePattern",
    "nbgrader.preprocessors.LimitOutput",
    "grading.nbgrader_steps.ScoreAnswers",
    "grading.nbgrader_steps.SaveScores",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
)
"""The steps of `nbgrader autograde`; `grading.batch` does the same without it."""


def configure(c: Any, root: Path) -> None:
    """Set up nbgrader for the course at `root`; `c` is the configuration object of traitlets.

    A notebook that is no workbook of ours goes through nbgrader as it would without us.
    Anything set on `c` afterwards, in a course's own file, takes precedence. The interpreter's own
    commands are found from here on, in whatever environment this was started.
    """
    os.environ["PATH"] = own_commands_first()
    c.CourseDirectory.root = str(root)
    c.CourseDirectory.course_id = COURSE_ID
    c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "*.md"]
    c.ClearSolutions.code_stub = {"python": STUB}
    c.Exchange.root = str(root / "exchange")
    c.Exchange.assignment_dir = str(root / "my-workbooks")

    # by name: reading the settings need not load the grader
    c.Autograde.pre_convert_hook = "grading.nbgrader_steps.before_autograde"
    c.Autograde.exporter_class = "grading.nbgrader_steps.RecoveringExporter"
    c.Autograde.sanitize_preprocessors = list(SANITIZING)
    c.Autograde.autograde_preprocessors = list(AUTOGRADING)
    c.GenerateFeedback.exporter_class = "grading.feedback.FeedbackExporter"
    # The more special class wins over what nbgrader sets on HTMLExporter for its own template.
    c.FeedbackExporter.template_name = "hearfirst-feedback"
    c.FeedbackExporter.extra_template_basedirs = [str(TEMPLATES)]
    c.FeedbackExporter.extra_template_paths = [str(TEMPLATES / "shared"), str(STYLE_FOLDER)]

    # formgrader: our look, and nothing from the network
    nbgrader_templates = Path(formgrader.__file__).parent / "templates"
    c.HTMLExporter.template_name = "hearfirst-formgrade"
    c.HTMLExporter.extra_template_basedirs = [str(TEMPLATES), str(nbgrader_templates)]
    c.HTMLExporter.extra_template_paths = [
        str(TEMPLATES / "shared"),
        str(STYLE_FOLDER),
        str(nbgrader_templates),
    ]


def own_commands_first() -> str:
    """The folders in which commands are looked for, with the interpreter's own in front.

    nbgrader calls `alembic` by name: it would miss it where nobody activated the environment.
    """
    own, folders = str(Path(sys.executable).parent), os.environ.get("PATH", "").split(os.pathsep)
    return os.pathsep.join([own, *(each for each in folders if each not in ("", own))])
