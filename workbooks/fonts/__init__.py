"""A font that has Chinese, for every plot.

matplotlib's own font has no Chinese: a title such as 客户流失率 comes out as a row of empty boxes.
The font beside this module is a subset of Noto Sans SC (`OFL.txt`; `grading/font.py` makes it).

matplotlib is heavy, so it is not imported for the font's sake: the font is set the moment somebody
else imports it. It comes first in `font.family`, where `font.sans-serif` set to a font that is not
there (SimHei, in many a tutorial) does no harm, and it stands in for any family not found.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any, Final

FAMILY: Final = "Hearfirst Sans SC"
FONT_FILE: Final = Path(__file__).parent / "hearfirst-sans-sc.otf"
_BEHIND: Final = "DejaVu Sans"  # matplotlib's own, for the signs that ours lacks
_MANAGER: Final = "matplotlib.font_manager"


def set_up_plots() -> None:
    """Let plots draw Chinese: at once if matplotlib is loaded, otherwise as soon as it is."""
    manager = sys.modules.get(_MANAGER)
    if manager is not None:
        _set_up(manager)
    elif not any(isinstance(each, _WhenImported) for each in sys.meta_path):
        sys.meta_path.insert(0, _WhenImported())


class _WhenImported(MetaPathFinder):
    """Lets the others find matplotlib's font manager, and sets it up once it is loaded."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name != _MANAGER:
            return None
        others = [each for each in sys.meta_path if each is not self and hasattr(each, "find_spec")]
        found = (each.find_spec(name, path, target) for each in others)
        spec = next((each for each in found if each is not None), None)
        if spec is not None and spec.loader is not None:
            loader: Any = spec.loader
            load = loader.exec_module

            def load_and_set_up(module: ModuleType) -> None:
                load(module)
                _set_up(module)

            loader.exec_module = load_and_set_up
        return spec


def _set_up(manager: Any) -> None:
    try:
        fonts = manager.fontManager
        if all(each.name != FAMILY for each in fonts.ttflist):
            fonts.addfont(str(FONT_FILE))
        fonts.defaultFamily["ttf"] = FAMILY
        import matplotlib as mpl

        # the defaults too: `plt.style.use("default")` goes back to them
        for settings in (mpl.rcParams, mpl.rcParamsDefault):
            settings["font.family"] = [FAMILY, _BEHIND]
            others = [each for each in settings["font.sans-serif"] if each != FAMILY]
            settings["font.sans-serif"] = [FAMILY, *others]
            settings["axes.unicode_minus"] = False
    except Exception as error:  # a plot without our font beats no plot
        sys.stderr.write(f"The Chinese font for plots could not be set ({error}).\n")
