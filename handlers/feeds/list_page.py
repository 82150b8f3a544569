"""The list of feeds as a file, behind an address that is signed and short-lived."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.encryption.signatures import unseal_in_time
from handlers.feeds.formats.found import Listed
from handlers.registry.surfaces import UNTOLD, PageAnswer, PageContext, PageRequest
from models import Feed, Person

LIST = "feeds"  # the purpose its address is signed for


async def list_page(context: PageContext, request: PageRequest) -> PageAnswer | None:
    """The file; None if nobody signed the address, it is too old, or the person is no longer a champion."""
    now = context.now()
    body = await context.store.run(lambda session: _list(session, request.parts["token"], now))
    if body is None:
        return None
    attached = f'attachment; filename="heraut-feeds-{now:%Y-%m-%d}.opml"'
    headers = {"Cache-Control": "no-store", "Content-Disposition": attached, **UNTOLD}
    return PageAnswer(body.encode(), "text/x-opml", headers)


def _list(session: Session, token: str, now: datetime) -> str | None:
    from handlers.feeds.formats.opml import opml_of

    said = unseal_in_time(session, LIST, token, now)
    person = session.get(Person, said[:2]) if said and len(said) == 2 else None
    if person is None or not person.champion:
        return None
    rows = select(Feed.address, Feed.title).where(Feed.workspace == person.workspace).order_by(Feed.title, Feed.address)
    return opml_of("Heraut", (Listed(address, title) for address, title in session.execute(rows)))
