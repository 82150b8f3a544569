"""The plan: give people who are due a nudge, and set when to check each of them next."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import String, bindparam, update
from sqlalchemy.orm import Session

from handlers.content.offers import Offer, facts_asked, running
from handlers.planning.budget import ROW, Told, due, moved_to_sent, next_check, pace
from handlers.planning.due import Advocate, advocate_of, people_due
from handlers.planning.history import History, history
from handlers.planning.instead import offer_instead, told_instead
from handlers.planning.offering import DueTurn, offer
from handlers.planning.pace import ask_pace
from models import Person, Workspace
from models.base import UtcDateTime
from models.given import joined, kept, packed
from models.prepared import Change

CHUNK = 250  # people per transaction, because others wait for it; 200 ms at most, also with two at once
RETRY = timedelta(minutes=15)  # until people we had nothing for are checked again
LEAST = timedelta(minutes=1)  # until the next check, so that a round always ends

CHECKS = joined("checks", person=String(), at=UtcDateTime())
MOVE = Change(
    update(Person)
    .where(Person.workspace == bindparam("here"), Person.person == CHECKS.c.person)
    .values(next_at=CHECKS.c.at)
)


def plan(session: Session, now: datetime, workspace: str, *, learns: bool = True) -> bool:
    """Nudge up to CHUNK people who are due. Returns whether there may be more of them.

    With `learns` off, earlier answers are ignored: the baseline that the simulation compares the rule with.
    """
    offers = running(session, now, workspace)
    people = people_due(session, workspace, now, CHUNK, facts_asked(offers))
    if people:
        people = people if learns else [one._replace(pace_from=now) for one in people]
        checks = _plan(session, workspace, people, offers, now)
        MOVE.run(session, {"here": workspace, "checks": packed((person, kept(at)) for person, at in checks.items())})
    return len(people) == CHUNK


def plan_for(session: Session, person: Person, now: datetime) -> None:
    """Plan for a person who has just joined, so that they need not wait for the next round."""
    session.flush()
    if session.get_one(Workspace, person.workspace).paused_at is not None:
        return
    _plan(session, person.workspace, [advocate_of(session, person)], running(session, now, person.workspace), now)


def _plan(
    session: Session, workspace: str, people: Sequence[Advocate], offers: Sequence[Offer], now: datetime
) -> dict[str, datetime]:
    """Nudge or ask these people. Returns when to check each of them again."""
    known = history(session, workspace, (one.person for one in people), now, offers)
    other = told_instead(session, workspace, [one.person for one in people])
    urgent = {offer.id for offer in offers if offer.urgent_at}
    past = {one.person: [*known.told(one.person), *other.get(one.person, ())] for one in people}
    waits = {one.person for one in people if urgent and one.urgent and not urgent <= known.contents(one.person)}
    cases = [Case(one, moved_to_sent(one, past[one.person], one.nudged_at), one.person in waits) for one in people]
    asks = {case.one.person: case for case in cases if len(case.past) >= ROW and pace(case.one, case.past, now).asks}
    _ask(session, workspace, asks, known, now)
    turns = {case.one.person: turn for case in cases if case.one.person not in asks and (turn := _turn(case, now))}
    free = {who: turn.moment for who, turn in turns.items() if who in other and not turn.only_urgent}
    nudged = offer_instead(session, workspace, free, now)
    rest = {who: turn for who, turn in turns.items() if who not in nudged}
    nudged |= offer(session, workspace, rest, offers, known, now) if rest and offers else set()
    checks, least = {}, now + LEAST
    for case in cases:
        turn = turns.get(case.one.person)
        again = turn.following if turn and case.one.person in nudged else case.next_check(now + RETRY if turn else now)
        checks[case.one.person] = max(again, least)
    return checks


class Case(NamedTuple):
    """A person who is checked, their past nudges, and whether there is urgent content that they have not had."""

    one: Advocate
    past: Sequence[Told]
    urgent: bool

    @property
    def reachable(self) -> bool:
        return self.one.unreachable_at is None

    def next_check(self, after: datetime) -> datetime:
        """When to check again; a day later if the person cannot be reached."""
        after = after if self.reachable else after + timedelta(days=1)
        return next_check(self.one, self.past, after, urgent=self.urgent)


def _ask(session: Session, workspace: str, asks: Mapping[str, Case], known: History, now: datetime) -> None:
    """Ask these people how to go on, unless a nudge is still on its way to them."""
    if asks:
        moments = {person: due(case.one, case.past, now) for person, case in asks.items() if case.reachable}
        ask_pace(session, workspace, {who: at for who, at in moments.items() if at and not known.waits(who)}, now)


def _turn(case: Case, now: datetime) -> DueTurn | None:
    """The person's turn, if the time for one has come."""
    one, past, _ = case
    if not case.reachable:
        return None
    moment, only = due(one, past, now), False
    if moment is None and case.urgent:
        moment, only = due(one, past, now, urgent=True), True
    if moment is None:
        return None
    return DueTurn(one, moment, next_check(one, [*past, Told(now)], now), only)
