"""The parts of Noto for the pictures: `python -m tools.fonts FOLDER` makes them from Debian's packages, unpacked there.

apt-get download fonts-noto-core fonts-noto-cjk; for deb in *.deb; do dpkg -x $deb FOLDER; done
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset

from handlers.fonts.coverage import HERE

SCRIPTS = {  # the first and the last code point of each block
    "Arabic": ((0x600, 0x6FF), (0x750, 0x77F)),
    "Armenian": ((0x530, 0x58F),),
    "Bengali": ((0x980, 0x9FF),),
    "Devanagari": ((0x900, 0x97F),),
    "Ethiopic": ((0x1200, 0x137F),),
    "Georgian": ((0x10A0, 0x10FF),),
    "Gujarati": ((0xA80, 0xAFF),),
    "Gurmukhi": ((0xA00, 0xA7F),),
    "Hebrew": ((0x590, 0x5FF),),
    "Kannada": ((0xC80, 0xCFF),),
    "Khmer": ((0x1780, 0x17FF),),
    "Lao": ((0xE80, 0xEFF),),
    "Malayalam": ((0xD00, 0xD7F),),
    "Myanmar": ((0x1000, 0x109F),),
    "Sinhala": ((0xD80, 0xDFF),),
    "Tamil": ((0xB80, 0xBFF),),
    "Telugu": ((0xC00, 0xC7F),),
    "Thai": ((0xE00, 0xE7F),),
}
JOINERS = ((0x200C, 0x200F), (0x25CC, 0x25CC))
KANA = ((0x3001, 0x3020), (0x3041, 0x30FF))
ENCODINGS = {  # the first bytes of the characters that people's names are written with
    "gb2312": range(0xB0, 0xF8),
    "euc_jp": range(0xB0, 0xF5),
    "big5": range(0xA4, 0xC7),
    "euc_kr": range(0xB0, 0xC9),
}
CHINESE_FACE = 2  # of the collection: the one for simplified Chinese


def letters(*spans: tuple[int, int]) -> set[int]:
    return {code for first, last in spans for code in range(first, last + 1)}


def characters(encoding: str, leads: Iterable[int]) -> set[int]:
    pairs = (bytes([lead, trail]).decode(encoding, "ignore") for lead in leads for trail in range(0x40, 0xFF))
    return {ord(char) for char in pairs if len(char) == 1}


def cut(source: Path, target: Path, codes: set[int], face: int = -1) -> None:
    """Keep the glyphs of these code points, and the rules for how they join."""
    options = subset.Options(layout_features=["*"], hinting=False, glyph_names=False, font_number=face)
    options.drop_tables += ["DSIG", "vhea", "vmtx", "VORG"]
    font = subset.load_font(source, options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codes)
    cutter.subset(font)
    subset.save_font(font, target, options)
    print(f"{target.name}: {target.stat().st_size // 1024} kB")


def main(folder: Path) -> None:
    target = HERE / "noto"
    for script, spans in SCRIPTS.items():
        [source] = folder.rglob(f"NotoSans{script}-Regular.ttf")
        cut(source, target / source.name, letters(*spans, *JOINERS))
    [source] = folder.rglob("NotoSansCJK-Regular.ttc")
    chinese = set[int]().union(*(characters(encoding, leads) for encoding, leads in ENCODINGS.items()))
    cut(source, target / "NotoSansCJKsc-Regular.otf", chinese | letters(*KANA), CHINESE_FACE)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
