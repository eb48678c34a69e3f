"""Makes the font files of ``analysis/fonts`` from their sources; see ``analysis/fonts/README.md``.

    python tools/make_fonts.py --noto FOLDER --emoji FOLDER --source-serif FOLDER --source-sans FOLDER
    python tools/make_fonts.py --web

The Source families are copied as they are (their licence reserves the name 'Source' for unmodified files); the Noto
families, whose licence reserves no name, are subset. ``coverage.txt`` lists the characters that the files hold.
``--web`` makes the small files for HTML pages from the shipped Source files, under names of their own for the same
reason; it takes the package brotli.
"""

from __future__ import annotations

import argparse
import shutil
import textwrap
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from analysis.fonts import WEB_FAMILIES, WEB_SCRIPTS, web_font

TARGET = Path(__file__).resolve().parents[1] / "analysis" / "fonts"
CJK = "opentype/noto/NotoSansCJK-Regular.ttc"
CJK_BOLD = "opentype/noto/NotoSansCJK-Bold.ttc"
CJK_FACES = {"KR": 1, "SC": 2}
FEATURES = ("kern", "mark", "mkmk", "ccmp")
STYLES = {"Regular": "400Regular", "Italic": "400Regular_Italic", "Bold": "700Bold", "BoldItalic": "700Bold_Italic"}
PUNCTUATION = {*range(0x3000, 0x3040), *range(0xFF01, 0xFF61), *range(0xFFE0, 0xFFE7), 0x00B7, 0x30FB}
SYMBOLS = {*range(0x2190, 0x2200), *range(0x2300, 0x2427), *range(0x2500, 0x2800), *range(0x2B00, 0x2B60)}
MATHEMATICS = {*range(0x2070, 0x20A0), *range(0x2100, 0x2300), *range(0x27C0, 0x2800), *range(0x2A00, 0x2B00)}
EMOJI = {*range(0x1F300, 0x1F550), *range(0x1F568, 0x1F650), *range(0x1F680, 0x1F700), *range(0x1F1E6, 0x1F200)}
EMOJI |= {*range(0x1F7E0, 0x1F7EC), *range(0x1F910, 0x1F930), *range(0x1F970, 0x1F977), 0x1F9D0, 0x1F9E0, 0x1F9EA}
"""Pictographs, faces, traffic, the letters of flags; not the hours of clocks, nor most drawings of later years."""
ZERO_WIDTH = {*range(0x200C, 0x2010)}
SCRIPTS = {
    "NotoNaskhArabic": {*range(0x0600, 0x0700), *range(0x0750, 0x0780)} | ZERO_WIDTH,
    "NotoSansHebrew": {*range(0x0590, 0x0600), *range(0xFB1D, 0xFB50)} | ZERO_WIDTH,
    "NotoSansDevanagari": {*range(0x0900, 0x0980), 0x25CC} | ZERO_WIDTH,
    "NotoSansThai": {*range(0x0E00, 0x0E80), 0x25CC},
}
"""Scripts that are shaped by their own rules: their subsets keep all layout features."""

WEB_STYLES = {"SourceSerif4": ("Regular", "Italic", "Bold"), "SourceSans3": ("Regular", "Italic", "Bold")}
WEB_FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "lnum", "onum", "pnum", "tnum", "smcp", "c2sc", "case"]


def double_bytes(codec: str, first: range) -> set[int]:
    """Characters of an EUC table whose first byte is in ``first``."""
    found = set()
    for lead in first:
        for trail in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((lead, trail)).decode(codec)))
            except UnicodeDecodeError:
                continue
    return found


def wanted() -> dict[str, set[int]]:
    """Characters to keep, by CJK face: KS X 1001 Hangul and jamo; GB 2312 level 1 and kana."""
    hangul = double_bytes("euc_kr", range(0xB0, 0xC9)) | double_bytes("euc_kr", range(0xA4, 0xA5))
    hanzi = double_bytes("gb2312", range(0xB0, 0xD8)) | set(range(0x3040, 0x3100))
    return {"KR": hangul | PUNCTUATION, "SC": hanzi | PUNCTUATION}


def write_subset(
    source: Path, target: Path, characters: set[int], face: int = -1, features: tuple[str, ...] = FEATURES
) -> None:
    options = subset.Options(layout_features=[*features], hinting=False, notdef_outline=True)
    options.name_IDs = ["*"]
    options.font_number = face
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    subset.save_font(font, str(target), options)


def write_web_fonts() -> None:
    """Write each face as WOFF2 by script, renamed, with the features that the pages use."""
    for family, styles in WEB_STYLES.items():
        for style in styles:
            for script, spans in WEB_SCRIPTS.items():
                options = subset.Options(layout_features=WEB_FEATURES, hinting=False, notdef_outline=True)
                options.flavor = "woff2"
                font = subset.load_font(str(TARGET / f"{family}-{style}.ttf"), options)
                subsetter = subset.Subsetter(options)
                subsetter.populate(unicodes={point for low, high in spans for point in range(low, high + 1)})
                subsetter.subset(font)
                rename(font, WEB_FAMILIES[family], style)
                font.recalcTimestamp = False
                (TARGET / "web").mkdir(exist_ok=True)
                subset.save_font(font, str(web_font(WEB_FAMILIES[family], style, script)), options)


def rename(font: TTFont, family: str, style: str) -> None:
    """Give a changed font a name that its licence does not reserve; copyright and licence stay."""
    names = {
        1: family,
        2: style,
        3: f"{family} {style}",
        4: f"{family} {style}",
        6: f"{family}-{style}".replace(" ", ""),
    }
    font["name"].names = [record for record in font["name"].names if record.nameID in (0, 13, 14)]
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)


def ranges(characters: set[int]) -> str:
    """Characters as hexadecimal ranges, in lines of some 110 columns."""
    points = sorted(characters)
    starts = [point for point in points if point - 1 not in characters]
    ends = [point for point in points if point + 1 not in characters]
    pairs = zip(starts, ends, strict=True)
    return textwrap.fill(
        " ".join(f"{low:X}-{high:X}" if low < high else f"{low:X}" for low, high in pairs), 110, break_on_hyphens=False
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--web", action="store_true", help="make the small files for pages, and nothing else")
    parser.add_argument("--noto", type=Path, help="folder with opentype/noto and truetype/noto")
    parser.add_argument("--source-serif", type=Path, help="folder of Source Serif 4 with 400Regular and so on")
    parser.add_argument("--source-sans", type=Path, help="folder of Source Sans 3 with 400Regular and so on")
    parser.add_argument("--emoji", type=Path, help="folder of Noto Emoji with 400Regular")
    options = parser.parse_args()
    if options.web:
        write_web_fonts()
        return
    if not options.noto:
        parser.error("--noto is wanted")
    for folder, family in ((options.source_serif, "SourceSerif4"), (options.source_sans, "SourceSans3")):
        for style, name in STYLES.items() if folder else ():
            shutil.copyfile(folder / name / f"{family}_{name}.ttf", TARGET / f"{family}-{style}.ttf")
    hangul = wanted()["KR"] - PUNCTUATION
    write_subset(options.noto / CJK_BOLD, TARGET / "NotoSansCJKKR-Bold-Subset.otf", hangul, CJK_FACES["KR"])
    for face, characters in wanted().items():
        write_subset(options.noto / CJK, TARGET / f"NotoSansCJK{face}-Subset.otf", characters, CJK_FACES[face])
    truetype = options.noto / "truetype/noto"
    write_subset(truetype / "NotoSansSymbols2-Regular.ttf", TARGET / "NotoSansSymbols2-Subset.ttf", SYMBOLS)
    write_subset(truetype / "NotoSansMath-Regular.ttf", TARGET / "NotoSansMath-Subset.ttf", MATHEMATICS)
    for name, characters in SCRIPTS.items():
        write_subset(truetype / f"{name}-Regular.ttf", TARGET / f"{name}-Subset.ttf", characters, features=("*",))
    if options.emoji:
        emoji = options.emoji / "400Regular" / "NotoEmoji_400Regular.ttf"
        write_subset(emoji, TARGET / "NotoEmoji-Subset.ttf", EMOJI, features=())
    held = [set(TTFont(path).getBestCmap()) for path in sorted(TARGET.glob("*.[ot]tf"))]
    (TARGET / "coverage.txt").write_text(ranges(set.union(*held)) + "\n")


if __name__ == "__main__":
    main()
