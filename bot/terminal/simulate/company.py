"""A made-up company: its colleagues and where they are, and what its champions publish."""

from datetime import date, datetime
from typing import Literal

from handlers.core.interaction import Frozen


class Place(Frozen):
    """An office."""

    city: str
    zone: str
    country: str
    locale: str
    languages: tuple[str, ...]
    share: float  # of all colleagues


class Trip(Frozen):
    """Some days somewhere else."""

    zone: str
    arrives: datetime  # from then on, their phone tells the new zone
    returns: datetime


class Colleague(Frozen):
    """Somebody in the company: where they are, what they chose, and how they behave."""

    id: str
    habit: str
    place: Place
    team: str
    networks: tuple[str, ...]
    topics: tuple[str, ...]
    weekly_most: int
    days: tuple[int, ...]  # on which they work: 0 Monday, 1 Tuesday, …
    opens: int  # minutes past midnight
    closes: int
    joins: datetime
    leaves: datetime | None = None
    rests: tuple[date, date] | None = None  # paused from the first day, back on the second
    trip: Trip | None = None

    def zone(self, now: datetime) -> str:
        """Where they are."""
        away = self.trip is not None and self.trip.arrives <= now < self.trip.returns
        return self.trip.zone if self.trip and away else self.place.zone


class Item(Frozen):
    """Something that a champion publishes."""

    title: str
    way: Literal["share", "react"]
    author: str
    publishes: datetime
    starts: date | None
    ends: date
    topics: tuple[str, ...]
    networks: tuple[str, ...]
    languages: tuple[str, ...]
    texts: tuple[str, ...]
    important: bool
    campaign: str = ""  # its name
    planned: datetime | None = None  # the moment at which it begins, if that is not at once
    rests: int = 0  # days after its last one until it comes back; 0: it does not
    official: bool = False  # it speaks in the organisation's name, so that a second champion approves it

    @property
    def page(self) -> str:
        """Its address."""
        site = "www.linkedin.com/posts" if self.way == "react" else "kievit.example"
        return f"https://{site}/{self.title.replace(' ', '-').replace(',', '')}"


class Entry(Frozen):
    """Something that a feed says."""

    title: str
    address: str
    at: datetime
    topic: str = ""


class Source(Frozen):
    """A feed, and all that it will have said by the end."""

    address: str
    title: str
    sort: Literal["well", "slow", "silent", "gone", "page"]
    follower: str  # the champion who adds it
    follows: datetime
    fails: datetime  # if it ever does
    entries: tuple[Entry, ...]


class Plan(Frozen):
    """A campaign."""

    name: str
    run_by: str
    made: datetime
    starts: date
    ends: date


class Company(Frozen):
    """Everybody, and everything that will be published."""

    begins: datetime
    ends: datetime
    colleagues: tuple[Colleague, ...]
    champions: tuple[Colleague, ...]  # the first is the programme's manager
    items: tuple[Item, ...]
    feeds: tuple[Source, ...] = ()
    campaigns: tuple[Plan, ...] = ()
