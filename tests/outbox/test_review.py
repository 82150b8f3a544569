"""A review of a batch costs no more than that of one message."""

import math
from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from handlers.outbox.claims import claim
from handlers.outbox.review import review_claimed
from models import Content
from tests.support.office import Office
from tests.support.statements import counted

TOPICS = ("Customers", "Events", "Jobs", "People", "Products")


async def test_many_nudges_take_no_more_statements_than_one(office: Office):
    for topic in TOPICS:
        its = await office.posts(title=topic, topics=(topic,))
        await written_by(office, f"author{topic}", its)
    await office.joins("anna", topics=("Jobs",))
    one = await office.store.run(lambda session: statements(session, office, 1))
    for topic in TOPICS:
        await office.joins(f"reader{topic}", topics=(topic,))
    assert await office.store.run(lambda session: statements(session, office, len(TOPICS))) == one


async def written_by(office: Office, who: str, its: str) -> None:
    await office.does(who, "help")
    theirs = update(Content).where(Content.id == its).values(author=who)
    await office.store.run(lambda session: session.execute(theirs))


def statements(session: Session, office: Office, cards: int) -> int:
    """The statements in a review of everything due in the next hour."""
    now = office.now + timedelta(hours=1)
    turns = claim(session, {"office": math.inf}, now)
    session.flush()
    with counted(session) as found:
        ready = review_claimed(session, turns, now)
        session.flush()
    assert len({one.card.title for one in ready}) == len(ready) == cards
    return len(found)
