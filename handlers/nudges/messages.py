"""The messages that carry nudges: one for each nudge, or a digest for several."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Select, String, and_, literal_column, select, update
from sqlalchemy.orm import Session

from handlers.outbox.events import Sent
from handlers.outbox.kinds import DIGEST, NUDGE
from handlers.outbox.queue import UNSENT, refresh, tell, withdraw
from handlers.planning.events import NudgesWentOut
from handlers.planning.keys import key
from handlers.planning.moments import second_today
from handlers.registry.events import happened
from handlers.registry.messages import Key
from models import Message, Nudge, Person
from models.given import given, packed
from models.prepared import Query

WANTED = given("digests", workspace=String(), digest=String())
LIVE = Message.state != "cancelled"
IN_ONE = Nudge.digest != literal_column("''")  # worded as in the partial index, so that it is used
OF_DIGESTS = Query(
    select(Nudge.workspace, Nudge.id).join(
        WANTED, and_(Nudge.workspace == WANTED.c.workspace, Nudge.digest == WANTED.c.digest, IN_ONE)
    )
)


def key_of(nudge: Nudge) -> Key:
    """The key of the message that currently carries this nudge."""
    return key(nudge.id, nudge.digest, nudge.round)


def sent(session: Session, event: Sent, now: datetime) -> None:
    """The nudges among what was sent went out."""
    if nudges := told_by(session, event.messages):
        happened(session, NudgesWentOut(nudges), now)


def told_by(session: Session, messages: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The nudges that these messages, as (workspace, key), carry: (workspace, id) pairs. Other kinds are ignored."""
    found, digests = [], []
    for workspace, name in messages:
        kind, _, rest = name.partition(":")
        if kind == NUDGE.name:
            found.append((workspace, rest.rpartition(":")[0]))
        elif kind == DIGEST.name:
            digests.append((workspace, rest))
    if digests:
        found += OF_DIGESTS.all(session, digests=packed(digests))
    return found


def show_again(session: Session, nudge: Nudge, now: datetime) -> None:
    """Update the digest that this nudge is in, if any."""
    if nudge.digest:
        refresh(session, nudge.workspace, DIGEST, [nudge.digest], now)


def show_all_again(session: Session, workspace: str, nudges: Select[str], now: datetime) -> None:
    """Update every message that carries one of these nudges. `nudges`: selects their ids."""
    refresh(session, workspace, NUDGE, nudges, now)
    refresh(session, workspace, DIGEST, nudges.with_only_columns(Nudge.digest), now)


def take_back(session: Session, workspace: str, nudges: Select[str], reason: str) -> None:
    """Withdraw these nudges' waiting messages, and take them out of waiting digests. `nudges`: selects their ids."""
    withdraw(session, workspace, NUDGE, nudges, reason)
    waiting = select(Message.subject).where(
        Message.workspace == workspace, Message.kind == DIGEST.name, Message.state.in_(UNSENT)
    )
    those = (Nudge.workspace == workspace, Nudge.id.in_(nudges), Nudge.digest.in_(waiting))
    session.execute(update(Nudge).where(*those).values(digest=""), execution_options={"synchronize_session": "fetch"})


def give_back(session: Session, workspace: str, nudges: Select[str], now: datetime) -> None:
    """Queue again what `take_back` withdrew, each nudge on its own, in a new round because a key is used once.

    The gate decides again, for everybody, and nobody gets a second nudge on a day.
    """
    live = select(Message.subject).where(Message.workspace == workspace, Message.kind == NUDGE.name, LIVE)
    waits = (Nudge.answer.is_(None), Nudge.asked.is_(False), Nudge.digest == "", Nudge.id.not_in(live))
    for nudge in session.scalars(select(Nudge).where(Nudge.workspace == workspace, Nudge.id.in_(nudges), *waits)):
        person = session.get_one(Person, (workspace, nudge.person))
        nudge.round += 1
        session.flush()
        name = key_of(nudge)
        wait = second_today(person, name.text, now)
        tell(session, person, name, nudge.id, now, wait.until if wait else None)
