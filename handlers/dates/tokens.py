"""The pieces that a text about days is cut into, and that rules put together to larger ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from handlers.dates.periods import DAY, Amount, Days
from handlers.dates.question import Question, Unclear


@dataclass(frozen=True, slots=True)
class Term:
    """A word with a meaning of its own, by its name in lexicon.toml: until, next, after."""

    name: str


@dataclass(frozen=True, slots=True)
class Number:
    """`kind`: article (a), ordinal (5th), or empty."""

    n: float
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    n: int


@dataclass(frozen=True, slots=True)
class Weekday:
    n: int  # 0 is Monday
    hours: float | None = None  # of the time of day that was said with it


@dataclass(frozen=True, slots=True)
class Month:
    n: int


@dataclass(frozen=True, slots=True)
class Unit:
    name: str  # day, week, month


@dataclass(frozen=True, slots=True)
class Digits:
    """A date in digits, as typed: 24/12, 2026-12-24, 2027-W03. `order`: what the text shows to be first, if it does."""

    text: str
    order: Literal["day", "month", ""] = ""


@dataclass(frozen=True, slots=True)
class Feast:
    name: str


@dataclass(frozen=True, slots=True)
class InDays:
    """A day, counted from today: 1 is tomorrow."""

    n: int


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, in hours after midnight."""

    hours: float

    @property
    def late(self) -> bool:
        return self.hours >= 17  # such a day is over in all but name


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time, such as 2 weeks."""

    amount: Amount


@dataclass(frozen=True, slots=True)
class NamedDays:
    """One day or several. `whole`: who names it means all of it, as in "this week"."""

    days: Days
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Recurring:
    """A day or days that come again: a weekday, 5 December, the 5th, a feast. In order.

    `weekday`: what the person said it is. `later`: alone, it is never today. `whole`: as of a NamedDays.
    """

    times: tuple[Days, ...]
    weekday: int | None = None
    later: bool = False
    whole: bool = False

    def coming(self, today: date) -> Days:
        """What who says it alone means."""
        return self.ending_from(today + DAY if self.later else today)

    def ending_from(self, day: date) -> Days:
        """The first time that is not over on `day`."""
        return self._checked(next((one for one in self.times if one.last >= day), None))

    def _checked(self, found: Days | None) -> Days:
        if found is None:
            raise Unclear(Question("too far"))
        if self.weekday not in (None, found.first.weekday()):
            raise Unclear(Question("other weekday", day=found.first, weekday=self.weekday))
        return found


@dataclass(frozen=True, slots=True)
class Range:
    """From the first day through the last."""

    days: Days


Token = (
    Term
    | Number
    | Year
    | Weekday
    | Month
    | Unit
    | Digits
    | Feast
    | InDays
    | Clock
    | Span
    | NamedDays
    | Recurring
    | Range
)
Window = Sequence[Token]


def one_day(day: date) -> NamedDays:
    return NamedDays(Days(day, day))


def gap(day: date) -> NamedDays:
    """The end of something, whose last day this is: who waits for it waits until the next morning."""
    return NamedDays(Days(day + DAY, day))
