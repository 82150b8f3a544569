"""Campaigns end with their last day, and tell their result once, a day later: then the figures of that day are in."""

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from handlers.campaigns import cards
from handlers.campaigns.campaigns import figures_of_campaign
from handlers.core.interaction import Card
from handlers.core.people import duty_holders, words_of
from handlers.outbox.kinds import CAMPAIGN_RESULT
from handlers.outbox.queue import tell_each
from models import Campaign, Content, Message, Person

AFTER = timedelta(days=1)


def end_campaigns(session: Session, now: datetime) -> None:
    """End what is over, and tell results. One replica claims each, in the transaction that tells it."""
    over = (Campaign.state == "active", Campaign.ends_at.is_not(None), Campaign.ends_at <= now)
    session.execute(update(Campaign).where(*over).values(state="ended", version=Campaign.version + 1))
    ended = (Campaign.state == "ended", Campaign.told_at.is_(None), Campaign.ends_at <= now - AFTER)
    claim = update(Campaign).where(*ended).values(told_at=now).returning(Campaign.workspace, Campaign.id)
    for workspace, id_ in session.execute(claim, execution_options={"synchronize_session": False}).all():
        _tell(session, session.get_one(Campaign, (workspace, id_)), now)


def _tell(session: Session, its: Campaign, now: datetime) -> None:
    """To those who run it: its champion, and the champions whose content it has; otherwise to all champions."""
    on_duty = duty_holders(session, its.workspace)
    authors = select(Content.author).where(Content.workspace == its.workspace, Content.campaign == its.id)
    mine = {its.run_by, *session.scalars(authors)}
    readers = [one for one in on_duty if one.person in mine] or on_duty
    ended = f"{its.ends_at:%Y%m%d%H%M}" if its.ends_at else ""  # a reopened campaign ends once more
    told = [(one, CAMPAIGN_RESULT.key(its.id, ended, one.person)) for one in readers]
    tell_each(session, told, its.id, now)


def write_result(session: Session, message: Message, now: datetime) -> Card | None:
    """The result; None if the campaign runs again, or its reader is no champion any more."""
    its = session.get(Campaign, (message.workspace, message.subject))
    reader = session.get(Person, (message.workspace, message.person))
    if its is None or reader is None or its.state != "ended" or not reader.champion:
        return None
    return cards.result_card(words_of(reader), figures_of_campaign(session, its, reader, now))
