"""The plan: who is due a nudge is given one, and everybody is looked at again when their next moment comes."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import String, bindparam, update
from sqlalchemy.orm import Session

from handlers.budget import due, next_look, went_out
from handlers.choosing import history
from handlers.library import running
from handlers.offering import Turn, offer
from handlers.waiting import Advocate, people_due, workspace_after
from models import Person, Workspace
from models.base import UtcDateTime
from models.given import given, kept, packed

START: str | None = ""  # before every workspace
CHUNK = 500  # people in one transaction: others wait for it
RETRY = timedelta(minutes=15)  # until who could be given nothing is looked at again
LEAST = timedelta(minutes=1)  # so that a round ends, whatever the zone

LOOKS = given("looks", person=String(), look=UtcDateTime())
MOVE = (
    update(Person)
    .where(Person.workspace == bindparam("here"), Person.person == LOOKS.c.person)
    .values(next_at=LOOKS.c.look)
    .execution_options(synchronize_session=False)
)


def plan(session: Session, now: datetime, after: str) -> str | None:
    """Nudge the next of those whose moment has come; the workspace after which to go on, None at the end."""
    workspace = workspace_after(session, after, now)
    if workspace is None:
        return None
    people = people_due(session, workspace, now, CHUNK)
    looks = _plan(session, workspace, people, now)
    session.connection().execute(
        MOVE, {"here": workspace, "looks": packed((person, kept(look)) for person, look in looks.items())}
    )
    return after if len(people) == CHUNK else workspace


def plan_for(session: Session, person: Person, now: datetime) -> None:
    """The same for one person, who has just joined: if it is their hour, they need not wait."""
    session.flush()
    if session.get_one(Workspace, person.workspace).paused_at is not None:
        return
    _plan(session, person.workspace, [Advocate.of(person)], now)


def _plan(session: Session, workspace: str, people: Sequence[Advocate], now: datetime) -> dict[str, datetime]:
    """When to look at each of them again."""
    offers = running(session, now, workspace)
    known = history(session, workspace, [one.person for one in people], offers, now)
    recent = {one.person: went_out(one, known.times(one.person), one.nudged_at, now) for one in people}
    awake = [one for one in people if one.rests_until(now) == now]
    turns = {
        one.person: Turn(one, moment, next_look(one, [*recent[one.person], now], now))
        for one in awake
        if (moment := due(one, recent[one.person], now))
    }
    nudged = offer(session, workspace, turns, offers, known, now) if turns and offers else set()
    looks = {}
    for one in people:
        turn = turns.get(one.person)
        if turn and one.person in nudged:
            look = turn.following
        else:
            look = next_look(one, recent[one.person], now + RETRY if turn else one.rests_until(now))
        looks[one.person] = max(look, now + LEAST)
    return looks
