"""Rules for lengths of time: 2 weeks, half a year, anderhalve maand, a week and 3 days."""

from handlers.dates.asker import Asker
from handlers.dates.periods import UNITS, Amount
from handlers.dates.question import Question, Unclear
from handlers.dates.tokens import Clock, Number, Span, Term, Token, Unit, Window, Year


def halves(window: Window, asker: Asker) -> Token | None:
    """Half of a unit, and a number with a half."""
    match window:
        case [Number(n, kind), Term("and"), Term("half"), Unit(unit)] if kind != "ordinal":
            return _span(n + 0.5, unit)
        case [Number(n, kind), Unit(unit), Term("and"), Term("half")] if kind != "ordinal":
            return _span(n + 0.5, unit)
        case [Number(n, kind), Term("half"), Unit(unit)] if kind != "ordinal":  # 2½ weeks
            return _span(n + 0.5, unit)
        case [Term("half"), Number(1, "article"), Unit(unit)] | [Term("half"), Unit(unit)]:
            return _span(0.5, unit)
        case [Term("one_and_a_half"), Unit(unit)]:
            return _span(1.5, unit)
        case _:
            return None


def amount(window: Window, asker: Asker) -> Token | None:
    """A number and a unit."""
    match window:
        case [Number(n, kind), Term("all" | "next" | "coming"), Unit(unit)] if kind != "ordinal":
            return _span(n, unit)
        case [Number(n, kind), Term("working"), Unit("day")] if kind != "ordinal":
            return _span(n, "workday")
        case [Year(n), Unit(unit)]:  # 1000 days
            return _span(n, unit)
        case [Number(n, kind), Unit(unit)] if kind != "ordinal":
            return _span(n, unit)
        case [Term("few"), Unit()] | [Number(), Term("to"), Span()] | [Number(), Term("few"), Unit()]:
            raise Unclear(Question("how many"))
        case _:
            return None


def added(window: Window, asker: Asker) -> Token | None:
    """Two lengths that make one."""
    match window:
        case [Span(one), Term("and"), Span(other)] | [Span(one), Span(other)]:
            return Span(one.plus(other))
        case [Term("next" | "coming"), Span(one)]:
            return Span(one)
        case _:
            return None


def clock_time(window: Window, asker: Asker) -> Token | None:
    """A time of day, and a number of hours."""
    match window:
        case [Term("for" | "over" | "in"), Number(n, _), Term("oclock")]:
            return _hours(n)
        case [Number(n, _), Term("am" | "oclock")] if n <= 24:
            return Clock(n)
        case [Number(n, _), Term("oclock")]:
            return _hours(n)
        case [Number(n, _), Term("pm")] if n <= 12:
            return Clock(n % 12 + 12)
        case [Clock(hours), Term("pm")] if hours < 12:
            return Clock(hours + 12)
        case [Clock() as shown, Term("am" | "oclock")] | [Term("at"), Clock() as shown]:
            return shown
        case [Term("at"), Number(n, "")] if n <= 24:
            return Clock(n)
        case [Clock(), Clock() as shown]:  # 5 in the afternoon
            return shown
        case _:
            return None


def _span(n: float, unit: str) -> Span | None:
    if unit == "hour":
        return _hours(n)
    return Span(UNITS[unit].times(n)) if unit in UNITS else None


def _hours(n: float) -> Span:
    """Whole days: nothing shorter can be kept."""
    if n < 24 or n % 24:
        raise Unclear(Question("hours"))
    return Span(Amount(days=n / 24))
