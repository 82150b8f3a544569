"""The event of this folder: messages have gone out."""

from collections.abc import Sequence
from typing import NamedTuple


class Sent(NamedTuple):
    """Platforms accepted these messages, as (workspace, key). They are out, whatever has happened to them since."""

    messages: Sequence[tuple[str, str]]
