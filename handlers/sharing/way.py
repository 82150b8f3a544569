"""The way *share*: its card, and what a nudge's message shows after a share."""

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from handlers.core.addresses import host_of
from handlers.core.audit import edited_at
from handlers.core.interaction import Card
from handlers.core.people import words_of
from handlers.links import links
from handlers.nudges import cards as nudge_cards
from handlers.nudges import digest_cards
from handlers.recognition import points
from handlers.registry.ways import DigestLine, Way
from handlers.sharing import cards
from handlers.sharing.sharing import started_card
from models import Content, Nudge, Person, Share
from models.prepared import Query

LATEST = Query(
    select(Share)
    .where(Share.workspace == bindparam("workspace"), Share.nudge == bindparam("nudge"), Share.state != "dropped")
    .order_by(Share.started_at.desc())
    .limit(1)
)


def _answered(session: Session, nudge: Nudge, person: Person, content: Content, now: datetime) -> Card | None:
    share = _share_of(session, nudge)
    if share is None:
        return None
    if share.state == "started":
        return started_card(session, person, share, content, now)
    words, gained = words_of(person), points.of_share(session, share, now)
    card = cards.posted_card(words, share.id, nudge.id, content.title, share.network, share.address, gained)
    moved = edited_at(session, content, "address")
    if moved is None or share.posted_at is None or moved < share.posted_at:
        return card
    follows = links.own_link(session, share) is not None
    said = cards.moved_part(words, host_of(content.url), moved, person.timezone, follows=follows)
    return card.model_copy(update={"parts": (card.parts[0], said, *card.parts[1:])})


def _line(session: Session, nudge: Nudge, person: Person) -> DigestLine | None:
    share, words = _share_of(session, nudge), words_of(person)
    if share is None or share.state != "posted":
        return None
    return DigestLine(cards.thank_you(words, share.network), digest_cards.undo_button(words, nudge.id))


def _share_of(session: Session, nudge: Nudge) -> Share | None:
    """The latest share that was begun from this nudge and not undone."""
    found = LATEST.first(session, workspace=nudge.workspace, nudge=nudge.id)
    return found[0] if found else None


SHARE = Way(offer=nudge_cards.nudge, answered=_answered, line=_line)
