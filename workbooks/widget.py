"""The widgets: they draw a model in the page and hand over what the reader gives.

None knows what an answer is worth. The scripts beside this module use no library and ask no
network for anything.

What all widgets draw with (scripts, style, wording) goes to the page once, in a widget of its own.
Were it in each of them, a workbook would weigh 1.5 MB instead of 0.4, at each run and each reload.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import anywidget
import traitlets

from workbooks.assets import read_asset
from workbooks.exercise import BaseExercise
from workbooks.replying import Replying
from workbooks.text import Lang
from workbooks.words import wording
from workbooks.writing import MOST_CHARACTERS, Writing


class DrawingWidget(anywidget.AnyWidget):  # type: ignore[misc]  # anywidget is untyped here
    """What all others draw with: every script by its name, the style, and all wording."""

    _esm = "export default {};"

    scripts = traitlets.Dict().tag(sync=True)
    style = traitlets.Unicode().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)


@cache
def drawing() -> DrawingWidget:
    """The one of this kernel. A page has to know it before it is shown a widget that uses it."""
    names = (each.name for each in (files("workbooks") / "scripts").iterdir())
    scripts = {each.removesuffix(".js"): read_asset(f"scripts/{each}") for each in sorted(names)}
    scripts.pop("drawn")
    return DrawingWidget(scripts=scripts, style=read_asset("style.css"), words=wording())


class DrawnWidget(anywidget.AnyWidget):  # type: ignore[misc]
    """A widget drawn by `scripts`, joined in their order into the module that the page loads."""

    _esm = read_asset("scripts/drawn.js")

    drawing = traitlets.Unicode().tag(sync=True)
    scripts = traitlets.List().tag(sync=True)

    def __init__(self, *scripts: str, **traits: object) -> None:
        super().__init__(drawing=drawing().model_id, scripts=["dom", *scripts], **traits)


class ExerciseWidget(DrawnWidget):
    """One exercise in the page.

    `place` names the workbook's folder to the browser, `kept_in` tells what kind of place it is
    (`drive.Place`).

    `given` is what the page last handed over (`seq`, `answer`); `status` is what became of it:
    `state` (`saved`, `failed` or nothing), the `seq` it speaks of, and the `answer` on disk.
    `verdict` is what was said of the answer that was last checked (`practice.verdict_on`).
    `marked` holds the marks that the reader last gave to a text of their own (`seq`, `shares`).
    `alone` tells that nobody else will mark it. `others` holds the answers, by id, of other
    exercises beside which this one is drawn, and `coaching` what is told of the replies in the
    answer (`coaching.coach`).
    """

    exercise = traitlets.Dict().tag(sync=True)
    place = traitlets.Unicode().tag(sync=True)
    kept_in = traitlets.Unicode("disk").tag(sync=True)
    lang = traitlets.Unicode("en").tag(sync=True)
    given = traitlets.Dict().tag(sync=True)
    status = traitlets.Dict().tag(sync=True)
    verdict = traitlets.Dict().tag(sync=True)
    marked = traitlets.Dict().tag(sync=True)
    alone = traitlets.Bool(False).tag(sync=True)
    others = traitlets.Dict().tag(sync=True)
    coaching = traitlets.List().tag(sync=True)

    def __init__(
        self,
        exercise: BaseExercise,
        *,
        place: str,
        lang: Lang,
        status: dict[str, object],
        others: Mapping[str, object] | None = None,
    ):
        super().__init__(
            *("practice", "frame", *exercise.parts, exercise.script),
            exercise=_as_shown(exercise),
            place=place,
            lang=lang,
            status=status,
            others=dict(others or {}),
        )


class HeaderWidget(DrawnWidget):
    """The head of a workbook: title, language switch, progress and notices.

    `chosen` tells whether the reader has chosen the language; `fresh`, that no page has shown this
    head yet; `kept_in`, in what kind of place answers are kept (`drive.Place`).
    """

    title = traitlets.Dict().tag(sync=True)
    lang = traitlets.Unicode("en").tag(sync=True)
    slug = traitlets.Unicode().tag(sync=True)
    kept_in = traitlets.Unicode("disk").tag(sync=True)
    chosen = traitlets.Bool(False).tag(sync=True)
    fresh = traitlets.Bool(True).tag(sync=True)
    progress = traitlets.Dict().tag(sync=True)
    notices = traitlets.List().tag(sync=True)

    def __init__(self, **traits: object) -> None:
        super().__init__("carry", "header", **traits)


def _as_shown(exercise: BaseExercise) -> dict[str, object]:
    shown = exercise.model_dump(mode="json", exclude={"rubric", "sources", "situation", "coach"})
    if isinstance(exercise, Writing):
        shown["most_characters"] = MOST_CHARACTERS
    if isinstance(exercise, Replying):
        shown["coached"] = exercise.is_coached
    return {**shown, "by_hand": exercise.marked == "hand"}
