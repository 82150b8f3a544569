"""The nightly round that deletes what is too old, a few rows at a time, and writes a receipt."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from handlers.calendar.localtime import local
from handlers.registry.surfaces import RoundContext
from handlers.retention.periods import KINDS, KeptKind, days_of
from handlers.retention.wipes import WIPES, Old
from models import Receipt, Workspace
from models.engine import insert_new

CHUNKS = 2000  # of one kind in one night, at most; the rest follows in the next
FROM = 3  # o'clock, in the workspace's time zone
WHOLE = ""  # the kind of the receipt for a whole night
LAST = 7  # receipts of nights that are shown


async def clean(context: RoundContext) -> None:
    """Clean every workspace that was not cleaned today. Any replica may do it, and go on where another stopped."""
    for workspace in await context.store.run(partial(cleaning_due, now=context.now())):
        for kind in KINDS:
            some = partial(wipe_some, workspace=workspace, kind=kind, now=context.now())
            for _ in range(CHUNKS):
                if context.over() or await context.store.run(some) == 0:
                    break
        if not context.over():
            await context.store.run(partial(close, workspace=workspace, now=context.now()))


def cleaning_due(session: Session, now: datetime) -> list[str]:
    """The workspaces where it is after three, and that have no receipt for today."""
    zones = session.execute(select(Workspace.workspace, Workspace.timezone).order_by(Workspace.workspace)).all()
    awake = [(workspace, f"{local(now, zone).date()}") for workspace, zone in zones if local(now, zone).hour >= FROM]
    return [one for one, day in awake if session.get(Receipt, (one, day, WHOLE)) is None]


def wipe_some(session: Session, workspace: str, kind: KeptKind, now: datetime) -> int:
    """Wipe a few rows of one kind, and add them to the receipt. Returns how many; 0 when none is left."""
    old = Old(workspace, now - timedelta(days=days_of(session, workspace)[kind]), now)
    wiped = WIPES[kind](session, old)
    if wiped:
        _add(session, workspace, kind, wiped, now)
    return wiped


def close(session: Session, workspace: str, now: datetime) -> None:
    """Write the receipt for the whole night."""
    _add(session, workspace, WHOLE, sum(receipt_of(session, workspace, _day(session, workspace, now)).values()), now)


def _add(session: Session, workspace: str, kind: str, wiped: int, now: datetime) -> None:
    key = {"workspace": workspace, "day": _day(session, workspace, now), "kind": kind}
    if insert_new(session, Receipt, [{**key, "wiped": wiped, "at": now}]) == 0 and kind != WHOLE:
        here = (Receipt.workspace == workspace, Receipt.day == key["day"], Receipt.kind == kind)
        session.execute(update(Receipt).where(*here).values(wiped=Receipt.wiped + wiped, at=now))


def _day(session: Session, workspace: str, now: datetime) -> str:
    return f"{local(now, session.get_one(Workspace, workspace).timezone).date()}"


def receipt_of(session: Session, workspace: str, day: str) -> Mapping[str, int]:
    """How many rows of each kind were wiped on that day."""
    here = (Receipt.workspace == workspace, Receipt.day == day, Receipt.kind != WHOLE)
    return dict(session.execute(select(Receipt.kind, Receipt.wiped).where(*here)).all())


def nights(session: Session, workspace: str) -> Sequence[Receipt]:
    """The receipts of the last nights, the newest first."""
    whole = (Receipt.workspace == workspace, Receipt.kind == WHOLE)
    return session.scalars(select(Receipt).where(*whole).order_by(Receipt.day.desc()).limit(LAST)).all()
