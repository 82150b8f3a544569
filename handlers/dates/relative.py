"""Rules for days told by others: next week, Tuesday of it, the end of January, the first Monday after Easter."""

from collections.abc import Callable
from datetime import date
from functools import partial

from handlers.dates.absolute import each_weekday, in_year, monthly
from handlers.dates.asker import Asker
from handlers.dates.periods import DAY, Amount, Days, months_on, moved_by, unit_days, weekday_from, weekday_until
from handlers.dates.question import Question, Unclear
from handlers.dates.tokens import (
    Clock,
    NamedDays,
    Number,
    Range,
    Recurring,
    Span,
    Term,
    Token,
    Unit,
    Weekday,
    Window,
    gap,
    one_day,
)

NAMED_UNITS = ("week", "weekend", "month", "quarter", "year")
WEEK = 7
AHEAD = 14  # of the units to come: the first of the month may be in the next one


def days_in(token: Token, asker: Asker) -> Days | None:
    """The days that a token names, if it names any."""
    match token:
        case NamedDays(days):
            return days
        case Recurring():
            return token.coming(asker.today)
        case Weekday(n, None):
            return each_weekday(n, asker.today).coming(asker.today)
        case Number(n, "ordinal") if n <= 31:
            return monthly(int(n), asker.today).coming(asker.today)
        case _:
            return None


def unit_named(window: Window, asker: Asker) -> Token | None:
    """This week, next month, the weekend, the week after next."""
    match window:
        case [Unit(unit), Term("after"), Term("next"), Unit(other)] if unit == other:
            return NamedDays(unit_days(unit, asker.today, 2))
        case (
            [Term("the"), Unit(unit), Term("after"), Term("next")]
            | [Unit(unit), Term("after"), Term("next")]
            | [Term("next"), Term("next"), Unit(unit)]
        ) if unit != "hour":
            return NamedDays(unit_days(unit, asker.today, 2))
        case [Term("this"), Unit(unit)] if unit in NAMED_UNITS:
            return NamedDays(unit_days(unit, asker.today), whole=True)
        case [Term("coming" | "this"), Unit("weekend")]:
            return NamedDays(unit_days("weekend", asker.today), whole=True)
        case [Term("next" | "coming"), Unit("workday")]:
            return one_day(moved_by(asker.today, Amount(workdays=1), asker.free))
        case [Term("next" | "coming"), Unit(unit)] if unit != "hour":
            return NamedDays(unit_days(unit, asker.today, 1))
        case [Term("past"), *_] | [*_, Term("past")]:
            raise Unclear(Question("past", day=asker.today - DAY))
        case _:
            return None


def after_next(window: Window, asker: Asker) -> Token | None:
    """What comes after the next: the Monday after next, the week after next."""
    match window:
        case [Term("this"), Term("and"), Term("next"), Unit(unit)] if unit in NAMED_UNITS:
            return Range(Days(unit_days(unit, asker.today).first, unit_days(unit, asker.today, 1).last))
        case [Weekday(n, None), Term("after"), Term("next")]:
            return one_day(weekday_from(asker.today + DAY, n) + WEEK * DAY)
        case _:
            return None


def coming(window: Window, asker: Asker) -> Token | None:
    """The next of what comes again."""
    match window:
        case [Term("this"), Weekday(n, None)]:
            return one_day(weekday_from(asker.today, n))
        case [Term("next" | "coming"), Weekday(n, None)]:
            return one_day(weekday_from(asker.today + DAY, n))
        case [Term("next" | "coming"), Recurring() as one]:
            return NamedDays(_later(one, asker.today))
        case [Term("this"), Recurring() as one]:
            return NamedDays(one.coming(asker.today))
        case [Weekday(n, None), Unit("week")]:  # Friday week
            return one_day(weekday_from(asker.today + DAY, n) + WEEK * DAY)
        case _:
            return None


def within(window: Window, asker: Asker) -> Token | None:
    """A weekday of a week, a feast or a month of a year."""
    match window:
        case [Weekday(n, None), Term("of" | "in"), NamedDays(days)] if _is_week(days):
            return one_day(weekday_from(days.first, n))
        case [NamedDays(days), Term("during"), Weekday(n, None)] if _is_week(days):
            return one_day(weekday_from(days.first, n))
        case [Weekday(n, None), NamedDays(days)] | [NamedDays(days), Weekday(n, None)] if _is_week(days):
            return one_day(weekday_from(days.first, n))
        case [Recurring() as one, Term("of" | "in"), NamedDays(days)] if _is_year(days):
            return in_year(one, days.first.year, asker.today)
        case [Recurring() as one, NamedDays(days)] | [NamedDays(days), Recurring() as one] if _is_year(days):
            return in_year(one, days.first.year, asker.today)
        case _:
            return None


def numbered(window: Window, asker: Asker) -> Token | None:
    """The first Monday of January, the last day of the month, the 5th of next month."""
    match window:
        case [Number(n), (Weekday() | Unit()) as kind, Term("of" | "in" | "during"), whole]:
            return _each_time(whole, asker, partial(_nth, int(n), kind, asker))
        case [Term("last"), (Weekday() | Unit()) as kind, Term("of" | "in" | "during"), whole]:
            return _each_time(whole, asker, partial(_nth, -1, kind, asker))
        case [Unit("week"), Term("of"), (NamedDays() | Recurring() | Number() | Weekday()) as whole]:
            return _each_time(whole, asker, lambda days: unit_days("week", days.first))
        case [Number(n, "ordinal"), Term("of"), (Unit("month") | Unit("year")) as whole]:
            return _each_time(whole, asker, partial(_nth, int(n), Unit("day"), asker))
        case [Number(n), Term("of" | "in"), NamedDays(days)] if days.last - days.first < 31 * DAY and n <= 31:
            return _within(days, int(n))
        case [Number(n, "ordinal"), Weekday() as kind, Term("after"), since]:
            return _after(int(n), kind.n, days_in(since, asker))
        case _:
            return None


def edge(window: Window, asker: Asker) -> Token | None:
    """The beginning, the middle, the end and the rest of something."""
    match window:
        case [Term("end" | "start" | "middle" as part), whole]:
            return _each_time(whole, asker, partial(_edge, part))
        case [Term("rest" | "all"), whole] if every := _each_time(whole, asker, Days._make):
            days = days_in(every, asker)
            return Range(Days(max(days.first, asker.today), days.last)) if days else None
        case [Term("half"), Recurring() as whole]:
            return _each_time(whole, asker, partial(_edge, "middle"))
        case [Term("end week" | "end month" | "end year" as end)]:
            return _each_time(Unit(end.removeprefix("end ")), asker, partial(_edge, "end"))
        case [Unit() as unit, Term("end")]:
            return _each_time(unit, asker, partial(_edge, "end"))
        case [Term("the"), Unit(unit)] if unit in NAMED_UNITS:
            return NamedDays(unit_days(unit, asker.today), whole=True)
        case _:
            return None


def beside(window: Window, asker: Asker) -> Token | None:
    """So long after or before a day; a weekday after or before it."""
    match window:
        case [Term("in" | "over"), Span(amount)]:
            return one_day(moved_by(asker.today, amount, asker.free))
        case [Weekday(n, None), Term("in"), Span(amount)]:
            return one_day(weekday_from(unit_days("week", moved_by(asker.today, amount, asker.free)).first, n))
        case [day, Term("over" | "in"), Span(amount)] if (days := days_in(day, asker)) and days.first == days.last:
            return one_day(moved_by(days.first, amount, asker.free))
        case [Term("in" | "over"), Span(amount), Term("during"), Weekday(n, None)]:
            return one_day(weekday_from(unit_days("week", moved_by(asker.today, amount, asker.free)).first, n))
        case [Unit(unit), Term("after" | "before" as side), day]:
            return _unit_beside(unit, side, days_in(day, asker))
        case [Span(amount), Term("after" | "before" as side), day]:
            return _moved(amount, side, days_in(day, asker), asker)
        case [Weekday(n, None), Term("after"), day]:
            return _after(1, n, days_in(day, asker))
        case [Weekday(n, None), Term("before"), day] if days := days_in(day, asker):
            return one_day(weekday_until(days.first - DAY, n))
        case _:
            return None


def at_hour(window: Window, asker: Asker) -> Token | None:
    """A time of day: only what is late makes a difference, because pauses are whole days."""
    match window:
        case [Weekday(n, hours)] if hours is not None:
            return _hour(each_weekday(n, asker.today).coming(asker.today), Clock(hours))
        case [Term("next" | "this" | "coming"), Weekday(n, hours)] if hours is not None:
            return _hour(each_weekday(n, asker.today).coming(asker.today), Clock(hours))
        case [Clock(24)]:
            return gap(asker.today)
        case [Term("this"), Clock() as clock]:
            return _hour(Days(asker.today, asker.today), clock)
        case [day, Clock() as clock] | [Clock() as clock, day] | [Clock() as clock, Term("of" | "during"), day]:
            days = days_in(day, asker) if not isinstance(day, Number) else None
            return _hour(days, clock) if days and days.first == days.last else None
        case _:
            return None


def _hour(days: Days, clock: Clock) -> NamedDays:
    return gap(days.first) if clock.late else NamedDays(days)


def _later(one: Recurring, today: date) -> Days:
    return Recurring(tuple(days for days in one.times if days.first > today), one.weekday).ending_from(today)


def _is_week(days: Days) -> bool:
    return days.first.weekday() == 0 and (days.last - days.first).days == WEEK - 1


def _is_year(days: Days) -> bool:
    return (days.last - days.first).days >= 364


def _each_time(token: Token, asker: Asker, found: Callable[[Days], Days | None]) -> Token | None:
    """What is found in a period, or each time in what comes again: the middle of each February."""
    match token:
        case Unit(name) if name in (*NAMED_UNITS, "day"):
            every = Recurring(tuple(unit_days(name, asker.today, n) for n in range(AHEAD)))
            return _each_time(every, asker, found)
        case Recurring(times):
            return Recurring(tuple(new for days in times if (new := found(days))))
        case _ if (days := days_in(token, asker)) and (new := found(days)):
            return NamedDays(new)
        case _:
            return None


def _edge(part: str, days: Days) -> Days:
    match part:
        case "end":
            return Days(days.last + DAY, days.last)
        case "start":
            return Days(days.first, days.first)
        case _:
            middle = _middle(days)
            return Days(middle, middle)


def _middle(days: Days) -> date:
    """The 15th of a month, the Wednesday of a week, 1 July of a year."""
    long = (days.last - days.first).days + 1
    if long > 31:
        return months_on(days.first, long // 61)
    return days.first + (14 if long > WEEK else long // 2 - 1) * DAY


def _nth(n: int, kind: Weekday | Unit, asker: Asker, days: Days) -> Days | None:
    """The n-th weekday, day, working day or week in `days`; -1 is the last."""
    match kind:
        case Weekday(w):
            found = _each(days, lambda day: day.weekday() == w)
        case Unit("day"):
            found = _each(days, bool)
        case Unit("workday"):
            found = _each(days, lambda day: not asker.free(day))
        case Unit("week"):
            found = [day - 3 * DAY for day in _each(days, lambda day: day.weekday() == 3)]
        case Unit("weekend"):
            found = _each(days, lambda day: day.weekday() == 5)
        case _:
            found = []
    if not found or n > len(found) or n == 0:
        return None
    unit = kind.name if isinstance(kind, Unit) and kind.name in ("week", "weekend") else "day"
    return unit_days(unit, found[n - 1 if n > 0 else -1])


def _each(days: Days, fits: Callable[[date], bool]) -> list[date]:
    every = (days.first + n * DAY for n in range((days.last - days.first).days + 1))
    return [day for day in every if fits(day)]


def _within(days: Days, n: int) -> Token | None:
    day = days.first + (n - 1) * DAY
    if day > days.last:
        raise Unclear(Question("no such day", text=f"{n}"))
    return one_day(day)


def _after(n: int, weekday: int, days: Days | None) -> Token | None:
    return one_day(weekday_from(days.last + DAY, weekday) + (n - 1) * WEEK * DAY) if days else None


def _unit_beside(unit: str, side: str, days: Days | None) -> Token | None:
    """The day after, the week before: the next of the calendar, not seven days."""
    if days is None or unit == "hour":
        return None
    return NamedDays(unit_days(unit, days.last, 1) if side == "after" else unit_days(unit, days.first, -1))


def _moved(amount: Amount, side: str, days: Days | None, asker: Asker) -> Token | None:
    if days is None:
        return None
    return one_day(
        moved_by(days.last, amount, asker.free) if side == "after" else moved_by(days.first, amount, asker.free, -1)
    )
