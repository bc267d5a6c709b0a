"""Build JupyterLite: the notebook pages, Chinese among their languages, our workbooks as files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

from grading.site.compiled import COMPILED
from grading.site.sources import SiteProblem, read_sources

PYODIDE: Final = "static/pyodide"
_KERNEL_WHEELS: Final = (
    "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/static/pypi"
)
_KERNELSPEC: Final = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}
_OPEN: Final = "open_workbook()"
_APPS: Final = ("notebooks", "tree")


def kernel_wheels(python: Path) -> Path:
    """The folder of the wheels that JupyterLite's kernel brings along."""
    return python.parent.parent / _KERNEL_WHEELS


def prepare_lite(folder: Path) -> None:
    """Write what JupyterLite reads beside the workbooks: its configuration and settings."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "jupyter-lite.json", _configuration())
    settings = {
        "@jupyterlab/apputils-extension:notification": {
            "fetchNews": "false",
            "checkForUpdates": False,
        },
        # or whatever is long, an exercise or a learner's page, is shown through a slit
        "@jupyter-notebook/notebook-extension:scroll-output": {"autoScrollOutputs": False},
    }
    _write(folder / "overrides.json", settings)


def prepare_notebooks(folder: Path) -> None:
    """Make the notebooks ready for the browser.

    Each names the browser's Python, as otherwise a dialogue asks which to take. A workbook names
    itself, for without a drive it cannot be found by its folder. Raises `SiteProblem`.
    """
    for path in folder.rglob("*.ipynb"):
        notebook = json.loads(path.read_text("utf-8"))
        notebook["metadata"]["kernelspec"] = dict(_KERNELSPEC)
        if slug := notebook["metadata"].get("hearfirst", {}).get("case"):
            _prepare_workbook(notebook, slug)
        path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _prepare_workbook(notebook: dict[str, Any], slug: str) -> None:
    first = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    source = "".join(first["source"])
    if _OPEN not in source:
        raise SiteProblem(f"The first cell of code in “{slug}” does not open it with `{_OPEN}`.")
    first["source"] = source.replace(_OPEN, f'open_workbook(case="{slug}")')


def build_lite(python: Path, lite: Path, contents: Path, output: Path) -> None:
    """Build JupyterLite from the folder `lite` into `output`, with `contents` as its files."""
    apps = [f"--apps={each}" for each in _APPS]
    command = [
        *(str(python), "-m", "jupyterlite_core", "build", "--no-sourcemaps"),
        *("--no-unused-shared-packages", f"--lite-dir={lite}", f"--contents={contents}"),
        *(f"--output-dir={output}", *apps),
    ]
    env = {name: each for name, each in os.environ.items() if not name.startswith("JUPYTER")}
    env = {**env, "PYTHONPATH": "", "JUPYTER_NO_CONFIG": "1"}
    done = subprocess.run(  # noqa: S603  # the site's own interpreter
        command, cwd=lite, env=env, capture_output=True, text=True, check=False
    )
    said = done.stdout + done.stderr
    if done.returncode:
        raise SiteProblem(f"JupyterLite could not be built. It said:\n{said[-3000:]}")
    if not list(output.rglob("zh_CN.json")):
        raise SiteProblem(
            f"JupyterLite was built without Chinese. Delete its environment "
            f"({python.parent.parent}) and build again. It said:\n{said[-1500:]}"
        )


def _configuration() -> dict[str, Any]:
    kernel = {
        "pyodideUrl": f"./{PYODIDE}/pyodide.mjs",
        "disablePyPIFallback": True,
        "loadPyodideOptions": {
            "lockFileURL": f"./{PYODIDE}/pyodide-lock.json",
            "packages": [*read_sources().start.packages, COMPILED],
        },
    }
    return {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": "Hearfirst",
            "exposeAppInBrowser": True,  # the page in front runs all cells when Python is there
            "litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": kernel},
        },
    }


def _write(path: Path, data: Any) -> None:
    path.write_text(json.dumps(data, indent=1) + "\n", "utf-8")


def replace_folder(new: Path, old: Path) -> None:
    """Put `new` where `old` is; until then, the old one stays as it was."""
    aside = old.with_name(f"{old.name}.before")
    shutil.rmtree(aside, ignore_errors=True)
    if old.exists():
        old.rename(aside)
    new.rename(old)
    shutil.rmtree(aside, ignore_errors=True)
