"""What links do when their person is forgotten: they lead on, and count for nobody."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from handlers.core.people import Forgotten
from handlers.members.stand_ins import merge
from models import Click, Link, Share
from models.base import Base


def links_forgotten(session: Session, event: Forgotten, _: datetime) -> None:
    """Cut links off from shares, and clicks off from links. Counts stay, without a name."""
    person = event.person
    shares = select(Share.id).where(Share.workspace == person.workspace, Share.person == person.person)
    mine = (Link.workspace == person.workspace, Link.share.in_(shares))
    tokens = select(Link.token).where(*mine)
    merge(
        session,
        Base.metadata.tables["click"],
        {"link": ""},
        Click.workspace == person.workspace,
        Click.link.in_(tokens),
    )
    gone = update(Link).where(*mine).values(kind="gone", share=None)
    session.execute(gone.execution_options(synchronize_session=False))
