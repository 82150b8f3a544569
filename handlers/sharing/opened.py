"""Tells people how often a share's link was opened: once for each share, and only if they agreed to hear it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from handlers.core.interaction import Card
from handlers.core.people import words_of
from handlers.links.events import Followed
from handlers.outbox.kinds import OPENED
from handlers.outbox.queue import tell
from handlers.sharing import opened_cards as cards
from models import Click, Content, Link, Message, Person, Share

WORTH = 5  # opened by this many people; fewer say little, and could be guessed
AFTER = timedelta(days=1)  # after the post: by then most visitors have come
TIMES = (
    select(func.sum(Click.times))
    .join(Link, (Link.workspace == Click.workspace) & (Link.token == Click.link))
    .where(Link.workspace == bindparam("workspace"), Link.share == bindparam("share"), Click.kind == "person")
)


def followed(session: Session, event: Followed, now: datetime) -> None:
    """See whether links of people who agreed were opened often enough to tell them."""
    shares = {
        (link.workspace, link.share)
        for link, kind, *_ in event.judged
        if kind == "person" and link.agreed and link.share
    }
    announce_opened(session, shares, now)


def announce_opened(session: Session, shares: Iterable[tuple[str, str]], now: datetime) -> None:
    """Queue a message for each of these shares that was opened often enough. Its key makes it once."""
    for workspace, share_id in sorted(shares):
        share = session.get_one(Share, (workspace, share_id))
        if share.state == "posted" and _times(session, share) >= WORTH:
            person = session.get_one(Person, (workspace, share.person))
            tell(session, person, OPENED.key(share.id), share.id, now, max(now, _posted(share) + AFTER))


def write_opened(session: Session, message: Message, now: datetime) -> Card | None:
    """Write the message; None if they no longer want it, or took the share back."""
    share = session.get(Share, (message.workspace, message.subject))
    person = session.get(Person, (message.workspace, message.person))
    if share is None or person is None or not (person.joined and person.clicks) or share.state != "posted":
        return None
    title = session.get_one(Content, (share.workspace, share.content)).title
    times = _times(session, share)
    return cards.opened_card(words_of(person), title, share.network, times, _posted(share), person.timezone)


def _times(session: Session, share: Share) -> int:
    return session.scalar(TIMES, {"workspace": share.workspace, "share": share.id}) or 0


def _posted(share: Share) -> datetime:
    return share.posted_at or share.started_at
