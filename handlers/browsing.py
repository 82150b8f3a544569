"""What runs now with its figures, the Home tab, and help."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from handlers.advocates import cards
from handlers.cards import helping
from handlers.core.interaction import Card, Interaction, Part
from handlers.core.people import champion, meet, words_of
from handlers.publishing import cards as content_cards
from handlers.publishing import override_cards, pause_all
from handlers.publishing.lessons import skips_of
from handlers.publishing.override import overrides
from handlers.publishing.skips import Skips
from models import Content, Share

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
    ids = [row.id for row in rows]
    skips, posted = skips_of(session, person.workspace, ids), _posted(session, person.workspace, ids)
    lines = [(row, skips.get(row.id, Skips()), posted.get(row.id, 0)) for row in rows[:PAGE]]
    words, times = words_of(person), overrides(session, person.workspace, now)
    card = content_cards.listing(words, lines, person.timezone, page, more=len(rows) > PAGE, fewest=FEWEST)
    return _under(
        (*pause_all.notice(session, person), *((override_cards.counted(words, times),) if times else ())), card
    )


def _posted(session: Session, workspace: str, ids: list[str]) -> dict[str, int]:
    """By content: how many people posted it."""
    people = func.count(Share.person.distinct())
    its = (Share.workspace == workspace, Share.content.in_(ids), Share.state == "posted")
    rows = session.execute(select(Share.content, people).where(*its).group_by(Share.content))
    return dict(rows.all())


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
    return _under(pause_all.notice(session, person), cards.home(words_of(person), person, posted or 0, now))


def help_(session: Session, interaction: Interaction, now: datetime) -> Card:
    """What can be typed, for the role that the person has."""
    person = meet(session, interaction.actor, now)
    return helping.help_card(words_of(person), person)
