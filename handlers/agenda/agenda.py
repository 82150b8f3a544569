"""`/heraut calendar`: what is coming by week, and the private address for one's own calendar program."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from handlers.agenda import cards
from handlers.agenda.addresses import forget_address, made_at, new_address
from handlers.agenda.cards import WEEK, Weeks
from handlers.agenda.entries import entries_for
from handlers.calendar.localtime import local_date, monday_of
from handlers.core.interaction import Card, Interaction, Refused
from handlers.core.people import advocate, meet, words_of
from handlers.core.targets import read_page
from models import Person, Workspace

WEEKS = 4  # on a page
PAGES = 12  # at most: about a year


def calendar(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Four weeks. The target is the number of the page; the first one begins today."""
    person = advocate(meet(session, interaction.actor, now))
    page = min(read_page(interaction.target) or 0, PAGES)
    return cards.calendar_card(words_of(person), weeks_of(session, person, now, page), instead=bool(interaction.target))


def weeks_of(session: Session, person: Person, now: datetime, page: int = 0, many: int = WEEKS) -> Weeks:
    """What is coming for a person: whole weeks, but for the days that are over."""
    today = local_date(now, person.timezone)
    first = max(today, monday_of(today) + page * many * WEEK)
    last = monday_of(today) + (page + 1) * many * WEEK - timedelta(days=1)
    entries = [one for one in entries_for(session, person, first, last) if not one.off]
    return Weeks(entries, first, today, person.timezone, page)


def calendar_address(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Make a private address, change it (target `new`) or switch it off (`off`). Refused in channels."""
    person = advocate(meet(session, interaction.actor, now))
    if interaction.channel:
        raise Refused("Write this to Heraut in private: the answer is for you alone.")
    words = words_of(person)
    if interaction.target == "off":
        forget_address(session, person)
        return cards.address_off_card(words)
    since = made_at(session, person)
    if since and interaction.target != "new":
        return cards.kept_card(words, since, person.timezone)
    base = session.get_one(Workspace, person.workspace).address
    if not base:
        raise Refused("Heraut has no public address here, so no calendar program can read from it.")
    return cards.address_card(words, f"{base.rstrip('/')}/calendar/{new_address(session, person, now)}")
