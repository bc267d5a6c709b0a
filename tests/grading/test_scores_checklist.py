"""What a checklist earns: what was answered, whatever the answers are."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.course import Course
from grading.read import KeyedCase, read_keyed_case
from tests.gallery import GALLERY
from tests.scoring import score_answer
from tests.workbooks.test_kinds import anything

KEYED: KeyedCase = read_keyed_case(Course(GALLERY), "gallery")
CHECKLIST: Any = KEYED.case.exercise("a-checklist")
STATEMENTS = [each.id for each in CHECKLIST.statements]


@given(raw=st.dictionaries(st.sampled_from(STATEMENTS), st.sampled_from(["yes", "no", "unseen"])))
def test_a_checklist_earns_what_was_answered(raw: dict[str, str]) -> None:
    """Each statement answered earns its share, whatever the answer; what is open is told."""
    score = score_answer(KEYED, CHECKLIST, raw or None)
    assert score.points == pytest.approx(2 * len(raw) / 3, abs=0.005)
    if raw:
        said = [reason.text.en for reason in score.reasons]
        whole = len(raw) == len(STATEMENTS)
        assert said == ["All observed." if whole else "Some statements are still open."]


@given(raw=anything | st.dictionaries(st.sampled_from([*STATEMENTS, "x"]), anything))
def test_any_json_is_a_scored_checklist(raw: object) -> None:
    """Whatever was handed in as a checklist gets points in range, and nothing raises."""
    score = score_answer(KEYED, CHECKLIST, raw)
    assert score.points is not None
    assert 0 <= score.points <= 2
