"""Addresses that only Heraut can have made: what they say is signed with their workspace's own secret."""

import base64
import hmac
import json
import secrets

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from models import Workspace

LONGEST = 1000  # characters of a token
SECRET = select(Workspace.secret).where(Workspace.workspace == bindparam("workspace"))


def secret_of(session: Session, workspace: str) -> str:
    """Of two who need it first, one makes it."""
    about = {"workspace": workspace}
    known = session.scalar(SECRET, about)
    if not known:
        mine = update(Workspace).where(Workspace.workspace == workspace, Workspace.secret == "")
        session.execute(mine.values(secret=secrets.token_hex(32)), execution_options={"synchronize_session": False})
        known = session.execute(SECRET, about).scalar_one()
    return known


def seal(session: Session, purpose: str, workspace: str, *said: str) -> str:
    """A token that says this, of that workspace, for that purpose alone."""
    body = _text(json.dumps([workspace, *said], ensure_ascii=False, separators=(",", ":")).encode())
    return f"{body}.{_signature(secret_of(session, workspace), purpose, body)}"


def unseal(session: Session, purpose: str, token: str) -> tuple[str, ...] | None:
    """What it says, workspace first; None for what was made by somebody else, changed, or made for something else."""
    body, _, signature = token[:LONGEST].partition(".")
    said = _said(body)
    known = session.scalar(SECRET, {"workspace": said[0]}) if said else None
    # Compared whoever asks, so that nobody learns which workspaces there are by how long it takes.
    right = hmac.compare_digest(_signature(known or "", purpose, body).encode(), signature.encode("utf-8", "replace"))
    return said if said and known and right else None


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
