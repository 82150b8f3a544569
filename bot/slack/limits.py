"""Every limit that Slack sets, in one place, and the one way to keep to it: cut at a whole character."""

import unicodedata

BLOCKS_IN_MESSAGE = 50
BLOCKS_IN_VIEW = 100
ELEMENTS_IN_ACTIONS = 25
OPTIONS_IN_LIST = 100
OPTIONS_SIDE_BY_SIDE = 10  # checkboxes and radio buttons
RADIO_COMFORT = 5  # ours: more than these are easier to find in a menu

HEADER = 150
SECTION = 3000
CONTEXT = 2000
RICH_TEXT = 3000  # ours: Slack names no limit for one rich text
BLOCKS_TOTAL = 8000  # ours: Slack answers msg_blocks_too_long from about 11,000 of text in many blocks (bolt-js#2867)
SUMMARY = 700  # ours: five times as long when all of it is escaped, and Slack refuses from 4,000
ALT = 2000
URL = 3000
BUTTON = 75
BUTTON_VALUE = 2000
NAME = 255  # action_id, block_id, callback_id
CONFIRM_TITLE = 100
CONFIRM_TEXT = 300
CONFIRM_BUTTON = 30

VIEW_TITLE = 24
VIEW_BUTTON = 24
PRIVATE_METADATA = 3000
LABEL = 2000
HINT = 2000
INPUT = 3000
OPTION_LABEL = 75
OPTION_VALUE = 150
ERROR = 2000

ELLIPSIS = "…"
JOINER = "\u200d"
SKIN_TONES = range(0x1F3FB, 0x1F400)
FLAGS = range(0x1F1E6, 0x1F200)


def length(text: str) -> int:
    """In UTF-16 units, never fewer than Slack counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, most: int) -> str:
    """At most `most` long; what is left off shows as "…", and no letter loses its accent or emoji its parts."""
    if length(text) <= most:
        return text
    end = _units(text, most - 1)
    while end > 0 and _joined(text, end):
        end -= 1
    return text[:end].rstrip() + ELLIPSIS


def _units(text: str, most: int) -> int:
    """How many characters of `text` fit in `most` UTF-16 units."""
    used = 0
    for index, character in enumerate(text):
        used += 2 if ord(character) > 0xFFFF else 1
        if used > most:
            return index
    return len(text)


def _joined(text: str, at: int) -> bool:
    """Whether the characters on both sides of `at` are read as one."""
    after = text[at]
    if after == JOINER or text[at - 1] == JOINER or ord(after) in SKIN_TONES:
        return True
    if unicodedata.category(after).startswith("M"):
        return True
    return ord(after) in FLAGS and _flags_before(text, at) % 2 == 1


def _flags_before(text: str, at: int) -> int:
    count = 0
    while count < at and ord(text[at - count - 1]) in FLAGS:
        count += 1
    return count
