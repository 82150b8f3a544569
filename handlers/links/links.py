"""Tracked links: made for a share or a piece of content, found by their token, and where they lead."""

import re
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, bindparam, func, insert, select
from sqlalchemy.orm import Session

from handlers.content.addresses_in_text import replaced
from handlers.links.utm import merged
from models import Campaign, Content, Link, Share, Workspace
from models.engine import insert_new
from models.link import LinkKind
from models.prepared import Change, Query, get

BYTES = 9  # of a token: 72 random bits, twelve characters
TOKEN = re.compile(r"[A-Za-z0-9_-]{12}")
OF_SHARE = Query(
    select(Link.token).where(
        Link.workspace == bindparam("workspace"), Link.share == bindparam("share"), Link.kind == "share"
    )
)
WORKSPACE = Query(select(Link.workspace).where(Link.token == bindparam("token")))
NEW = Change(insert(Link))
OF_CONTENT = Query(
    select(Link.token).where(
        Link.workspace == bindparam("workspace"),
        Link.content == bindparam("content"),
        Link.kind == bindparam("kind"),
        Link.share.is_(None),
    )
)
LEADS = Query(
    select(Content.url, func.coalesce(Campaign.name, ""), Workspace.utm, Share.network, Link.kind)
    .select_from(Link)
    .join(Content, and_(Content.workspace == Link.workspace, Content.id == Link.content))
    .join(Workspace, Workspace.workspace == Link.workspace)
    .outerjoin(Campaign, and_(Campaign.workspace == Link.workspace, Campaign.id == Content.campaign))
    .outerjoin(Share, and_(Share.workspace == Link.workspace, Share.id == Link.share))
    .where(Link.token == bindparam("token"))
)


class Short(NamedTuple):
    """A link: its token and its full address."""

    token: str
    address: str


def base_of(session: Session, workspace: str) -> str:
    """The start of a workspace's links: its own domain, or Heraut's public address; empty if it has neither."""
    found = get(session, Workspace, workspace)
    return (found.link_base or found.address) if found else ""


def fresh(session: Session, workspace: str) -> Short | None:
    """A new, unused link; None if there is no public address. Nothing is stored."""
    base, token = base_of(session, workspace), secrets.token_urlsafe(BYTES)
    return Short(token, f"{base}/l/{token}") if base else None


def keep_link(session: Session, share: Mapping[str, object], token: str, now: datetime) -> None:
    """Store the link of a new share."""
    row = {name: share[name] for name in ("workspace", "content")}
    NEW.run(session, {**row, "share": share["id"], "kind": "share", "token": token, "made_at": now})


def own_link(session: Session, share: Share) -> Short | None:
    """The share's own link; None if it has none."""
    base = base_of(session, share.workspace)
    found = OF_SHARE.first(session, workspace=share.workspace, share=share.id)
    return Short(found[0], f"{base}/l/{found[0]}") if base and found else None


def to_share(session: Session, share: Share, url: str) -> str:
    """The address to post: the share's own link, or `url` if it has none."""
    link = own_link(session, share)
    return link.address if link else url


def of_content(session: Session, content: Content, kind: LinkKind, now: datetime) -> Short | None:
    """A link to content that belongs to no share, made when it is first needed; None if there is no public address."""
    base = base_of(session, content.workspace)
    about = {"workspace": content.workspace, "content": content.id, "kind": kind}
    if not base:
        return None
    found = OF_CONTENT.first(session, **about)
    if found is None:  # if two need it at once, both get the same
        insert_new(session, Link, [{**about, "token": secrets.token_urlsafe(BYTES), "made_at": now}])
        found = OF_CONTENT.one(session, **about)
    return Short(found[0], f"{base}/l/{found[0]}")


def full_address(session: Session, token: str) -> str | None:
    """The full address of a link; None for an unknown token."""
    found = WORKSPACE.first(session, token=token)
    return f"{base_of(session, found[0])}/l/{token}" if found else None


def put_in(text: str, url: str, link: str) -> str:
    """The text, with the link in place of the original address."""
    return replaced(text, url, link)


def leads(session: Session, token: str) -> str | None:
    """Where a link leads; None if unknown. It depends only on our own rows, and works after the content has ended."""
    found = LEADS.first(session, token=token)
    if found is None:
        return None
    url, campaign, utm, network, kind = found
    network = network or ("" if kind in ("share", "gone") else kind)
    return merged(url, utm, {"network": network, "campaign": campaign}) if url else None
