"""Where a mark may begin and end: the page's own counting of characters, without a notebook."""

from __future__ import annotations

import random
from itertools import pairwise

from playwright.sync_api import Browser

from workbooks.assets import read_asset


def test_characters_stay_whole(browser: Browser) -> None:
    """Steps never split what a reader sees as one character, and white space falls off the ends."""
    page = browser.new_page()
    page.add_script_tag(content=read_asset("scripts/dom.js") + read_asset("scripts/spans.js"))
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    text = f"a{family}e\u0301 b"
    stops = page.evaluate("text => measure(text, 'en').stops", text)
    characters = [text[start:end] for start, end in pairwise(stops)]
    assert characters == ["a", family, "e\u0301", " ", "b"]
    tidied = page.evaluate("text => tidy(measure(text, 'en'), 2, 9)", text)
    assert text[slice(*tidied)] == f"{family}e\u0301"
    page.close()


def test_page_and_python_count_alike(browser: Browser) -> None:
    """On three hundred texts the page cuts at the same places as Python, whatever they hold."""
    page = browser.new_page()
    page.add_script_tag(content=read_asset("scripts/dom.js") + read_asset("scripts/spans.js"))
    chance = random.Random(20)  # noqa: S311  # no secret
    for _ in range(300):
        text = "".join(chance.choices("a 客😟\u0301👍🏽\n𠮷é", k=chance.randint(1, 30)))
        start = chance.randint(0, len(text))
        unit = len(text[:start].encode("utf-16-le")) // 2
        cut = page.evaluate(
            """([text, start, unit]) => {
                const all = measure(text, "zh");
                return [all.length, all.slice(start, all.length), all.pointAt(unit)];
            }""",
            [text, start, unit],
        )
        assert cut == [len(text), text[start:], start]
    page.close()
