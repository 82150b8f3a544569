"""The effect of nudging: people who may be nudged, compared with people held out at random."""

import math
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from handlers.content.offers import offer_of
from handlers.core.signatures import secret_of
from handlers.forecast.reads import COUNT, SOME
from handlers.planning.due import Advocate
from handlers.planning.hold_out import held_out
from handlers.planning.wishes import wishes_of
from handlers.results.rates import Rate
from models import Content, Share

MOST = 20_000  # people; with more, only every second, third, … is read
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
