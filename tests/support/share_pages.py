"""The tokens of share pages, as the buttons of cards carry them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.sharing.page_token import page_path
from models import Share


def page_token(session: Session, share: str) -> str:
    """The token in the address of this share's page."""
    return page_path(session, session.scalars(select(Share).where(Share.id == share)).one()).removeprefix("/share/")
