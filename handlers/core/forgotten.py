"""The list of the forgotten, in the store: a mark for each, made with a key of its own, and no ids."""

import hmac
import secrets
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from models import ForgottenMark
from models.engine import insert_new

MARKS = select(ForgottenMark.key, ForgottenMark.mark).where(ForgottenMark.workspace == bindparam("workspace"))


class ForgottenEntry(NamedTuple):
    """One entry of the list."""

    workspace: str
    mark: str
    key: str
    at: datetime


def forgotten_mark(key: str, workspace: str, person: str) -> str:
    """The mark of a person under this key."""
    return hmac.digest(bytes.fromhex(key), f"{workspace}\n{person}".encode(), "sha256").hex()


def enter(session: Session, workspace: str, person: str, now: datetime) -> None:
    """Enter a person who has just been forgotten."""
    key = secrets.token_hex(32)
    keep_list(session, ForgottenEntry(workspace, forgotten_mark(key, workspace, person), key, now))


def keep_list(session: Session, entry: ForgottenEntry) -> None:
    """Store an entry, unless it is there."""
    insert_new(session, ForgottenMark, [{**entry._asdict(), "scrubbed": False}])


def entries(session: Session) -> list[ForgottenEntry]:
    """All entries of the store."""
    rows = select(ForgottenMark.workspace, ForgottenMark.mark, ForgottenMark.key, ForgottenMark.at)
    return [ForgottenEntry(*row) for row in session.execute(rows.order_by(ForgottenMark.at, ForgottenMark.mark))]


def was_forgotten(session: Session, workspace: str, person: str) -> bool:
    """Whether this person had Heraut forget them, at any time."""
    own = session.execute(MARKS, {"workspace": workspace})
    return any(hmac.compare_digest(forgotten_mark(key, workspace, person), mark) for key, mark in own)
