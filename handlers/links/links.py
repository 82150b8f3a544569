"""Tracked links: made for a share or a piece of content, found by their token, and where they lead."""

import re
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, bindparam, insert, select
from sqlalchemy.orm import Session

from handlers.links.utm import merged
from models import Content, Link, Share, Workspace
from models.engine import insert_new
from models.link import LinkKind

BYTES = 9  # of a token: 72 random bits, twelve characters
TOKEN = re.compile(r"[A-Za-z0-9_-]{12}")
# Built once: that takes longer than running them.
BASE = select(Workspace.link_base, Workspace.address).where(Workspace.workspace == bindparam("workspace"))
OF_SHARE = select(Link.token).where(
    Link.workspace == bindparam("workspace"), Link.share == bindparam("share"), Link.kind == "share"
)
WORKSPACE = select(Link.workspace).where(Link.token == bindparam("token"))
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
    """A link: its token and its full address."""

    token: str
    address: str


def base_of(session: Session, workspace: str) -> str:
    """The start of a workspace's links: its own domain, or Heraut's public address; empty if it has neither."""
    found = session.execute(BASE, {"workspace": workspace}).one_or_none()
    return (found.link_base or found.address) if found else ""


def fresh(session: Session, workspace: str) -> Short | None:
    """A new, unused link; None if there is no public address. Nothing is stored."""
    base, token = base_of(session, workspace), secrets.token_urlsafe(BYTES)
    return Short(token, f"{base}/l/{token}") if base else None


def keep_link(session: Session, share: Mapping[str, object], token: str, now: datetime) -> None:
    """Store the link of a new share."""
    row = {name: share[name] for name in ("workspace", "content")}
    session.connection().execute(NEW, {**row, "share": share["id"], "kind": "share", "token": token, "made_at": now})


def own_link(session: Session, share: Share) -> Short | None:
    """The share's own link; None if it has none."""
    base = base_of(session, share.workspace)
    token = session.scalar(OF_SHARE, {"workspace": share.workspace, "share": share.id})
    return Short(token, f"{base}/l/{token}") if base and token else None


def to_share(session: Session, share: Share, url: str) -> str:
    """The address to post: the share's own link, or `url` if it has none."""
    link = own_link(session, share)
    return link.address if link else url


def of_content(session: Session, content: Content, kind: LinkKind, now: datetime) -> Short | None:
    """A link to content that belongs to no share, made when it is first needed; None if there is no public address."""
    base, about = base_of(session, content.workspace), {"content": content.id, "kind": kind}
    if not base:
        return None
    about["workspace"] = content.workspace
    token = session.scalar(OF_CONTENT, about)
    if token is None:  # if two need it at once, both get the same
        insert_new(session, Link, [{**about, "token": secrets.token_urlsafe(BYTES), "made_at": now}])
        token = session.execute(OF_CONTENT, about).scalar_one()
    return Short(token, f"{base}/l/{token}")


def full_address(session: Session, token: str) -> str | None:
    """The full address of a link; None for an unknown token."""
    workspace = session.scalar(WORKSPACE, {"token": token})
    return f"{base_of(session, workspace)}/l/{token}" if workspace else None


def put_in(text: str, url: str, link: str) -> str:
    """The text, with the link in place of the original address."""
    return text.replace(url, link) if url else text


def leads(session: Session, token: str) -> str | None:
    """Where a link leads; None if unknown. It depends only on our own rows, and works after the content has ended."""
    found = session.execute(LEADS, {"token": token}).one_or_none()
    if found is None or not found.url:
        return None
    network = found.network or ("" if found.kind in ("share", "gone") else found.kind)
    return merged(found.url, found.utm, {"network": network, "campaign": found.campaign})
