"""Days as they stand in a cell: of exports, of spreadsheets, and as people write them."""

import re
from datetime import date, datetime
from typing import NamedTuple

from handlers.calendar.localtime import local_date
from handlers.dates.asker import Asker
from handlers.dates.digits import Order
from handlers.dates.question import Question

YEARS = range(2000, 2101)
CLOCK = re.compile(
    r"[ T,]+(at |om )?\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([ap]\.?m\.?)?\s*([a-z]{1,4}|[+-]\d{2}:?\d{2})?$", re.IGNORECASE
)
DIGITS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})")


class NoDay(Exception):
    """A sentence: why a cell is no day, and what to write."""


class DayReader(NamedTuple):
    """Reads days for one person, in a column in which a day or a month is seen to be first."""

    zone: str
    asker: Asker
    order: Order = ""

    def day(self, text: str) -> date:
        """The day in a cell. Raises NoDay."""
        text = " ".join(text.split())
        if re.fullmatch(r"\d{5}(\.\d+)?", text):
            raise NoDay(
                f"{text} is a day as a spreadsheet counts them. Format the column as a date, and save it again."
            )
        found = self._moment(text) or self._in_order(CLOCK.sub("", text)) or self._written(CLOCK.sub("", text))
        if found is None or found.year not in YEARS:
            raise NoDay(f"“{text[:60]}” cannot be read as one day. Write it as {self.asker.today.isoformat()}.")
        return found

    def _moment(self, text: str) -> date | None:
        """An ISO day, or a moment, which is a day where the person is."""
        try:
            found = datetime.fromisoformat(re.sub(r" ?(UTC|GMT)$", "+00:00", text))
        except ValueError:
            return None
        return local_date(found, self.zone) if found.tzinfo else found.date()

    def _in_order(self, text: str) -> date | None:
        """Digits, in the order that another row of the column shows."""
        found = DIGITS.fullmatch(text) if self.order else None
        if found is None:
            return None
        one, two, year = map(int, found.groups())
        day, month = (one, two) if self.order == "day" else (two, one)
        try:
            return date(year if year > 99 else 2000 + year, month, day)
        except ValueError:
            return None

    def _written(self, text: str) -> date | None:
        from handlers.dates.reader import read_day

        year = re.search(r"\b20\d\d\b", text)  # with its year it may lie in the past
        asker = self.asker._replace(today=date(int(year[0]), 1, 1)) if year else self.asker
        found = read_day(text, asker)
        if isinstance(found, Question):
            return found.day if found.why == "past" else None
        return found
