"""The events of nudges."""

from collections.abc import Sequence
from typing import NamedTuple

from models import Content, Nudge, Share


class SkipExplained(NamedTuple):
    """A person gave a reason for skipping a nudge."""

    nudge: Nudge
    content: Content


class Undone(NamedTuple):
    """A person takes back an answer. The nudge still carries that answer when followers run."""

    nudge: Nudge
    content: Content
    shares: Sequence[Share]  # the nudge's shares, both begun and posted
