"""The last look before a call: whether it may still begin. Who opens connections asks again, right before it writes."""

from collections.abc import Callable
from contextvars import ContextVar

Check = Callable[[], None]
CHECK: ContextVar[Check | None] = ContextVar("check", default=None)  # of the message that this task is saying


def may_begin() -> None:
    """Raises Throttled when it may not any more, and then nothing was said. Answers to people always may."""
    if check := CHECK.get():
        check()
