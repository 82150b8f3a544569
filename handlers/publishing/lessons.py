"""Makes content a draft again when many find it too salesy, and tells its champion why."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from handlers.content.states import moved
from handlers.core.anonymity import fewest_of
from handlers.core.interaction import Card
from handlers.core.people import words_of
from handlers.figures.events import FiguresReleased
from handlers.nudges import lesson_cards as cards
from handlers.nudges.skips import Skips, salesy
from handlers.outbox.kinds import LESSON
from handlers.outbox.queue import tell
from handlers.publishing.lifecycle import silence
from models import Content, Message, Nudge, Person


def learn(session: Session, event: FiguresReleased, now: datetime) -> None:
    """Turn content that too many find salesy back into a draft, and tell its champion, who can publish it again.

    Once a day: at the moment of a press, everybody could see whose it was.
    """
    k = fewest_of(session, event.workspace)
    running = select(Content).where(Content.workspace == event.workspace, Content.state == "running")
    contents = {content.id: content for content in session.scalars(running)}
    lately = (Nudge.planned_at >= Content.starts_at,)  # since it was last changed or published
    for its, skips in skips_of(session, event.workspace, [*contents], lately).items():
        content = contents[its]
        if salesy(skips, k) and moved(session, content, "running", "draft"):
            silence(session, content, now)
            owner = session.get_one(Person, (content.workspace, content.decided_by or content.author))
            tell(session, owner, LESSON.key(its, f"{content.starts_at:%Y%m%d%H%M%S}"), its, now)


def write_lesson(session: Session, message: Message, now: datetime) -> Card | None:
    """Why the content is a draft again; None if the reader is not on duty, or it was decided otherwise."""
    owner = session.get_one(Person, (message.workspace, message.person))
    content = session.get_one(Content, (message.workspace, message.subject))
    if not owner.on_duty or (message.ref is None and content.state != "draft"):
        return None
    return cards.lesson(words_of(owner), content.id, content.title, fewest_of(session, message.workspace))


def skips_of(
    session: Session, workspace: str, contents: Sequence[str], only: Sequence[ColumnElement[bool]] = ()
) -> Mapping[str, Skips]:
    """The skips by content, among the people who were offered it. `only`: further conditions on the nudges."""
    its = (Content.workspace == Nudge.workspace) & (Content.id == Nudge.content)
    rows = (
        select(Nudge.content, Nudge.answer, Nudge.reason, func.count())
        .join(Content, its)
        .where(Nudge.workspace == workspace, Nudge.content.in_(contents), *only)
        .group_by(Nudge.content, Nudge.answer, Nudge.reason)
    )
    found: dict[str, Skips] = defaultdict(Skips)
    for content, answer, reason, people in session.execute(rows):
        found[content] = found[content].and_(answer, reason, people)
    return found
