"""Tokens in web addresses, signed with a secret of their workspace, so that only Heraut can make them."""

import base64
import hmac
import json
import secrets
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from handlers.encryption.keys import decrypted, encrypted
from models import Workspace
from models.prepared import Query, get

LONGEST = 1000  # characters of a token
STAMP = 22  # characters of base64
BRIEFLY = timedelta(minutes=15)
LATEST = 32_503_680_000  # the year 3000, in seconds: `datetime` ends soon after
SECRET = Query(select(Workspace.secret).where(Workspace.workspace == bindparam("workspace")))


def secret_of(session: Session, workspace: str) -> str:
    """The workspace's secret, made when it is first needed. If two need it at once, both get the same."""
    found = get(session, Workspace, workspace)
    known = found.secret if found else ""
    if not known:
        unset = update(Workspace).where(Workspace.workspace == workspace, Workspace.secret == "")
        made = encrypted(session, secrets.token_hex(32))
        session.execute(unset.values(secret=made), execution_options={"synchronize_session": False})
        (known,) = SECRET.one(session, workspace=workspace)
    return decrypted(session, known)


def stamp(session: Session, purpose: str, workspace: str, what: str) -> str:
    """A short proof that we made an address for `what`: 128 bits of a signature."""
    return _signature(secret_of(session, workspace), purpose, what)[:STAMP]


def seal(session: Session, purpose: str, workspace: str, *said: str) -> str:
    """A token that carries these strings for one workspace. It is valid for this purpose only."""
    body = _text(json.dumps([workspace, *said], ensure_ascii=False, separators=(",", ":")).encode())
    return f"{body}.{_signature(secret_of(session, workspace), purpose, body)}"


def unseal(session: Session, purpose: str, token: str) -> tuple[str, ...] | None:
    """The strings in a token, workspace first; None if it was forged, changed, or made for another purpose."""
    body, _, signature = token[:LONGEST].partition(".")
    said = _said(body)
    (stored,) = (SECRET.first(session, workspace=said[0]) if said else None) or ("",)
    known = decrypted(session, stored) if stored else ""
    # Always compared, so that the time it takes does not tell which workspaces there are.
    right = hmac.compare_digest(_signature(known, purpose, body).encode(), signature.encode("utf-8", "replace"))
    return said if said and known and right else None


def seal_briefly(
    session: Session, purpose: str, now: datetime, workspace: str, *said: str, lasts: timedelta = BRIEFLY
) -> tuple[str, datetime]:
    """A token that is valid for so long, and until when."""
    until = now + lasts
    return seal(session, purpose, workspace, str(int(until.timestamp())), *said), until


def unseal_in_time(
    session: Session, purpose: str, token: str, now: datetime, lasts: timedelta = BRIEFLY
) -> tuple[str, ...] | None:
    """The strings in a token that `seal_briefly` made to last so long, workspace first; None if it is not valid now.

    Nothing is valid for longer than we make it, even if it is signed: a secret may have been read from a backup.
    """
    match unseal(session, purpose, token):
        case (workspace, seconds, *said) if seconds.isdecimal():
            return (workspace, *said) if now <= _moment(int(seconds)) <= now + lasts else None
        case _:
            return None


def hashed(secret: str) -> str:
    """The hash by which a random secret is known, 43 characters."""
    return _text(sha256(secret.encode("utf-8", "replace")).digest())


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(min(seconds, LATEST), UTC)


def _said(body: str) -> tuple[str, ...]:
    try:
        said = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    except ValueError:
        return ()
    return tuple(said) if isinstance(said, list) and all(isinstance(one, str) for one in said) else ()


def _signature(secret: str, purpose: str, body: str) -> str:
    return _text(hmac.digest(secret.encode(), f"{purpose}\n{body}".encode("utf-8", "replace"), "sha256"))


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
