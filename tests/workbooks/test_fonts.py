"""Plots speak Chinese: no empty boxes, whatever the order of imports and the student's settings."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import warnings
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from fontTools.ttLib import TTFont
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from grading.font import characters, make_font, source_font
from workbooks.fonts import FAMILY, FONT_FILE, set_up_plots

REPOSITORY = Path(__file__).resolve().parents[2]
NO_GLYPH = "\U000f0000"  # private: no font has it
TITLE = "客户流失率"


@pytest.fixture(autouse=True)
def _ready() -> None:
    mpl.rcdefaults()
    set_up_plots()


def raster(axes: Axes) -> np.ndarray:
    """What is drawn where the title of some axes stands, as grey values; a warning fails."""
    figure = axes.get_figure(root=True)
    assert isinstance(figure, Figure)
    canvas = FigureCanvasAgg(figure)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        canvas.draw()
    box = axes.title.get_window_extent()
    pixels = np.asarray(canvas.buffer_rgba())[..., 0]
    high = pixels.shape[0]
    return pixels[int(high - box.y1) : int(high - box.y0) + 1, int(box.x0) : int(box.x1) + 1]


def plain(title: str) -> Axes:
    """Axes drawn with matplotlib's own objects."""
    axes = Figure(dpi=100).add_subplot()
    axes.bar(["银行", "电话"], [60, 40])
    axes.set_title(title)
    return axes


def with_pyplot(title: str) -> Axes:
    """Axes drawn as a first course teaches it."""
    import matplotlib.pyplot as plt

    plt.figure(dpi=100)
    plt.bar(["银行", "电话"], [60, 40])
    plt.title(title)
    axes = plt.gca()
    plt.close()
    return axes


def with_pandas(title: str) -> Axes:
    """Axes drawn by pandas."""
    frame = pd.DataFrame({"行业": ["银行", "电话"], "流失率（%）": [60, 40]})
    return frame.plot.bar(x="行业", title=title)


def tofu(axes: Axes) -> np.ndarray:
    """The same drawing as `axes` would be, with an empty box for each character of its title."""
    axes.set_title(NO_GLYPH * len(axes.get_title()))
    figure = axes.get_figure(root=True)
    assert isinstance(figure, Figure)
    canvas = FigureCanvasAgg(figure)
    with pytest.warns(UserWarning, match="Glyph"):
        canvas.draw()
    return np.asarray(canvas.buffer_rgba())[..., 0].copy()


@pytest.mark.parametrize("draw", [plain, with_pyplot, with_pandas])
def test_a_chinese_title_is_drawn(draw: object) -> None:
    """客户流失率 is drawn without a warning, and not as boxes."""
    assert callable(draw)
    axes = draw(TITLE)
    title = raster(axes)
    assert title.min() < 128  # something stands there
    figure = axes.get_figure(root=True)
    whole = np.asarray(figure.canvas.buffer_rgba())[..., 0].copy()
    assert (whole != tofu(axes)).any()


def test_each_character_is_its_own() -> None:
    """No two characters of the title look alike, and none like the box for a missing one."""
    font = font_manager.get_font(font_manager.findfont(FAMILY, fallback_to_default=False))
    font.set_size(40, 100)
    images = []
    for letter in TITLE:
        assert font.get_char_index(ord(letter)) != 0
        font.set_text(letter)
        font.draw_glyphs_to_bitmap()
        images.append(np.asarray(font.get_image()).tobytes())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        font.set_text(NO_GLYPH)
    font.draw_glyphs_to_bitmap()
    images.append(np.asarray(font.get_image()).tobytes())
    assert len(set(images)) == len(TITLE) + 1


@pytest.mark.parametrize(
    "setting",
    [
        {"font.sans-serif": ["SimHei"]},
        {"font.family": "SimHei"},
        {"font.family": "sans-serif"},
        {"font.family": "Microsoft YaHei"},
    ],
    ids=str,
)
def test_fonts_that_are_not_there_do_no_harm(
    setting: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    """Settings out of a tutorial, for fonts this machine lacks, still draw Chinese."""
    with mpl.rc_context(setting):  # type: ignore[arg-type]
        assert raster(plain(TITLE)).min() < 128
    assert "Glyph" not in caplog.text


@pytest.mark.parametrize("back", ["mpl.rcdefaults()", 'mpl.style.use("default")'])
def test_going_back_to_the_defaults_keeps_chinese(back: str) -> None:
    """Settings set back to matplotlib's own defaults still draw Chinese."""
    import matplotlib.style

    {"mpl.rcdefaults()": mpl.rcdefaults}.get(back, lambda: matplotlib.style.use("default"))()
    assert raster(plain(TITLE)).min() < 128


def in_a_process(code: str) -> dict[str, object]:
    """What a fresh process prints last, as JSON."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=REPOSITORY, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr == ""
    return dict(json.loads(done.stdout.splitlines()[-1]))


TELL = """
import json, sys
import matplotlib
print(json.dumps({"family": matplotlib.rcParams["font.family"], "minus":
    matplotlib.rcParams["axes.unicode_minus"], "loaded": loaded, "again": [
    each.name for each in matplotlib.font_manager.fontManager.ttflist].count("Hearfirst Sans SC")}))
"""


@pytest.mark.parametrize("order", ["before", "after", "twice"])
def test_set_whenever_matplotlib_is_loaded(order: str) -> None:
    """The font is set once, whether matplotlib comes before or after, and does not load it."""
    ours = "import sys; from workbooks.fonts import set_up_plots; set_up_plots()\n"
    loaded = "loaded = 'matplotlib' in sys.modules\n"
    theirs = "import matplotlib.pyplot as plt\n"
    code = {
        "before": ours + loaded + theirs,
        "after": theirs + ours + loaded,
        "twice": ours + ours + loaded + theirs + ours,
    }[order]
    told = in_a_process(code + TELL)
    assert told == {
        "family": [FAMILY, "DejaVu Sans"], "minus": False, "loaded": order == "after", "again": 1
    }  # fmt: skip


def test_a_font_that_cannot_be_read_stops_no_plot(tmp_path: Path) -> None:
    """Without its file the font is not set, which is said; matplotlib is imported all the same."""
    code = (
        "import sys, pathlib, workbooks.fonts as fonts\n"
        f"fonts.FONT_FILE = pathlib.Path({str(tmp_path / 'gone.otf')!r})\n"
        "fonts.set_up_plots()\nimport matplotlib.pyplot as plt\nprint(plt.rcParams['font.family'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert done.stdout == "['sans-serif']\n"
    assert "could not be set" in done.stderr


def test_the_font_has_what_is_written_here() -> None:
    """The font has GB 2312, and every character that a case, a key or the wording uses."""
    known = set(TTFont(FONT_FILE).getBestCmap())
    asked = {ord(each) for each in characters()}
    assert not {each for each in asked - known if chr(each).encode("gb2312", "ignore")}
    for folder in ("cases", "docs/gallery/cases", "grading/keys", "workbooks/locale"):
        for path in (REPOSITORY / folder).rglob("*"):
            if path.suffix in (".yaml", ".po", ".csv"):
                chinese = set(re.findall(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]",
                                         path.read_text("utf-8")))  # fmt: skip
                assert not {each for each in chinese if ord(each) not in known}, path


def test_the_font_is_named_and_licensed() -> None:
    """The font goes by a name of its own, and its licence and copyright lie beside it."""
    font = TTFont(FONT_FILE)
    assert font["name"].getDebugName(1) == FAMILY
    told = [str(each) for each in font["name"].names if each.nameID in (1, 3, 4, 6, 16)]
    assert not [each for each in told if "Noto" in each or "Source" in each]
    assert "Open Font License" in font["name"].getDebugName(13)
    text = (FONT_FILE.parent / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert "© 2014-2021 Adobe" in text
    assert FONT_FILE.stat().st_size < 1_600_000


def test_quotes_are_narrow() -> None:
    """An apostrophe in an English label is not as wide as a Chinese character."""
    font = TTFont(FONT_FILE)
    widths = {each: font["hmtx"][font.getBestCmap()[ord(each)]][0] for each in "’“客"}
    assert widths["’"] < widths["“"] < widths["客"] / 2


def test_the_font_is_what_the_script_makes() -> None:
    """Made anew from its source, the font is the one on file, byte for byte."""
    assert make_font(source_font()) == FONT_FILE.read_bytes()
