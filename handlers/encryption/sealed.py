"""The secrets in the store: which columns hold them, and how all of them are encrypted again."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from handlers.core.audit import audit_command
from handlers.encryption.keys import MARK, Unreadable, decrypted, encrypted, keys_of
from models import CertificateKey, DayKey, Visit, Workspace


def protect(session: Session) -> int:
    """Encrypt what is still in clear, and check that everything else can be read. Raises `Unreadable`."""
    clear = 0
    for row, column in _secrets(session):
        stored = getattr(row, column)
        decrypted(session, stored)
        if keys_of(session.info) and not stored.startswith(MARK):
            setattr(row, column, encrypted(session, stored))
            clear += 1
    return clear


def encrypt_again(session: Session) -> int:
    """Encrypt every secret with the newest key. Returns how many there are. Raises `Unreadable`."""
    if session.connection().dialect.name == "postgresql":  # a secret that is being made waits, and sees the new key
        session.execute(text("LOCK TABLE workspace, day_key, certificate_key IN SHARE ROW EXCLUSIVE MODE"))
    every = _secrets(session)
    for row, column in every:
        setattr(row, column, encrypted(session, decrypted(session, getattr(row, column))))
    return len(every)


def rotate(session: Session, now: datetime) -> int:
    """Encrypt every secret with the newest key, and record it. Returns how many there are. Raises `Unreadable`."""
    for workspace in session.scalars(select(Workspace.workspace)).all():
        audit_command(session, workspace, "keys_rotated", "", now)
    return encrypt_again(session)


def renew(session: Session) -> int:
    """Drop the secrets that nobody can read any more; new ones are made when needed. Returns how many went."""
    gone = [(row, column) for row, column in _secrets(session) if not _readable(session, getattr(row, column))]
    for row, _ in gone:
        if isinstance(row, Workspace):
            row.secret = ""
        elif isinstance(row, CertificateKey):
            row.private = ""  # what it signed can still be checked: its other half is public
        else:
            session.delete(row)
            for visit in session.scalars(select(Visit).where(Visit.workspace == row.workspace, Visit.day == row.day)):
                session.delete(visit)
    return len(gone)


def in_clear(session: Session) -> int:
    """How many secrets are stored in clear, for the doctor."""
    return sum(not getattr(row, column).startswith(MARK) for row, column in _secrets(session))


def unreadable(session: Session) -> int:
    """How many secrets our keys do not decrypt, for the doctor."""
    return sum(not _readable(session, getattr(row, column)) for row, column in _secrets(session))


def _readable(session: Session, stored: str) -> bool:
    try:
        decrypted(session, stored)
    except Unreadable:
        return False
    return True


def _secrets(session: Session) -> Sequence[tuple[Workspace | DayKey | CertificateKey, str]]:
    """Every row with a secret, and the name of its column."""
    workspaces = session.scalars(select(Workspace).where(Workspace.secret != "").with_for_update())
    days = session.scalars(select(DayKey).with_for_update())
    signing = session.scalars(select(CertificateKey).where(CertificateKey.private != "").with_for_update())
    return [
        *((row, "secret") for row in workspaces),
        *((row, "key") for row in days),
        *((row, "private") for row in signing),
    ]
