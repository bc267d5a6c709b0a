"""The self-study release: the same workbooks for somebody who learns alone, keys and all.

It is another release than the course's, and lies in a folder of its own. In it every exercise can
be checked at once, so its `practice.json` files knowingly carry the key of every exercise. It is
never written to where a course hands things out from, and the course's `release/` is not touched.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader import preprocessors
from traitlets.config import Config

from grading.build import MATERIAL, load_settings
from grading.check import check_cases
from grading.course import Course
from grading.course_page import index, plan_of
from grading.master import KERNEL
from grading.read import KeyedCase
from workbooks.answers import LOG_FILE
from workbooks.case import CASE_FILE, Case
from workbooks.practice import PRACTICE_FILE
from workbooks.static import OWN_PAGE
from workbooks.text import HTML_LANG, LANGS
from workbooks.words import say

STAMP: Final = "self-study.json"
INDEX: Final = "index.ipynb"
FORMAT: Final = 1
HANDED_OUT: Final = ("release", "source", "cases", "exchange", "my-workbooks", "workbooks")
"""The folders of a course from which something goes to its students, or into the package."""

_STEPS: Final = (
    "IncludeHeaderFooter", "LockCells", "ClearSolutions", "ClearOutput", "ComputeChecksums",
    "ClearHiddenTests", "ClearMarkScheme", "ComputeChecksums", "CheckCellMetadata",
)  # fmt: skip
"""What `nbgrader generate_assignment` does to a notebook, but for its entry in the gradebook."""


class SelfStudyRefused(Exception):
    """The folder cannot be used, or nothing is left to build; the message says what to do."""


def build_self_study(
    folder: Path,
    slugs: Sequence[str] | None = None,
    without: Sequence[str] = (),
    *,
    course: Course | None = None,
) -> list[str]:
    """Build a self-study release in `folder` and return the workbooks in it, by name.

    They are those of `slugs` (all, if None) but for those in `without`, of the course in the
    current folder unless another is given. A self-study release that was there is replaced. Raises
    `SelfStudyRefused` if the folder must not be used or nothing is left, and `CourseProblems` if
    anything is wrong with a case; then nothing is changed.
    """
    course = course or Course(Path.cwd())
    names = _chosen(course, slugs, without)
    folder = folder.resolve()
    _refuse(folder, course)
    checked = check_cases(course, names)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as begun:
        made = Path(begun)
        settings = load_settings(course)
        for keyed, notebook in checked:
            _write_workbook(made / keyed.case.slug, course, keyed, _cleared(notebook, settings))
        _write_pages(made, course, {keyed.case.slug: keyed.case for keyed, _ in checked})
        _replace(folder, made)
    return names


def at_once(case: Case) -> Case:
    """The case in which every exercise can be checked as soon as the learner asks."""
    now = {"feedback": "immediate"}
    exercises = tuple(each.model_copy(update=now) for each in case.exercises)
    return case.model_copy(update={"exercises": exercises})


def keys_as_data(keyed: KeyedCase, course: Course) -> dict[str, Any]:
    """What `practice.json` holds in a self-study release: every key there is."""
    keys = [
        key.model_dump(mode="json")
        for name, key in keyed.keys.items()
        if name not in keyed.personal
    ]
    study: dict[str, Any] = {}
    if keyed.personal:
        path = course.reference_file(keyed.case.slug)
        study = {
            "personal": [dict(entry) for entry in keyed.personal.values()],
            "file": path.name,
            "functions": path.read_text("utf-8"),
        }
    return {"keys": keys, "self_study": study}


def own_page() -> NotebookNode:
    """The notebook on which a learner sees what they have done in all the workbooks."""
    title = " · ".join(say("page.title", lang) for lang in LANGS)
    told = "\n\n".join(
        f'<div class="hf-lang" lang="{HTML_LANG[lang]}">\n\n{say("page.about", lang)}\n\n</div>'
        for lang in LANGS
    )
    text = new_markdown_cell(f"# {title}\n\n{told}", id="page-text", metadata={"editable": False})
    code = new_code_cell(
        "from workbooks import my_page\n\nmy_page()",
        id="page",
        metadata={"editable": False, "jupyter": {"source_hidden": True}},
    )
    metadata = {"kernelspec": dict(KERNEL), "language_info": {"name": "python"}}
    return new_notebook(cells=[text, code], metadata=metadata)


def _chosen(course: Course, slugs: Sequence[str] | None, without: Sequence[str]) -> list[str]:
    known = course.slugs()
    for slug in (*(slugs or ()), *without):
        if slug not in known:
            raise SelfStudyRefused(
                f"There is no case “{slug}”. The cases are: {', '.join(known) or 'none'}."
            )
    names = [each for each in (known if slugs is None else slugs) if each not in without]
    if not names:
        raise SelfStudyRefused("No workbook is left to build: leave out fewer of them.")
    return list(dict.fromkeys(names))


def _refuse(folder: Path, course: Course) -> None:
    root = course.root.resolve()
    for name in HANDED_OUT:
        if folder.is_relative_to(root / name):
            raise SelfStudyRefused(
                f"{folder} lies in the course’s {name}/, from which things go to students, and a "
                "self-study release carries every key. Name another folder after --to."
            )
    if not folder.exists():
        return
    if not folder.is_dir():
        raise SelfStudyRefused(f"{folder} is a file. Name a folder after --to.")
    if any(folder.iterdir()) and _stamped(folder) is None:
        raise SelfStudyRefused(
            f"{folder} is not empty, and holds no self-study release that could be replaced. "
            "Name another folder after --to, or an empty one."
        )
    answered = sorted(folder.glob(f"*/{Path(LOG_FILE).stem}*.jsonl"))
    if answered:
        raise SelfStudyRefused(
            f"Somebody has worked in {folder}: {answered[0].relative_to(folder)} is there. Build "
            "into another folder; copy a learner’s answers.jsonl over afterwards."
        )


def _stamped(folder: Path) -> list[str] | None:
    """The workbooks of the self-study release in a folder; None if it holds none."""
    try:
        stamp = json.loads((folder / STAMP).read_bytes())
    except (OSError, ValueError):
        return None
    listed = stamp.get("workbooks") if isinstance(stamp, dict) else None
    whole = isinstance(listed, list) and all(isinstance(each, str) for each in listed)
    return listed if whole else None


def _cleared(notebook: NotebookNode, settings: Config) -> NotebookNode:
    """The notebook as students get it: the very cells of the course's release."""
    for name in _STEPS:
        step = getattr(preprocessors, name)(config=settings)
        notebook, _ = step.preprocess(notebook, {})
    return notebook


def _write_workbook(folder: Path, course: Course, keyed: KeyedCase, notebook: NotebookNode) -> None:
    folder.mkdir()
    slug = keyed.case.slug
    nbformat.write(notebook, folder / f"{slug}.ipynb")
    case = at_once(keyed.case).model_dump_json(indent=1, exclude_defaults=True)
    (folder / CASE_FILE).write_text(case + "\n", "utf-8")
    keys = json.dumps(keys_as_data(keyed, course), ensure_ascii=False, indent=1)
    (folder / PRACTICE_FILE).write_text(keys + "\n", "utf-8")
    for name in MATERIAL:
        material = course.case_file(slug).parent / name
        if material.is_dir():
            shutil.copytree(material, folder / name)


def _write_pages(folder: Path, course: Course, cases: dict[str, Case]) -> None:
    order = list(cases)
    if course.plan_file.is_file():
        plan = plan_of(course).only(cases)
        order = [each.slug for each in plan.listed]
        notebook = index(plan, cases)
        notebook.cells.append(new_markdown_cell(_to_own_page(), id="own-page"))
        nbformat.write(notebook, folder / INDEX)
    nbformat.write(own_page(), folder / OWN_PAGE)
    stamp = json.dumps({"format": FORMAT, "workbooks": order}, indent=1)
    (folder / STAMP).write_text(stamp + "\n", "utf-8")


def _to_own_page() -> str:
    return "\n\n".join(
        f'<div lang="{HTML_LANG[lang]}">\n\n{say("own.next", lang)} '
        f"[{say('own.page-link', lang)}]({OWN_PAGE})\n\n</div>"
        for lang in LANGS
    )


def _replace(folder: Path, made: Path) -> None:
    """Put what was made where the release before was; what is not ours stays."""
    for name in _ours(folder):
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    folder.mkdir(exist_ok=True)
    for path in made.iterdir():
        path.rename(folder / path.name)


def _ours(folder: Path) -> Iterator[str]:
    yield from _stamped(folder) or ()
    yield from (STAMP, INDEX, OWN_PAGE)


__all__ = ["STAMP", "SelfStudyRefused", "at_once", "build_self_study", "keys_as_data", "own_page"]
