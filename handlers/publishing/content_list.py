"""`/heraut content`: the content that is running, with its figures."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.core.audit import audit_look
from handlers.core.interaction import Card, Interaction
from handlers.core.people import champion, meet, words_of
from handlers.core.targets import read_page
from handlers.members.council import is_on
from handlers.outbox import pause
from handlers.publishing import cards, override_cards
from handlers.publishing.answers import shown_of
from handlers.publishing.override import overrides
from models import Content

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
    shown = shown_of(session, person.workspace, [row.id for row in rows])
    lines = [(row, shown[row.id]) for row in rows[:PAGE]]
    words, times = words_of(person), overrides(session, person.workspace, now)
    card = cards.listing(words, lines, page, older=len(rows) > PAGE)
    counted = (override_cards.times_overridden(words, times, named=not is_on(session, person.workspace)),)
    above = (*pause.pause_notice(session, person), *(counted if times else ()))
    return card.model_copy(update={"parts": (*above, *card.parts)})
