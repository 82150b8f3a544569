"""Reads days as people write them, English and Dutch: for pauses, for days off, and for one day.

A text is cut into tokens; rules put neighbours together until one meaning is left. Nothing is guessed: what no rule
follows to its end is asked back.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Literal, NamedTuple

from handlers.dates import absolute, amounts, relative, stretches
from handlers.dates.asker import Asker
from handlers.dates.feasts import feast_names
from handlers.dates.lexer import cut
from handlers.dates.periods import DAY, Days, Pause, moved_by
from handlers.dates.question import LongAgo, Question, Unclear
from handlers.dates.tokens import Clock, NamedDays, Number, Range, Recurring, Span, Term, Token, Unit, Weekday, Window

LONGEST = 100  # characters
FARTHEST = timedelta(days=10 * 366)
LONGEST_AGO = timedelta(days=100 * 366)
MOST = 5  # tokens that one rule looks at
Rule = Callable[[Window, Asker], Token | None]
STAGES: Sequence[Sequence[Rule]] = (
    (amounts.clock_time,),
    (amounts.halves, amounts.amount),
    (amounts.added,),
    (absolute.digits,),
    (absolute.date_of,),
    (absolute.month,),
    (absolute.dated,),
    (
        relative.unit_named,
        relative.after_next,
        relative.coming,
        relative.within,
        relative.numbered,
        relative.edge,
        relative.beside,
        relative.at_hour,
    ),
    (absolute.single,),
    (relative.edge, relative.beside),
    (stretches.stretch, stretches.long_from, stretches.in_a_row, stretches.side_by_side),
)


class Meaning(NamedTuple):
    """`until`: the day is not in it; `through`: it is; `whole`: all of the days; `point`: only a day is named."""

    how: Literal["until", "through", "whole", "point"]
    days: Days


def read_pause(text: str, asker: Asker) -> Pause | Question:
    """When no messages come."""
    meaning = _meaning(text, asker)
    if isinstance(meaning, Question):
        return meaning
    how, days = meaning
    begins = max(days.first, asker.today) if how == "whole" else asker.today
    pause = Pause(begins, days.last if how in ("whole", "through") else days.first - DAY)
    if pause.again <= asker.today:
        return Question("nothing" if pause.again == asker.today else "past", day=pause.again)
    return pause


def read_days(text: str, asker: Asker) -> Days | Question:
    """The first and the last day that a text names, such as days off. The last is not over."""
    meaning = _meaning(text, asker)
    if isinstance(meaning, Question):
        return meaning
    how, days = meaning
    match how:
        case "until":
            found = Days(asker.today, days.first - DAY)
        case "through":
            found = Days(asker.today, days.last)
        case _:
            found = Days(min(days), days.last)  # what is at an end is named by its last day
    return found if found.last >= asker.today else Question("past", day=found.last)


def parse_day(text: str, today: date, country: str = "") -> date | None:
    """As `read_day`; None if it is unclear."""
    found = read_day(text, Asker(today, country))
    return None if isinstance(found, Question) else found


def read_day(text: str, asker: Asker) -> date | Question:
    """The one day that a text names, today or later; the last one of "through"."""
    meaning = _meaning(text, asker)
    if isinstance(meaning, Question):
        return meaning
    first, last = meaning.days
    day = last if meaning.how == "through" else min(first, max(last, asker.today))
    return day if day >= asker.today else Question("past", day=day)


def names_time(text: str, asker: Asker) -> bool:
    """Whether a text names a time of day, which days leave out."""
    tokens = cut(text, feast_names(asker.country)) or ()
    found = list(tokens)
    while shorter := _once(found, STAGES[0], asker):
        found = shorter
    return any(isinstance(one, Clock) or (isinstance(one, Weekday) and one.hours is not None) for one in found)


def _meaning(text: str, asker: Asker) -> Meaning | Question:
    unknown = Question("not a day", text=text.strip()[:60])
    if len(text.strip()) > LONGEST or (tokens := cut(text, feast_names(asker.country))) is None:
        return unknown
    try:
        left = reduced(tokens, asker)
        meaning = _sentence(left, asker)
    except LongAgo as over:
        return _meaning(text, asker._replace(today=date(over.year, 1, 1)))  # what it was in that year
    except Unclear as problem:
        return problem.question
    except (OverflowError, ValueError):
        return Question("too far")
    if meaning is None and any(isinstance(one, Clock) for one in left):
        return Question("hours")
    if meaning and not -LONGEST_AGO <= meaning.days.last - asker.today <= FARTHEST:
        return Question("too far")
    return meaning or unknown


def reduced(tokens: Sequence[Token], asker: Asker) -> list[Token]:
    """The fewest tokens to which the rules bring these."""
    found = absolute.split(list(tokens))
    for rules in STAGES:
        while shorter := _once(found, rules, asker):
            found = shorter
    return found


def _once(tokens: list[Token], rules: Sequence[Rule], asker: Asker) -> list[Token] | None:
    """With the longest neighbours put together that a rule fits, the first of them; None if none fits."""
    for long in range(min(MOST, len(tokens)), 0, -1):
        for at in range(len(tokens) - long + 1):
            window = tokens[at : at + long]
            new = next((new for rule in rules if (new := rule(window, asker))), None)
            if new is not None:
                return [*tokens[:at], new, *tokens[at + long :]]
    return None


def _sentence(tokens: Sequence[Token], asker: Asker) -> Meaning | None:
    """What is left, as a whole."""
    match tokens:
        case [Term("for" | "during" | "all"), Span(amount)] | [Span(amount)]:
            return _until(moved_by(asker.today, amount, asker.free))
        case [Term("until" | "after" | "through"), Span(amount)]:
            return _until(moved_by(asker.today, amount, asker.free))
        case [Unit() as unit] if one := amounts.amount([Number(1), unit], asker):
            return _sentence([one], asker)
        case [Range(found)] | [Term("for" | "from" | "during" | "of" | "over" | "in" | "all"), Range(found)]:
            return Meaning("whole", found)
        case [Term("until" | "through" | "to"), Range(found)]:
            return Meaning("through", found)
        case _:
            return _about(tokens, asker)


def _about(tokens: Sequence[Token], asker: Asker) -> Meaning | None:
    """What is left, about one day or period."""
    days = partial(relative.days_in, asker=asker)
    match tokens:
        case [Term("until" | "to"), Term("after" | "end"), one] | [Term("after"), one] if found := days(one):
            return _until(found.last + DAY)
        case [Term("through"), one] | [Term("until" | "to"), one, Term("including")] if found := days(one):
            return Meaning("through", found)
        case [Term("until" | "to"), one] | [Term("until"), Term(), one] if found := days(one):
            return Meaning("until", found)
        case [NamedDays(), Term("until"), one] | [Term("from" | "of"), NamedDays(), Term("until"), one] if (
            found := days(one)
        ):
            return Meaning("until", found)
        case [Term("from"), one] if days(one):
            raise Unclear(Question("no end"))
        case [Term("for" | "during" | "over" | "in" | "all"), one] if found := days(one):
            return Meaning("whole", found)
        case [one] if found := days(one):
            running = found.first <= asker.today <= found.last and found.first < found.last
            whole = isinstance(one, NamedDays | Recurring) and one.whole
            return Meaning("whole" if whole or running else "point", found)
        case _:
            return None


def _until(day: date) -> Meaning:
    return Meaning("until", Days(day, day))
