"""Texts cut short for lists and titles: at the end of a word, and never within a letter."""

from collections.abc import Callable

import regex

LETTER = regex.compile(r"\X")
ELLIPSIS = "…"
LOOSE = " ,;:.–—-(“‘\"'"  # nothing of this is left before the ellipsis


def _one(_: str) -> int:
    return 1


def shortened(text: str, most: int, size: Callable[[str], int] = _one) -> str:
    """The text on one line, at most `most` letters as people see them, with an ellipsis where it was cut.

    It is cut after a word, if that keeps half of it: scripts without spaces are cut between letters. `size`: what a
    letter counts for, where a column or a platform counts otherwise.
    """
    line = " ".join(text.split())
    if len(line) <= most and size is _one:  # no text has more letters than characters
        return line
    letters = LETTER.findall(line)
    if sum(map(size, letters)) <= most:
        return line
    kept = _fitting(letters, most - size(ELLIPSIS), size)
    words = kept.rpartition(" ")[0] if line[len(kept) : len(kept) + 1] != " " else kept
    return (words if 2 * len(words) >= len(kept) else kept).rstrip(LOOSE) + ELLIPSIS


def _fitting(letters: list[str], most: int, size: Callable[[str], int]) -> str:
    end = used = 0
    for letter in letters:
        used += size(letter)
        if used > most:
            break
        end += len(letter)
    return "".join(letters)[:end]
