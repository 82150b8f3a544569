"""The effect of nudging: people who may be nudged, compared with people held out at random."""

import math
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.orm import Session

from handlers.content.offers import offer_of
from handlers.core.anonymity import fewest_of
from handlers.encryption.signatures import secret_of
from handlers.figures.events import FiguresReleased
from handlers.forecast.reads import COUNT, SOME
from handlers.planning.due import Advocate
from handlers.planning.hold_out import held_out
from handlers.planning.wishes import wishes_of
from handlers.results.rates import Rate
from models import Content, ReleasedTally, Share

MOST = 20_000  # people; with more, only every second, third, … is read
CELLS = ("free_shared", "free", "held_shared", "held")
SHARERS = select(Share.person).where(
    Share.workspace == bindparam("workspace"), Share.content == bindparam("content"), Share.state == "posted"
)


def lift(session: Session, content: Content, now: datetime) -> tuple[Rate, Rate]:
    """The rate of sharing among people who may be nudged with the content, and among those held out.

    Advocates the content fits are in one group or the other at random. Not everybody in the first has been nudged,
    so the difference is the effect of offering it, which is a little less than the effect of a nudge.
    """
    its, secret = offer_of(session, content), secret_of(session, content.workspace)
    until = min(content.ends_at or now, now)
    people = [one for one in _people(session, content.workspace) if one.joined_at and one.joined_at < until]
    wishes = wishes_of(session, content.workspace, [one.person for one in people])
    fitting = [one.person for one in people if one.person != content.author and its.fits(wishes.get(one.person, {}))]
    sharers = {*session.scalars(SHARERS, {"workspace": content.workspace, "content": content.id})}
    held = {person for person in fitting if held_out(secret, content.id, person, content.hold_out)}
    nudgeable = [person for person in fitting if person not in held]
    return Rate(len(sharers.intersection(nudgeable)), len(nudgeable)), Rate(len(sharers & held), len(held))


def _people(session: Session, workspace: str) -> list[Advocate]:
    about = {"workspace": workspace}
    each = max(1, math.ceil((session.scalar(COUNT, about) or 0) / MOST))
    return [Advocate(*row) for row in session.execute(SOME, {**about, "each": each})]


def release_lifts(session: Session, event: FiguresReleased, now: datetime) -> None:
    """Tell what changed of each piece of content that leaves people out."""
    held = (Content.workspace == event.workspace, Content.hold_out > 0, Content.state == "running")
    for content in session.scalars(select(Content).where(*held)).all():
        release_lift(session, content, now, fewest_of(session, event.workspace))


def release_lift(session: Session, content: Content, now: datetime, k: int) -> None:
    """Tell the rates of today, if each group has k sharers and k others, and none of the four changed by a few."""
    free, held = lift(session, content, now)
    before = _kept(session, content)
    cells = [(rate.times, rate.out_of - rate.times) for rate in (free, held)]
    earlier = [(rate.times, rate.out_of - rate.times) for rate in before] if before else [(0, 0), (0, 0)]
    pairs = zip((*cells[0], *cells[1]), (*earlier[0], *earlier[1]), strict=True)
    changes = [abs(today - then) for today, then in pairs]
    if min(map(min, cells)) < k or any(0 != change < k for change in changes):
        return
    its = (ReleasedTally.workspace == content.workspace, ReleasedTally.content == content.id)
    session.execute(delete(ReleasedTally).where(*its, ReleasedTally.what.in_(CELLS)))
    numbers = dict(zip(CELLS, (*free, *held), strict=True))
    where = {"workspace": content.workspace, "content": content.id}
    rows = [{**where, "what": what, "told": people, "counted": people} for what, people in numbers.items()]
    session.execute(insert(ReleasedTally), rows)


def lift_of(session: Session, content: Content) -> tuple[Rate, Rate]:
    """The rates that were told last: out of 0 if none were."""
    return _kept(session, content) or (Rate(0, 0), Rate(0, 0))


def _kept(session: Session, content: Content) -> tuple[Rate, Rate] | None:
    rows = select(ReleasedTally.what, ReleasedTally.told).where(
        ReleasedTally.workspace == content.workspace, ReleasedTally.content == content.id, ReleasedTally.what.in_(CELLS)
    )
    told = dict(session.execute(rows).all())
    return (Rate(told[CELLS[0]], told[CELLS[1]]), Rate(told[CELLS[2]], told[CELLS[3]])) if told else None
