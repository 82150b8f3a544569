"""Rules for dates: 24 December, the 5th, Friday 2 January 2027, week 3, Christmas."""

from datetime import date, timedelta

from handlers.dates.asker import Asker
from handlers.dates.digits import read_digits, shown_order, two_numbers, yearly
from handlers.dates.feasts import feast_times
from handlers.dates.periods import DAY, Days, months_on, unit_days, weekday_from
from handlers.dates.question import LongAgo, Question, Unclear
from handlers.dates.tokens import (
    Digits,
    Feast,
    InDays,
    Month,
    NamedDays,
    Number,
    Range,
    Recurring,
    Term,
    Token,
    Unit,
    Weekday,
    Window,
    Year,
    one_day,
)

WEEKS = 110  # how far ahead weekdays and numbered weeks are known
YEARS_AGO = 100  # what is longer ago is not named


def date_of(window: Window, asker: Asker) -> Token | None:
    """A day of a month."""
    match window:
        case [Number(n, _), Term("of"), Month(m)] | [Number(n, _), Month(m)] | [Month(m), Number(n, _)] if n <= 31:
            return yearly(int(n), m, asker.today, f"{n:.0f}/{m}")
        case [Unit("week"), Number(n, ""), Term("to" | "through" | "until" | "and"), Number(m, "")] if n <= 53:
            first = _numbered_week(int(n), asker.today).coming(asker.today).first
            return Range(Days(first, _numbered_week(int(m), asker.today).coming(first).last))
        case [Unit("week") | Term("week_number"), Number(n, "")] if n <= 53:
            return _numbered_week(int(n), asker.today)
        case [Term("quarter_number"), Number(n, "")] | [Number(n, "ordinal"), Unit("quarter")] if 1 <= n <= 4:
            quarters = [unit_days("quarter", asker.today, step) for step in range(-4, 40)]
            return Recurring(tuple(one for one in quarters if one.first.month == 3 * n - 2))
        case [Feast(name)]:
            times = feast_times(name, asker.country, asker.today)
            return Recurring(times, whole=any((last - first).days > 1 for first, last in times))
        case [InDays(n)]:
            return one_day(asker.today + n * DAY)
        case _:
            return None


def month(window: Window, asker: Asker) -> Token | None:
    """A month alone; half a month is its middle."""
    match window:
        case [Month(m)]:
            years = range(max(asker.today.year - 1, 1), min(asker.today.year + 10, 9998))
            return Recurring(tuple(unit_days("month", date(year, m, 1)) for year in years))
        case _:
            return None


def dated(window: Window, asker: Asker) -> Token | None:
    """A date with its weekday or its year."""
    match window:
        case [Weekday(w, None), Recurring(times, None)] if times and times[0].first == times[0].last:
            return Recurring(times, w)
        case [Recurring(times, None), Weekday(w, None)] if times and times[0].first == times[0].last:
            return Recurring(times, w)
        case [Weekday(w, None), Number(n, "" | "ordinal")] if n <= 31:
            return Recurring(monthly(int(n), asker.today).times, w)
        case [Weekday(w, None), NamedDays(days)] | [NamedDays(days), Weekday(w, None)] if days.first == days.last:
            return NamedDays(Recurring((days,), w).ending_from(days.first))
        case [Unit("month"), Recurring() as one] | [Unit("month"), Term("of"), Recurring() as one]:
            return Recurring(one.times, whole=True)
        case [Recurring() as one, Year(n)]:
            return in_year(one, n, asker.today)
        case [Recurring() as one, Number(n, "")] if 0 <= 2000 + n - asker.today.year <= 10:  # 3 Jan 27
            return in_year(one, 2000 + int(n), asker.today)
        case _:
            return None


def single(window: Window, asker: Asker) -> Token | None:
    """What is left alone: a weekday, the 5th, a year."""
    match window:
        case [Weekday(w, None)]:
            return each_weekday(w, asker.today)
        case [Number(n, "ordinal")] if n <= 31:
            return monthly(int(n), asker.today)
        case [Unit("weekend")]:
            return NamedDays(unit_days("weekend", asker.today), whole=True)
        case [Year(n)] if asker.today.year - 1 <= n <= asker.today.year + 10:
            return NamedDays(Days(date(n, 1, 1), date(n, 12, 31)))
        case _:
            return None


def digits(window: Window, asker: Asker) -> Token | None:
    match window:
        case [Digits(text, order)]:
            return read_digits(text, order, asker.country, asker.today)
        case _:
            return None


def split(tokens: list[Token]) -> list[Token]:
    """Where a month or a unit stands beside it, 5-8 is two numbers, and 2.5 is one."""
    found: list[Token] = []
    order = shown_order([one.text for one in tokens if isinstance(one, Digits)])
    for before, one, then in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False):
        beside = isinstance(then, Month | Unit) or isinstance(before, Month) or before == Unit("week")
        if isinstance(one, Digits) and beside and (both := two_numbers(one.text)):
            found += both
        elif isinstance(one, Digits) and isinstance(then, Unit) and one.text.count(".") == 1:
            found.append(Number(float(one.text)))
        elif isinstance(one, Digits):
            found.append(Digits(one.text, order))
        else:
            found.append(one)
    return found


def in_year(one: Recurring, year: int, today: date) -> NamedDays:
    """The time of it that lies in a year."""
    for days in one.times:
        if (days.first + (days.last - days.first) / 2).year == year:
            return NamedDays(Recurring((days,), one.weekday).ending_from(days.first))
    if today.year - YEARS_AGO < year < today.year:
        raise LongAgo(year)
    if year < today.year:
        raise Unclear(Question("too far"))
    raise Unclear(Question("no such day", text=str(year)) if year < today.year + 9 else Question("too far"))


def each_weekday(weekday: int, today: date) -> Recurring:
    first = weekday_from(today, weekday)
    days = [first + timedelta(days=7 * n) for n in range(WEEKS)]
    return Recurring(tuple(Days(day, day) for day in days), later=True)


def monthly(n: int, today: date) -> Recurring:
    """The n-th of each month that has it."""
    months = [months_on(today.replace(day=1), step) for step in range(-13, 25)]
    days = [one.replace(day=n) for one in months if unit_days("month", one).last.day >= n]
    return Recurring(tuple(Days(day, day) for day in days))


def _numbered_week(n: int, today: date) -> Recurring:
    this = unit_days("week", today)
    weeks = [unit_days("week", this.first, step) for step in range(-WEEKS, WEEKS)]
    return Recurring(tuple(one for one in weeks if one.first.isocalendar().week == n))
