"""Every limit that Teams sets, in one place, and the two ways to keep to them: measure, and cut at a whole letter."""

import json

import regex

CARD = 25_000  # bytes; Teams takes 28 KB for certain, card and activity together
ACTIONS_IN_SET = 6  # the seventh would hide behind "…"
CHOICES = 100  # ours: nobody reads more, and a form has to fit
CHOICES_IN_SIGHT = 10  # ours: more of several are easier to find in a menu
CHOICE_IN_SIGHT = 5

HEADING = 300
TEXT = 3000
LABEL = 150  # of a fact or a field
VALUE = 1000  # of a fact, an item, a hint
BUTTON = 60
ALT = 500
SUMMARY = 300
VERB = 100  # bytes, as these do not get shorter: what cannot travel whole stays out
TARGET = 500
NAME = 100
OPTION_VALUE = 200
URL = 2000
INPUT = 4000

ELLIPSIS = "…"
GRAPHEME = regex.compile(r"\X")


def size(value: object) -> int:
    """Bytes on the wire."""
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def length(text: str) -> int:
    """In UTF-16 units, as Teams counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, most: int) -> str:
    """At most `most` long; what is left off shows as "…", and no letter loses its accent or emoji its parts."""
    if length(text) <= most:
        return text
    end = used = 0
    for letter in GRAPHEME.finditer(text):
        used += length(letter[0])
        if used > most - 1:
            break
        end = letter.end()
    return text[:end].rstrip() + ELLIPSIS
