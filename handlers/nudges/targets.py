"""The targets of a nudge's buttons: when it should come back, and what was pressed on an item of a digest."""

from typing import Literal, get_args

from handlers.core.targets import BAR, Tap, read_tap

When = Literal["hour", "tomorrow", "monday"]
Verb = Literal["share", "open", "skip", "later", "reason", "undo", "back"]
WHENS: tuple[When, ...] = get_args(When)
VERBS: tuple[Verb, ...] = get_args(Verb)


def read_later(target: str) -> Tap[When] | str:
    """When a nudge should come back, or just its id if nobody has said when yet."""
    return read_tap(target, WHENS) if BAR in target else target


def read_item(target: str) -> Tap[Verb]:
    """The verb, and the target that the button has on a nudge that came alone: `later|tomorrow|n1`."""
    return read_tap(target, VERBS)
