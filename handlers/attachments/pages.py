"""The page where a file is sent with a suggestion, and the address where a champion downloads it."""

import asyncio
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.attachments.address import looker, sender
from handlers.attachments.attachments import described, keep, told_of
from handlers.attachments.kinds import TOO_LARGE, WrongFileError, kind_of
from handlers.core.interaction import Card, Text
from handlers.core.people import words_of
from handlers.outbox.kinds import APPROVAL
from handlers.outbox.queue import refresh
from handlers.registry.surfaces import UNTOLD, CardPage, PageAnswer, PageContext, PageRequest, UploadPage
from models import Attachment, Content, Person

ACCEPT = ".pdf,.pptx,.docx,.xlsx,.odp,.odt,.ods"
SAVED: Mapping[str, str] = {  # never shown in a browser, whatever is in it
    **UNTOLD,
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Download-Options": "noopen",
}
Answer = PageAnswer | UploadPage | CardPage | None


async def attach_page(context: PageContext, request: PageRequest) -> Answer:
    """The page, or what became of the file that was sent. None for an address that does not work any more."""
    now, token = context.now(), request.parts["token"]
    if request.method == "GET":
        return await context.store.run(lambda session: _page(session, token, "", now))
    if not await context.store.run(lambda session: sender(session, token, now) is not None):
        return None
    sent = request.files.get("file", b"")
    try:
        kind = "" if sent is None else await asyncio.to_thread(kind_of, sent)
    except WrongFileError as wrong:
        problem = str(wrong)
        return await context.store.run(lambda session: _page(session, token, problem, now))
    if not sent:
        return await context.store.run(lambda session: _page(session, token, TOO_LARGE, now))
    return await context.store.run(lambda session: _sent(session, token, kind, sent, now))


def _sent(session: Session, token: str, kind: str, body: bytes, now: datetime) -> Answer:
    found = sender(session, token, now)
    if found is None or found[1].state != "proposed":
        return _page(session, token, "", now)
    person, content = found
    keep(session, person, content, kind, body, now)
    refresh(session, content.workspace, APPROVAL, [content.id], now)
    return PageAnswer(b"", "text/plain", {"Location": f"/attach/{token}", "Cache-Control": "no-store", **UNTOLD}, 303)


def _page(session: Session, token: str, problem: str, now: datetime) -> UploadPage | CardPage | None:
    """`problem`: an English sentence."""
    found = sender(session, token, now)
    if found is None:
        return None
    person, content = found
    if content.state != "proposed":
        return _decided(person, content)
    words, kept = words_of(person), told_of(session, content)
    t = words.t
    here = t("The file is here: {file}. You can go back to your chat, or send another in its place.", file="{file}")
    return UploadPage(
        locale=person.locale,
        title=t("A file for “{title}”", title=content.title),
        intro=t("PDF, PowerPoint, Word, Excel or OpenDocument. Champions alone can download it, until they decide."),
        inputs=(),
        labels=(t("File"), t("Send the file")),
        errors={"file": t(problem)} if problem else {},
        done=here.replace("{file}", described(words, *kept)) if kept and not problem else "",
        field="file",
        accept=ACCEPT,
    )


def _decided(person: Person, content: Content) -> CardPage:
    said = words_of(person).t("This has been decided already, so no file is needed. Your chat says what became of it.")
    return CardPage(Card(title=content.title, summary=said, parts=(Text(text=said),)), person.locale)


async def download(context: PageContext, request: PageRequest) -> PageAnswer | None:
    """The file, for the champion whose address it is. It is named by us, and saved rather than opened."""
    now, token = context.now(), request.parts["token"]
    found = await context.store.run(lambda session: _file(session, token, now))
    if found is None:
        return None
    name = f'attachment; filename="suggestion-{found.content}.{found.kind}"'
    return PageAnswer(found.body, "application/octet-stream", {**SAVED, "Content-Disposition": name})


def _file(session: Session, token: str, now: datetime) -> Attachment | None:
    content = looker(session, token, now)
    return session.get(Attachment, (content.workspace, content.id)) if content else None
