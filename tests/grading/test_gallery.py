"""The gallery, which several hands add to at the same place, stays a sound course."""

from __future__ import annotations

import json

import pytest

from grading.check import check_cases
from grading.course import Course
from tests.gallery import GALLERY
from tests.scoring import score_answer
from workbooks.text import LANGS, Lang


def test_the_gallery_is_sound() -> None:
    """Its case, keys and master have nothing wrong with them, and every exercise is shown once."""
    ((keyed, notebook),) = check_cases(Course(GALLERY), ["gallery"])
    shown = [cell.metadata.get("hearfirst", {}).get("exercise") for cell in notebook.cells]
    assert {each.id for each in keyed.case.exercises} <= set(shown)


@pytest.mark.parametrize("lang", LANGS)
def test_what_would_be_shown_as_right_is(lang: Lang) -> None:
    """The good answer of every exercise that has one and is scored earns full marks."""
    ((keyed, _),) = check_cases(Course(GALLERY), ["gallery"])
    tried = 0
    for exercise in keyed.case.exercises:
        model = keyed.keys[exercise.id].model(exercise, lang)
        if model is None or exercise.marked == "hand":
            continue
        raw = json.loads(json.dumps(model))
        assert score_answer(keyed, exercise, raw).points == exercise.points, exercise.id
        tried += 1
    assert tried > 5
