"""The wording of both packages: whole, in both languages, and all of it in use."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from grading.sandbox.results import HITS
from grading.words import say as grader_says
from workbooks.text import LANGS
from workbooks.words import Wording, say

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGES = ("workbooks", "grading")
in_each = pytest.mark.parametrize("package", PACKAGES)
# Some names are put together while the program runs: the beginning stands in the code.
BEGINNINGS = re.compile(r"[\"'`]((?:[a-z]+\.)[a-z-]*)[{$]")


def words(package: str) -> dict[str, dict[str, str]]:
    """Every wording by language and name; of one with plurals, its most general form."""
    return {
        str(lang): {
            name: each if isinstance(each, str) else each["forms"][-1]
            for name, each in all_.items()
        }
        for lang, all_ in Wording(package).all().items()
    }


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def sources(package: str) -> Iterator[str]:
    for path in (REPOSITORY / package).rglob("*"):
        if path.suffix in (".py", ".js", ".j2"):
            yield path.read_text("utf-8")


@in_each
def test_same_ids(package: str) -> None:
    """Both languages of a package say the same things."""
    both = words(package)
    assert set(both["en"]) == set(both["zh"])
    assert len(both["en"]) > 10


@in_each
def test_nothing_empty_or_copied(package: str) -> None:
    """No wording is empty, marked as fuzzy, or English left standing in Chinese."""
    both = words(package)
    for name in both["en"]:
        assert both["en"][name].strip(), name
        assert re.search(r"[\u4e00-\u9fff]", both["zh"][name]), name
    for catalogue in Wording(package).catalogues.values():
        assert not [each.id for each in catalogue if each.id and each.fuzzy]


@in_each
def test_no_id_twice(package: str) -> None:
    """No id stands in a catalogue twice, where the second would silently hide the first."""
    for lang in LANGS:
        text = (REPOSITORY / package / "locale" / f"{lang}.po").read_text("utf-8")
        ids = re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)
        assert len(ids) == len(set(ids)) == len(words(package)[lang])


@in_each
def test_same_placeholders(package: str) -> None:
    """Both languages of a wording use placeholders that exist in the other."""
    both = words(package)
    assert {name: fields(text) for name, text in both["en"].items()} == {
        name: fields(text) for name, text in both["zh"].items()
    }


@in_each
def test_buttons_are_called_what_stands_on_them(package: str) -> None:
    """Where the English quotes another wording, a button's, the Chinese quotes the same one's."""
    en, zh = words(package)["en"], words(package)["zh"]
    for name, text in en.items():
        for quoted in re.findall("“([^”]+)”", text):
            called = [zh[other] for other, each in en.items() if each == quoted]
            assert not called or any(f"“{each}”" in zh[name] for each in called), (name, called)


@in_each
def test_plurals_are_whole(package: str) -> None:
    """A wording with plurals has them in both languages, goes by a placeholder of its own that both
    name, and has as many forms as the language has plurals."""
    counts = {"en": 2, "zh": 1}
    plurals: dict[str, dict[str, str]] = {}
    for lang, all_ in Wording(package).all().items():
        for name, each in all_.items():
            if isinstance(each, str):
                continue
            assert len(each["forms"]) == counts[lang], name
            assert all(each["by"] in fields(form) for form in each["forms"]), name
            plurals.setdefault(name, {})[lang] = each["by"]
    assert all(len(set(by.values())) == 1 and len(by) == 2 for by in plurals.values())
    assert package != "workbooks" or "frame.worth" in plurals


def test_numbers_and_plurals_follow_the_language() -> None:
    """One is singular in English, thousands are set apart, and a text is left as it is."""
    assert say("static.more-rows", "en", count=1) == "… and 1 more row"
    assert say("static.more-rows", "en", count=12345) == "… and 12,345 more rows"
    assert say("static.more-rows", "zh", count=1) == "……另有 1 行"
    assert say("frame.worth", "en", points=0.5, minutes=2) == "0.5 points · about 2 min"
    assert "“1000”" in say("submit.in-page", "en", name="1000")


@in_each
def test_every_wording_is_used(package: str) -> None:
    """Every id of a catalogue stands in the code, whole or by the beginning it is made from."""
    code = "\n".join(text for each in PACKAGES for text in sources(each))
    # `frame.js` says `frame.${name}`: there the names stand alone
    frame = "".join(
        (REPOSITORY / f"workbooks/scripts/{name}.js").read_text("utf-8")
        for name in ("frame", "practice")
    )
    beginnings = {each for each in BEGINNINGS.findall(code) if each != "frame."}
    for name in words(package)["en"]:
        alone = name.removeprefix("frame.")
        assert (
            f'"{name}"' in code
            or f"'{name}'" in code
            or name.startswith(tuple(beginnings))
            or (alone != name and (f'"{alone}"' in frame or alone.startswith("failed-")))
        ), name


def called(package: str) -> Iterator[str]:
    """The names that a package's own functions are asked to say, as far as they are literal."""
    for text in sources(package):
        if not text.startswith('"""'):  # a script or a template
            yield from re.findall(r'(?:ctx\.say|\bsay)\("([a-z]+\.[a-z-]+)"', text)
            continue
        for node in ast.walk(ast.parse(text)):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            function, first = node.func, node.args[0]
            name = function.id if isinstance(function, ast.Name) else ""
            if name in ("say", "say_both") and isinstance(first, ast.Constant):
                yield str(first.value)


def test_everything_said_exists() -> None:
    """Whatever the code says by a literal name stands in a catalogue."""
    known = {package: set(words(package)["en"]) for package in PACKAGES}
    said = set(called("workbooks"))
    assert "submit.kept" in said
    assert said <= known["workbooks"]
    said = set(called("grading"))
    assert "notice.title" in said
    assert said <= known["workbooks"] | known["grading"]


def test_every_reason_and_refusal_has_words() -> None:
    """Every reason for which an answer is not saved, and every refused value, can be told."""
    code = (REPOSITORY / "workbooks/answers.py").read_text("utf-8")
    reasons = set(re.findall(r'errno\.[A-Z]+: "([a-z-]+)"', code)) | {"too-long", "other"}
    # of the notebook's own, of exercises with attempts, and of data that are others now
    reasons |= {"unreadable", "closed", "other-data"}
    assert {"read-only", "full", "not-a-file"} < reasons
    code = (REPOSITORY / "workbooks/values.py").read_text("utf-8")
    refusals = set(re.findall(r'_refused\("([a-z-]+)"', code))
    assert len(refusals) > 5
    known = set(words("workbooks")["en"])
    assert {f"frame.failed-{each}" for each in reasons} == {
        each for each in known if each.startswith("frame.failed-")
    }
    assert {f"value.{each}" for each in refusals} == {
        each for each in known if each.startswith("value.")
    }


def test_every_notice_has_words() -> None:
    """Every notice that the grader gives stands in the catalogue, and every one there is given."""
    code = "\n".join(sources("grading"))
    given = set(re.findall(r'"((?:notebook|cells|answers|links|names|files)-[a-z-]+)"', code))
    given |= {f"answers-{each}" for each in ("missing", "not-a-file", "unreadable")}
    given |= {f"code-{each}" for each in {"crash", *HITS}}
    known = {each.removeprefix("notice.") for each in words("grading")["en"] if "notice." in each}
    assert known - {"title"} <= given
    assert {each for each in given if each in known} == known - {"title"}


def test_unknown_name_raises() -> None:
    """Asking for a wording that does not exist names the catalogue instead of saying nothing."""
    with pytest.raises(KeyError, match=r"workbooks/locale/en\.po"):
        say("no.such-thing", "en")
    with pytest.raises(KeyError, match=r"grading/locale/zh\.po"):
        grader_says("no.such-thing", "zh")


def test_what_is_filled_in_is_not_read_as_a_placeholder() -> None:
    """Braces in what a student wrote are left alone."""
    assert "“{0} {x}”" in say("submit.in-page", "en", name="{0} {x}")
