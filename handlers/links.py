"""Tracked links: made for a share or for content, found by their token, and where they lead."""

import re
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, bindparam, insert, select
from sqlalchemy.orm import Session

from handlers.utm import merged
from models import Content, Link, Share, Workspace
from models.engine import insert_new

BYTES = 9  # of a token: 72 random bits, in twelve characters
TOKEN = re.compile(r"[A-Za-z0-9_-]{12}")
# Built once: that takes longer than running them.
BASE = select(Workspace.link_base, Workspace.address).where(Workspace.workspace == bindparam("workspace"))
OF_SHARE = select(Link.token).where(
    Link.workspace == bindparam("workspace"), Link.share == bindparam("share"), Link.kind == bindparam("kind")
)
NEW = insert(Link)
OF_CONTENT = select(Link.token).where(
    Link.workspace == bindparam("workspace"),
    Link.content == bindparam("content"),
    Link.kind == bindparam("kind"),
    Link.share.is_(None),
)
LEADS = (
    select(Content.url, Content.campaign, Workspace.utm, Share.network, Link.kind)
    .select_from(Link)
    .join(Content, and_(Content.workspace == Link.workspace, Content.id == Link.content))
    .join(Workspace, Workspace.workspace == Link.workspace)
    .outerjoin(Share, and_(Share.workspace == Link.workspace, Share.id == Link.share))
    .where(Link.token == bindparam("token"))
)


class Short(NamedTuple):
    """A link: its token, and its whole address."""

    token: str
    address: str


def base_of(session: Session, workspace: str) -> str:
    """Where the workspace's links are: its own domain, or where Heraut is reached; empty where nobody reaches it."""
    found = session.execute(BASE, {"workspace": workspace}).one_or_none()
    return (found.link_base or found.address) if found else ""


def fresh(session: Session, workspace: str) -> Short | None:
    """An address that no link has yet; None where nobody would reach it."""
    base, token = base_of(session, workspace), secrets.token_urlsafe(BYTES)
    return Short(token, f"{base}/l/{token}") if base else None


def keep(session: Session, share: Mapping[str, object], token: str, now: datetime) -> None:
    """The new share's own link."""
    row = {name: share[name] for name in ("workspace", "content")}
    session.connection().execute(NEW, {**row, "share": share["id"], "kind": "share", "token": token, "made_at": now})


def to_share(session: Session, share: Share, url: str) -> str:
    """The share's own link; `url` where it has none."""
    base = base_of(session, share.workspace)
    token = session.scalar(OF_SHARE, {"workspace": share.workspace, "share": share.id, "kind": "share"})
    return f"{base}/l/{token}" if base and token else url


def of_share(session: Session, share: Share, kind: str, now: datetime) -> Short | None:
    """A link of the share's own, made when it is first needed; None where nobody would reach it."""
    return _link(session, share.workspace, share.content, share.id, kind, now)


def of_content(session: Session, content: Content, kind: str, now: datetime) -> Short | None:
    """A link that is nobody's own."""
    return _link(session, content.workspace, content.id, None, kind, now)


def _link(session: Session, workspace: str, content: str, share: str | None, kind: str, now: datetime) -> Short | None:
    base = base_of(session, workspace)
    if not base:
        return None
    about = {"workspace": workspace, "content": content, "share": share, "kind": kind}
    read = OF_CONTENT if share is None else OF_SHARE
    token = session.scalar(read, about)
    if token is None:  # of two at once one makes it, and both read it
        row = {**about, "token": secrets.token_urlsafe(BYTES), "made_at": now}
        insert_new(session, Link, [row])
        token = session.execute(read, about).scalar_one()
    return Short(token, f"{base}/l/{token}")


def leads(session: Session, token: str) -> str | None:
    """Where a link leads, by our own rows and nothing else: also after its content was stopped or has ended."""
    found = session.execute(LEADS, {"token": token}).one_or_none()
    if found is None:
        return None
    network = (found.network or "") if found.kind == "share" else found.kind
    return merged(found.url, found.utm, {"network": network, "campaign": found.campaign})
