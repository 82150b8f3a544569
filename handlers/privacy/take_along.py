"""Take it along: a private address from which a person downloads everything that is kept about them."""

import asyncio
from datetime import UTC, datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from handlers.core.interaction import Card, Interaction, Refused
from handlers.core.people import meet, words_of
from handlers.encryption.signatures import seal_briefly, unseal_in_time
from handlers.privacy import cards
from handlers.privacy.package import FileSection, archive, sections
from handlers.registry.surfaces import UNTOLD, PageAnswer, PageContext, PageRequest
from models import Person, Workspace

PURPOSE = "my data"  # the purpose its address is signed for
NAME = "heraut-my-data.zip"


def take_along(session: Session, interaction: Interaction, now: datetime) -> Card:
    """An address for the file, for a quarter of an hour. Refused in channels, and where there is no address."""
    person = meet(session, interaction.actor, now)
    if interaction.channel:
        raise Refused("Write this to Heraut in private: the answer is for you alone.")
    if not session.get_one(Workspace, person.workspace).address:
        raise Refused("Heraut has no public address here. An administrator can make the file for you.")
    said = (person.person, _stamp(person.met_at))
    token, until = seal_briefly(session, PURPOSE, now, person.workspace, *said)
    return cards.take_along_card(words_of(person), f"/mine/{token}", until, person.timezone)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def data_of(session: Session, token: str, now: datetime) -> list[FileSection] | None:
    """What a token asks for; None if it was forged, has run out, or its person was forgotten since."""
    if session.connection().dialect.name == "postgresql":  # one snapshot: all of it, or nothing
        session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
    said = unseal_in_time(session, PURPOSE, token, now)
    if said is None:
        return None
    workspace, who, met = said
    person = session.get(Person, (workspace, who))
    return sections(session, person) if person is not None and _stamp(person.met_at) == met else None


async def my_data_page(context: PageContext, request: PageRequest) -> PageAnswer | None:
    """The file behind a signed address. It is read in one transaction, so nobody gets half of it."""
    now, token = context.now(), request.parts["token"]
    found = await context.store.run(lambda session: data_of(session, token, now))
    if found is None:
        return None
    body = await asyncio.to_thread(archive, found)
    headers = {"Cache-Control": "no-store", "Content-Disposition": f'attachment; filename="{NAME}"', **UNTOLD}
    return PageAnswer(body, "application/zip", headers)
