"""`/heraut content`: the content that is running, with its figures."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from handlers.core.anonymity import FEWEST
from handlers.core.audit import audit_look
from handlers.core.council import is_on
from handlers.core.interaction import Card, Interaction
from handlers.core.people import champion, meet, words_of
from handlers.core.targets import read_page
from handlers.outbox import pause
from handlers.publishing import cards, override_cards
from handlers.publishing.lessons import skips_of
from handlers.publishing.override import overrides
from handlers.publishing.skips import Skips
from models import Content, Share

PAGE = 8


def content(session: Session, interaction: Interaction, now: datetime) -> Card:
    """A page of content, newest first. The target is the page's number."""
    person = champion(meet(session, interaction.actor, now))
    audit_look(session, person, "content_list", now)
    page = read_page(interaction.target) or 0
    rows = session.scalars(
        select(Content)
        .where(Content.workspace == person.workspace, Content.state.in_(("running", "proposed", "draft")))
        .order_by(Content.created_at.desc(), Content.id)
        .offset(page * PAGE)
        .limit(PAGE + 1)
    ).all()
    ids = [row.id for row in rows]
    skips, posted = skips_of(session, person.workspace, ids), _posted(session, person.workspace, ids)
    lines = [(row, skips.get(row.id, Skips()), posted.get(row.id, 0)) for row in rows[:PAGE]]
    words, times = words_of(person), overrides(session, person.workspace, now)
    card = cards.listing(words, lines, page, more=len(rows) > PAGE, fewest=FEWEST)
    counted = (override_cards.times_overridden(words, times, named=not is_on(session, person.workspace)),)
    above = (*pause.pause_notice(session, person), *(counted if times else ()))
    return card.model_copy(update={"parts": (*above, *card.parts)})


def _posted(session: Session, workspace: str, ids: list[str]) -> dict[str, int]:
    """The number of people who posted it, by content."""
    people = func.count(Share.person.distinct())
    its = (Share.workspace == workspace, Share.content.in_(ids), Share.state == "posted")
    rows = session.execute(select(Share.content, people).where(*its).group_by(Share.content))
    return dict(rows.all())
