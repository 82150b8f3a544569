"""The states of a thought, from rough to posted. Each step happens once; the first of two presses wins."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from handlers.contributions.thought_cards import draft_card, dropped_card
from handlers.core.interaction import Card
from handlers.core.people import Forgotten, Left, RoleLost, words_of
from handlers.nudges.events import Undone
from handlers.outbox.kinds import DRAFT, THOUGHT
from handlers.outbox.queue import refresh
from handlers.results import totals
from handlers.sharing.events import SharePosted
from models import Content, Person, Share, Thought
from models.thought import ThoughtState

Step = Literal["take", "release", "write", "rephrase", "post", "reopen", "drop"]

# Each step: the states that it starts from, and the state that it leads to.
STEPS: Mapping[Step, tuple[AbstractSet[ThoughtState], ThoughtState]] = {
    "take": ({"rough"}, "rough"),  # a champion takes it
    "release": ({"rough"}, "rough"),  # that champion leaves, or loses the role
    "write": ({"rough"}, "written"),
    "rephrase": ({"written"}, "written"),
    "post": ({"written"}, "posted"),
    "reopen": ({"posted"}, "written"),  # undone
    "drop": ({"rough", "written"}, "dropped"),
}
OPEN: tuple[ThoughtState, ...] = ("rough", "written")


def step(session: Session, thought: Thought, name: Step, *where: ColumnElement[bool], **values: object) -> bool:
    """Take a step if the thought's state and `where` allow it, and set `values`. False if it was not possible."""
    sources, end = STEPS[name]
    its = (Thought.workspace == thought.workspace, Thought.id == thought.id, Thought.state.in_(sources))
    moved = update(Thought).where(*its, *where).values({"state": end, **values})
    result = session.execute(moved, execution_options={"synchronize_session": False})
    session.refresh(thought)
    return isinstance(result, CursorResult) and result.rowcount == 1


def thought_behind(session: Session, content: Content) -> Thought | None:
    """The thought that became this content; None if the content is a champion's."""
    return session.get(Thought, (content.workspace, content.id)) if content.way == "create" else None


def thought_posted(session: Session, event: SharePosted, now: datetime) -> None:
    """Mark the thought as posted, and update its cards."""
    thought = thought_behind(session, event.content)
    if thought and step(session, thought, "post", posted_at=now, text=event.share.text):
        refresh(session, thought.workspace, THOUGHT, [thought.id], now)
        refresh(session, thought.workspace, DRAFT, [thought.id], now)


def reopened(session: Session, event: Undone, now: datetime) -> None:
    """Make an undone thought ready to be posted again."""
    thought = thought_behind(session, event.content)
    if thought and step(session, thought, "reopen", posted_at=None):
        refresh(session, thought.workspace, THOUGHT, [thought.id], now)


def drop_thought(session: Session, thought: Thought, now: datetime) -> bool:
    """Drop a thought, wipe its words, and rewrite the cards that show them. False if it can no longer be dropped.

    It was not posted, or that was undone, so its shares are at most begun: they are dropped and wiped too.
    """
    if not step(session, thought, "drop", rough="", text=""):
        return False
    its = (Share.workspace == thought.workspace, Share.content == thought.id, Share.state != "posted")
    with totals.counted(session, now, (thought.workspace, f"{thought.person}.{thought.id}")):
        session.execute(update(Share).where(*its).values(state="dropped", text="", offered=""))
    refresh(session, thought.workspace, THOUGHT, [thought.id], now)
    refresh(session, thought.workspace, DRAFT, [thought.id], now)
    return True


def person_left(session: Session, event: Left, now: datetime) -> None:
    """Drop the open thoughts of a person who left, and release those they had taken."""
    person = event.person
    here = Thought.workspace == person.workspace
    for own in session.scalars(select(Thought).where(here, Thought.person == person.person, Thought.state.in_(OPEN))):
        drop_thought(session, own, now)
    _release(session, person, now)


def thoughts_forgotten(session: Session, event: Forgotten, now: datetime) -> None:
    """Empty all thoughts of a person who is forgotten, posted ones as well, and the cards that champions have."""
    person = event.person
    mine = (Thought.workspace == person.workspace, Thought.person == person.person)
    ids = session.scalars(select(Thought.id).where(*mine)).all()
    empty = update(Thought).where(*mine).values(state="dropped", rough="", text="", champion="", posted_at=None)
    session.execute(empty)
    refresh(session, person.workspace, THOUGHT, ids, now)
    _release(session, person, now)


def role_lost(session: Session, event: RoleLost, now: datetime) -> None:
    """Release the thoughts that a former champion had taken, and close their cards about others."""
    _release(session, event.person, now)
    rough = select(Thought.id).where(Thought.workspace == event.person.workspace, Thought.state == "rough")
    refresh(session, event.person.workspace, THOUGHT, rough, now)


def _release(session: Session, person: Person, now: datetime) -> None:
    """Free the thoughts that they took but have not written yet for another champion."""
    taken = (Thought.champion == person.person, Thought.state == "rough")
    for thought in session.scalars(select(Thought).where(Thought.workspace == person.workspace, *taken)):
        step(session, thought, "release", champion="")
        refresh(session, thought.workspace, THOUGHT, [thought.id], now)


def draft_of(session: Session, thought: Thought) -> Card:
    """The author's card: the text, or that the thought was taken back."""
    person = session.get_one(Person, (thought.workspace, thought.person))
    if thought.state == "dropped":
        return dropped_card(words_of(person))
    writer = session.get_one(Person, (thought.workspace, thought.champion))
    return draft_card(words_of(person), thought.id, writer.name, thought.text)


def own_draft(session: Session, content: Content) -> Card | None:
    """The draft card if the content is a thought of the person themselves; None if a champion asked for it."""
    thought = thought_behind(session, content)
    return draft_of(session, thought) if thought else None
