"""What the property tests of the gate know of a person by themselves: an oracle that asks no code of the product."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache

from holidays import country_holidays

from handlers.calendar.zonedata import rules_of
from handlers.registry.messages import Kind

DAY = timedelta(days=1)
MOST_A_DAY = 4  # the promise, written down once more
ZONES = (
    "Europe/Amsterdam Europe/London America/New_York America/Vancouver America/Sao_Paulo America/Havana Asia/Kolkata "
    "Asia/Tokyo Asia/Kathmandu Australia/Sydney Australia/Lord_Howe Pacific/Auckland Pacific/Honolulu "
    "Pacific/Kiritimati Africa/Cairo Africa/Casablanca UTC"
).split()
COUNTRIES = ("", "NL", "DE-BY", "GB-ENG", "US", "AU-NSW", "CH-ZH", "JP", "IN", "IL")
HOURS = ((570, 990), (0, 1439), (480, 720), (1200, 1380), (60, 240), (540, 600))
WEEKS = (31, 31, 31, 127, 32, 3, 64, 1)  # bits; Monday is 1
AUDIENCES = ("joined", "joined", "joined", "champion", "manager", "duty", "left", "never")


@dataclass
class Life:
    """One person, as they themselves would tell it."""

    name: str
    zone: str
    hours: tuple[int, int]
    days: int
    country: str
    joined: bool
    champion: bool
    left: bool
    manages: bool = False
    off: Sequence[tuple[date, date]] = ()
    break_until: date | None = None  # a day, wherever they are
    away_until: datetime | None = None
    unreachable: bool = False
    forgotten: bool = False
    muted: set[str] = field(default_factory=set)
    waiting: dict[str, Kind] = field(default_factory=dict)  # by key: told, and neither sent nor called off
    called_off: dict[str, str] = field(default_factory=dict)  # by key: why
    got: Counter[date] = field(default_factory=Counter[date])  # by the day on their clock
    keys: set[str] = field(default_factory=set)

    @classmethod
    def drawn(cls, name: str, dice: random.Random, zones: Sequence[str], hours: Sequence[tuple[int, int]]) -> "Life":
        who = dice.choice(AUDIENCES)
        return cls(
            name=name,
            zone=dice.choice(zones),
            hours=dice.choice(hours),
            days=dice.choice(WEEKS),
            country=dice.choice(COUNTRIES),
            joined=who in ("joined", "champion", "manager"),
            champion=who in ("champion", "manager", "duty"),
            left=who == "left",
            manages=who == "manager",
        )

    def is_new(self) -> None:
        """Nothing is known of them any more."""
        self.joined = self.champion = self.manages = self.left = self.unreachable = False
        self.hours, self.days, self.country = (570, 990), 31, ""
        self.off, self.break_until, self.away_until, self.muted = (), None, None, set()
        self.got.clear()

    def calls_off(self, why: str, about: Callable[[Kind], bool] = lambda _: True) -> None:
        """What waits is over, or some of it."""
        for key, kind in [*self.waiting.items()]:
            if about(kind):
                self.called_off[key] = why
                del self.waiting[key]

    def gets(self, kind: Kind, key: str, now: datetime, *, halted: bool) -> str:
        """They got a message: what is wrong with it; empty if it was right."""
        here = now.astimezone(rules_of(self.zone))
        self.got[here.date()] += 1
        found = [
            ("twice", key in self.keys),
            (f"although {self.called_off.get(key)}", key in self.called_off),
            ("while everything is paused", halted and kind.pauses),
            ("above the day's limit", self.got[here.date()] > MOST_A_DAY),
            *self._state(kind),
            *self._calendar(here, now),
        ]
        self.keys.add(key)
        self.waiting.pop(key, None)
        return ", ".join(why for why, true in found if true)

    def _state(self, kind: Kind) -> list[tuple[str, bool]]:
        return [
            ("after leaving", self.left),
            ("after being forgotten", self.forgotten),
            ("unreachable", self.unreachable),
            ("not a member", kind.audience == "members" and not self.joined),
            ("not a champion", kind.audience == "champions" and not self.champion),
            ("not a manager", kind.audience == "managers" and not self.manages),
            ("muted", kind.name in self.muted),
        ]

    def _calendar(self, here: datetime, now: datetime) -> list[tuple[str, bool]]:
        day, minutes = here.date(), here.hour * 60 + here.minute
        return [
            ("outside their hours", not self.hours[0] <= minutes < self.hours[1] and not changes(day, self.zone)),
            ("on a day that they do not work", not self.days >> day.weekday() & 1),
            ("on a holiday", day in holidays_of(self.country, day.year)),
            ("on a day off", any(first <= day <= last for first, last in self.off)),
            ("in a break", self.break_until is not None and day < self.break_until),
            ("while away", self.away_until is not None and now < self.away_until),
        ]


@cache
def changes(day: date, zone: str) -> bool:
    """Whether clocks change on this day, so that its hours are not those that people mean."""
    noons = (datetime(each.year, each.month, each.day, 12, tzinfo=rules_of(zone)) for each in (day - DAY, day + DAY))
    return len({noon.utcoffset() for noon in noons}) > 1


@cache
def holidays_of(country: str, year: int) -> frozenset[date]:
    whole, _, part = country.partition("-")
    return frozenset(country_holidays(whole, subdiv=part or None, years=year)) if whole else frozenset()
