"""The feeds that a company's champions follow: drawn with its seed. Some are slow, some end, some repeat the others."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from bot.terminal.simulate.company import Entry, Item, Source

Sort = Literal["well", "slow", "silent", "gone", "page"]
DAY = timedelta(days=1)
OPENS = time(7, 30)  # UTC: the first entries of a day
FOLLOWED = timedelta(days=1, hours=21)  # after the company began: on the second morning
WEEKDAYS, MONDAYS, FRIDAYS = (0, 1, 2, 3, 4), (0,), (4,)
REPEATS = 0.4  # of an aggregator's entries: what another feed has, under an address with parameters that count clicks
TELLING = ("What we learned about {topic} this week", "Five numbers about {topic}", "A story of {topic} and the wind")
# What each is like, on which days it says something, and how much.
KINDS: Sequence[tuple[str, Sort, Sequence[int], int]] = (
    ("wind.example", "well", WEEKDAYS, 3),
    ("planet.example", "well", WEEKDAYS, 4),  # the aggregator
    ("kievit.example", "well", MONDAYS, 1),  # the company's own: it has what champions publish
    ("customer.example", "well", FRIDAYS, 1),
    ("slow.example", "slow", MONDAYS, 1),
    ("silent.example", "silent", WEEKDAYS, 1),
    ("gone.example", "gone", FRIDAYS, 1),
    ("page.example", "page", (), 0),
)


def sources(
    champions: Sequence[str], items: Sequence[Item], topics: Sequence[str], begins: datetime, weeks: int, seed: int
) -> tuple[Source, ...]:
    """What each feed will have said by the end; champions take turns in following them."""
    dice = random.Random(f"feeds {seed}")  # noqa: S311 - a story, not a secret
    made: dict[str, tuple[Entry, ...]] = {}
    for number, (host, _, weekdays, many) in enumerate(KINDS):
        days = [begins.date() + day * DAY for day in range(7 * weeks) if (begins + day * DAY).weekday() in weekdays]
        told = [*_entries(host, number, days, many, topics, dice)]
        if host == "planet.example":
            told = [*_repeating(told, made["wind.example"], dice)]
        if host == "kievit.example":
            told += _own(items)
        made[host] = tuple(sorted(told, key=lambda entry: entry.at))
    return tuple(
        Source(
            address=f"https://{host}/feed.xml",
            title=host,
            sort=sort,
            follower=champions[number % len(champions)],
            follows=begins + FOLLOWED + timedelta(minutes=number),
            fails=begins + timedelta(weeks=weeks) * 0.4,
            entries=made[host],
        )
        for number, (host, sort, _, _) in enumerate(KINDS)
    )


def _entries(
    host: str, number: int, days: Sequence[date], many: int, topics: Sequence[str], dice: random.Random
) -> Iterator[Entry]:
    """No two at the same moment: random ids must not decide which is offered first."""
    for day in days:
        for place in range(many):
            topic = dice.choice(topics)
            title = f"{dice.choice(TELLING).format(topic=topic.lower())}, by {host}, {day:%-d %B}, {place + 1}"
            at = datetime.combine(day, OPENS, UTC) + timedelta(minutes=60 * place, seconds=number)
            yield Entry(title=title, address=f"https://{host}/{day}/{place}", at=at, topic=topic)


def _repeating(own: Sequence[Entry], other: Sequence[Entry], dice: random.Random) -> Iterator[Entry]:
    left = iter(other)
    for entry in own:
        doubled = next(left, None) if dice.random() < REPEATS else None
        if doubled is None:
            yield entry
        else:
            address = doubled.address.replace("https://", "http://www.") + "/?utm_source=planet"
            yield doubled.model_copy(update={"address": address, "at": max(entry.at, doubled.at + DAY / 24)})


def _own(items: Sequence[Item]) -> Iterator[Entry]:
    """The company's blog has the pages that its champions publish, an hour later."""
    for item in items:
        if item.way == "share":
            yield Entry(title=item.title, address=f"{item.page}?utm_medium=rss", at=item.publishes + DAY / 24)


def topics_of(feeds: Sequence[Source]) -> Mapping[str, frozenset[str]]:
    """By title."""
    return {entry.title: frozenset((entry.topic,) if entry.topic else ()) for feed in feeds for entry in feed.entries}
