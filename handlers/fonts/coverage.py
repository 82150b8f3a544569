"""Which characters our pictures can draw: with Inter, our parts of Noto, and Noto on this machine."""

import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
FACES = ("*.otf", "*.ttf", "*.ttc")
INSTALLED = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts")  # where systems keep their fonts
KEPT = ("L", "M", "N", "P", "Z")  # categories of characters to draw; emoji and their joiners are in none of these
EMOJI_STYLE = "\ufe0f"  # a selector that only follows emoji
JOINERS = "\u200c\u200d"  # some scripts need them between two letters


def without_boxes(text: str) -> str | None:
    """The text without what no font has, in its plain form (NFKC); None if a letter is missing: boxes look worse."""
    kept = "".join(char for char in unicodedata.normalize("NFKC", text) if _is_text(char))
    joined = "".join(char for place, char in enumerate(kept) if char not in JOINERS or _joins(kept, place))
    if any(char.isalpha() and not _has(char) for char in joined):
        return None
    return " ".join("".join(char for char in joined if _has(char)).split())


def folders() -> Sequence[Path]:
    """Where a renderer finds the fonts: ours, and Noto's on this machine."""
    return [HERE, *dict.fromkeys(path.parent for path in _found())]


def _is_text(char: str) -> bool:
    return char.isascii() or char in JOINERS or (unicodedata.category(char)[0] in KEPT and char != EMOJI_STYLE)


def _joins(text: str, place: int) -> bool:
    """Whether the joiner there stands between letters or their marks."""
    around = text[place - 1 : place] + text[place + 1 : place + 2]
    return len(around) == 2 and all(unicodedata.category(char)[0] in {"L", "M"} for char in around)


@cache
def _has(char: str) -> bool:
    if char.isascii() or char in JOINERS:
        return True
    return any(ord(char) in _letters(path) for path in _ours()) or any(ord(char) in _letters(path) for path in _found())


@cache
def _ours() -> Sequence[Path]:
    """Inter first: it has the letters of most names."""
    return [HERE / "Inter-Medium.otf", *sorted(path for face in FACES for path in (HERE / "noto").glob(face))]


@cache
def _found() -> Sequence[Path]:
    """Noto's plain faces on this machine: for rarer letters than ours have."""
    return sorted(
        path for place in INSTALLED for face in FACES for path in Path(place).rglob(f"NotoSans*-Regular{face[1:]}")
    )


@cache
def _letters(path: Path) -> frozenset[int]:
    """The code points of a font; none if it cannot be read."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(path, lazy=True, fontNumber=0) as font:
            return frozenset(font.getBestCmap() or ())
    except (OSError, TTLibError):
        return frozenset()
