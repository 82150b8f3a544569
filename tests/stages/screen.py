"""What people see on every platform: two places that are always there, and an open form."""

from typing import Any, NamedTuple  # noqa: TID251

CHAT, HOME = "chat", "home"


class OpenForm(NamedTuple):
    """An open form: its inputs by label, with their values."""

    title: str
    inputs: dict[str, Any]
    text: str
