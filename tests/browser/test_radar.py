"""The radar in a real page: as the static one draws it, and with labels that meet no other."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from workbooks.assets import read_asset
from workbooks.radar import MOST_LINES, labels_of, radar
from workbooks.scale import Scale
from workbooks.text import LANGS
from workbooks.words import wording

ENDS = {"en": "x", "zh": "某"}
SCALES = [
    Scale.model_validate({"min": low, "max": high, "anchors": {low: ENDS, high: ENDS}})
    for low, high in ((0, 3), (1, 4), (1, 5), (0, 5))
]
DRAWN_ALIKE = """({ axes, scale, lang, words, theirs }) => {
    const say = (name, fields) => fill(words[name] ?? name, fields);
    const known = axes.map(([label, before, after]) => ({ label, before, after }));
    const ours = radar(known, scale, { lang, say });
    const box = document.createElement("div");
    box.innerHTML = theirs;
    // the texts that a template leaves beside each other are one text
    ours.normalize();
    box.normalize();
    return ours.isEqualNode(box.firstChild) ? "" : `${ours.outerHTML}\\n${box.innerHTML}`;
}"""
BOXES = """() => {
    const drawing = document.querySelector(".hf-radar-drawing");
    const corners = ({ x, y, width, height }) => [x, y, x + width, y + height];
    const box = (node) => corners(node.getBBox());
    return {
        frame: corners(drawing.viewBox.baseVal),
        labels: [...drawing.querySelectorAll("text:not(.hf-scale)")].map(box),
    };
}"""
ENGLISH = ["Perseverance", "Listening before speaking", "Openness about limits and costs",
           "Standing in their shoes", "Following up some days afterwards", "Responsibility",
           "Knowing when to stop", "Solving", "Respect for other cultures"]  # fmt: skip
CHINESE = ["坚持不懈", "先倾听，再开口", "把限制和费用都说清楚", "设身处地为对方着想",
           "几天之后主动回访客人", "敢于承担责任", "知道什么时候该停", "解决",
           "尊重不同的文化与习惯"]  # fmt: skip


@pytest.fixture(scope="module")
def bare(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 800, "height": 600})
    page.set_content(f"<style>{read_asset('style.css')}</style><div class='hf' id='here'></div>")
    for name in ("dom", "scale", "radar"):
        page.add_script_tag(content=read_asset(f"scripts/{name}.js"))
    yield page
    page.close()


def some_axes(chance: random.Random, scale: Scale, texts: list[str]) -> list[Any]:
    def mean() -> float | None:
        levels = [chance.randint(scale.min, scale.max) for _ in range(chance.randint(0, 5))]
        return sum(levels) / len(levels) if levels else None

    before = chance.random() < 0.6
    return [
        (" ".join(chance.sample(texts, chance.randint(1, 2))), mean() if before else None, mean())
        for _ in range(chance.randint(3, 9))
    ]


def test_page_and_static_page_draw_the_same(bare: Page) -> None:
    """For many radars, every element, number and word is the same in both."""
    chance = random.Random(7)  # noqa: S311  # the same radars each time
    odd = [
        "<b>&amp;</b>",
        "Unternehmensverantwortungsgefühl",
        "“引号”里的（词）",
        "👂🏽 听",
        "Ａ１",
    ]
    for _ in range(150):
        scale = chance.choice(SCALES)
        axes = some_axes(chance, scale, [*ENGLISH, *CHINESE, *odd])
        for lang in LANGS:
            told: dict[str, Any] = {
                "axes": axes, "scale": scale.model_dump(mode="json"), "lang": lang,
                "words": wording()[lang], "theirs": radar(axes, scale, lang),
            }  # fmt: skip
            assert bare.evaluate(DRAWN_ALIKE, told) == ""


@pytest.mark.parametrize("count", [3, 4, 5, 6, 7, 8, 9])
@pytest.mark.parametrize(("lang", "texts"), [("en", ENGLISH), ("zh", CHINESE)])
def test_labels_are_whole_and_apart(
    bare: Page, pictures: Path, count: int, lang: Any, texts: list[str]
) -> None:
    """With real fonts no label leaves the drawing or lies on another."""
    for turn in range(len(texts)):
        turned = [*texts[turn:], *texts[:turn]][:count]
        assert max(len(label.lines) for label in labels_of(turned)) <= MOST_LINES
        axes = [(text, 2.5, 4.0) for text in turned]
        bare.evaluate("html => { here.innerHTML = html }", radar(axes, SCALES[2], lang))
        found = bare.evaluate(BOXES)
        left, top, right, foot = found["frame"]
        for box in found["labels"]:
            assert left <= box[0] < box[2] <= right
            assert top <= box[1] < box[3] <= foot
        for one, two in itertools.combinations(found["labels"], 2):
            apart = max(one[0] - two[2], two[0] - one[2], one[1] - two[3], two[1] - one[3])
            assert apart > -1, (one, two)
    bare.locator(".hf-radar").screenshot(path=pictures / f"radar-{count}-{lang}.png")
