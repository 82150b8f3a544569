"""Which content begins at a later moment, comes back after a rest, or speaks in the organisation's name."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.terminal.simulate.company import Colleague, Item
from handlers.calendar.zonedata import rules_of

LATER = timedelta(days=1, hours=4)  # from publishing to the moment that is planned
RUNS, RESTS = timedelta(days=5), 30  # days: content that comes back runs and rests so long
PLANS, REPEATS, SPEAKS = 0, 1, 3  # the places of the champions who do so
EVERGREEN = 2  # pieces come back


def with_extras(items: Sequence[Item], champions: Sequence[Colleague]) -> Iterator[Item]:
    """What one of them shares is planned every other time, the first pieces of another come back, and so on."""
    seen = dict.fromkeys((one.id for one in champions), 0)
    places = {one.id: (number, one.place.zone) for number, one in enumerate(champions)}
    for item in items:
        more = _extra(item, *places[item.author], seen[item.author]) if item.way == "share" else {}
        seen[item.author] += item.way == "share"
        yield item.model_copy(update=more)


def _extra(item: Item, place: int, zone: str, number: int) -> Mapping[str, object]:
    if place == PLANS and number % 2 == 0:
        return {"planned": item.publishes + LATER, "starts": None}
    if place == REPEATS and number < EVERGREEN:
        day = item.publishes.astimezone(rules_of(zone)).date()
        return {"rests": RESTS, "starts": day, "ends": day + RUNS}
    return {"official": place == SPEAKS and number % 2 == 0}


def planning(item: Item, zone: str) -> Mapping[str, str]:
    """The form that plans it, filled on the clock of its champion."""
    begins = (item.planned or item.publishes).astimezone(rules_of(zone))
    return {"day": begins.date().isoformat(), "time": f"{begins:%H:%M}"}


def round_of(item: Item, there: date, here: date) -> int | None:
    """0 in its first round, 1 in its second; None if it does not run. What comes back has a first day.

    `there` and `here`: the day where its champion is, on which it begins, and where its reader is, with which it ends.
    """
    first = item.starts or date.min
    cycle = item.ends - first + timedelta(days=item.rests + 1)
    number = (there - first) // cycle if item.rests else min((there - first).days, 0)
    return number if number >= 0 and here <= item.ends + number * cycle else None


def asked_of(title: str, items: Sequence[Item]) -> Item | None:
    """The content that a request for approval is about, by the title of its card."""
    return next((item for item in items if title.endswith(item.title)), None)


def soonest(item: Item) -> datetime:
    """The moment before which nobody may be offered it."""
    return item.planned or item.publishes
