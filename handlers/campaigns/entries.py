"""What campaigns put on the calendar: the day on which one begins, and its last day."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.core.language import mark
from handlers.registry.calendar import CalendarEntry
from models import Campaign, Person

BEGINS = mark("Campaign begins: {title}")
LAST = mark("Last day of the campaign: {title}")


def campaign_days(session: Session, person: Person, first: date, last: date) -> Sequence[CalendarEntry]:
    """The days of campaigns that were started. Drafts are nobody's to see, and what ended early has no last day."""
    its = (Campaign.workspace == person.workspace, Campaign.state == "active", Campaign.first_day <= last)
    rows = session.scalars(select(Campaign).where(*its).order_by(Campaign.id))
    entries = (entry for campaign in rows for entry in _of(campaign))
    return [entry for entry in entries if first <= entry.first <= last]


def _of(campaign: Campaign) -> Iterator[CalendarEntry]:
    begins, ends = campaign.first_day, campaign.last_day
    yield CalendarEntry(f"campaign.{campaign.id}.first", begins, begins, campaign.name, BEGINS, invites=True)
    if ends is not None and ends != begins:
        yield CalendarEntry(f"campaign.{campaign.id}.last", ends, ends, campaign.name, LAST)
