"""Run the code of a submission in a kernel of its own, and clean what comes back."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import nh3
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_notebook
from nbgrader.preprocessors import Execute
from nbgrader.preprocessors.execute import UnresponsiveKernelError
from nbgrader.utils import compute_checksum, is_solution

from grading.mark import seed_for
from grading.notice import add_notices
from workbooks.answers import ANSWER_MIME, LOG_FILE, AnswerLog
from workbooks.case import load_case
from workbooks.kept import SEED_NOTE

KEPT_TYPES: Final = frozenset({ANSWER_MIME, "text/plain", "text/html", "image/png", "image/jpeg"})
MOST_OUTPUTS: Final = 50
MOST_CHARACTERS: Final = 5_000_000


class RunCode(Execute):  # type: ignore[misc]  # nbgrader ships no types
    """Runs the cells that compute something, in a scratch copy of the submission.

    Cells that only show an exercise are not run: their answers are in the answer log. Where the
    student wrote no code there is nothing to run, and no kernel is started. A kernel that dies or
    hangs ends the run, not the grading.
    """

    def preprocess(
        self, nb: NotebookNode, resources: Any, **kwargs: Any
    ) -> tuple[NotebookNode, Any]:
        """Fill in the outputs of the cells that were run; another course's notebook runs whole."""
        if "hearfirst" not in nb.metadata:
            return super().preprocess(nb, resources, **kwargs)  # type: ignore[no-any-return]
        cells = [cell for cell in nb.cells if _is_run(cell)]
        if not any(_computes(cell) for cell in cells):
            return nb, resources
        running = new_notebook(cells=cells, metadata=nb.metadata)
        folder = Path(resources["metadata"]["path"])
        with _scratch_copy(folder) as scratch:
            _note_seed(folder, scratch)
            resources["metadata"]["path"] = str(scratch)
            try:
                super().preprocess(running, resources, **kwargs)
            except (
                CellTimeoutError,
                DeadKernelError,
                UnresponsiveKernelError,
                RuntimeError,
            ) as error:
                self.log.warning("The code of this submission stopped: %s", error)
                add_notices(nb, ["code-stopped"])
            finally:
                resources["metadata"]["path"] = str(folder)
        for cell in cells:
            cell.outputs = clean_outputs(cell.outputs)
        return nb, resources


def clean_outputs(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Outputs of known types only, HTML sanitised: another person's browser will show them."""
    cleaned = []
    for output in outputs[:MOST_OUTPUTS]:
        if "data" in output:
            data = {name: each for name, each in output.data.items() if name in KEPT_TYPES}
            if "text/html" in data:
                data["text/html"] = _safe(str(data["text/html"])[:MOST_CHARACTERS])
            output.data = NotebookNode(data)
            output.metadata = NotebookNode()
        cleaned.append(output)
    return cleaned


def _safe(html: str) -> str:
    """HTML without scripts, and without addresses: showing it must ask no host for anything."""

    def keep(_tag: str, name: str, value: str) -> str | None:
        address = name in ("href", "src", "cite") and not value.startswith("data:image/")
        return None if address else value

    return nh3.clean(html, attribute_filter=keep, url_schemes={"data"})


def _is_run(cell: NotebookNode) -> bool:
    if cell.cell_type != "code" or cell.id == "check":
        return False
    shows = cell.metadata.get("hearfirst", {}).get("exercise")
    return shows is None or not cell.source.lstrip().startswith("wb.show(")


def _computes(cell: NotebookNode) -> bool:
    if cell.id.startswith("own-"):
        return True
    return bool(is_solution(cell)) and compute_checksum(cell) != cell.metadata.nbgrader.checksum


def _note_seed(folder: Path, scratch: Path) -> None:
    """Have the data that were drawn for this student drawn again."""
    if load_case(scratch).synthetic:
        seed = seed_for(AnswerLog(folder).read())
        AnswerLog(scratch).append(SEED_NOTE, seed, lang="en")


@contextmanager
def _scratch_copy(folder: Path) -> Iterator[Path]:
    """The submission's files without the notebook and the answer log, to be thrown away."""
    with tempfile.TemporaryDirectory(prefix="hearfirst-") as temporary:
        scratch = Path(temporary) / "work"
        ignore = shutil.ignore_patterns("*.ipynb", LOG_FILE, "submission_secret.txt")
        shutil.copytree(folder, scratch, ignore=ignore)
        for path in scratch.rglob("*"):
            path.chmod(path.stat().st_mode | 0o600)  # nbgrader leaves them read-only
        yield scratch
