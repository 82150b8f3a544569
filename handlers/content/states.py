"""What state content is in: each move happens once, and of two presses one wins."""

from sqlalchemy import update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from handlers.core.interaction import Refused
from models import Content, Person
from models.content import ContentState


def find(session: Session, person: Person, content_id: str) -> Content:
    """Content of the person's own workspace."""
    content = session.get(Content, (person.workspace, content_id))
    if content is None:
        raise Refused("This content is not there any more. See what there is: /heraut content")
    return content


def move(session: Session, content: Content, old: ContentState, new: ContentState, **more: object) -> None:
    """Of two presses one wins."""
    if not moved(session, content, old, new, **more):
        raise Refused("Somebody was quicker: this has been decided already.")


def moved(session: Session, content: Content, old: ContentState, new: ContentState, **more: object) -> bool:
    """Whether this was the first."""
    here = update(Content).where(Content.workspace == content.workspace, Content.id == content.id, Content.state == old)
    result = session.execute(here.values({"state": new, **more}), execution_options={"synchronize_session": "fetch"})
    return isinstance(result, CursorResult) and result.rowcount == 1
