"""Spelling, tokens and phrases: what is taken as the same, and what a phrase matches."""

from __future__ import annotations

import pytest

from workbooks.replies.lexicon import FILES, lexicon_scanner, read_data
from workbooks.replies.normal import normalise
from workbooks.replies.patterns import Hit, Reach, Scanner
from workbooks.replies.tokens import stem, tokenise


def found(phrase: str, text: str) -> list[Hit]:
    """Where a phrase is found."""
    words = {"we": ["we", "our team"]}
    return Scanner({"g": [phrase]}, words).scan(Reach(tokenise(normalise(text)))).get("g", [])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ＡＢＣ！", "abc!"),
        ("對不起，讓您久等", "对不起,让您久等"),
        ("“Hi” ‘you’", "“hi” 'you'"),
        ("a<br/>b", "a b"),
        ("1 < 2 > 1", "1 < 2 > 1"),
        ("深表谦意", "深表歉意"),
    ],
)
def test_one_spelling(text: str, wanted: str) -> None:
    """Width, case, script, quotes, tags and known confusions come out the same."""
    normal = normalise(text)
    assert normal.text == wanted
    assert len(normal.places) == len(wanted)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("refunded", "refund"),
        ("replacing", "replace"),
        ("apologies", "apologise"),
        ("stopped", "stop"),
        ("sent", "send"),
        ("dishes", "dish"),
        ("missed", "missing"),
    ],
)
def test_one_stem(one: str, other: str) -> None:
    """Inflections share a stem."""
    assert stem(one) == stem(other)


def test_contractions_and_misspellings_are_written_out() -> None:
    """What was meant is what is read."""
    tokens = tokenise(normalise("We won't apoligize, dont worry")).all
    words = [token.surface for token in tokens]
    assert words == ["we", "will", "not", "apologise", ",", "do", "not", "worry"]


def test_sentences_and_clauses_of_both_languages() -> None:
    """Sentences end at their marks, clauses at commas and before "but"; titles end nothing."""
    tokens = tokenise(normalise("Mr. Li is here at 5 p.m. and I hope but we wait. 好的，马上来！"))
    assert len(tokens.sentences) == 2
    assert len(tokens.clauses) == 4
    assert tokens.clauses[0][0] == 0
    assert tokens.clauses[-1][1] == len(tokens.all)


def test_the_signs_of_a_phrase() -> None:
    """Alternatives, options, gaps, names, forms and anchors match what they say."""
    assert found("[refund|send back] it", "we send back it")
    assert found("[very|] good", "good") == [Hit(0, 1)]
    assert found("we .. refund", "we will gladly refund")
    assert not found("we .. refund", "we, gladly, refund")
    assert found("we ... refund", "we, gladly, refund")
    assert not found("we ... refund", "we wait. Then refund")
    assert found("<we> refund", "our team refunds")
    assert found("=left here", "left here")
    assert not found("=left here", "leaves here")
    assert found("^ good", "well, good day")
    assert not found("^ good", "a good day")
    assert found("退 .. 款", "退您的款")


def test_quotation_marks_do_not_part_a_phrase() -> None:
    """A word in quotation marks is still the word."""
    assert found("tea seat fee", 'the "tea seat" fee')


def test_the_lexicon_can_be_read_and_its_groups_are_in_both_languages() -> None:
    """Every phrase compiles, and hardly a group has phrases in one language only."""
    assert lexicon_scanner()
    for file in FILES:
        for name, phrases in read_data(file).items():
            assert phrases["en"], (file, name)
            assert phrases["zh"], (file, name)
