"""Asterisks that a reader would see are told; those that make emphasis or a footnote are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from grading.typed_marks import asterisks_shown
from tests.grading.small import CASE, MASTER, SLUG, changed, write_course

TITLE = ":::{{en}}\n{en}\n:::\n\n:::{{zh}}\n{zh}\n:::\n"


def told(root: Path, **files: str) -> list[str]:
    return [each.message for each in asterisks_shown(write_course(root, **files), SLUG)]


@pytest.mark.parametrize("prompt", ["Pick *that* one", "Pick **that** one", "Pick *a*"])
def test_emphasis_in_a_prompt_is_told(tmp_path: Path, prompt: str) -> None:
    case = changed(CASE, "en: Pick", f"en: '{prompt}'")
    (message,) = told(tmp_path, case=case)
    assert prompt.removeprefix("Pick ").removesuffix(" one") in message


@pytest.mark.parametrize(
    "prompt", ["Pick 2 * 3 * 4", "Quiet.* — *Measured at night.", "Pick * one"]
)
def test_a_footnote_or_a_product_is_left_alone(tmp_path: Path, prompt: str) -> None:
    assert told(tmp_path, case=changed(CASE, "en: Pick", f"en: '{prompt}'")) == []


def test_bold_that_does_not_close_is_told_in_the_master(tmp_path: Path) -> None:
    master = MASTER + TITLE.format(en="**To keep.** This.", zh="**记住这一句。**听的先说。")
    (message,) = told(tmp_path, master=master)
    assert "听的先说" in message


@pytest.mark.parametrize(
    "zh", ["**记住这一句**。听的先说。", "**记住这一句。** 听的", "`**句。**字`"]
)
def test_bold_that_closes_and_code_are_left_alone(tmp_path: Path, zh: str) -> None:
    assert told(tmp_path, master=MASTER + TITLE.format(en="**To keep.** This.", zh=zh)) == []
