"""What must never happen, counted from what was sent and what people chose. The planner is not asked."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from holidays import country_holidays

from bot.terminal.simulate.campaigns.promises import CAMPAIGN_PROMISES
from bot.terminal.simulate.company import Colleague, Item
from bot.terminal.simulate.feeds.promises import FEED_PROMISES
from bot.terminal.simulate.habits import HABITS
from bot.terminal.simulate.play import Played
from bot.terminal.simulate.publishing.extras import round_of
from bot.terminal.simulate.publishing.promises import PUBLISHING_PROMISES
from bot.terminal.simulate.recorder import Told
from handlers.calendar.zonedata import rules_of

WEEK = timedelta(days=7)
MOST = 4  # messages of all kinds to one person on one day
WAYS = {"share": {"share"}, "react": {"react"}, "support": set[str]()}  # what people with each way may be asked for


class Life(NamedTuple):
    """One colleague, what they were sent, in order, and when they left."""

    one: Colleague
    told: Sequence[Told]
    left: datetime | None

    @property
    def nudges(self) -> list[Told]:
        return [told for told in self.told if told.offered]

    def local(self, told: Told) -> datetime:
        """The local time of the colleague."""
        return told.at.astimezone(rules_of(self.one.zone(told.at)))


class Promise(NamedTuple):
    """A promise, and how often it was broken."""

    what: str
    broken: int


def promises(played: Played) -> list[Promise]:
    """Each promise with its number, which should be 0."""
    lives = lives_of(played)
    kept = [Promise(what, sum(len([*count(life)]) for life in lives)) for what, count in PROMISES.items()]
    return kept + [Promise(what, len([*count(played)])) for what, count in COMPANY_PROMISES.items()]


def lives_of(played: Played) -> list[Life]:
    told = defaultdict[str, list[Told]](list)
    for one in played.told:
        told[one.who].append(one)
    return [Life(one, told[one.id], played.left.get(one.id)) for one in played.company.colleagues]


def _outside_hours(life: Life) -> Iterator[Told]:
    for told in life.told:
        here = life.local(told)
        if not life.one.opens <= here.hour * 60 + here.minute < life.one.closes:
            yield told


def _on_days_off(life: Life) -> Iterator[Told]:
    """Days off in their own week, and public holidays in their country."""
    for told in life.told:
        day = life.local(told).date()
        if day.weekday() not in life.one.days or day in country_holidays(life.one.place.country, years=day.year):
            yield told


def _while_resting(life: Life) -> Iterator[Told]:
    if life.one.rests:
        first, until = life.one.rests
        zone = rules_of(life.one.place.zone)
        begins, ends = (datetime.combine(day, time(hour), zone) for day, hour in ((first, 8), (until, 0)))
        yield from (told for told in life.told if begins <= told.at < ends)


def _outside_membership(life: Life) -> Iterator[Told]:
    left = life.left or datetime.max.replace(tzinfo=UTC)
    return (told for told in life.told if not life.one.joins <= told.at < left)


def _two_a_day(life: Life) -> Iterator[date]:
    days = Counter(life.local(told).date() for told in _first(life.nudges))
    return (day for day, many in days.items() if many > 1)


def _too_many(life: Life) -> Iterator[date]:
    days = Counter(life.local(told).date() for told in life.told)
    return (day for day, many in days.items() if many > MOST)


def _above_the_most(life: Life) -> Iterator[date]:
    """In any seven days, in local time."""
    days = [life.local(told).date() for told in _first(life.nudges)]
    for day in days:
        if sum(day - WEEK < other <= day for other in days) > life.one.weekly_most:
            yield day


def _not_their_way(life: Life) -> Iterator[Told]:
    may = WAYS[HABITS[life.one.habit].way]
    return (told for told in life.nudges if not {offered.asks for offered in told.offered} <= may)


def _not_for_them(played: Played) -> Iterator[Told]:
    """In a language that they do not read, or for networks that they do not use. What feeds say is in English."""
    people = {one.id: one for one in played.company.colleagues}
    items = {item.title: item for item in played.company.items}
    for told in played.told:
        one, offered = people[told.who], [items[each.title] for each in told.offered if each.title in items]
        if any(not _can_use(one, item) for item in offered):
            yield told


def _twice(played: Played) -> Iterator[object]:
    """Content in another nudge of one round. What comes back after Later is the same nudge."""
    items = {item.title: item for item in played.company.items}
    nudges = defaultdict[tuple[str, str, int | None], set[str]](set)
    for told in played.told:
        for one in told.offered:
            item = items.get(one.title)
            number = round_of(item, told.at.date(), told.at.date()) if item and item.rests else None
            nudges[told.who, one.title, number].add(one.nudge)
    return (one for one, many in nudges.items() if len(many) > 1)


def _outside_its_days(played: Played) -> Iterator[Told]:
    """It begins where its champion is, and ends on the calendar of its reader."""
    people = {one.id: one for one in played.company.colleagues}
    items = {item.title: item for item in played.company.items}
    for told in played.told:
        here = _day(people[told.who], told.at)
        offered = [items[each.title] for each in told.offered if each.title in items]
        if any(round_of(item, _day(people[item.author], told.at, item.publishes), here) is None for item in offered):
            yield told


def _day(one: Colleague, at: datetime, since: datetime | None = None) -> date:
    """The day where somebody is at a moment, or was at another one."""
    return at.astimezone(rules_of(one.zone(since or at))).date()


def _can_use(one: Colleague, item: Item) -> bool:
    reads = not item.languages or bool(set(item.languages) & set(one.place.languages))
    return reads and (not item.networks or bool(set(item.networks) & set(one.networks)))


def _first(nudges: Iterable[Told]) -> Iterator[Told]:
    """Without nudges that came back because their reader had asked for it."""
    seen = set[str]()
    for told in nudges:
        if not seen & {offered.nudge for offered in told.offered}:
            yield told
        seen |= {offered.nudge for offered in told.offered}


PROMISES: dict[str, Callable[[Life], Iterator[object]]] = {
    "Messages outside somebody's hours": _outside_hours,
    "Messages on a day off or a public holiday": _on_days_off,
    "Messages to somebody who rests": _while_resting,
    "Messages before joining or after leaving": _outside_membership,
    "Days with more than four messages of all kinds": _too_many,
    "Days with more than one nudge": _two_a_day,
    "Nudges above somebody's own maximum": _above_the_most,
    "Nudges for what somebody does not do": _not_their_way,
}
COMPANY_PROMISES: dict[str, Callable[[Played], Iterator[object]]] = {
    "The same content offered twice": _twice,
    "Content that is not for somebody": _not_for_them,
    "Content offered before its first day or after its last": _outside_its_days,
    **FEED_PROMISES,
    **CAMPAIGN_PROMISES,
    **PUBLISHING_PROMISES,
}
