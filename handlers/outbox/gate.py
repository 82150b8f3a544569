"""The gate: whether a message may reach a person, asked when it is planned and again right before it is sent.

Nothing that a person did not just ask for reaches them by another way.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import String, literal_column, select
from sqlalchemy.orm import Session

from handlers.calendar.availability import available, next_day
from handlers.calendar.localtime import local_date
from handlers.calendar.workdays import Off, as_range
from handlers.core.interaction import Frozen
from handlers.registry.messages import Kind
from models import Person, Preference
from models.given import given, packed
from models.prepared import Query

MOST_A_DAY = 4  # messages of all kinds to one person; the rest comes in one summary on their next day

# Reasons of a message that waits for its person. `reconsider` looks at those messages again.
OUTSIDE, FULL, GATHERED = "outside their hours", "enough for today", "waits for the summary"
WAITS: Collection[str] = (OUTSIDE, FULL)

Key = tuple[str, str]  # workspace, person
WHOM = given("whom", workspace=String(), person=String()).c
CHOSEN = Query(
    select(Preference.workspace, Preference.person, Preference.kind, Preference.value).where(
        Preference.workspace == WHOM.workspace,
        Preference.person == WHOM.person,
        Preference.kind.in_([literal_column("'off'"), literal_column("'mute'")]),
    )
)


class Recipient(NamedTuple):
    """What the gate needs to know of a person."""

    joined: bool
    on_duty: bool
    manages: bool
    left: bool
    unreachable: bool
    timezone: str
    hours_from: int
    hours_to: int
    days: int
    country: str
    paused_until: datetime | None
    quiet_until: datetime | None
    told_on: str
    told_today: int
    off: Sequence[Off] = ()
    muted: Collection[str] = ()  # names of kinds

    @classmethod
    def of(cls, person: Person, off: Sequence[Off], muted: Collection[str]) -> "Recipient":
        """From a person that has been loaded."""
        state = person.joined, person.on_duty, person.manages, person.left_at is not None
        return cls._make((*state, person.unreachable_at is not None, *KEPT(person), off, muted))

    def told(self, today: date) -> int:
        """How many messages they got today; also on a later day, which is behind somebody who travels west."""
        return self.told_today if self.told_on >= f"{today}" else 0


KEPT = attrgetter(*Recipient._fields[5:-2])  # columns of Person


class Later(Frozen):
    """Not now."""

    until: datetime
    reason: str


class Gathered(Frozen):
    """They got enough today: it goes into their next summary, which is due then."""

    due: datetime


class Never(Frozen):
    """It does not reach them at all."""

    reason: str


Verdict = Later | Gathered | Never | None  # None: it may reach them now


def reaches(kind: Kind, one: Person | Recipient) -> bool:
    """Whether this kind is for people such as this one, as long as they have not left."""
    whose = {"members": one.joined, "champions": one.on_duty, "managers": one.manages, "anybody": True}
    return whose[kind.audience]


def barred(kind: Kind, one: Recipient, now: datetime) -> Never | None:
    """Why a message of this kind does not reach this person at all; None if it may."""
    if one.left or not reaches(kind, one):
        return Never(reason="left" if one.left else "not for them")
    if one.unreachable:
        return Never(reason="cannot be reached")
    if kind.name in one.muted:
        return Never(reason="muted")
    if kind.ends_on_break and one.paused_until is not None and one.paused_until > now:
        return Never(reason="paused")
    return None


def verdict(kind: Kind, one: Recipient, now: datetime) -> Verdict:
    """Whether a message of this kind may reach this person now."""
    if never := barred(kind, one, now):
        return never
    opens = available(one, now)
    if opens > now:
        return Later(until=opens, reason=OUTSIDE)
    if one.told(local_date(now, one.timezone)) < MOST_A_DAY:
        return None
    match kind.beyond:
        case "summary":
            return Gathered(due=next_day(one, now))
        case "later":
            return Later(until=next_day(one, now), reason=FULL)
        case "never":
            return Never(reason=FULL)


def too_late(kind: Kind, one: Recipient | None, created: datetime, now: datetime) -> bool:
    """Whether a message waited too long. The time outside the recipient's hours does not count."""
    since = created if one is None else max(created, available(one, created))
    return kind.latest is not None and now - since > kind.latest


def recipients(session: Session, people: Iterable[Person]) -> Mapping[Key, Recipient]:
    """These people as the gate sees them; one statement."""
    known = {(person.workspace, person.person): person for person in people}
    off: dict[Key, list[Off]] = defaultdict(list)
    muted: dict[Key, set[str]] = defaultdict(set)
    if known:
        for workspace, person, kind, value in CHOSEN.all(session, whom=packed(known)):
            if kind == "off":
                off[workspace, person].append(as_range(value))
            else:
                muted[workspace, person].add(value)
    return {key: Recipient.of(person, tuple(off[key]), muted[key]) for key, person in known.items()}


def counted(one: Recipient, now: datetime) -> Recipient:
    """This person, with one message more that is about to be sent to them."""
    today = f"{local_date(now, one.timezone)}"
    return one._replace(told_on=max(one.told_on, today), told_today=1 + (one.told_today if one.told_on >= today else 0))


def uncounted(one: Recipient) -> Recipient:
    """This person, without a message that was counted and is not sent after all."""
    return one._replace(told_today=max(0, one.told_today - 1))
