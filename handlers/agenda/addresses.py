"""The private address from which a person's calendar programs read. Only a hash of it is kept."""

import hmac
import secrets
from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from handlers.core.people import Left
from handlers.encryption.signatures import hashed
from models import CalendarAddress, Lane, Person
from models.prepared import Query

LETTERS = "bcdfghjklmnpqrstvwxz"  # no vowels, so that no word comes about
GROUPS, IN_GROUP = 5, 8  # 172 bits, in groups that lines can end between, also in programs that break no words
LONGEST = 100  # characters of a token
OWNER = Query(
    select(CalendarAddress.hash, Person, Lane.suspended)
    .join(Person, (Person.workspace == CalendarAddress.workspace) & (Person.person == CalendarAddress.person))
    .outerjoin(Lane, Lane.workspace == CalendarAddress.workspace)
    .where(CalendarAddress.hash == bindparam("hash"))
)


def new_address(session: Session, person: Person, now: datetime) -> str:
    """The token of a new address. The one before is dead from now on."""
    token = "-".join("".join(secrets.choice(LETTERS) for _ in range(IN_GROUP)) for _ in range(GROUPS))
    forget_address(session, person)
    its = {"workspace": person.workspace, "person": person.person}
    session.add(CalendarAddress(**its, hash=hashed(token), made_at=now))
    session.flush()
    return token


def forget_address(session: Session, person: Person) -> None:
    """From now on nothing can be read at the person's address."""
    its = (CalendarAddress.workspace == person.workspace, CalendarAddress.person == person.person)
    session.execute(delete(CalendarAddress).where(*its))


def made_at(session: Session, person: Person) -> datetime | None:
    """When the person's address was made; None if they have none."""
    kept = session.get(CalendarAddress, (person.workspace, person.person))
    return kept.made_at if kept else None


def owner_of(session: Session, token: str) -> Person | None:
    """Whose address it is. None if it is nobody's, or its person does not take part or is not reached here any more."""
    wanted = hashed(token[:LONGEST])
    kept, person, suspended = OWNER.first(session, hash=wanted) or ("", None, "")
    right = hmac.compare_digest(kept.encode(), wanted.encode())
    here = person is not None and person.joined and person.unreachable_at is None and not suspended
    return person if right and here else None


def dead_when_left(session: Session, event: Left, now: datetime) -> None:
    forget_address(session, event.person)
