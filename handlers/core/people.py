"""Meeting people: the row behind an actor, their words, and what their role allows."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from handlers.core.interaction import Actor, Interaction, Refused
from handlers.core.language import Words
from handlers.core.localtime import known
from models import Person, Preference, Workspace
from models.people import PersonRole, WishKind

CHOSEN = (  # built once: that takes longer than running it
    select(Preference.value)
    .where(
        Preference.workspace == bindparam("workspace"),
        Preference.person == bindparam("person"),
        Preference.kind == bindparam("kind"),
    )
    .order_by(Preference.value)
)


class Left(NamedTuple):
    """Told by advocates: this person takes part no more."""

    person: Person


class RoleLost(NamedTuple):
    """Told by advocates: this person was a champion, and is no longer one."""

    person: Person


def meet(session: Session, actor: Actor, now: datetime, *, heard: bool = True) -> Person:
    """The actor's row, made at the first contact and kept in step with what the platform says of them.

    Who is `heard` can be reached again; a colleague who names them does not change that.
    """
    person = session.get(Person, (actor.workspace, actor.person)) or _new(session, actor, now)
    if heard and person.unreachable_at is not None:
        person.unreachable_at = None
    told = {"name": actor.name, "locale": actor.locale, "timezone": actor.timezone if known(actor.timezone) else ""}
    if actor.admin is not None:
        told["role"] = _role(person.role, admin=actor.admin)
    for name, value in told.items():
        if value and value != getattr(person, name):  # a value written anew makes each flush look at the person
            setattr(person, name, value)
    return person


def _role(role: PersonRole, *, admin: bool) -> PersonRole:
    """Who administers the workspace manages the programme, and only for as long as they do."""
    if admin:
        return "manager"
    return "champion" if role == "manager" else role


def _new(session: Session, actor: Actor, now: datetime) -> Person:
    workspace = session.get_one(Workspace, actor.workspace)
    person = Person(
        workspace=actor.workspace,
        person=actor.person,
        name=actor.person,
        locale=workspace.locale,
        timezone=workspace.timezone,
        met_at=now,
    )
    session.add(person)
    session.flush()
    return person


def mentioned(session: Session, interaction: Interaction, now: datetime) -> Person:
    """The one colleague who was named; met now if Heraut did not know them."""
    match interaction.mentioned:
        case (colleague,) if colleague.workspace == interaction.actor.workspace:
            return meet(session, colleague, now, heard=False)
    raise Refused("Please name one colleague, with @.")


def words_of(person: Person) -> Words:
    """The language that Heraut speaks with this person."""
    return Words.of(person.locale)


def advocate(person: Person) -> Person:
    """The same person, if they have joined; a refusal if not."""
    if not person.joined:
        raise Refused("You have not joined yet. Join first: /heraut join")
    return person


def champion(person: Person) -> Person:
    """The same person, if they may post and approve; a refusal if not."""
    if not person.champion:
        raise Refused("Only champions can do this.")
    return person


def champions_of(session: Session, but: Person) -> Sequence[Person]:
    """Who may post and approve in the workspace, but that one."""
    rows = select(Person).where(
        Person.workspace == but.workspace,
        Person.role.in_(("champion", "manager")),
        Person.left_at.is_(None),
        Person.person != but.person,
    )
    return session.scalars(rows.order_by(Person.person)).all()


def manager(person: Person) -> Person:
    """The same person, if they manage the programme; a refusal if not."""
    if person.role != "manager":
        raise Refused("Only programme managers can do this.")
    return person


def chosen(session: Session, person: Person, kind: WishKind) -> tuple[str, ...]:
    """What the person chose of one kind (network, topic, language), in order."""
    return tuple(session.scalars(CHOSEN, {"workspace": person.workspace, "person": person.person, "kind": kind}))
