"""The page of a campaign: its picture, goal, period, content and figures."""

from sqlalchemy.orm import Session

from handlers.campaigns.address import reader_and_campaign
from handlers.campaigns.campaigns import figures_of_campaign
from handlers.campaigns.cards import campaign_card
from handlers.core.people import words_of
from handlers.registry.surfaces import CardPage, PageContext, PageRequest


async def campaign_page(context: PageContext, request: PageRequest) -> CardPage | None:
    """The page. None if nobody signed the address, it is too old, or its reader does not take part any more."""
    now, token = context.now(), request.parts["token"]

    def read(session: Session) -> CardPage | None:
        found = reader_and_campaign(session, token, now)
        if found is None:
            return None
        person, its = found
        figures = figures_of_campaign(session, its, person, now)
        return CardPage(campaign_card(words_of(person), figures), person.locale)

    return await context.store.run(read)
