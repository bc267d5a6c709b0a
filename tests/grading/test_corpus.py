"""The labelled replies and sentences are what they say: balanced, apart, and labelled by the rules.

Failures name ids, never texts: whoever tunes the scorer must not read the blind replies.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

Row = dict[str, Any]

CORPUS = Path(__file__).parents[2] / "grading" / "replies" / "corpus"
APPLIES = {
    "P1": (), "P2": (), "P3": (), "P4": ("culture",), "P5": ("transparent",), "P6": (),
    "P7": ("culture",), "P8": (), "P9": ("transparent",), "P10": ("transparent",),
}  # fmt: skip
"""The situations, and which of the two optional criteria each one raises."""
LANGUAGES = ("en", "zh")
SPLITS = ("train", "dev", "held-out")
"""What sentences have; replies have one more, which is read by nobody who works on the scorer."""
REPLY_SPLITS = (*SPLITS, "blind")
OF_SENTENCES = ("apology", "acknowledgement", "no_blame", "remedy", "feedback_request")
ALWAYS = ("apology", "acknowledgement", "heard_first", "no_blame", "remedy", "feedback_request")
OPTIONAL = ("transparent", "culture")
KINDS = {"full", "partial", "bad"}
TRICKS = {
    "stuffing", "negation", "sarcasm", "after_remedy", "quoted", "other_prompt", "injection",
    "empty", "wrong_language", "padding", "traditional", "fullwidth", "typo", "no_remedy",
    "polite_blame", "other_person", "conditional", "brushoff", "exaggeration", "fake_feedback",
    "code_mix",
}  # fmt: skip
WRITERS = {"l2", "long", "short"}
HAN = re.compile(r"[一-鿿]")
LATIN = re.compile(r"[A-Za-z0-9Ａ-Ｚａ-ｚ０-９'’]+")


def read(name: str) -> list[Row]:
    lines = (CORPUS / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


OPEN_REPLIES, HELD_REPLIES = read("replies.jsonl"), read("held-out-replies.jsonl")
BLIND_REPLIES = read("blind-replies.jsonl")
OPEN_SENTENCES, HELD_SENTENCES = read("sentences.jsonl"), read("held-out-sentences.jsonl")
REPLIES = OPEN_REPLIES + HELD_REPLIES + BLIND_REPLIES
SENTENCES = OPEN_SENTENCES + HELD_SENTENCES


def ids(rows: Iterable[Row]) -> list[str]:
    return [row["id"] for row in rows]


def tagged(*tags: str) -> list[Row]:
    return [row for row in REPLIES if set(tags) & set(row["tags"])]


def claims(row: Row, *criteria: str) -> bool:
    """Whether any of the criteria is labelled true."""
    return any(row["labels"][criterion] for criterion in criteria)


def length_in_words(text: str) -> float:
    """Words: 1.65 Chinese characters count as one."""
    return len(HAN.findall(text)) / 1.65 + len(LATIN.findall(text))


def total(row: Row) -> int:
    return sum(label is True for label in row["labels"].values())


def ranks(values: list[float]) -> list[float]:
    """Ranks from 0, with ties at their mean."""
    below = Counter(values)
    at, first = {}, 0
    for value in sorted(below):
        at[value] = first + (below[value] - 1) / 2
        first += below[value]
    return [at[value] for value in values]


def spearman(left: list[float], right: list[float]) -> float:
    x, y = ranks(left), ranks(right)
    mean = (len(x) - 1) / 2
    both = sum((a - mean) * (b - mean) for a, b in zip(x, y, strict=True))
    own = sum((a - mean) ** 2 for a in x) * sum((b - mean) ** 2 for b in y)
    return float(both / own**0.5)


def clauses(text: str) -> set[str]:
    """The clauses long enough to be somebody's own wording."""
    pieces = re.split(r"[.!?;:,。！？；：，~～]", text.lower())
    return {piece.strip() for piece in pieces if length_in_words(piece) >= 5}


def grams(text: str) -> set[str]:
    """Runs of five letters or characters, by which copies with small changes are found."""
    plain = re.sub(r"\W", "", text.lower())
    return {plain[at : at + 5] for at in range(len(plain) - 4)}


def test_replies_have_the_format_of_the_scoring_sets() -> None:
    """Each reply has exactly the published fields and a split; a label is a truth value or null."""
    for row in REPLIES:
        assert list(row) == ["id", "prompt", "lang", "text", "labels", "tags", "split"], row["id"]
        assert re.fullmatch(r"b\d{3}" if row["split"] == "blind" else r"r\d{3}", row["id"])
        assert row["prompt"] in APPLIES, row["id"]
        assert row["lang"] in LANGUAGES, row["id"]
        assert isinstance(row["text"], str), row["id"]
        assert tuple(row["labels"]) == ALWAYS + OPTIONAL, row["id"]
        assert all(isinstance(row["labels"][name], bool) for name in ALWAYS), row["id"]


def test_sentences_have_five_labels_and_one_line_of_text() -> None:
    """Each sentence has the five criteria that a sentence alone can meet, and is one line."""
    for row in SENTENCES:
        assert list(row) == ["id", "prompt", "lang", "text", "labels", "split"], row["id"]
        assert re.fullmatch(r"s\d{3}", row["id"])
        assert row["prompt"] in APPLIES, row["id"]
        assert tuple(row["labels"]) == OF_SENTENCES, row["id"]
        assert all(isinstance(label, bool) for label in row["labels"].values()), row["id"]
        assert row["text"].strip() == row["text"] != "", row["id"]
        assert "\n" not in row["text"], row["id"]


def test_ids_are_unique() -> None:
    """No id occurs twice in the five files."""
    assert [name for name, times in Counter(ids(REPLIES + SENTENCES)).items() if times > 1] == []


def test_held_out_and_blind_texts_lie_apart() -> None:
    """Nothing held out or blind is in a file that is read while tuning, nor the other way round."""
    assert {row["split"] for row in OPEN_REPLIES + OPEN_SENTENCES} == {"train", "dev"}
    assert {row["split"] for row in HELD_REPLIES + HELD_SENTENCES} == {"held-out"}
    assert {row["split"] for row in BLIND_REPLIES} == {"blind"}


@pytest.mark.parametrize(
    ("rows", "splits", "each"),
    [(REPLIES, REPLY_SPLITS, 4), (SENTENCES, SPLITS, 7)],
    ids=["reply", "sentence"],
)
def test_splits_are_equal_in_each_situation_and_language(
    rows: list[Row], splits: tuple[str, ...], each: int
) -> None:
    """Every situation has the same number of texts in both languages and all splits."""
    counted = Counter((row["prompt"], row["lang"], row["split"]) for row in rows)
    cells = [(prompt, lang, split) for prompt in APPLIES for lang in LANGUAGES for split in splits]
    assert counted == dict.fromkeys(cells, each)


@pytest.mark.parametrize("split", REPLY_SPLITS)
def test_every_tag_is_in_every_split(split: str) -> None:
    """No trick is met for the first time in held-out or blind replies, and none is missing."""
    rows = [row for row in REPLIES if row["split"] == split]
    assert {tag for row in rows for tag in row["tags"]} == {"adv", *KINDS, *TRICKS, *WRITERS}
    assert 0.4 <= sum("adv" in row["tags"] for row in rows) / len(rows) <= 0.5


def test_tags_go_together() -> None:
    """A trick is marked adversarial, and what is none has exactly one rough kind."""
    for row in REPLIES:
        tags = set(row["tags"])
        assert len(tags) == len(row["tags"]), row["id"]
        assert ("adv" in tags) == bool(tags & TRICKS), row["id"]
        assert len(tags & KINDS) <= 1, row["id"]
        assert "adv" in tags or len(tags & KINDS) == 1, row["id"]


def test_long_and_short_are_counted() -> None:
    """The two tags of length follow from the text."""
    for row in REPLIES:
        words = length_in_words(row["text"])
        assert ("long" in row["tags"]) == (words > 55.5), row["id"]
        assert ("short" in row["tags"]) == (words < 22), row["id"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("split", [*REPLY_SPLITS, "all"])
def test_length_says_nothing_about_quality(lang: str, split: str) -> None:
    """A scorer that sees only the length learns nothing from these replies."""
    rows = [row for row in REPLIES if row["lang"] == lang and split in ("all", row["split"])]
    totals = [float(total(row)) for row in rows]
    for length in (len, length_in_words):
        assert abs(spearman([float(length(row["text"])) for row in rows], totals)) <= 0.10


def test_no_reply_is_written_twice() -> None:
    """No clause is shared between two texts; nothing newer is a near copy of what is older."""
    first: dict[str, str] = {}
    for row in REPLIES + SENTENCES:
        for clause in clauses(row["text"]):
            assert first.setdefault(clause, row["id"]) == row["id"], (first[clause], row["id"])
    opened, held = OPEN_REPLIES + OPEN_SENTENCES, HELD_REPLIES + HELD_SENTENCES
    for newer, older in ((held, opened), (BLIND_REPLIES, opened + held)):
        known = [(row["id"], grams(row["text"])) for row in older]
        for row in newer:
            mine = grams(row["text"])
            for name, theirs in known:
                assert len(mine & theirs) <= 0.3 * len(mine | theirs), (row["id"], name)


def test_optional_criteria_are_null_where_the_situation_does_not_raise_them() -> None:
    """A price is judged only where one was asked for, a custom only where one was named."""
    for row in REPLIES:
        for name in OPTIONAL:
            raised = name in APPLIES[row["prompt"]]
            assert (row["labels"][name] is None) != raised, row["id"]


def test_order_needs_something_that_comes_first() -> None:
    """heard_first needs an apology or an acknowledgement; without a remedy or worse, it follows."""
    for row in REPLIES:
        heard = claims(row, "apology", "acknowledgement")
        assert heard or not row["labels"]["heard_first"], row["id"]
    late = [row for row in REPLIES if "after_remedy" in row["tags"]]
    assert all(claims(row, "apology", "acknowledgement", "remedy") for row in late)
    assert not any(row["labels"]["heard_first"] for row in late)
    out_of_order = [row["id"] for row in REPLIES if claims(row, "apology", "acknowledgement")
                    and not row["labels"]["heard_first"]]  # fmt: skip
    assert out_of_order == ids(late)


def test_what_says_nothing_earns_nothing() -> None:
    """Emptiness, bags of keywords and boundless promises earn only that they blame nobody."""
    for row in tagged("empty", "stuffing", "exaggeration"):
        assert [name for name, label in row["labels"].items() if label] == ["no_blame"], row["id"]


def test_unmeant_apologies_are_none() -> None:
    """Refused, conditional, mocking and brush-off apologies count as none, and as stonewalling."""
    for row in tagged("negation", "conditional", "sarcasm", "brushoff", "polite_blame"):
        assert total(row) == 0, row["id"]


def test_other_peoples_apologies_are_none() -> None:
    """What is quoted or said to somebody else is not said to this customer."""
    for row in tagged("quoted", "other_person"):
        assert not claims(row, "apology", "acknowledgement", "heard_first"), row["id"]


def test_an_answer_to_another_customer_keeps_its_apology_alone() -> None:
    """A copied answer gets nothing for another customer's situation, remedy, prices or custom."""
    for row in tagged("other_prompt"):
        given = [name for name, label in row["labels"].items() if label]
        assert given == ["apology", "heard_first", "no_blame"], row["id"]


def test_tags_that_name_a_lack_are_true() -> None:
    """no_remedy and fake_feedback say which label must be false."""
    assert not any(claims(row, "remedy") for row in tagged("no_remedy"))
    assert not any(claims(row, "feedback_request") for row in tagged("fake_feedback"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("criterion", OF_SENTENCES)
def test_each_split_has_both_answers(lang: str, criterion: str) -> None:
    """Each criterion is true and false often enough, by split and language, to be measured."""
    for rows, splits in ((REPLIES, REPLY_SPLITS), (SENTENCES, SPLITS)):
        for split in splits:
            answers = Counter(row["labels"][criterion] for row in rows
                              if row["lang"] == lang and row["split"] == split)  # fmt: skip
            assert min(answers[True], answers[False]) >= 7, split
