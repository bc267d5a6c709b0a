"""Which characters of a figure no font of it can draw: they come out as empty boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from workbooks.figures import Panel


def characters_undrawn(figure: Figure, axes: Sequence[Axes], panels: Sequence[Panel]) -> str:
    """The characters, each once, in the order in which they are met; formulas are left out."""
    missing: dict[str, None] = {}
    for said, font in _texts(figure, axes, panels):
        if "$" not in said and not said.isascii():
            known = _known(font)
            missing.update(dict.fromkeys(each for each in said if ord(each) not in known))
    return "".join(missing)


def _texts(
    figure: Figure, axes: Sequence[Axes], panels: Sequence[Panel]
) -> Iterator[tuple[str, Any]]:
    """What is written, one line at a time, and in which font."""
    artists: list[Any] = list(figure.texts)
    for one, panel in zip(axes, panels, strict=True):
        artists += [one.title, one.xaxis.label, one.yaxis.label, *one.texts]
        legend = one.get_legend()
        artists += legend.get_texts() if legend is not None else ()
        for axis, shown in ((one.xaxis, panel.x), (one.yaxis, panel.y)):
            font = axis.get_major_ticks(1)[0].label1.get_fontproperties()
            yield from ((tick.text, font) for tick in shown.ticks)
    for artist in artists:
        said = artist.get_text()
        if isinstance(said, str):
            yield from ((line, artist.get_fontproperties()) for line in said.splitlines())


def _known(wanted: Any) -> frozenset[int]:
    """The characters of all the fonts that stand behind a text."""
    from matplotlib.font_manager import FontProperties, findfont, fontManager

    if wanted.get_file():
        return _characters(wanted.get_file())
    found: list[str] = []
    for family in wanted.get_family():
        try:
            found.append(findfont(FontProperties(family=[family]), fallback_to_default=False))
        except ValueError:
            continue  # not on this machine
    paths = found or [findfont(FontProperties(family=[fontManager.defaultFamily["ttf"]]))]
    return frozenset().union(*(_characters(path) for path in paths))


@lru_cache(maxsize=64)
def _characters(path: str) -> frozenset[int]:
    from matplotlib.font_manager import get_font

    return frozenset(get_font(path).get_charmap())
