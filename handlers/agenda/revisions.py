"""How often entries changed: calendar programs go by the number and by the moment of the last change."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from handlers.encryption.signatures import hashed
from handlers.registry.calendar import CalendarEntry
from models import CalendarRevision
from models.engine import insert_new

SINCE = datetime(2026, 1, 1, tzinfo=UTC)  # when what never changes is said to have changed last


def revisions(
    session: Session, workspace: str, entries: Sequence[CalendarEntry], now: datetime
) -> Mapping[str, tuple[int, datetime]]:
    """By key: how often an entry changed, and when last. What changed since somebody last asked is counted now."""
    digests = {entry.key: _digest(entry) for entry in entries if not entry.fixed}
    its = (CalendarRevision.workspace == workspace, CalendarRevision.key.in_(digests))
    known = {row.key: row for row in session.scalars(select(CalendarRevision).where(*its))}
    fresh = {"workspace": workspace, "number": 0, "changed_at": now}
    new = [{**fresh, "key": key, "digest": digest} for key, digest in digests.items() if key not in known]
    if new:
        insert_new(session, CalendarRevision, new)
    for key, row in known.items():
        if row.digest != digests[key]:
            _count(session, row, digests[key], now)
    found = session.execute(
        select(CalendarRevision.key, CalendarRevision.number, CalendarRevision.changed_at).where(*its)
    )
    return {entry.key: (0, SINCE) for entry in entries} | {key: (number, at) for key, number, at in found}


def _count(session: Session, row: CalendarRevision, digest: str, now: datetime) -> None:
    """Once, if two ask at the same time."""
    its = (
        CalendarRevision.workspace == row.workspace,
        CalendarRevision.key == row.key,
        CalendarRevision.digest == row.digest,
    )
    changed = {"digest": digest, "number": CalendarRevision.number + 1, "changed_at": now}
    session.execute(
        update(CalendarRevision).where(*its).values(changed), execution_options={"synchronize_session": False}
    )


def _digest(entry: CalendarEntry) -> str:
    """What makes it the same entry still: its days or its time, and its title in no language."""
    days = () if entry.moment else (str(entry.first), str(entry.last))
    moments = (one.astimezone(UTC).isoformat() if one else "" for one in (entry.moment, entry.until))
    rest = (*([entry.place] if entry.place else []), *(["off"] if entry.off else []))
    return hashed(json.dumps([entry.title, entry.label, *days, *moments, *rest]))
