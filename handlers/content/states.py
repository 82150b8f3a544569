"""The state of a piece of content. Each change happens once: if two people press at once, one wins."""

from sqlalchemy import update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from handlers.core.interaction import Refused
from models import Content, Person
from models.content import ContentState


def find(session: Session, person: Person, content_id: str) -> Content:
    """A piece of content in the person's workspace. Raises `Refused` if it does not exist."""
    content = session.get(Content, (person.workspace, content_id))
    if content is None:
        raise Refused("This content is not there any more. See what there is: /heraut content")
    return content


def move(session: Session, content: Content, old: ContentState, new: ContentState, **more: object) -> None:
    """Change the state, or raise `Refused` if somebody else was first."""
    if not moved(session, content, old, new, **more):
        raise Refused("Somebody else was first: this has been decided already.")


def moved(session: Session, content: Content, old: ContentState, new: ContentState, **more: object) -> bool:
    """Change the state and set `more`. False if the content is no longer in the state `old`."""
    here = update(Content).where(Content.workspace == content.workspace, Content.id == content.id, Content.state == old)
    result = session.execute(here.values({"state": new, **more}), execution_options={"synchronize_session": "fetch"})
    return isinstance(result, CursorResult) and result.rowcount == 1
