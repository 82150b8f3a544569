"""Where content leads. Once somebody has a link to it, its address changes only within its site."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.core.addresses import host_of, same_site
from handlers.core.interaction import Invalid
from handlers.core.language import Words
from models import Content, Link, Share


def lead_to(session: Session, words: Words, content: Content, url: str) -> None:
    """Change the address of stored content. Raises `Invalid` where colleagues' posts would lead to another site."""
    check_site(session, words, content, url)
    content.url = url


def check_site(session: Session, words: Words, content: Content, url: str) -> None:
    """Raises `Invalid` where colleagues' posts would lead to another site. Changes nothing."""
    if url == content.url or same_site(content.url, url) or not _in_use(session, content):
        return
    sentence = words.t("This was shared without an address. Post the page as new content, and stop this one.")
    if content.url:
        sentence = words.t(
            "Links to this are in use, so it can only move within {site}. "
            "For another site: post that as new content, and stop this one.",
            site=host_of(content.url),
        )
    raise Invalid({"url": sentence})


def _in_use(session: Session, content: Content) -> bool:
    """Whether anybody has begun to share it or took a link to it. A post stays where it is, whatever Heraut is told.

    The content is locked first, so that a share that was just begun is seen.
    """
    session.refresh(content, with_for_update=True)
    shares = select(Share.id).where(Share.workspace == content.workspace, Share.content == content.id)
    links = select(Link.token).where(Link.workspace == content.workspace, Link.content == content.id)
    return any(session.execute(rows.limit(1)).first() is not None for rows in (shares, links))
