"""The radar as a static drawing: what is where, what is open, and labels that meet no other."""

from __future__ import annotations

import itertools
import math
import xml.etree.ElementTree as ET  # our own output is parsed

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbooks.radar import MOST_LINES, labels_of, radar, short, width_of, wrapped
from workbooks.scale import Scale
from workbooks.text import LANGS

ENDS = {"en": "x", "zh": "某"}
FIVE = Scale.model_validate({"min": 1, "max": 5, "anchors": {1: ENDS, 5: ENDS}})
NOUGHT = Scale.model_validate({"min": 0, "max": 3, "anchors": {0: ENDS, 3: ENDS}})
AXES = [("Hearing", 2.0, 3.5), ("Solving", 1.0, None), ("Openness", None, 5.0), ("Care", 3.0, 4.0)]


def parsed(html: str) -> ET.Element:
    return ET.fromstring(html)  # noqa: S314


def points(page: ET.Element, name: str) -> list[tuple[float, float]]:
    """The points of the series of that name."""
    circles = page.findall(f".//g[@class='hf-radar-{name}']/circle")
    return [(float(each.attrib["cx"]), float(each.attrib["cy"])) for each in circles]


def path(page: ET.Element, name: str) -> str:
    found = page.find(f".//g[@class='hf-radar-{name}']/path")
    assert found is not None
    return found.attrib["d"]


@pytest.mark.parametrize("scale", [FIVE, NOUGHT])
def test_a_mean_lies_on_its_ring(scale: Scale) -> None:
    """Points stand clockwise from the top, each as far out as the ring of its level."""
    for level in scale.levels:
        page = parsed(radar([(str(n), None, level) for n in range(4)], scale, "en"))
        reach = -points(page, "after")[0][1]
        share = (level - scale.min + 1) / (scale.max - scale.min + 1)
        assert reach == pytest.approx(88 * share, abs=0.06)
        wanted = [(0, -reach), (reach, 0), (0, reach), (-reach, 0)]
        assert points(page, "after") == [pytest.approx(each, abs=0.06) for each in wanted]


def test_before_and_after_differ_without_colour() -> None:
    """The before has dashes and hollow points, the after neither, and a key names both."""
    page = parsed(radar(AXES, FIVE, "en"))
    before, after = (page.find(f".//g[@class='hf-radar-{name}']") for name in ("before", "after"))
    assert before is not None
    assert after is not None
    assert {each.get("fill") for each in before.findall("circle")} == {"none"}
    assert {each.get("fill") for each in after.findall("circle")} == {"currentColor"}
    dashes = [series.find("path").get("stroke-dasharray") for series in (before, after)]  # type: ignore[union-attr]
    assert dashes == ["6 4", "none"]
    key = page.find("p[@class='hf-radar-key']")
    assert key is not None
    assert "".join(key.itertext()).split() == ["Before", "After"]


def test_an_open_axis_leaves_a_gap() -> None:
    """No line is drawn to an axis without a rating; it is dotted, and named beneath."""
    page = parsed(radar(AXES, FIVE, "en"))
    assert len(points(page, "after")) == 3
    assert path(page, "after").count("M") == 2  # from Openness to Care, and on to Hearing
    assert "Z" not in path(page, "after")
    dotted = [line.get("stroke-dasharray") for line in page.findall("svg/line")]
    assert dotted == ["none", "1 5", "none", "none"]
    hint = page.find("p[@class='hf-hint']")
    assert hint is not None
    assert hint.text == "Not rated yet: Solving"


def test_a_whole_series_is_closed_and_filled() -> None:
    """With every axis rated the outline is closed and shaded; the before is never shaded."""
    axes = [(name, mean, mean) for name, mean in (("a", 1.0), ("b", 2.0), ("c", 3.0))]
    page = parsed(radar(axes, FIVE, "en"))
    fills = [page.find(f".//g[@class='hf-radar-{name}']/path").get("fill")  # type: ignore[union-attr]
             for name in ("before", "after")]  # fmt: skip
    assert fills == ["none", "currentColor"]
    assert path(page, "after").endswith("Z")
    assert page.find("p[@class='hf-hint']") is None


@pytest.mark.parametrize(
    ("lang", "label", "rows"),
    [
        ("en", "Hearing: before 2, after 3.5; Solving: before 1, after not rated; Openness: before"
         " not rated, after 5; Care: before 3, after 4",
         [["Dimension", "Before", "After"], ["Hearing", "2", "3.5"], ["Solving", "1", "not rated"],
          ["Openness", "not rated", "5"], ["Care", "3", "4"]]),
        ("zh", "Hearing：之前 2，之后 3.5；Solving：之前 1，之后 未评",
         [["维度", "之前", "之后"], ["Hearing", "2", "3.5"], ["Solving", "1", "未评"],
          ["Openness", "未评", "5"], ["Care", "3", "4"]]),
    ],
)  # fmt: skip
def test_the_numbers_are_text(lang: str, label: str, rows: list[list[str]]) -> None:
    """All the numbers stand in the drawing's name and in a table, in the reader's language."""
    page = parsed(radar(AXES, FIVE, lang))  # type: ignore[arg-type]
    drawing = page.find("svg")
    assert drawing is not None
    assert drawing.attrib["role"] == "img"
    assert label in drawing.attrib["aria-label"]
    assert [[cell.text for cell in row] for row in page.iter("tr")] == rows


def test_without_a_before_nothing_speaks_of_it() -> None:
    """A first audit has one series, no key, and one column of means."""
    axes = [(name, None, after) for name, _, after in AXES]
    html = radar(axes, FIVE, "en")
    assert "efore" not in html
    assert [cell.text for cell in next(parsed(html).iter("tr"))] == ["Dimension", "Mean rating"]


def test_nothing_rated_is_still_a_drawing() -> None:
    """With no rating at all the web and the labels stand, and every axis is named as open."""
    page = parsed(radar([(name, None, None) for name in "abc"], FIVE, "zh"))
    assert points(page, "after") == []
    assert len(page.findall(".//path[@class='hf-ring']")) == 5
    hint = page.find("p[@class='hf-hint']")
    assert hint is not None
    assert hint.text == "尚未评分：a、b、c"


def test_rings_are_numbered() -> None:
    """Each ring carries its level."""
    page = parsed(radar(AXES, NOUGHT, "en"))
    numbers = [each.text for each in page.findall(".//text[@class='hf-scale']")]
    assert numbers == ["0", "1", "2", "3"]


WORDS = ("Perseverance", "care", "Openness", "of", "responsibility", "WWWWWW", "设身处地", "说清楚")


@pytest.mark.parametrize("count", range(3, 10))
@settings(max_examples=60)
@given(data=st.data())
def test_labels_meet_no_other(count: int, data: st.DataObject) -> None:
    """Labels of up to three lines lie inside the drawing, on no other label and on no ring."""
    text = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
    labels = labels_of(data.draw(st.lists(text, min_size=count, max_size=count)))
    boxes = []
    for label in labels:
        if len(label.lines) > MOST_LINES:
            continue  # the linter refuses it
        width = max(map(width_of, label.lines))
        left = label.x - {"start": 0, "middle": width / 2, "end": width}[label.anchor]
        boxes.append((left, label.y - 8.5, left + width, label.y - 8.5 + 17 * len(label.lines)))
    for left, top, right, foot in boxes:
        assert left >= -200
        assert right <= 200
        nearest = math.hypot(max(left, 0, -right), max(top, 0, -foot))
        assert nearest > 88
    for one, two in itertools.combinations(boxes, 2):
        apart = max(one[0] - two[2], two[0] - one[2], one[1] - two[3], two[1] - one[3])
        assert apart > 0


@given(text=st.text(max_size=40) | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_wrapping_loses_nothing(text: str) -> None:
    """A label's lines hold all its letters in order, and none is wider than there is room."""
    lines = wrapped(text, 90)
    assert "".join("".join(lines).split()).replace("-", "") == "".join(text.split()).replace(
        "-", ""
    )
    assert all(width_of(line) <= 90 or len(line) <= 2 for line in lines)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Openness about limits", ("Openness", "about limits")),
        ("把限制和费用说清楚", ("把限制和费用", "说清楚")),
        ("倾听、回应、体谅，都要", ("倾听、回应、", "体谅，都要")),
        ("Selbstverantwortung", ("Selbstveran-", "twortung")),
        ("", ()),
    ],
)
def test_lines_break_where_a_reader_would(text: str, lines: tuple[str, ...]) -> None:
    """Words stay whole where they fit; no line begins with a mark that closes."""
    assert wrapped(text, 90) == lines


@pytest.mark.parametrize(
    ("number", "shown"),
    [(3, "3"), (2.5, "2.5"), (10 / 3, "3.3"), (3.25, "3.3"), (-0.04, "0"), (-1.25, "-1.2")],
)
def test_means_have_one_decimal(number: float, shown: str) -> None:
    """Numbers are rounded to a tenth, halves upwards as in the page, without a useless zero."""
    assert short(number) == shown


def test_every_language_has_its_own_radar() -> None:
    """The same numbers are told in each language's own words."""
    english, chinese = (radar(AXES, FIVE, lang) for lang in LANGS)
    assert "not rated" in english
    assert "not rated" not in chinese
