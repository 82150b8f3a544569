"""What nudging does: those who may be nudged with content beside those who are held out by lot."""

import math
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from handlers.content.offers import offer_of
from handlers.core.signing import secret_of
from handlers.planning.due import Advocate
from handlers.planning.forecast_reads import COUNT, SOME
from handlers.planning.hold_out import held_out
from handlers.planning.wishes import wishes_of
from handlers.results.rates import Rate
from models import Content, Share

MOST = 20_000  # people; of more, every second, third, … is looked at
SHARERS = select(Share.person).where(
    Share.workspace == bindparam("workspace"), Share.content == bindparam("content"), Share.state == "posted"
)


def lift(session: Session, content: Content, now: datetime) -> tuple[Rate, Rate]:
    """How many shared it of those who may be nudged with it, and of those who are held out.

    All whom it fits and who take part now are in one of the two by lot alone. Not all of the first have been nudged,
    so the difference is what offering it does, and a little less than what a nudge does.
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
