"""Rules for stretches of days: 24-31 December, from Monday to Thursday, two weeks from the 5th."""

from datetime import date, timedelta

from handlers.dates.absolute import each_weekday, monthly
from handlers.dates.asker import Asker
from handlers.dates.periods import DAY, Amount, Days, moved_by
from handlers.dates.question import Question, Unclear
from handlers.dates.tokens import NamedDays, Number, Range, Recurring, Span, Term, Token, Weekday, Window, one_day

LONGEST = timedelta(days=330)  # between two dates without a year: longer, and they were written backwards


def stretch(window: Window, asker: Asker) -> Token | None:
    """From one day to another. Both are included, whatever word stands between them."""
    match window:
        case [Term("between"), Recurring() as both]:  # "Christmas and New Year" is one feast
            return Range(both.coming(asker.today))
        case [Term("between"), one, Term("and"), other]:
            return _from_to(one, other, asker)
        case [Term("from" | "of"), NamedDays(days), Term("until"), other] | [NamedDays(days), Term("until"), other] if (
            days.first == days.last == asker.today
        ):
            return None
        case [Term("from" | "of" | "during" | "for"), one, Term("to" | "until" | "through"), other]:
            return _from_to(one, other, asker)
        case [one, Term("to" | "until" | "through"), other]:
            return _from_to(one, other, asker)
        case _:
            return None


def side_by_side(window: Window, asker: Asker) -> Token | None:
    """Monday and Tuesday: one stretch, if there is no day between them."""
    match window:
        case [NamedDays(days), Term("and"), Term("next")]:  # this week and next
            return Range(Days(days.first, days.last + (days.last - days.first) + DAY))
        case [one, Term("and"), other] if (first := _times(one, asker)) and (then := _times(other, asker)):
            start = Recurring(first).ending_from(asker.today)
            end = Recurring(then).ending_from(start.first)
            if end.first - start.last > DAY:
                raise Unclear(Question("with gaps"))
            return Range(Days(start.first, end.last))
        case _:
            return None


def in_a_row(window: Window, asker: Asker) -> Token | None:
    """Monday, Tuesday and Wednesday."""
    match window:
        case [*before, Term("and"), last] if before and (ends := _times(last, asker)):
            times = [_times(one, asker) or () for one in before]
            chains = (_chain(times, end) for end in ends if end.last >= asker.today)
            first = next((first for first in chains if first), None)
            return Range(first) if first else None
        case _:
            return None


def _chain(before: list[tuple[Days, ...]], end: Days) -> Days | None:
    """From the first to `end`, if each begins on the day after the one before it."""
    first = end.first
    for times in reversed(before):
        joining = next((days for days in times if days.last + DAY == first), None)
        if joining is None:
            return None
        first = joining.first
    return Days(first, end.last)


def long_from(window: Window, asker: Asker) -> Token | None:
    """So long from a day on."""
    match window:
        case [Term("for"), Span(amount), Term("from" | "after" as word), day]:
            return _long(day, amount, asker, word)
        case [Term("from" | "of" | "during"), day, Term("for" | "during"), Span(amount)]:
            return _long(day, amount, asker)
        case [Term("from" | "of"), day, Span(amount)] | [day, Term("for"), Span(amount)]:
            return _long(day, amount, asker)
        case [Span(amount), Term("from" | "during"), Recurring() as day]:
            return one_day(moved_by(day.coming(asker.today).first, amount, asker.free))
        case [Span(amount), Term("from" | "during"), NamedDays(days)] | [Span(amount), NamedDays(days)]:
            return one_day(moved_by(days.first, amount, asker.free))
        case _:
            return None


def _long(day: Token, amount: Amount, asker: Asker, word: str = "from") -> Token | None:
    times = _times(day, asker)
    if not times:
        return None
    found = _coming(day, times, asker)
    first = found.last + DAY if word == "after" else found.first
    return Range(Days(first, moved_by(first, amount, asker.free) - DAY))


def _coming(token: Token, times: tuple[Days, ...], asker: Asker) -> Days:
    weekday = token.weekday if isinstance(token, Recurring) else None
    return Recurring(times, weekday).ending_from(asker.today if not isinstance(token, NamedDays) else times[0].first)


def _from_to(one: Token, other: Token, asker: Asker) -> Token | None:
    if isinstance(one, Number) and (end := _times(other, asker)):
        _in_order(one, end[0].first.day)
    if isinstance(other, Number) and isinstance(one, Recurring) and one.times:
        _in_order(Number(one.times[0].first.day), int(other.n))
    first, then = _times(one, asker), _times(other, asker)
    if not first or not then:
        return None
    if _monthly(first) and _monthly(then):  # nobody means the 24th of last month
        first = tuple(days for days in first if days.first >= asker.today.replace(day=1))
    start, end_days = _pair(first, then, asker.today)
    for token, days in ((one, start), (other, end_days)):
        if isinstance(token, Recurring):
            Recurring((days,), token.weekday).ending_from(days.first)
    return Range(Days(start.first, end_days.last))


def _monthly(times: tuple[Days, ...]) -> bool:
    return len(times) > 1 and (times[1].first - times[0].first).days <= 62


def _in_order(number: Number, day: int) -> None:
    if number.kind == "" and number.n > day:
        raise Unclear(Question("backwards"))


def _pair(first: tuple[Days, ...], then: tuple[Days, ...], today: date) -> tuple[Days, Days]:
    """The first stretch that is not over: from the last beginning before an end, to the first end after it."""
    for end in (one for one in then if one.last >= today or len(then) == 1):
        begun = [one for one in first if one.first < end.last or (one == end and len(first) == 1)]
        if begun and not any(begun[-1].first < one.last < end.last for one in then):
            if len(first) > 1 and len(then) > 1 and end.last - begun[-1].first > LONGEST:
                break
            return begun[-1], end
    raise Unclear(Question("backwards"))


def _times(token: Token, asker: Asker) -> tuple[Days, ...] | None:
    """When a token's days are: once, or again and again."""
    match token:
        case NamedDays(days) | Range(days):
            return (days,)
        case Weekday(n, None):
            return each_weekday(n, asker.today).times
        case Recurring():
            return token.times
        case Number(n, _) if 1 <= n <= 31 and n == int(n):
            return monthly(int(n), asker.today).times
        case _:
            return None
