"""What runs now with its figures, the Home tab, and help."""

from datetime import datetime

from sqlalchemy import Integer, case, cast, func, select
from sqlalchemy.orm import Session

from handlers import halting
from handlers.cards import content as content_cards
from handlers.cards import helping
from handlers.cards import people as cards
from handlers.interaction import Card, Interaction, Part
from handlers.people import champion, meet, words_of
from models import Content, Nudge, Share

PAGE = 8
FEWEST = 5  # no figure about fewer people


def content(session: Session, interaction: Interaction, now: datetime) -> Card:
    """`/heraut content`: newest first, a page at a time; the target is the page."""
    person = champion(meet(session, interaction.actor, now))
    page = int(interaction.target) if interaction.target.isdecimal() and len(interaction.target) < 5 else 0
    rows = session.scalars(
        select(Content)
        .where(Content.workspace == person.workspace, Content.state.in_(("running", "proposed", "draft")))
        .order_by(Content.created_at.desc(), Content.id)
        .offset(page * PAGE)
        .limit(PAGE + 1)
    ).all()
    figures = _figures(session, person.workspace, [row.id for row in rows])
    lines = [(row, figures.get(row.id, (0, 0, 0))) for row in rows[:PAGE]]
    card = content_cards.listing(words_of(person), lines, person.timezone, page, more=len(rows) > PAGE, fewest=FEWEST)
    return _under(halting.notice(session, person), card)


def _figures(session: Session, workspace: str, ids: list[str]) -> dict[str, tuple[int, int, int]]:
    """By content: people it was offered to, who skipped it, who posted it."""
    skips = func.sum(cast(case((Nudge.answer == "skip", 1), else_=0), Integer))
    offered = session.execute(
        select(Nudge.content, func.count(), skips)
        .where(Nudge.workspace == workspace, Nudge.content.in_(ids))
        .group_by(Nudge.content)
    )
    posted: dict[str, int] = {
        row[0]: row[1]
        for row in session.execute(
            select(Share.content, func.count(Share.person.distinct()))
            .where(Share.workspace == workspace, Share.content.in_(ids), Share.state == "posted")
            .group_by(Share.content)
        )
    }
    return {row[0]: (row[1], row[2], posted.get(row[0], 0)) for row in offered}


def _under(notice: tuple[Part, ...], card: Card) -> Card:
    return card.model_copy(update={"parts": (*notice, *card.parts)})


def home(session: Session, interaction: Interaction, now: datetime) -> Card:
    """The Home tab: where somebody stands, and every button they need."""
    person = meet(session, interaction.actor, now)
    posted = session.scalar(
        select(func.count()).where(
            Share.workspace == person.workspace, Share.person == person.person, Share.state == "posted"
        )
    )
    return _under(halting.notice(session, person), cards.home(words_of(person), person, posted or 0, now))


def help_(session: Session, interaction: Interaction, now: datetime) -> Card:
    """What can be typed, for the role that the person has."""
    person = meet(session, interaction.actor, now)
    return helping.help_card(words_of(person), person)
