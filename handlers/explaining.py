"""Why now? What really decided that this came, and that it came then."""

from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from handlers.answering import own
from handlers.cards import why as cards
from handlers.interaction import Card, Interaction
from handlers.nudge_cards import Shown
from handlers.people import words_of
from models import Content, Nudge, Person

TOGETHER = (
    select(Nudge, Content)
    .join(Content, (Content.workspace == Nudge.workspace) & (Content.id == Nudge.content))
    .where(Nudge.workspace == bindparam("workspace"), Nudge.digest == bindparam("digest"))
    .order_by(Content.urgent_at.is_(None), Content.important.desc(), Content.ends_at.nulls_last(), Content.id)
)
BEFORE = select(func.max(Nudge.planned_at)).where(
    Nudge.workspace == bindparam("workspace"),
    Nudge.person == bindparam("person"),
    Nudge.planned_at < bindparam("planned"),
    Nudge.asked.is_(False),
)


def why(session: Session, interaction: Interaction, now: datetime) -> Card:
    """For the person to whom it came, and nobody else."""
    person, nudge, content = own(session, interaction, now)
    shown = [Shown(nudge, person, content)]
    if nudge.digest:
        rows = session.execute(TOGETHER, {"workspace": nudge.workspace, "digest": nudge.digest})
        shown = [Shown(one, person, its) for one, its in rows]
    what = [cards.what(words_of(person), one, _author(session, one.content)) for one in shown]
    return cards.why(words_of(person), what, cards.moment(words_of(person), nudge, person, _before(session, nudge)))


def _author(session: Session, content: Content) -> str:
    return session.get_one(Person, (content.workspace, content.author)).name


def _before(session: Session, nudge: Nudge) -> datetime | None:
    """When the one before came."""
    its = {"workspace": nudge.workspace, "person": nudge.person, "planned": nudge.planned_at}
    return session.execute(BEFORE, its).scalar_one()
