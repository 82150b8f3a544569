"""How long content lasts for each group of readers: worked out once a day, and kept for that day."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.calendar.localtime import local_date
from handlers.core.people import duty_holders
from handlers.forecast.forecast import Supply
from handlers.forecast.reads import supplies
from handlers.outbox.kinds import RUNWAY
from handlers.outbox.queue import tell_each
from handlers.registry.surfaces import RoundContext
from models import Stock, Workspace
from models.runway import StockKind

SHORT = timedelta(days=7)  # champions are warned of what lasts no longer
OVER = timedelta(days=10)  # a dry spell is over once content lasts longer than this


async def work_out(context: RoundContext) -> None:
    """Once a day for each workspace, in a transaction each."""
    now = context.now()
    for workspace in await context.store.run(lambda session: session.scalars(select(Workspace.workspace)).all()):
        if not context.over():
            await context.store.run(partial(renew_stocks, workspace=workspace, now=now))


def renew_stocks(session: Session, workspace: str, now: datetime) -> None:
    """Work out today's figures, if nobody has, and warn champions of dry spells that begin."""
    its = session.scalars(select(Workspace).where(Workspace.workspace == workspace).with_for_update()).one()
    today = local_date(now, its.timezone)
    known = {(row.kind, row.value): row for row in session.scalars(select(Stock).where(Stock.workspace == workspace))}
    if any(row.day >= today for row in known.values()):
        return
    found = supplies(session, workspace, now)
    rows = [_row(session, known.pop(one.group, None), workspace, one, its.timezone, today) for one in found]
    for gone in known.values():
        session.delete(gone)
    begun = [row for row in rows if _begins(row, today)]
    if begun:
        told = [(one, RUNWAY.key(f"{today}", one.person)) for one in duty_holders(session, workspace)]
        tell_each(session, told, f"{today}", now)


def _row(session: Session, kept: Stock | None, workspace: str, one: Supply, zone: str, today: date) -> Stock:
    kind: StockKind
    kind, value = one.group
    row = kept or Stock(workspace=workspace, kind=kind, value=value)
    session.add(row)
    row.day, row.items = today, one.items
    dry = local_date(one.dry, zone) if one.dry else None
    row.dry_on = dry if one.items else today  # where there is nothing at all, nobody waits for their next nudge
    return row


def _begins(row: Stock, today: date) -> bool:
    """Whether a dry spell of this group begins today: champions hear of each one once."""
    if row.dry_on is None or row.dry_on > today + OVER:
        row.warned_on = None
    if is_short(row, today) and row.warned_on is None:
        row.warned_on = today
        return True
    return False


def is_short(row: Stock, today: date) -> bool:
    return row.dry_on is not None and row.dry_on <= today + SHORT


def stocks_of(session: Session, workspace: str) -> Sequence[Stock]:
    """The figures of the workspace: what runs dry first comes first; everybody together is left out beside others."""
    rows = session.scalars(select(Stock).where(Stock.workspace == workspace)).all()
    groups = [row for row in rows if row.kind != "all"] or rows
    return sorted(groups, key=lambda row: (row.dry_on or date.max, row.kind, row.value))
