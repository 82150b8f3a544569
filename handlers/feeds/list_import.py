"""Following the feeds of a list that another feed reader wrote: each once, however often the list comes in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.core.addresses import page_of
from handlers.feeds.follows import MOST, subscribe
from handlers.feeds.formats.found import Listed
from models import Feed, Person

Became = Literal["new", "followed already", "too many"]


class ListedFeed(NamedTuple):
    """A feed of the list, and what becomes of it."""

    feed: Listed
    became: Became


def follow_list(
    session: Session, who: tuple[str, str], listed: Sequence[Listed], now: datetime, *, dry: bool
) -> Sequence[ListedFeed]:
    """Follow what is not followed yet. `who`: a champion's workspace and id; `dry`: only tell what would happen."""
    person = session.get_one(Person, who)
    addresses = session.scalars(select(Feed.address).where(Feed.workspace == person.workspace)).all()
    known, count, told = {page_of(one) for one in addresses}, len(addresses), list[ListedFeed]()
    for feed in listed:
        became: Became = "followed already" if page_of(feed.address) in known else "new"
        if became == "new" and count >= MOST:
            became = "too many"
        if became == "new":
            known.add(page_of(feed.address))
            count += 1
            if not dry:
                subscribe(session, person, feed.address, now, feed.title)
        told.append(ListedFeed(feed, became))
    return told
