"""Checks that a post can be read in public, on the networks that need no login: Bluesky and Mastodon."""

import asyncio
import html
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple
from urllib.parse import quote

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session
from yarl import URL

from handlers.core.interaction import ReadData
from handlers.registry.surfaces import RoundContext
from handlers.sharing import evidence
from handlers.sharing.evidence import POSTS
from models import Content, Link, Share

BLUESKY = "https://public.api.bsky.app/xrpc"  # docs.bsky.app: public reads need no login
WAITS = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(days=1))  # between two checks
AT_ONCE = 10  # posts each round
DUE = (
    select(Share, Content.url, Link.token)
    .join(Content, and_(Content.workspace == Share.workspace, Content.id == Share.content))
    .outerjoin(Link, and_(Link.workspace == Share.workspace, Link.share == Share.id))
    .where(Share.verify_at.is_not(None), Share.verify_at <= bindparam("now"))
    .order_by(Share.verify_at)
    .limit(AT_ONCE)
    .with_for_update(of=Share, skip_locked=True)
)


class Post(NamedTuple):
    """A post to check. `signs` prove that it is the right one: the share's own link, or the content's address."""

    workspace: str
    share: str
    network: str
    address: str
    signs: tuple[str, ...]


async def verify(context: RoundContext) -> None:
    """Check the posts that are due, side by side."""
    store, now = context.store, context.now()
    posts = await store.run(lambda session: _claimed(session, now))
    seen = await asyncio.gather(*(_can_be_read(context.read, post) for post in posts))
    for post in (post for post, found in zip(posts, seen, strict=True) if found):
        await store.run(partial(_found, post=post, now=now))


def _claimed(session: Session, now: datetime) -> list[Post]:
    """Claim the posts that are due until their next check, so a crash cannot lose them."""
    posts = []
    for share, url, token in session.execute(DUE, {"now": now}).all():
        again = share.state == "posted" and share.checks < len(WAITS)
        share.verify_at = now + WAITS[share.checks] if again else None
        share.checks += 1
        if share.state == "posted":
            signs = tuple(filter(None, (f"/l/{token}" if token else "", url)))
            if not signs:  # a photo or a story, which leads nowhere: nothing would prove that it is the right post
                share.verify_at = None
                continue
            posts.append(Post(share.workspace, share.id, share.network, share.address, signs))
    return posts


def _found(session: Session, post: Post, now: datetime) -> None:
    share = session.get_one(Share, (post.workspace, post.share))
    if share.state == "posted" and share.address == post.address:  # not undone in the meantime
        share.verify_at = None
        evidence.raised(session, post.workspace, post.share, "verified", now)


async def _can_be_read(read: ReadData, post: Post) -> bool:
    """Whether the post is there, and contains one of its signs."""
    said = await (_bluesky(read, post) if post.network == "bluesky" else _mastodon(read, post))
    return any(sign in text for text in _texts(said) for sign in post.signs)


async def _bluesky(read: ReadData, post: Post) -> object:
    """The post's record with its text and links. The handle is resolved first: it may change, its DID does not."""
    who, name = _named(post)
    if not who.startswith("did:"):
        told = await read(f"{BLUESKY}/com.atproto.identity.resolveHandle?handle={quote(who, safe='')}")
        who = _text(_in(told, "did"))
    uri = quote(f"at://{who}/app.bsky.feed.post/{name}", safe="")
    posts = _in(await read(f"{BLUESKY}/app.bsky.feed.getPosts?uris={uri}"), "posts") if who else None
    return _in(posts[0], "record") if isinstance(posts, list) and posts else None


async def _mastodon(read: ReadData, post: Post) -> object:
    """The content and linked address of a public post, from the server in its address."""
    _, name = _named(post)
    status = await read(str(URL(post.address).origin() / "api/v1/statuses" / name))
    shown = _text(_in(status, "visibility")) in ("public", "unlisted")
    return (_in(status, "content"), _in(_in(status, "card"), "url")) if shown else None


def _named(post: Post) -> tuple[str, str]:
    found = POSTS[post.network].fullmatch(URL(post.address).raw_path)
    return (found.groupdict().get("who") or "", found["id"]) if found else ("", "")


def _in(value: object, name: str) -> object:
    return value.get(name) if isinstance(value, dict) else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> Iterator[str]:
    """Every text at any depth, with HTML entities decoded: Mastodon sends HTML."""
    if isinstance(value, str):
        yield html.unescape(value)
    elif isinstance(value, dict | list | tuple):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)
