"""Every limit that Teams sets, in one place."""

from pydantic_core import to_json

CARD = 25_000  # bytes; Teams is certain to take 28 KB, card and activity together
ACTIONS_IN_SET = 6  # the seventh would hide behind "…"
CHOICES = 100  # ours: nobody reads more, and a form has to fit
CHOICES_IN_SIGHT = 10  # ours: when several may be chosen, more than these are easier to find in a menu
CHOICE_IN_SIGHT = 5

HEADING = 300
TEXT = 3000
LABEL = 150  # of a fact or a field
VALUE = 1000  # of a fact, an item, a hint
BUTTON = 60
ALT = 500
SUMMARY = 300
VERB = 100  # bytes; VERB to URL are never cut: what is too long is left out
TARGET = 500
NAME = 100
OPTION_VALUE = 200
URL = 2000
INPUT = 4000


def size(value: object) -> int:
    """Bytes on the wire."""
    return len(to_json(value))
