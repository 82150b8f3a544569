"""Keeps the list of the forgotten in a file beside the store, and forgets again people that a backup brought back."""

import asyncio
import json
import logging
import os
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from handlers.core.forgotten import ForgottenEntry, entries, forgotten_mark, keep_list
from handlers.outbox.forgotten import delete_orphans
from handlers.privacy.erasure import forget_rows
from handlers.registry.surfaces import RoundContext
from models import ForgottenMark, Person, Workspace
from models.store import Store
from models.store_file import file_of

log = logging.getLogger("heraut.privacy")

FILE = "forgotten_file"  # in the info of a store: the path of the list


async def keep_forgotten(context: RoundContext) -> None:
    """Bring the list in the store and the list in the file together, and clean the store's files."""
    await settle_list(context.store, context.now())


async def settle_list(store: Store, now: datetime) -> None:
    """Forget again those in the file that the store does not list; then write the file, and clean the store's files."""
    path = store.info.get(FILE)
    if isinstance(path, Path):
        try:
            await _settle_file(store, path, now)
        except OSError as problem:
            log.error("the list of the forgotten cannot be kept: %s", problem.strerror)  # noqa: TRY400 - names no path
    if await store.run(_unclean) and await store.scrub():
        await store.run(_cleaned)


async def _settle_file(store: Store, path: Path, now: datetime) -> None:
    listed = await asyncio.to_thread(read_list, path)
    known = await store.run(partial(_settled, listed=listed, now=now))
    missing = [entry for entry in known if entry not in {*listed}]
    await asyncio.to_thread(append, path, missing)


def _settled(session: Session, listed: Sequence[ForgottenEntry], now: datetime) -> list[ForgottenEntry]:
    """Apply the entries that the store lacks. Returns all entries that the store has by now."""
    known = {*entries(session)}
    lacking = [entry for entry in dict.fromkeys(listed) if entry not in known]
    for entry in lacking:
        if session.get(Workspace, entry.workspace) is not None:
            _again(session, entry, now)
            keep_list(session, entry)
    if lacking:
        delete_orphans(session, now)
    return entries(session)


def _again(session: Session, entry: ForgottenEntry, now: datetime) -> None:
    """Forget the person of an entry again. Anyone met after that moment has come back, and stays."""
    here = (Person.workspace == entry.workspace, Person.met_at <= entry.at)
    for who in session.scalars(select(Person.person).where(*here)).all():
        if forgotten_mark(entry.key, entry.workspace, who) == entry.mark:
            forget_rows(session, session.get_one(Person, (entry.workspace, who)), now)


def _unclean(session: Session) -> bool:
    return session.scalar(select(ForgottenMark.mark).where(~ForgottenMark.scrubbed).limit(1)) is not None


def _cleaned(session: Session) -> None:
    session.execute(update(ForgottenMark).where(~ForgottenMark.scrubbed).values(scrubbed=True))


def list_beside(url: str, given: str) -> Path | None:
    """Where the list is: at the path given, otherwise beside an SQLite file; None for a server without a path."""
    file = file_of(url)
    return Path(given) if given else file and file.with_name(f"{file.name}.forgotten")


def read_list(path: Path) -> list[ForgottenEntry]:
    """The entries in a file; none if there is no file. Lines that are no entries are skipped."""
    if not path.exists():
        return []
    lines = path.read_text("utf-8").splitlines()
    found = [entry for line in lines for entry in _entry(line)]
    if len(found) < len(lines):
        log.warning("the list of the forgotten has %d lines that cannot be read", len(lines) - len(found))
    return found


def _entry(line: str) -> list[ForgottenEntry]:
    try:
        workspace, mark, key, at = json.loads(line)
        bytes.fromhex(key)
        return [ForgottenEntry(str(workspace), str(mark), str(key), datetime.fromisoformat(at))]
    except (TypeError, ValueError):
        return []


def append(path: Path, missing: Sequence[ForgottenEntry]) -> None:
    """Add entries to the file, which only its owner can read. They are on the disk when this returns."""
    if not missing:
        return
    lines = "".join(json.dumps([*entry[:3], entry.at.isoformat()]) + "\n" for entry in missing)
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(file, lines.encode())
        os.fsync(file)
    finally:
        os.close(file)
