"""The event about figures: a workspace's new day of figures has begun."""

from typing import NamedTuple


class FiguresReleased(NamedTuple):
    """Told once a day for a workspace, right after its midnight: what people see is brought up to date now."""

    workspace: str
    day: str  # 2026-03-04
