"""What is behind the address of one event: its file for calendar programs."""

import asyncio

from handlers.gatherings import files
from handlers.registry.surfaces import UNTOLD, PageAnswer, PageContext, PageRequest


async def event_file(context: PageContext, request: PageRequest) -> PageAnswer | None:
    """The file. None if nobody signed the address, or it is too old."""
    now, token = context.now(), request.parts["token"]
    found = await context.store.run(lambda session: files.file_facts(session, token, now))
    if found is None:
        return None
    body = await asyncio.to_thread(files.event_ics, found)
    method = "CANCEL" if found.entry.off else "PUBLISH"
    headers = {"Cache-Control": "private, no-store", "Content-Disposition": 'inline; filename="event.ics"', **UNTOLD}
    return PageAnswer(body, f"text/calendar; charset=utf-8; method={method}", headers)
