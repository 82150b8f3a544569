"""What a forecast reads: the people of a workspace, or every nth of very many, and the content to come."""

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from handlers.calendar.localtime import at, local_date
from handlers.calendar.workdays import MONDAY_TO_FRIDAY
from handlers.content.facts import FACTS
from handlers.content.offers import Offer, by_author, offer_of, running
from handlers.core.anonymity import fewest_of
from handlers.forecast.forecast import HORIZON, Forecast, Supply, foretell, steps_of, supplies_of
from handlers.forecast.shelf import Reader, Shelf
from handlers.planning.budget import moved_to_sent
from handlers.planning.due import JOINED, KEPT, Advocate, advocates
from handlers.planning.history import history
from handlers.planning.wishes import found_otherwise, shares_of
from models import Content, Person

MOST = 500  # people; of more, only every second, third, … is simulated, because a champion waits for the answer
SOON = 3  # working days
COUNT = select(func.count()).where(Person.workspace == bindparam("workspace"), *JOINED)
ROWS = (
    select(
        *(getattr(Person, name) for name in KEPT),
        func.row_number().over(order_by=Person.person).label("number"),
    )
    .where(Person.workspace == bindparam("workspace"), *JOINED)
    .subquery()
)
SOME = select(*(ROWS.c[name] for name in KEPT)).where(ROWS.c.number % bindparam("each") == 0)


class ForecastFacts(NamedTuple):
    """The content as an offer, its possible readers, everything that will run, and people per reader."""

    its: Offer
    readers: Sequence[Reader]
    shelf: Shelf
    each: int


def foresee(session: Session, content: Content, now: datetime, zone: str, most: int = MOST) -> Forecast:
    """The forecast as if the content were published now. `zone` decides where days end."""
    its, readers, shelf, each = facts(session, content, now, most)
    k = fewest_of(session, content.workspace)
    steps, by = steps_of(readers, shelf, now), soon(max(now, its.starts_at), zone)
    return foretell(its, readers, steps, shelf, now, by, each, k)


def facts(session: Session, content: Content, now: datetime, most: int = MOST) -> ForecastFacts:
    """Read what a forecast needs, with a fixed number of queries."""
    session.flush()
    its = offer_of(session, content)
    if content.state == "proposed":  # it starts when it is approved
        its.starts_at = now
    people, each = _people(session, content.workspace, most)
    offers = offers_with(session, its, content.workspace, now)
    readers = _readers(session, content.workspace, people, offers, now)
    return ForecastFacts(its, readers, Shelf(offers, shares_of(session, content.workspace, now)), each)


def supplies(session: Session, workspace: str, now: datetime, most: int = MOST) -> Sequence[Supply]:
    """How long the content that runs or will run lasts, by group of readers."""
    offers = running(session, now, workspace, now + HORIZON)
    people, _ = _people(session, workspace, most)
    readers = _readers(session, workspace, people, offers, now)
    shelf = Shelf(offers, shares_of(session, workspace, now))
    return [*supplies_of(readers, shelf, now, fewest_of(session, workspace))]


def _people(session: Session, workspace: str, most: int) -> tuple[Sequence[Advocate], int]:
    """Everybody who joined, or every nth of very many; and n."""
    each = max(1, math.ceil((session.scalar(COUNT, {"workspace": workspace}) or 0) / most))
    found = session.execute(SOME, {"workspace": workspace, "each": each}).all()
    return advocates(session, workspace, found, FACTS), each


def soon(start: datetime, zone: str) -> datetime:
    """The end of the third working day in `zone`, the first one included. Monday to Friday, without holidays."""
    day, left = local_date(start, zone), SOON
    while left := left - (day.weekday() in MONDAY_TO_FRIDAY):
        day += timedelta(days=1)
    return at(day + timedelta(days=1), 0, zone)


def offers_with(session: Session, its: Offer, workspace: str, now: datetime) -> list[Offer]:
    """What runs now or within HORIZON, with this offer; the newest first, as the planner reads them."""
    runs = (one for one in running(session, now, workspace, now + HORIZON) if one.ends_at is None or one.ends_at > now)
    found = {offer.id: offer for offer in runs} | {its.id: its}
    return sorted(found.values(), key=lambda offer: (offer.starts_at, offer.id), reverse=True)


def _readers(
    session: Session, workspace: str, people: Sequence[Advocate], offers: Sequence[Offer], now: datetime
) -> list[Reader]:
    names = [one.person for one in people]
    known = history(session, workspace, names, now, offers)
    elsewhere = found_otherwise(session, workspace, names, offers)
    written = by_author(offers)
    return [
        Reader(
            one,
            moved_to_sent(one, known.told(one.person), one.nudged_at),
            one.wishes,
            known.contents(one.person) | elsewhere[one.person] | written[one.person],
        )
        for one in people
    ]
