"""The plan: who is due a nudge is given one, and everybody is looked at again when their next moment comes."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache

from sqlalchemy import Insert, Integer, String, bindparam, literal, update
from sqlalchemy.orm import Session

from handlers.budget import due, next_look, went_out
from handlers.choosing import History, history, wishes_of
from handlers.library import Offer, running, took
from handlers.outbox import row
from handlers.waiting import Advocate, people_due, unsent, workspace_after
from models import Message, Nudge, Person
from models.base import UtcDateTime
from models.given import given, insertion, kept, packed

START: str | None = ""  # before every workspace
CHUNK = 500  # people in one transaction: others wait for it
RETRY = timedelta(minutes=15)  # until who could be given nothing is looked at again
LEAST = timedelta(minutes=1)  # so that a round ends, whatever the zone
EVER = datetime(1970, 1, 1, tzinfo=UTC)  # in a row whose times are put in later

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
    _plan(session, person.workspace, [Advocate.of(person)], now)


def _plan(session: Session, workspace: str, people: Sequence[Advocate], now: datetime) -> dict[str, datetime]:
    """When to look at each of them again."""
    offers = running(session, now, workspace)
    known = history(session, workspace, [one.person for one in people], offers, now)
    recent = {one.person: went_out(one, known.times(one.person), one.nudged_at, now) for one in people}
    awake = [one for one in people if one.rests_until(now) == now]
    ready = {one.person: moment for one in awake if (moment := due(one, recent[one.person], now))}
    nudged = _nudge(session, workspace, ready, offers, known, now) if ready and offers else set()
    looks = {}
    for one in people:
        had = [*recent[one.person], now] if one.person in nudged else recent[one.person]
        missed = one.person in ready and one.person not in nudged
        after = now + RETRY if missed else one.rests_until(now)
        looks[one.person] = max(next_look(one, had, after), now + LEAST)
    return looks


def _nudge(
    session: Session,
    workspace: str,
    ready: Mapping[str, datetime],
    offers: Sequence[Offer],
    known: History,
    now: datetime,
) -> set[str]:
    """Give those who are ready what fits; who got something."""
    waiting = unsent(session, workspace, known.last(ready))
    wishes = wishes_of(session, workspace, ready)
    nudges = []
    for person, moment in ready.items():
        if person not in waiting and (offer := known.pick(person, offers, wishes[person])):
            nudges.append((person, offer.id, offer.next_text(), kept(moment)))
    _write(session, workspace, nudges, now)
    took(session, workspace, offers)
    return {person for person, *_ in nudges}


def _write(session: Session, workspace: str, nudges: Sequence[tuple[str, str, int, str]], now: datetime) -> None:
    """All at once. Where somebody else was first, their rows stand and these are dropped."""
    connection = session.connection()
    rows = {"workspace": workspace, "nudges": packed(nudges), "now": now}
    for insertion_ in _insertions(connection.dialect.name):
        connection.execute(insertion_, rows)


@cache
def _insertions(dialect: str) -> tuple[Insert, Insert]:
    new = given("nudges", person=String(), content=String(), text=Integer(), due=UtcDateTime()).c
    now, id_ = bindparam("now", type_=UtcDateTime), new.person + "." + new.content
    whom = {"workspace": bindparam("workspace", type_=String), "person": new.person}
    nudge = {"id": id_, "content": new.content, "text": new.text, "planned_at": now}
    message = {
        "key": "nudge:" + id_ + ":1",
        "subject": id_,
        "address": new.person,
        "due_at": new.due,
        "created_at": now,
    }
    rest = {name: literal(value) for name, value in row("", "nudge:", "", "", EVER, EVER).items()}
    return (
        insertion(dialect, Nudge, {**whom, **nudge, "asked": literal(False), "round": literal(1)}),
        insertion(dialect, Message, {**rest, **whom, **message}),
    )
