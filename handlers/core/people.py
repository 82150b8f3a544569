"""People: find or add the row of an actor, their language, and what their role allows."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from handlers.calendar.localtime import at, known, local_date
from handlers.core.affiliation import UNCLEAR, check_colleague
from handlers.core.forgotten import was_forgotten
from handlers.core.interaction import Actor, Choice, Interaction, Refused, RefusedWithChoices
from handlers.core.language import Words, mark
from models import Person, Preference, Workspace
from models.people import PersonRole, WishKind
from models.prepared import Query, get, get_one

NEAR = timedelta(hours=2)  # by newer rules of a zone, what was midnight may lie an hour before it
OWED = timedelta(days=1)  # nothing is sent for so long to somebody whose time zone is not known yet
CHOSEN = Query(
    select(Preference.value)
    .where(
        Preference.workspace == bindparam("workspace"),
        Preference.person == bindparam("person"),
        Preference.kind == bindparam("kind"),
    )
    .order_by(Preference.value)
)

ACTOR = Query(
    select(Workspace, Person)
    .outerjoin(Person, and_(Person.workspace == Workspace.workspace, Person.person == bindparam("person")))
    .where(Workspace.workspace == bindparam("workspace"))
)


class Left(NamedTuple):
    """An event of the advocates folder: this person no longer takes part."""

    person: Person


class NameWithdrawn(NamedTuple):
    """An event of those who change settings: this person is not to be named any more."""

    person: Person


class Forgotten(NamedTuple):
    """An event of the privacy folder: this person is being forgotten. Told while all their rows still exist."""

    person: Person


class RoleLost(NamedTuple):
    """An event of the advocates folder: this person is no longer a champion, or no longer receives what they decide."""

    person: Person


class RoleTaken(NamedTuple):
    """An event of the advocates folder: this person accepted to receive what champions decide about."""

    person: Person


@contextmanager
def at_hand(session: Session, actor: Actor) -> Iterator[None]:
    """A context in which `get` knows the actor and their workspace, read in one query.

    They are held here, because a session forgets what nobody holds.
    """
    held = ACTOR.first(session, workspace=actor.workspace, person=actor.person)
    yield
    del held


def meet(session: Session, actor: Actor, now: datetime, *, heard: bool = True) -> Person:
    """The actor's row: added at first contact, and kept up to date with what the platform says about them.

    `heard`: this comes from the person, so they can be reached again. False when a colleague only mentions them.
    """
    told = {"name": actor.name, "locale": actor.locale, "timezone": actor.timezone if known(actor.timezone) else ""}
    person = get(session, Person, actor.workspace, actor.person) or _new(session, actor, told, now)
    if heard and person.unreachable_at is not None:
        person.unreachable_at = None
    if actor.standing in ("member", "guest") and not actor.owed and person.guest != (actor.standing == "guest"):
        person.guest = not person.guest
    if actor.admin is not None:
        told["role"] = _role(person, admin=actor.admin and actor.standing == "member")
    if person.language:
        told["locale"] = person.language
    for name, value in told.items():
        if value and value != getattr(person, name):  # setting even an equal value makes every flush check the person
            if name == "timezone":
                _travel(person, value)
            setattr(person, name, value)
    return person


def _travel(person: Person, zone: str) -> None:
    """A break ends when its day begins where the person is: a day stays the day that they said."""
    if person.paused_until is not None:
        day = local_date(person.paused_until + NEAR, person.timezone)
        person.paused_until = at(day, 0, zone)


def _role(person: Person, *, admin: bool) -> PersonRole:
    """Workspace administrators are programme managers for as long as they are administrators."""
    if admin:
        return "manager"
    if person.role != "manager":
        return person.role
    return "champion" if person.duty_at is not None else "employee"


def _new(session: Session, actor: Actor, told: Mapping[str, str], now: datetime) -> Person:
    workspace = get_one(session, Workspace, actor.workspace)
    usual = {"name": actor.person, "locale": workspace.locale, "timezone": workspace.timezone}
    person = Person(
        workspace=actor.workspace,
        person=actor.person,
        **usual | {name: value for name, value in told.items() if value},
        met_at=now,
        owed=actor.owed,
        quiet_until=now + OWED if actor.owed else None,
    )
    session.add(person)
    session.flush()
    return person


def mentioned(session: Session, interaction: Interaction, now: datetime) -> Person:
    """The one colleague who was mentioned; added if Heraut did not know them. Raises `Refused`."""
    match interaction.mentioned:
        case (colleague,) if colleague.workspace == interaction.actor.workspace:
            check_colleague(session, colleague)
            _check_wanted(session, colleague)
            return meet(session, colleague, now, heard=False)
    raise Refused("Please name one colleague, with @.")


def _check_wanted(session: Session, colleague: Actor) -> None:
    """Raises `Refused` for somebody who had Heraut forget them, and has not been heard from since."""
    key = colleague.workspace, colleague.person
    if get(session, Person, *key) is None and was_forgotten(session, *key):
        raise Refused("{name} has been asked before, and nobody is asked twice.", name=colleague.name)


def words_of(person: Person) -> Words:
    """Text in this person's language."""
    return Words.of(person.locale)


def advocate(person: Person) -> Person:
    """Returns the person if they have joined. Raises `Refused` otherwise."""
    if not person.joined:
        title, sentence = mark("Join first"), mark("You have not joined yet. Join first: /heraut join")
        raise RefusedWithChoices(title, sentence, (Choice("join", mark("Join")),))
    return person


def champion(person: Person) -> Person:
    """Returns the person if they may post and approve. Raises `Refused` otherwise."""
    if not person.champion:
        raise Refused(UNCLEAR if person.owed else "Only champions can do this.")
    return person


def champions_of(session: Session, but: Person, now: datetime) -> Sequence[Person]:
    """Everybody in the workspace, except `but`, who accepted to receive what champions decide about.

    Anyone who is on a break or cannot be reached is left out as long as somebody else is there.
    """
    found = [one for one in duty_holders(session, but.workspace) if one.person != but.person]
    return [one for one in found if _at_hand(one, now)] or found


def duty_holders(session: Session, workspace: str) -> Sequence[Person]:
    """Everybody in the workspace who accepted to receive what champions decide about."""
    rows = select(Person).where(
        Person.workspace == workspace,
        Person.role.in_(("champion", "manager")),
        Person.duty_at.is_not(None),
        Person.left_at.is_(None),
    )
    return session.scalars(rows.order_by(Person.person)).all()


def _at_hand(person: Person, now: datetime) -> bool:
    return person.unreachable_at is None and (person.paused_until is None or person.paused_until <= now)


def manager(person: Person) -> Person:
    """Returns the person if they manage the programme. Raises `Refused` otherwise."""
    if person.role != "manager":
        raise Refused(UNCLEAR if person.owed else "Only programme managers can do this.")
    return person


def chosen(session: Session, person: Person, kind: WishKind) -> tuple[str, ...]:
    """What the person chose of one kind (network, topic, language, …), sorted."""
    found = CHOSEN.all(session, workspace=person.workspace, person=person.person, kind=kind)
    return tuple(value for (value,) in found)
