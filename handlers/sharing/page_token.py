"""The address of a share page: the share's id, and a stamp that only Heraut can make."""

import hmac

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.encryption.signatures import stamp
from models import Share

PAGE = "share page"  # the purpose of the stamp


def page_path(session: Session, share: Share) -> str:
    """The path of a share's page. Anybody who has it counts as the person, so it is in no message but theirs."""
    return f"/share/{share.id}.{stamp(session, PAGE, share.workspace, share.id)}"


def share_of(session: Session, token: str) -> Share | None:
    """The share behind a token; None if we did not make it. What is in the store does not suffice to make one."""
    name, _, proof = token.partition(".")
    share = session.scalars(select(Share).where(Share.id == name)).one_or_none()
    right = stamp(session, PAGE, share.workspace, share.id) if share else ""
    return share if share and hmac.compare_digest(right.encode(), proof.encode("utf-8", "replace")) else None
