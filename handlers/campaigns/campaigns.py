"""`/heraut campaigns`: the list, one campaign, and what its content is."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from handlers.campaigns import cards
from handlers.campaigns.address import campaign_path
from handlers.campaigns.cards import CampaignFigures, InList
from handlers.campaigns.reads import campaign_of, open_now
from handlers.content.days import over_for
from handlers.content.offers import for_others
from handlers.content.states import find
from handlers.core.anonymity import fewest_of
from handlers.core.audit import audit
from handlers.core.interaction import Card, Interaction, Refused
from handlers.core.people import advocate, champion, meet, words_of
from handlers.core.targets import BAR, read_page
from handlers.results import funnel
from handlers.results.funnel import Funnel
from models import Campaign, Content, Person, Thought

PAGE = 4  # in the list
MOST = 8  # pieces of content to choose from


def campaigns(session: Session, interaction: Interaction, now: datetime) -> Card:
    """What runs and what is coming; for champions also drafts, and what is over. The target is the page."""
    person = reader(meet(session, interaction.actor, now))
    page = read_page(interaction.target) or 0
    its = [Campaign.workspace == person.workspace, *(() if person.champion else (open_now(now),))]
    order = (_place(now), Campaign.starts_at.desc(), Campaign.id)
    rows = session.scalars(select(Campaign).where(*its).order_by(*order).offset(page * PAGE).limit(PAGE + 1)).all()
    counts = _counts(session, person.workspace, [row.id for row in rows])
    lines = [InList(row, counts.get(row.id, 0)) for row in rows[:PAGE]]
    words, older = words_of(person), len(rows) > PAGE
    return cards.campaigns_card(words, lines, now, page, older=older, champion=person.champion)


def _place(now: datetime) -> ColumnElement[bool]:
    """Open campaigns come first."""
    return ~open_now(now)


def campaign(session: Session, interaction: Interaction, now: datetime) -> Card:
    person = reader(meet(session, interaction.actor, now))
    return shown_card(session, person, campaign_of(session, person, interaction.target), now)


def take_in(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Content belongs to this campaign from now on. Its days stay as they are."""
    person, its, content = _both(session, interaction, now)
    if its.state == "ended":
        raise Refused("This campaign is over, or is not there any more.")
    content.campaign = its.id
    audit(session, person, "edited", content.id, now, "campaign")
    return shown_card(session, person, its, now)


def take_out(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Content belongs to no campaign any more. Its days stay as they are."""
    person, its, content = _both(session, interaction, now)
    if content.campaign == its.id:
        content.campaign = ""
        audit(session, person, "edited", content.id, now, "campaign")
    return shown_card(session, person, its, now)


def _both(session: Session, interaction: Interaction, now: datetime) -> tuple[Person, Campaign, Content]:
    person = champion(meet(session, interaction.actor, now))
    about, _, content = interaction.target.partition(BAR)
    return person, campaign_of(session, person, about), find(session, person, content)


def reader(person: Person) -> Person:
    """Everybody who takes part, and champions. Raises `Refused` otherwise."""
    return person if person.champion else advocate(person)


def shown_card(session: Session, person: Person, its: Campaign, now: datetime) -> Card:
    """The card of a campaign, as this person may see it."""
    if not person.champion and its.state == "draft":
        raise Refused("This campaign is not there any more. See what there is: /heraut campaigns")
    shown = figures_of_campaign(session, its, person, now)._replace(path=campaign_path(session, person, its, now))
    if person.champion:
        shown = shown._replace(others=_others(session, person, its, now))
    return cards.campaign_card(words_of(person), shown, champion=person.champion)


def figures_of_campaign(session: Session, its: Campaign, reader: Person, now: datetime) -> CampaignFigures:
    """The campaign, its content for this reader, and its figures: sums of frozen packets, safe beside all others."""
    session.flush()
    total = Funnel(session, its.workspace, funnel.EVER, campaign=its.id).total()
    here = (Content.workspace == its.workspace, Content.campaign == its.id, Content.state.in_(("running", "stopped")))
    rows = select(Content.id, Content.title).where(*here, Content.stopped_at.is_(None))
    content = [(id_, title) for id_, title in session.execute(rows.order_by(Content.starts_at.desc(), Content.id))]
    others = for_others(session, reader, [id_ for id_, _ in content])
    seen = [(id_, title) for id_, title in content if title and id_ not in others]
    return CampaignFigures(its, total, fewest_of(session, its.workspace), seen, now)


def _others(session: Session, person: Person, its: Campaign, now: datetime) -> Sequence[tuple[str, str]]:
    """Content that could be taken in: drafts, and what is not over. The newest first."""
    thoughts = select(Thought.id).where(Thought.workspace == its.workspace)
    rows = select(Content.id, Content.title).where(
        Content.workspace == its.workspace,
        Content.campaign != its.id,
        or_(Content.state == "draft", (Content.state == "running") & ~over_for(now, person.timezone)),
        Content.id.not_in(thoughts),
    )
    rows = rows.order_by(Content.created_at.desc(), Content.id).limit(MOST)
    return [(id_, title) for id_, title in session.execute(rows)]


def _counts(session: Session, workspace: str, ids: Sequence[str]) -> dict[str, int]:
    its = (Content.workspace == workspace, Content.campaign.in_(ids), Content.state == "running")
    rows = session.execute(select(Content.campaign, func.count()).where(*its).group_by(Content.campaign))
    return {campaign: number for campaign, number in rows}  # noqa: C416 - rows, not pairs
