"""What becomes of content when its author is forgotten: what was published stays, the rest is emptied."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from handlers.core.people import Forgotten
from handlers.nudges.messages import show_all_again
from handlers.outbox.kinds import APPROVAL
from handlers.outbox.queue import refresh
from handlers.pictures.pictured import drop_picture, own_pictures
from models import Content, ContentTag, Nudge, Person, Pictured, SuggestedText

EMPTY = {**dict.fromkeys(("url", "description", "image", "site", "why", "campaign"), ""), "title": "–"}


def content_forgotten(session: Session, event: Forgotten, now: datetime) -> None:
    """Empty suggestions and drafts that never came out, and have champions' cards say so."""
    person = event.person
    own = (Content.workspace == person.workspace, Content.author == person.person)
    unpublished = select(Content.id).where(*own, Content.state.in_(("draft", "proposed", "declined")))
    ids = session.scalars(unpublished).all()
    _take_own_pictures(session, person, now)
    for table in (SuggestedText, ContentTag, Pictured):
        session.execute(delete(table).where(table.workspace == person.workspace, table.content.in_(ids)))
    over = {"state": "declined", "decided_by": person.person, "reason": ""}
    emptied = update(Content).where(Content.workspace == person.workspace, Content.id.in_(ids))
    session.execute(emptied.values(**EMPTY, **over))
    refresh(session, person.workspace, APPROVAL, ids, now)


def _take_own_pictures(session: Session, person: Person, now: datetime) -> None:
    """A picture of the person alone goes from what was published too, and from the cards that nobody has answered."""
    for content in own_pictures(session, person):
        drop_picture(session, content)
        open_ = (Nudge.workspace == content.workspace, Nudge.content == content.id, Nudge.answer.is_(None))
        show_all_again(session, content.workspace, select(Nudge.id).where(*open_), now)
