"""What people have before them on every platform: two places that are always there, and a form that is open."""

from typing import Any, NamedTuple  # noqa: TID251

CHAT, HOME = "chat", "home"


class OpenForm(NamedTuple):
    """Inputs by label, with what is in them."""

    title: str
    inputs: dict[str, Any]
    text: str
