"""The sandbox: what comes out of it, what it ends, and that it outlives what happens to it."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from grading.sandbox import Limits, Sandbox
from tests.conftest import REPOSITORY, environment

LIMITS = Limits(cell_seconds=2, seconds=8, memory_mb=256, files_mb=8, output_mb=1)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """One sandbox for this module."""
    with Sandbox(LIMITS) as sandbox:
        yield sandbox


CELLS = (
    "1 + 1",
    "x = 2; x;",
    "import sys\nprint('out')\nprint('err', file=sys.stderr)\nprint('out again')",
    "import pandas as pd\nframe = pd.DataFrame({'a': [1, 2], 'b': ['x', '客户']})\nframe",
    "frame['a'].plot.bar(title='left')",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\nprint('after')\nplt.plot([2]);",
    "from IPython.display import HTML, display, clear_output\n"
    "shown = display(HTML('<b>one</b>'), display_id=True)",
    "shown.update(HTML('<b>two</b>'))\nprint('updated')",
    "print('gone')\nclear_output()\nprint('kept')",
    "print('gone')\nclear_output(wait=True)\nprint('kept')",
    "display({'application/vnd.hearfirst.answer+json': {'answer': [1, None]}}, raw=True)",
    "raise ValueError('客户')",
    "1 +",
    "import asyncio\nawait asyncio.sleep(0)\n'awaited'",
    "%matplotlib inline\nimport ipywidgets\nipywidgets.IntSlider()",
    "_ = 1\n__name__, _10, Out[1]",
)


def _shape(outputs: list[Any]) -> list[Any]:
    """What must be the same: not numbers of objects, paths or the look of a traceback."""
    shapes: list[Any] = []
    texts: dict[str, str] = {}
    for output in outputs:
        match output["output_type"]:
            case "stream":  # a kernel sends each of the two when its time has come
                texts[output["name"]] = texts.get(output["name"], "") + output["text"]
            case "error":
                shapes.append(["error", output["ename"], output["evalue"].split("(")[0]])
            case kind:
                data = {
                    name: each
                    for name, each in output["data"].items()
                    if name != "image/png" and "widget" not in name
                }
                names = sorted(output["data"])
                shapes.append([kind, names, data, output.get("execution_count")])
    return [*shapes, texts]


def test_outputs_are_those_of_a_kernel(sandbox: Sandbox, tmp_path: Path) -> None:
    """Cell for cell, the sandbox puts out what ipykernel does: types, texts, numbers, order."""
    notebook = new_notebook(cells=[new_code_cell(each) for each in CELLS])
    resources = {"metadata": {"path": str(tmp_path)}}
    client = NotebookClient(notebook, allow_errors=True, resources=resources, kernel_name="python3")
    client.execute(env=environment())
    ran = sandbox.run(CELLS, {})
    assert ran.stopped is None
    for source, by_kernel, ours in zip(CELLS, notebook.cells, ran.cells, strict=True):
        assert _shape(list(ours.outputs)) == _shape(by_kernel.outputs), source
        assert ours.execution_count == by_kernel.execution_count


def test_pictures_are_pictures(sandbox: Sandbox) -> None:
    """A figure comes out as PNG, drawn with the font that has Chinese, and without a warning."""
    (cell,) = sandbox.run(["import pandas as pd\npd.Series([1]).plot(title='客户');"], {}).cells
    (output,) = cell.outputs
    assert output["data"]["image/png"].startswith("iVBORw0KGgo")


def test_cells_before_a_crash_keep_their_results(sandbox: Sandbox) -> None:
    """A crash costs the cell it is in and those behind it."""
    ran = sandbox.run(["print('one')", "import os; os._exit(0)", "print('three')"], {})
    assert (ran.stopped, ran.at) == ("crash", 1)
    assert [cell.ran for cell in ran.cells] == [True, False, False]
    assert ran.cells[0].outputs[0]["text"] == "one\n"
    assert ran.notices == ("code-crash",)


def test_an_interrupted_cell_is_not_the_end(sandbox: Sandbox) -> None:
    """A cell that is interrupted at its limit fails; the next one runs, with what was computed."""
    ran = sandbox.run(["x = 1\nwhile True:\n    pass", "x"], {})
    assert ran.stopped is None
    assert ran.notices == ("code-time",)
    assert ran.cells[0].outputs[0]["ename"] == "KeyboardInterrupt"
    assert ran.cells[1].outputs[0]["data"]["text/plain"] == "1"


def test_many_cells_share_one_clock(sandbox: Sandbox) -> None:
    """Cells that each keep to their limit are ended where together they do not."""
    cells = ["import time; time.sleep(1)"] * 5
    limits = Limits(cell_seconds=2, seconds=2.5)
    ran = sandbox.run(cells, {}, limits=limits)
    assert ran.stopped == "time"
    assert ran.at in (1, 2)


def test_each_run_starts_afresh(sandbox: Sandbox) -> None:
    """Nothing is left of the one before: no name, no file, no patch, no random numbers."""
    first = sandbox.run(
        [
            "import builtins, numpy, random\nbuiltins.evil = evil_name = 1\nopen('f', 'w')",
            "random.random(), numpy.random.rand()",
        ],
        {},
    )
    second = sandbox.run(
        [
            "import builtins, numpy, os, random\n"
            "hasattr(builtins, 'evil'), os.listdir(), 'evil_name' in dir()",
            "random.random(), numpy.random.rand()",
        ],
        {},
    )
    shown = second.cells[0].outputs[0]["data"]["text/plain"]
    assert shown == "(False, [], False)"
    assert first.cells[1].outputs != second.cells[1].outputs


def test_files_are_there_and_stay_there(sandbox: Sandbox) -> None:
    """The cells see the submission's files, in their folders, and can write beside them."""
    files = {"data/客户.csv": b"a\n1\n", "own.py": b"value = 5"}
    code = [
        "import pandas as pd\npd.read_csv('data/客户.csv').to_csv('data/out.csv')\n"
        "import own, os\nown.value, sorted(os.listdir('data'))"
    ]
    (cell,) = sandbox.run(code, files).cells
    assert cell.outputs[0]["data"]["text/plain"] == "(5, ['out.csv', '客户.csv'])"


@pytest.mark.parametrize("name", ["/etc/passwd", "../up", "a/../../up"])
def test_a_file_outside_is_refused(sandbox: Sandbox, name: str) -> None:
    """A caller that hands on a traversing name is told."""
    with pytest.raises(ValueError, match="outside the folder"):
        sandbox.run(["1"], {name: b""})


def test_nothing_of_the_grader_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """The grader, nbgrader, the course and the environment are out of the cells' sight."""
    code = ["import os, sys\nprint(dict(os.environ), sys.argv, sys.path)", "import grading.keys"]
    with monkeypatch.context() as patch:
        patch.setenv("HEARFIRST_SECRET", "canary-secret")
        with Sandbox(LIMITS) as fresh:
            ran = fresh.run(code, {})
    assert "canary-secret" not in str(ran.cells[0].outputs)
    assert repr(str(REPOSITORY)) not in str(ran.cells[0].outputs)
    assert ran.cells[1].outputs[0]["ename"] == "ModuleNotFoundError"


def test_a_process_that_was_ended_is_started_again(sandbox: Sandbox) -> None:
    """Somebody ends the warm process: the next submission is run all the same."""
    sandbox.active_layers()
    assert sandbox._process is not None
    sandbox._process.kill()
    assert sandbox.run(["1"], {}).stopped is None


FOR_EVER = f"""
import sys
sys.path.insert(0, {str(REPOSITORY)!r})
from grading.sandbox import Sandbox
sandbox = Sandbox()
sandbox.active_layers()
print(sandbox._process.pid, flush=True)
sandbox.run(["print('x', flush=True)\\nwhile True: pass"], dict())
"""


def test_all_ends_with_the_grader() -> None:
    """Where the grader is killed, its warm process and the code in it end by themselves."""
    grader = subprocess.Popen(
        [sys.executable, "-c", FOR_EVER], stdout=subprocess.PIPE, env=environment(), text=True
    )
    assert grader.stdout is not None
    warm = int(grader.stdout.readline())
    ends = [os.pidfd_open(each) for each in (warm, *_children(warm))]
    grader.send_signal(signal.SIGKILL)
    grader.communicate()
    for end in ends:
        assert select.select([end], [], [], 30)[0], "a process outlived the grader"
        os.close(end)


def _children(parent: int) -> list[int]:
    """All processes beneath one."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text("utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            child = int(path.parent.name)
            found += [child, *_children(child)]
    return found
