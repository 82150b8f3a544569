"""Who gets the day's card with drafts: every champion at most one a day, and what they missed one press away."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CursorResult, func, select, update
from sqlalchemy.orm import Session

from handlers.calendar.availability import available
from handlers.calendar.localtime import local_date
from handlers.feeds.cards import Older
from handlers.outbox.gate import recipients
from handlers.outbox.kinds import FEED_DRAFTS
from handlers.outbox.queue import UNSENT, tell
from models import Content, FeedEntry, Message, Person


def tell_champions(session: Session, champions: Sequence[Person], batch: str, now: datetime) -> None:
    """Queue the day's card for each. A card that still waits becomes the new one, and has a way to the older drafts.

    A champion who was off yesterday may get yesterday's card this morning; then today's comes with tomorrow's.
    """
    known = recipients(session, champions)
    for champion in champions:
        if not _moved(session, champion, batch):
            opens = available(known[champion.workspace, champion.person], now)
            day = local_date(opens, champion.timezone)
            tell(session, champion, FEED_DRAFTS.key(champion.person, f"{day}"), batch, now)


def _moved(session: Session, champion: Person, batch: str) -> bool:
    its = (Message.workspace == champion.workspace, Message.kind == FEED_DRAFTS.name)
    waiting = (Message.person == champion.person, Message.state.in_(UNSENT), Message.ref.is_(None))
    moved = session.execute(update(Message).where(*its, *waiting).values(subject=batch))
    return isinstance(moved, CursorResult) and moved.rowcount > 0


def older_than(session: Session, workspace: str, batch: str) -> Older:
    its = (FeedEntry.workspace == workspace, FeedEntry.state == "draft", FeedEntry.batch < batch)
    row = session.execute(
        select(func.count(), func.max(FeedEntry.batch))
        .join(Content, (Content.workspace == FeedEntry.workspace) & (Content.id == FeedEntry.content))
        .where(*its, Content.state == "draft")
    ).one()
    return Older(row[0], row[1] or "")
