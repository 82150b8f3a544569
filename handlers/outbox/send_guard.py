"""The last check before a call: may it still begin? Code that opens a connection asks again before it writes."""

from collections.abc import Callable
from contextvars import ContextVar

Check = Callable[[], None]
CHECK: ContextVar[Check | None] = ContextVar("check", default=None)  # for the message that this task is sending


def may_begin() -> None:
    """Raises Throttled if the call may no longer begin; then nothing was sent. Answers to people always may."""
    if check := CHECK.get():
        check()
