"""Make the Chinese font that `workbooks` brings along, out of Noto Sans SC.

    python -m grading.font

Plots with Chinese labels need a font that has them, and students' machines often have none. Noto
Sans SC may be changed and passed on under the SIL Open Font License; a changed font must not go by
the name of the old one. The source is the package `pylopdf-fonts-zh-cn`, which tests install.

What stays: GB 2312 (6 763 characters, and its Greek, kana and signs) and Latin. What goes: other
scripts' characters, hints (matplotlib makes its own), and layout tables, with one exception: quotes
and the ellipsis get their narrow forms, or an English apostrophe would be as wide as a character.
"""

from __future__ import annotations

import hashlib
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from workbooks.fonts import FAMILY, FONT_FILE

SOURCE_SHA256: Final = "faa6c9df652116dde789d351359f3d7e5d2285a2b2a1f04a2d7244df706d5ea9"
POSTSCRIPT_NAME: Final = "HearfirstSansSC-Regular"
NARROW: Final = "‘’“”…"
LEFT_OUT: Final = "·"
"""As wide as a character in the source; matplotlib's own font, which stands behind, is better."""
_NAMES: Final = {
    1: FAMILY,
    3: f"1.000;{POSTSCRIPT_NAME}",
    4: FAMILY,
    5: "Version 1.000; a subset of Noto Sans SC 2.004",
    6: POSTSCRIPT_NAME,
}
_KEPT_NAMES: Final = (0, 2, 13, 14)  # copyright, style, licence and its address


def source_font() -> Path:
    """The file of Noto Sans SC that is installed; raises `ValueError` if it is another one."""
    path = Path(str(files("pylopdf_fonts_zh_cn") / "NotoSansSC-Regular.otf"))
    if hashlib.sha256(path.read_bytes()).hexdigest() != SOURCE_SHA256:
        raise ValueError(f"{path} is not the font that this script was written for.")
    return path


def characters() -> frozenset[str]:
    """What the font is to draw."""
    rows = (bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    chinese = {row.decode("gb2312", "ignore") for row in rows}
    ranges = ((0x20, 0x7E), (0xA0, 0x17F), (0x2010, 0x2044), (0x20A0, 0x20BF), (0x2190, 0x2193))
    others = {chr(code) for first, last in ranges for code in range(first, last + 1)}
    return frozenset((chinese | others | set("−≈≠≤≥")) - {""} - set(LEFT_OUT))


def make_font(source: Path) -> bytes:
    """The font as bytes, the same for the same source and the same fontTools."""
    font = TTFont(source, recalcTimestamp=False)
    _narrow(font)
    options = Options(hinting=False, desubroutinize=False, notdef_outline=True, layout_features=[])
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx", "DSIG"]
    options.name_IDs = ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes={ord(each) for each in characters()})
    subsetter.subset(font)
    _rename(font)
    made = BytesIO()
    font.save(made)
    return made.getvalue()


def _narrow(font: Any) -> None:
    table = font["GSUB"].table
    narrow: dict[str, str] = {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "pwid":
            for place in record.Feature.LookupListIndex:
                for part in table.LookupList.Lookup[place].SubTable:
                    narrow.update(getattr(part, "ExtSubTable", part).mapping)
    for cmap in font["cmap"].tables:
        for character in NARROW:
            wide = cmap.cmap.get(ord(character))
            if wide is not None:
                cmap.cmap[ord(character)] = narrow.get(wide, wide)  # tables share


def _rename(font: Any) -> None:
    names = font["name"]
    names.names = [each for each in names.names if each.nameID in _KEPT_NAMES]
    for number, text in _NAMES.items():
        names.setName(text, number, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames[0] = POSTSCRIPT_NAME
    cff[0].FullName = cff[0].FamilyName = FAMILY


if __name__ == "__main__":
    FONT_FILE.write_bytes(make_font(source_font()))
    print(f"{FONT_FILE.name}: {FONT_FILE.stat().st_size / 1e6:.2f} MB")
