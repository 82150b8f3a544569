"""Who asks, as far as it decides what a day means: their today, and the country whose feasts and dates they use."""

from datetime import date
from typing import NamedTuple

from handlers.calendar.workdays import public


class Asker(NamedTuple):
    today: date  # in their time zone
    country: str = ""  # NL, GB-ENG; empty: unknown

    def free(self, day: date) -> bool:
        """Whether it is no working day there."""
        return day.weekday() > 4 or bool(self.country and day in public(self.country, day.year))
