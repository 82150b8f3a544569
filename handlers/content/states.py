"""The state of a piece of content. Each change happens once: if two people press at once, one wins."""

from sqlalchemy import Select, or_, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from handlers.core.interaction import Refused
from models import Content, Person, Thought
from models.content import ContentState


def find(session: Session, person: Person, content_id: str) -> Content:
    """The content that a champion's act is about. Raises `Refused` if there is none, or if it is somebody's thought.

    Every act of a champion on content begins here: a thought belongs to the person whose thought it is.
    """
    content = session.get(Content, (person.workspace, content_id))
    if content is None:
        raise Refused("This content is not there any more. See what there is: /heraut content")
    if session.get(Thought, (person.workspace, content_id)) is not None:
        raise Refused("This is a colleague’s own text. Only they can change it, post it or take it back.")
    return content


def rounds_of(content: Content) -> Select[str]:
    """Selects the ids of all rounds of content that rests and comes back, this one too."""
    first = content.again_of or content.id
    its = or_(Content.id == first, Content.again_of == first)
    return select(Content.id).where(Content.workspace == content.workspace, its)


def move(session: Session, content: Content, old: ContentState, new: ContentState, **more: object) -> None:
    """Change the state, or raise `Refused` if somebody else was first."""
    if not moved(session, content, old, new, **more):
        raise Refused("Somebody else was first: this has been decided already.")


def moved(session: Session, content: Content, old: ContentState, new: ContentState, **more: object) -> bool:
    """Change the state and set `more`. False if the content is no longer in the state `old`."""
    here = update(Content).where(Content.workspace == content.workspace, Content.id == content.id, Content.state == old)
    result = session.execute(here.values({"state": new, **more}), execution_options={"synchronize_session": "fetch"})
    return isinstance(result, CursorResult) and result.rowcount == 1
