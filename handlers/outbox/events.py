"""What the outbox tells others of."""

from collections.abc import Sequence
from typing import NamedTuple


class Sent(NamedTuple):
    """Platforms took these messages, in (workspace, key): they have gone out, whatever is known of them by now."""

    messages: Sequence[tuple[str, str]]
