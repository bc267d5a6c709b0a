"""Run the code of a submission in the sandbox, and clean what comes back."""

from __future__ import annotations

import atexit
import base64
import binascii
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, Final

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import Execute
from nbgrader.utils import compute_checksum, is_solution
from pydantic import ValidationError
from traitlets import Bool, Float, Integer

from grading.exhibits import exhibit_in
from grading.mark import seed_for
from grading.notice import add_notices
from grading.safe_html import safe_html
from grading.sandbox import Limits, Ran, Sandbox
from grading.submission import files_in
from grading.words import say
from workbooks.answers import ANSWER_MIME, LOG_FILE, log_line, read_log
from workbooks.case import CASE_FILE, Case
from workbooks.kept import SEED_NOTE

KEPT_TYPES: Final = frozenset({ANSWER_MIME, "text/plain", "text/html", "image/png", "image/jpeg"})
MOST_OUTPUTS: Final = 50
DEEPEST: Final = 20
OUR_KERNELS: Final = frozenset({"", "python", "python3"})
_PICTURES: Final = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
_NEVER_HANDED_ON: Final = frozenset({LOG_FILE, "submission_secret.txt"})

Runner = Callable[[list[str], Mapping[str, bytes]], Ran]


class RunCode(Execute):  # type: ignore[misc]  # nbgrader ships no types
    """Runs the cells that compute something, in the sandbox, beside the submission's other files.

    Cells that only show an exercise or an exhibit are not run: answers are in the answer log, and
    exhibits are drawn when the answers are marked. Where the student wrote no code there is nothing
    to run, and no process is started. Code that hangs, crashes or takes too much ends the run, not
    the grading. `Execute.timeout` is the limit of a cell. A notebook for another kernel is run by
    nbgrader, without a sandbox, if `unsafe`.
    """

    total_seconds = Float(60, help="Seconds for all cells of a submission.").tag(config=True)
    memory_mb = Integer(1024, help="Memory for a submission, in MiB.").tag(config=True)
    unsafe = Bool(False, help="Run code that cannot be confined.").tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: Any, **kwargs: Any
    ) -> tuple[NotebookNode, Any]:
        """Fill in the outputs of the cells that were run."""
        kernel = str(nb.metadata.get("kernelspec", {}).get("name", ""))
        if kernel not in OUR_KERNELS:
            if not self.unsafe:
                raise OtherKernel(
                    f"The notebook is for the kernel “{kernel}”, which no sandbox confines: its "
                    "code was NOT run. Set c.RunCode.unsafe = True in nbgrader_config.py if you "
                    "trust whoever wrote it, or are on a machine that may be harmed."
                )
            nb, resources = super().preprocess(nb, resources, **kwargs)
            for cell in filter(_is_code, nb.cells):
                cell.outputs = clean_outputs(cell.outputs)
            return nb, resources
        files = files_in(Path(resources["metadata"]["path"]))
        run_notebook_code(nb, files, self._run)
        return nb, resources

    @property
    def limits(self) -> Limits:
        """What the course's settings let a submission use."""
        cell_seconds = self.timeout if self.timeout and self.timeout > 0 else self.total_seconds
        return Limits(
            cell_seconds=cell_seconds, seconds=self.total_seconds, memory_mb=self.memory_mb
        )

    def _run(self, sources: list[str], files: Mapping[str, bytes]) -> Ran:
        return shared_sandbox(unsafe=self.unsafe).run(sources, files, limits=self.limits)


class OtherKernel(Exception):
    """A notebook is for a kernel that the sandbox does not have."""


@lru_cache(maxsize=2)
def shared_sandbox(*, unsafe: bool = False) -> Sandbox:
    """The sandbox of this process, warm from its first use to the process' end."""
    sandbox = Sandbox(unsafe=unsafe)
    atexit.register(sandbox.close)
    return sandbox


def run_notebook_code(
    notebook: NotebookNode, files: Mapping[str, bytes], run: Sandbox | Runner
) -> Ran | None:
    """Run what a submission computes, and put outputs and notices into its notebook.

    `files` are those of the submission, by their paths within it; the answer log among them is
    read for the seed of the student's own data, and not handed on. In a notebook that is no
    workbook of ours every code cell is run, and one that did not come to its end is marked as
    failed, for nbgrader gives a test cell without an error all its points. Returns None if there
    was nothing to run.
    """
    ours = "hearfirst" in notebook.metadata
    cells = [cell for cell in notebook.cells if (is_run if ours else _is_code)(cell)]
    if not (any(map(_computes, cells)) if ours else cells):
        return None
    handed_on = {name: data for name, data in files.items() if _is_handed_on(name)}
    if ours:
        handed_on |= _seed_note(files)
    run = run.run if isinstance(run, Sandbox) else run
    ran = run([cell.source for cell in cells], handed_on)
    for place, (cell, done) in enumerate(zip(cells, ran.cells, strict=True)):
        cell.outputs = clean_outputs([NotebookNode(each) for each in done.outputs])
        cell.execution_count = done.execution_count
        if place == ran.at or not (done.ran or ours):
            cell.outputs.append(_stop_sign(str(ran.stopped), here=place == ran.at))
    if ours:
        add_notices(notebook, ran.notices)
    return ran


def _is_handed_on(name: str) -> bool:
    return not name.endswith(".ipynb") and PurePosixPath(name).name not in _NEVER_HANDED_ON


def _stop_sign(reason: str, *, here: bool) -> NotebookNode:
    texts = [say(f"notice.code-{reason}", lang) for lang in ("en", "zh")]
    name = _STOPS[reason] if here else "NotRun"
    return new_output("error", ename=name, evalue=" · ".join(texts), traceback=texts)


_STOPS: Final = {
    "time": "TimeLimit",
    "memory": "MemoryLimit",
    "crash": "Crash",
    "output": "OutputLimit",
    "files": "FileLimit",
}


def clean_outputs(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Outputs of known types only, HTML sanitised: another person's browser will show them."""
    cleaned = []
    for output in outputs[:MOST_OUTPUTS]:
        if "data" in output:
            data = {name: each for name, each in output.data.items() if _is_kept(name, each)}
            if "text/html" in data:
                data["text/html"] = safe_html(data["text/html"])
            output.data = NotebookNode(data)
            output.metadata = NotebookNode()
        cleaned.append(output)
    return cleaned


def _is_kept(name: str, data: Any) -> bool:
    if name == ANSWER_MIME:
        return not _is_deeper(data, DEEPEST)
    if name not in KEPT_TYPES or not isinstance(data, str):
        return False
    return name not in _PICTURES or _begins(data, _PICTURES[name])


def _is_deeper(data: Any, most: int) -> bool:
    """Whether lists and objects are nested further; no answer is, and readers would give up."""
    inside = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return most < 0 or any(_is_deeper(each, most - 1) for each in inside)


def _begins(picture: str, with_: bytes) -> bool:
    """Whether a text is a picture in base64, and no piece of HTML."""
    try:
        return base64.b64decode("".join(picture.split()), validate=True).startswith(with_)
    except (binascii.Error, ValueError):
        return False


def _is_code(cell: NotebookNode) -> bool:
    return bool(cell.cell_type == "code" and cell.source.strip())


def is_run(cell: NotebookNode) -> bool:
    """Whether a cell of a workbook is run: one that only shows something computes nothing."""
    if cell["cell_type"] != "code" or cell["id"] == "check" or exhibit_in(cell):
        return False
    shows = cell["metadata"].get("hearfirst", {}).get("exercise")
    return shows is None or not cell["source"].lstrip().startswith("wb.show(")


def _computes(cell: NotebookNode) -> bool:
    if cell["id"].startswith("own-") or cell["source"].startswith("wb.exhibit("):
        return True  # an exhibit with something beside it: only running the cell shows both
    return bool(is_solution(cell)) and compute_checksum(cell) != cell.metadata.nbgrader.checksum


def _seed_note(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Have what was drawn for this student drawn again: a log of nothing but the seed."""
    if not _is_drawn(files.get(CASE_FILE, b"")):
        return {}
    seed = seed_for(read_log(files.get(LOG_FILE)))
    return {LOG_FILE: log_line(SEED_NOTE, seed, lang="en")}


@lru_cache(maxsize=4)  # a class hands in the same case
def _is_drawn(case_file: bytes) -> bool:
    """Whether anything of a case is another for each student."""
    try:
        case = Case.model_validate_json(case_file)
    except ValidationError:
        return False  # the workbook will not open either, and says so
    return bool(case.synthetic or case.variants)
