"""The two widgets: they draw a model in the page and hand over what the reader gives.

Neither knows what an answer is worth. The scripts beside this module use no library and ask no
network for anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import anywidget
import traitlets

from workbooks.assets import read_asset
from workbooks.exercise import BaseExercise
from workbooks.replying import Replying
from workbooks.text import Lang
from workbooks.words import Forms, wording
from workbooks.writing import MOST_CHARACTERS, Writing


@cache
def script(*names: str) -> str:
    """Scripts joined into the one module that a widget loads."""
    return "\n".join(read_asset(f"scripts/{name}.js") for name in ("dom", *names))


class ExerciseWidget(anywidget.AnyWidget):  # type: ignore[misc]  # anywidget is untyped here
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

    _css = read_asset("style.css")

    exercise = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
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
        scripts = (*exercise.parts, exercise.script)
        super().__init__(
            _esm=script("practice", "frame", *scripts),
            exercise=_as_shown(exercise),
            words=_words_for(*scripts),
            place=place,
            lang=lang,
            status=status,
            others=dict(others or {}),
        )


class HeaderWidget(anywidget.AnyWidget):  # type: ignore[misc]
    """The head of a workbook: title, language switch, progress and notices.

    `chosen` tells whether the reader has chosen the language; `fresh`, that no page has shown this
    head yet; `kept_in`, in what kind of place answers are kept (`drive.Place`).
    """

    _esm = script("carry", "header")
    _css = read_asset("style.css")

    title = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    lang = traitlets.Unicode("en").tag(sync=True)
    slug = traitlets.Unicode().tag(sync=True)
    kept_in = traitlets.Unicode("disk").tag(sync=True)
    chosen = traitlets.Bool(False).tag(sync=True)
    fresh = traitlets.Bool(True).tag(sync=True)
    progress = traitlets.Dict().tag(sync=True)
    notices = traitlets.List().tag(sync=True)


def _as_shown(exercise: BaseExercise) -> dict[str, object]:
    shown = exercise.model_dump(mode="json", exclude={"rubric", "sources", "situation", "coach"})
    if isinstance(exercise, Writing):
        shown["most_characters"] = MOST_CHARACTERS
    if isinstance(exercise, Replying):
        shown["coached"] = exercise.is_coached
    return {**shown, "by_hand": exercise.marked == "hand"}


@cache
def _words_for(*names: str) -> dict[str, dict[str, str | Forms]]:
    prefixes = ("frame.", "step.", "score.is-", *(f"{name}." for name in names))
    return {
        lang: {name: text for name, text in words.items() if name.startswith(prefixes)}
        for lang, words in wording().items()
    }
