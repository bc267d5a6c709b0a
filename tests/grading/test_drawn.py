"""Cases that are another for each student, and banks of practice: what holds, what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.grading.small import SLUG, changed, place_of, problems_in, write_course
from tests.grading.small_variants import CASE, KEYS, read_varied
from workbooks.scoring import ChoiceKey
from workbooks.variants import picks_for, placeholders, samples

CODES = {"HF123", "HF124", "HF125", "HF126", "HF129"}


def test_each_student_meets_one_customer_throughout(tmp_path: Path) -> None:
    """Case and key speak of the same customer, in both languages, and no placeholder is left."""
    keyed = read_varied(tmp_path)
    met = set()
    for seed in range(40):
        own = keyed.for_seed(seed)
        prompt, key = own.case.exercise("one").prompt, own.keys["again"]
        assert isinstance(key, ChoiceKey)
        name = prompt.en.removeprefix("What does ").split(" want")[0]
        met.add((name, prompt.en.rsplit(" ", 1)[1]))
        assert key.feedback["right"].en == f"Yes for {name}"
        assert prompt.zh.startswith({"Bob": "鲍勃", "Cleo": "克莉", "Dov": "多夫"}[name])
        assert not list(placeholders(own.case.model_dump(mode="json")))
    assert len(met) == 6  # three customers, two shops


def test_the_draw_is_the_same_on_every_machine(tmp_path: Path) -> None:
    """A seed on file stands for the same variants next year: as it did at first."""
    variants = read_varied(tmp_path).case.variants
    drawn = [picks_for(variants, seed) for seed in (0, 1, 2, 11)]
    assert drawn == [(2, 1), (0, 1), (2, 1), (1, 1)]


def test_the_samples_have_every_word_in_one_of_them(tmp_path: Path) -> None:
    """What is checked before release is every option of every slot."""
    drawn = list(samples(read_varied(tmp_path).case.variants))
    assert {one for one, _ in drawn} == {0, 1, 2}
    assert {other for _, other in drawn} == {0, 1}


@pytest.mark.parametrize(
    ("code", "old", "new", "says"),
    [
        ("HF125", "want at the {{shop.name}}?", "want at the {{shop.street}}?", "“shop.street”"),
        ("HF125", "      wish: {en: rice, zh: 米}\n", "", "“customer.wish”"),
        ("HF126", "{en: One, zh: 一}", "{en: '{{shop.name}}', zh: '{{shop.name}}'}", "a title"),
        ("HF126", "{en: Warm, zh: 暖}", "{en: '{{shop.name}}', zh: '{{shop.name}}'}", "a rubric"),
        ("HF126", "{en: Compute, zh: 计算}", "{en: '{{shop.name}}', zh: '{{shop.name}}'}", "code"),
        ("HF124", "    feedback: immediate\n", "", "“again” stands in the bank"),
        ("HF129", "bank:\n", "rounds: [2, 1]\nbank:\n", "name each week once, in their order"),
        ("HF106", "- id: again", "- id: one", "“one” is used twice"),
    ],
)
def test_what_cannot_be(tmp_path: Path, code: str, old: str, new: str, says: str) -> None:
    """A word that no variant has, or one that differs where the same thing stands for all."""
    base = changed(CASE, "{en: Tick, zh: 勾}", "{en: '{{customer.wish}}', zh: '{{customer.wish}}'}")
    case = changed(base, old, new)
    keys = KEYS.replace("exercise: again", "exercise: one") if code == "HF106" else KEYS
    told = problems_in(write_course(tmp_path, case=case, keys=keys))
    assert {each.code for each in told} == {code}, told
    assert any(says in each.message for each in told), told


def test_a_bank_needs_keys_like_everything_else(tmp_path: Path) -> None:
    """An item without a key is told before anybody can draw it."""
    keys = KEYS.split("  - exercise: again")[0]
    (told,) = problems_in(write_course(tmp_path, case=CASE, keys=keys))
    assert (told.code, "“again”" in told.message) == ("HF202", True), told


def test_a_text_that_stands_in_the_notebook_has_no_variants(tmp_path: Path) -> None:
    """The master is the same for all: a placeholder in it is told with its line."""
    from grading.master import read_master
    from grading.problem import CourseProblems

    keyed = read_varied(tmp_path)
    master = tmp_path / "source" / SLUG / f"{SLUG}.md"
    text = master.read_text("utf-8")
    master.write_text(changed(text, ":::{en}\n", ":::{en}\n{{customer.name}} is here. "), "utf-8")
    with pytest.raises(CourseProblems) as refused:
        read_master(master, keyed.case)
    (told,) = refused.value.problems
    assert told.code == "HF126"
    assert "wb.exhibit" in told.message
    assert told.line == place_of(master.read_text("utf-8"), ":::{en}")[0]


def test_an_unlisted_topic_is_told(tmp_path: Path) -> None:
    """Exercises, banks and masters may name only what the course has."""
    from grading.check import check_cases
    from grading.problem import CourseProblems

    course = write_course(tmp_path, case=CASE, keys=KEYS)
    course.topics_file.write_text(
        "topics:\n  A7.3.5: {area: empathy, name: {en: Perspectives, zh: 换位}}\n", "utf-8"
    )
    with pytest.raises(CourseProblems) as refused:
        check_cases(course, [SLUG])
    (told,) = refused.value.problems
    assert (told.code, "“A7.3.4”" in told.message) == ("HF123", True)
    assert told.line == place_of(CASE, "topics: [A7.3.4]")[0]
