"""A clock that a test sets by hand."""

from datetime import UTC, datetime, timedelta

START = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self._now = START

    def __call__(self) -> datetime:
        return self._now

    def pass_(self, **time: float) -> None:
        self._now += timedelta(**time)
