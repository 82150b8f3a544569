"""Whether a share says that the person works there: offered with its text, advised, and kept for the person alone."""

from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session

from handlers.core.language import Words
from handlers.disclosure.lines import Pair, is_due, line_for, lines_of, says_so, with_line
from handlers.disclosure.settings import advice
from models import Content, Person, Share, Workspace
from models.prepared import get_one


def saying_so(
    session: Session, person: Person, content: Content, text: str, networks: Callable[[], Sequence[str]]
) -> str:
    """A suggested text with the line before it, in the words for the first of the person's networks."""
    workspace = get_one(session, Workspace, content.workspace)
    if not text or not is_due(workspace, content):
        return text
    return with_line(text, line_for(workspace, person, text, networks()[0]))


def lines_on(session: Session, person: Person, content: Content) -> Sequence[Pair]:
    """The lines that a text about this content may begin with; none where none is due."""
    workspace = get_one(session, Workspace, content.workspace)
    return lines_of(workspace, person) if is_due(workspace, content) else ()


def tip(session: Session, words: Words, share: Share, content: Content) -> str:
    """One sentence for a text that does not say so; empty if it does, or need not."""
    said = advice_on(session, words, content)  # first, because reading the text takes longer
    return said if said and share.text and not says_so(share.text) else ""


def advice_on(session: Session, words: Words, content: Content) -> str:
    """The sentence for texts about this content that do not say so; empty where none need to."""
    workspace = get_one(session, Workspace, content.workspace)
    return advice(words, workspace.company) if is_due(workspace, content) else ""


def keep_whether(session: Session, share: Share, content: Content) -> None:
    """The text leaves: keep whether it said so."""
    due = is_due(get_one(session, Workspace, share.workspace), content)
    share.disclosed = says_so(share.text) if due and share.text else None
