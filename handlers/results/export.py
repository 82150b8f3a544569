"""`/heraut export`: a short-lived address from which a programme manager downloads the figures."""

import asyncio
from datetime import datetime
from functools import partial
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.calendar.localtime import local_date
from handlers.core.audit import audit
from handlers.core.interaction import Card, Frozen, Interaction, Refused
from handlers.core.language import Words
from handlers.core.people import manager, meet, words_of
from handlers.encryption.signatures import seal_briefly, unseal_in_time
from handlers.registry.surfaces import UNTOLD, PageAnswer, PageContext, PageRequest
from handlers.results import cards, funnel, sheets
from handlers.results.click_value import worth_of
from handlers.results.funnel import By, Funnel
from handlers.results.sheets import Book
from handlers.results.steps import Table
from models import Content, Person, Workspace

YEAR = 53  # weeks, including this one
EXPORT = "export"  # the purpose its address is signed for
TOGETHER: tuple[By, ...] = ("week", "content", "topic")  # these share their reads
APART: tuple[By, ...] = ("team", "network")
Format = Literal["csv", "xlsx"]
KINDS: dict[Format, str] = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class File(Frozen):
    """A file to download."""

    name: str
    kind: str  # its media type
    body: bytes


class Order(Frozen):
    """What a signed address asks for."""

    workspace: str
    locale: str
    kind: Format


def export(session: Session, interaction: Interaction, now: datetime) -> Card:
    """One address for each format, for the manager who asked. Refused in a channel."""
    person = manager(meet(session, interaction.actor, now))
    if interaction.channel:
        raise Refused("Write this to Heraut in private: the answer is for you alone.")
    sealed = {kind: seal_briefly(session, EXPORT, now, person.workspace, person.person, kind) for kind in KINDS}
    links = {str(kind): f"/exports/{token}" for kind, (token, _) in sealed.items()}
    until = max(until for _, until in sealed.values())
    return cards.export_card(words_of(person), links, until, person.timezone)


def order(session: Session, token: str, now: datetime) -> Order | None:
    """What a token asks for, recorded as an export.

    None if we did not sign it, it is too old, or the person is no longer a manager.
    """
    said = unseal_in_time(session, EXPORT, token, now)
    if said is None:
        return None
    workspace, person, kind = said
    asker = session.get(Person, (workspace, person))
    if asker is None or asker.role != "manager" or kind not in KINDS:
        return None
    audit(session, asker, "exported", "", now, kind)
    return Order(workspace=workspace, locale=asker.locale, kind=kind)


def _head(session: Session, asked: Order, now: datetime) -> Book:
    """Everything except the tables that are read separately."""
    zone = session.get_one(Workspace, asked.workspace).timezone
    since, until = period = funnel.weeks(local_date(now, zone), YEAR)
    found = Funnel(session, asked.workspace, period)
    titles = select(Content.id, Content.title).where(Content.workspace == asked.workspace)
    return Book(
        since=since,
        until=until,
        total=found.total(),
        tables={by: found.table(by) for by in TOGETHER},
        titles={row.id: row.title for row in session.execute(titles)},
        worth=worth_of(session, asked.workspace),
    )


def _table(session: Session, asked: Order, by: By, period: tuple[str, str]) -> Table:
    return Funnel(session, asked.workspace, period).table(by)


async def file(context: PageContext, token: str) -> File | None:
    """The file, read in several transactions so that nobody waits long. None if the token is not valid."""
    now, run = context.now(), context.store.run
    asked = await run(lambda session: order(session, token, now))
    if asked is None:
        return None
    book = await run(partial(_head, asked=asked, now=now))
    period = (book.since, book.until)
    apart = {by: await run(partial(_table, asked=asked, by=by, period=period)) for by in APART}
    write = sheets.csv_of if asked.kind == "csv" else sheets.xlsx_of
    book = book.model_copy(update={"tables": {**book.tables, **apart}})
    body = await asyncio.to_thread(write, Words.of(asked.locale), book)
    return File(name=f"heraut-{now:%Y-%m-%d}.{asked.kind}", kind=KINDS[asked.kind], body=body)


async def export_page(context: PageContext, request: PageRequest) -> PageAnswer | None:
    """The file behind a signed address."""
    found = await file(context, request.parts["token"])
    if found is None:
        return None
    attached = f'attachment; filename="{found.name}"'
    return PageAnswer(found.body, found.kind, {"Cache-Control": "no-store", "Content-Disposition": attached, **UNTOLD})
