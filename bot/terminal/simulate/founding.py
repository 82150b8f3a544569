"""Founds the company: drawn with a seed, so that it can be founded again."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from bot.terminal.simulate.campaigns.plans import plans, with_campaign
from bot.terminal.simulate.company import Colleague, Company, Item, Place, Trip
from bot.terminal.simulate.feeds.sources import sources
from bot.terminal.simulate.habits import HABITS
from bot.terminal.simulate.publishing.extras import with_extras
from handlers.calendar.zonedata import rules_of

BEGINS = date(2026, 3, 2)  # a Monday: clocks will change in New York, Europe and Sydney, and Easter comes
DAY = timedelta(days=1)
TOPICS = ("Company news", "Customers", "Events", "Jobs", "People", "Products")
NETWORKS = ("linkedin", "x", "bluesky", "mastodon")
TEAM = 8  # people
FOUR_DAYS = 0.15  # the share of people who work four days a week
LANDS = 7 * 60 + 30  # minutes past midnight
JOINING = 10  # days, until everybody has joined
CHAMPIONS, EAGER, FIND = 6, 2, 2  # publish; of these, do so too often; and find posts to react to
OFTEN = (0, 2, 4)  # the days on which the eager publish
LIFE = 21  # days until content ends that has no earlier end
PLACES = (
    Place(city="Utrecht", zone="Europe/Amsterdam", country="NL", locale="nl-NL", languages=("en", "nl"), share=0.28),
    Place(city="Berlin", zone="Europe/Berlin", country="DE", locale="en-GB", languages=("en",), share=0.14),
    Place(city="New York", zone="America/New_York", country="US", locale="en-US", languages=("en",), share=0.2),
    Place(city="São Paulo", zone="America/Sao_Paulo", country="BR", locale="en-GB", languages=("en",), share=0.1),
    Place(city="Bengaluru", zone="Asia/Kolkata", country="IN", locale="en-IN", languages=("en",), share=0.14),
    Place(city="Cape Town", zone="Africa/Johannesburg", country="ZA", locale="en-ZA", languages=("en",), share=0.08),
    Place(city="Sydney", zone="Australia/Sydney", country="AU", locale="en-AU", languages=("en",), share=0.06),
)
LEAVE, REST, TRAVEL = 0.05, 0.1, 0.1  # the shares of people who do so at some time, whatever Heraut does


def found(people: int, weeks: int, seed: int) -> Company:
    """A seed always gives the same company."""
    dice = random.Random(f"company {seed}")  # noqa: S311 - a story, not a secret
    begins = datetime.combine(BEGINS - DAY, time(12), UTC)  # soon it is Monday in Sydney
    colleagues = tuple(_colleague(number, people, weeks, dice) for number in range(people))
    champions = tuple(one for number, one in enumerate(colleagues) if _leads(number, people))
    campaigns = tuple(plans([one.id for one in champions], begins, weeks))
    extras = with_extras([*_items(champions, weeks, dice)], champions)
    made = (with_campaign(item, campaigns) for item in extras)
    items = tuple(sorted(made, key=lambda item: item.publishes))
    return Company(
        begins=begins,
        ends=begins + timedelta(weeks=weeks),
        colleagues=colleagues,
        champions=champions,
        items=items,
        feeds=sources([one.id for one in champions], items, TOPICS, begins, weeks, seed),
        campaigns=campaigns,
    )


def _colleague(number: int, people: int, weeks: int, dice: random.Random) -> Colleague:
    place = _place(number / people)
    champion = _leads(number, people)
    habit = dice.choices([*HABITS], [one.share for one in HABITS.values()])[0]
    opens = dice.choice((480, 540, 570, 570, 570, 600))
    joins = BEGINS + timedelta(days=0 if champion else int(JOINING * dice.random() ** 3))
    free = dice.choice(((2,), (4,))) if dice.random() < FOUR_DAYS else ()
    days = 7 * weeks
    return Colleague(
        id=f"p{number:04}",
        habit="gladly" if champion else habit,
        place=place,
        team=f"{place.city} {number // TEAM + 1}",
        networks=tuple(sorted(dice.sample(NETWORKS, dice.choice((1, 1, 2, 3))))),
        topics=tuple(sorted(dice.sample(TOPICS, dice.choice((0, 0, 1, 2, 3))))),
        weekly_most=dice.choices((1, 2, 3, 5), (0.15, 0.6, 0.17, 0.08))[0],
        days=tuple(day for day in range(5) if day not in free),
        opens=opens,
        closes=opens + dice.choice((300, 420, 420, 480)),
        joins=_at(joins, dice.randrange(8 * 60, 9 * 60 if champion else 17 * 60), place.zone),
        leaves=_leaving(place, days, dice) if dice.random() < LEAVE and not champion else None,
        rests=_rest(days, dice) if dice.random() < REST else None,
        trip=_trip(place, days, dice) if dice.random() < TRAVEL else None,
    )


def _leads(number: int, people: int) -> bool:
    """Whether this colleague is a champion: they are spread over the offices."""
    return number * CHAMPIONS % people < CHAMPIONS


def _place(part: float) -> Place:
    """Offices are filled one after the other, so that a team sits together."""
    for place in PLACES:
        part -= place.share
        if part < 0:
            return place
    return PLACES[-1]


def _at(day: date, minutes: int, zone: str) -> datetime:
    return datetime.combine(day, time(minutes // 60, minutes % 60), rules_of(zone)).astimezone(UTC)


def _leaving(place: Place, days: int, dice: random.Random) -> datetime:
    return _at(BEGINS + timedelta(days=dice.randrange(JOINING, max(days, JOINING + 1))), 13 * 60, place.zone)


def _rest(days: int, dice: random.Random) -> tuple[date, date]:
    first = BEGINS + timedelta(days=dice.randrange(JOINING, max(days, JOINING + 1)))
    return first, first + timedelta(days=dice.choice((5, 7, 14, 21)))


def _trip(home: Place, days: int, dice: random.Random) -> Trip:
    first = BEGINS + timedelta(days=dice.randrange(JOINING, max(days, JOINING + 1)))
    there = dice.choice([place for place in PLACES if place.zone != home.zone]).zone
    last = first + timedelta(days=dice.randrange(2, 12))
    return Trip(zone=there, arrives=_at(first, LANDS, there), returns=_at(last, LANDS, home.zone))


def _items(champions: tuple[Colleague, ...], weeks: int, dice: random.Random) -> Iterator[Item]:
    """Two publish three times a week, all of it important. The others publish once, and two of them find a post."""
    for number, champion in enumerate(champions):
        eager = number >= len(champions) - EAGER
        for day in range(7 * weeks):
            if day % 7 in OFTEN if eager else day % 7 == number:
                yield _item(champion, number, BEGINS + timedelta(days=day), dice, eager=eager)
            elif day % 7 == number + 1 and number < FIND:
                yield _post(champion, number, BEGINS + timedelta(days=day), dice)


def _item(champion: Colleague, number: int, day: date, dice: random.Random, *, eager: bool) -> Item:
    """No two begin at the same moment: random ids must not decide which is offered first."""
    urgency = dice.random()
    name = f"{champion.place.city}, {day:%-d %B}"
    return Item(
        title=f"News from {name}",
        way="share",
        author=champion.id,
        publishes=_at(day, 10 * 60 + number * 5 + dice.randrange(5), champion.place.zone),
        starts=day + 4 * DAY if urgency > 0.85 else None,
        ends=day + timedelta(days=dice.randrange(3, 6) if urgency < 0.25 else LIFE),
        topics=tuple(sorted(dice.sample(TOPICS, dice.choice((0, 1, 1, 2))))),
        networks=("linkedin",) if dice.random() < 0.2 else (),
        languages=(dice.choice(champion.place.languages),),
        texts=tuple(f"What I take from {name}: thought {n}." for n in range(1, dice.choice((3, 4)))),
        important=eager,
    )


def _post(champion: Colleague, number: int, day: date, dice: random.Random) -> Item:
    """A colleague's post to react to."""
    item = _item(champion, number, day, dice, eager=False)
    title = f"A post from {champion.place.city}, {day:%-d %B}"
    return item.model_copy(update={"title": title, "way": "react", "texts": (), "networks": ()})
