"""Which text each person starts from: teammates get different ones and, if possible, on different days."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import NamedTuple, Protocol
from zlib import crc32

from sqlalchemy import Integer, String, bindparam, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert

from handlers.calendar.localtime import iso_week, local_date
from handlers.content.offers import Offer
from models import Handout
from models.given import addition, given, packed
from models.plans import connection_of
from models.prepared import Query

QUESTION = -1  # instead of a text, when neighbours have had them all this week

# A set for each column and not triples, which SQLite would unpack again for each row it scans.
HANDED = Query(
    select(Handout.content, Handout.team, Handout.week, Handout.taken, Handout.last_day).where(
        Handout.workspace == bindparam("workspace"),
        Handout.content.in_(select(given("contents", content=String()).c.content)),
        Handout.team.in_(select(given("teams", team=String()).c.team)),
        Handout.week.in_(select(given("weeks", week=String()).c.week)),
    )
)


class Place(NamedTuple):
    """A team in a week. People who have both in common are neighbours."""

    team: str
    week: str


Before = Mapping[tuple[str, Place], int]  # by content and place: the number handed out before these


class Member(Protocol):
    """What decides who a person's neighbours are."""

    @property
    def team(self) -> str: ...
    @property
    def timezone(self) -> str: ...


class Handed(NamedTuple):
    """A text that is handed out. `number` counts from the first one of this batch; without a team, it is the text."""

    offer: Offer
    place: Place | None
    number: int


class Handouts:
    """What has been handed to the neighbours of some people, and what is handed out now."""

    def __init__(
        self, session: Session, workspace: str, people: Iterable[Member], offers: Sequence[Offer], now: datetime
    ) -> None:
        self._session, self._workspace, self._now = session, workspace, now
        self._taken = Counter[tuple[str, Place]]()
        self._days: dict[tuple[str, Place], str] = {}
        self._today: dict[str, date] = {}
        self._new = Counter[tuple[str, Place]]()
        places = {place for one in people if (place := self._place(one))}
        for content, team, week, taken, day in self._read(places, offers) if places else ():
            self._taken[content, Place(team, week)] = taken
            self._days[content, Place(team, week)] = day

    def suits(self, one: Member, offer: Offer) -> bool:
        """Whether today is fine: no neighbour got it today, or no other text is left, so that waiting is no use."""
        place = self._place(one)
        if place is None:
            return True
        key = offer.id, place
        return self._days.get(key) != self._day(one).isoformat() or self._taken[key] >= offer.texts

    def hand(self, one: Member, offer: Offer) -> Handed:
        """Hand the next text of this offer to this person."""
        place = self._place(one)
        if place is None or not offer.texts:
            return Handed(offer, None, offer.next_text())
        key = offer.id, place
        self._taken[key] += 1
        self._new[key] += 1
        self._days[key] = self._day(one).isoformat()
        return Handed(offer, place, self._new[key] - 1)

    def keep(self) -> Before:
        """Store what was handed out. Returns how many had been taken before, also by a planner that ran meanwhile."""
        rows = [
            (content, place.team, place.week, taken, self._days[content, place])
            for (content, place), taken in sorted(self._new.items())  # in order, to avoid deadlocks
        ]
        connection = connection_of(self._session)
        values = {"workspace": self._workspace, "handouts": packed(rows)}
        found = connection.execute(_adding(connection.dialect.name), values).all() if rows else []
        keys = (((content, Place(team, week)), taken) for content, team, week, taken in found)
        return {key: taken - self._new[key] for key, taken in keys}

    def _read(self, places: Iterable[Place], offers: Sequence[Offer]) -> Sequence[tuple[str, str, str, int, str]]:
        teams, weeks = ({*column} for column in zip(*places, strict=True))
        columns = {"contents": [offer.id for offer in offers], "teams": sorted(teams), "weeks": sorted(weeks)}
        values = {name: packed([one] for one in column) for name, column in columns.items()}
        return HANDED.all(self._session, workspace=self._workspace, **values)

    def _place(self, one: Member) -> Place | None:
        return Place(one.team, iso_week(self._day(one))) if one.team else None

    def _day(self, one: Member) -> date:
        if one.timezone not in self._today:
            self._today[one.timezone] = local_date(self._now, one.timezone)
        return self._today[one.timezone]


def text_of(handed: Handed, before: Before) -> int:
    """The number of the text, modulo their count, from where the team begins; QUESTION if all were taken this week."""
    offer, place, number = handed
    if place is None:
        return number
    number += before[offer.id, place]
    return crc32(place.team.encode()) % offer.texts + number if number < offer.texts else QUESTION


@cache
def _adding(dialect: str) -> ReturningInsert[str, str, str, int]:
    text = String()
    new = given("handouts", content=text, team=text, week=text, taken=Integer(), last_day=text).c
    columns = {"workspace": bindparam("workspace", type_=text), **new}
    adding = addition(dialect, Handout, columns, "taken", latest=("last_day",))
    return adding.returning(Handout.content, Handout.team, Handout.week, Handout.taken)
