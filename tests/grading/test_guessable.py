"""A right answer that can be told by its length alone is a mistake of the case."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.grading.small import CASE, changed, problems_in, write_course

LONG = "An answer that goes on for much longer than the others do"


@pytest.mark.parametrize(
    ("old", "new", "lang"),
    [
        ("{en: Yes1, zh: 是1}", f"{{en: {LONG}, zh: 是1}}", "en"),
        ("{en: Yes1, zh: 是1}", "{en: Yes1, zh: 这一项比别的选项都长得多了}", "zh"),
    ],
)
def test_the_one_long_option_gives_itself_away(
    tmp_path: Path, old: str, new: str, lang: str
) -> None:
    """A right option that is much the longest, in either language, is told with that language."""
    (told,) = problems_in(write_course(tmp_path, case=changed(CASE, old, new)))
    assert told.code == "HF212"
    assert f"In {lang}" in told.message


def test_a_long_wrong_option_hides_it(tmp_path: Path) -> None:
    """Where a wrong option is as long, nothing is said."""
    text = changed(CASE, "{en: Yes1, zh: 是1}", f"{{en: {LONG}, zh: 是1}}")
    text = changed(text, "{en: No1, zh: 否1}", f"{{en: {LONG} too, zh: 否1}}")
    assert problems_in(write_course(tmp_path, case=text)) == ()
