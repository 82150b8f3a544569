"""What is behind a private address: the file for calendar programs, and a page to read."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from handlers.agenda import cards, feed
from handlers.agenda.addresses import owner_of
from handlers.agenda.agenda import weeks_of
from handlers.agenda.entries import entries_for
from handlers.agenda.revisions import revisions
from handlers.calendar.localtime import local_date
from handlers.core.language import Words
from handlers.core.people import words_of
from handlers.encryption.signatures import hashed
from handlers.registry.calendar import CalendarEntry
from handlers.registry.surfaces import UNTOLD, CardPage, PageAnswer, PageContext, PageRequest

BEHIND, AHEAD = timedelta(days=31), timedelta(days=184)  # what the file holds
ON_PAGE = 12  # weeks
KIND = "text/calendar; charset=utf-8"
PLACE = 12  # characters that tell workspaces apart


async def calendar_file(context: PageContext, request: PageRequest) -> PageAnswer | None:
    """The file. None if the address is nobody's."""
    now, token = context.now(), request.parts["token"]
    found = await context.store.run(lambda session: facts_of(session, token, now))
    if found is None:
        return None
    body = await asyncio.to_thread(feed.written, *found)  # outside the transaction: it takes longer than reading
    tag = feed.etag(body)
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", **UNTOLD}
    if feed.known_already(tag, request.unless):
        return PageAnswer(b"", KIND, headers, status=304)
    return PageAnswer(body, KIND, {**headers, "Content-Disposition": 'inline; filename="heraut.ics"'})


def place_of(workspace: str) -> str:
    """What tells the entries of a workspace apart from those of others."""
    return hashed(workspace)[:PLACE]


class FeedFacts(NamedTuple):
    """What `feed.written` writes, in its order."""

    words: Words
    entries: Sequence[CalendarEntry]
    changes: Mapping[str, tuple[int, datetime]]
    place: str


def facts_of(session: Session, token: str, now: datetime) -> FeedFacts | None:
    """The calendar of the person whose token it is; None if it is nobody's."""
    person = owner_of(session, token)
    if person is None:
        return None
    today = local_date(now, person.timezone)
    entries = entries_for(session, person, today - BEHIND, today + AHEAD)
    changes = revisions(session, person.workspace, entries, now)
    return FeedFacts(words_of(person), entries, changes, place_of(person.workspace))


async def calendar_page(context: PageContext, request: PageRequest) -> CardPage | None:
    """The page. None if the address is nobody's."""
    now, token = context.now(), request.parts["token"]

    def read(session: Session) -> CardPage | None:
        person = owner_of(session, token)
        if person is None:
            return None
        weeks = weeks_of(session, person, now, many=ON_PAGE)
        return CardPage(cards.weeks_card(words_of(person), weeks), person.locale)

    return await context.store.run(read)
