"""What is deleted or emptied once it is too old: a function for each kind, which takes a few rows at a time."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Delete, Select, Update, case, delete, exists, func, null, or_, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import InstrumentedAttribute, Session

from handlers.members.stand_ins import GONE
from handlers.outbox.kinds import (
    APPROVAL,
    BADGE,
    COLLEAGUE_ANSWER,
    COLLEAGUE_QUESTION,
    COLLEAGUE_THANKS,
    COUNCIL_BACK,
    COUNCIL_ENDED,
    DECISION,
    DIGEST,
    DRAFT,
    GUIDE_ANSWER,
    GUIDE_QUESTION,
    INVITATION,
    NUDGE,
    PACE,
    SUMMARY,
)
from handlers.privacy.erasure import erase, forget_rows
from handlers.retention.periods import KeptKind
from models import (
    AuditEntry,
    ColleagueAsked,
    ColleagueQuestion,
    Content,
    GuideQuestion,
    Message,
    Nudge,
    Person,
    Reference,
    Share,
    Thanks,
    Thought,
)
from models.message import OPEN, WAITING

ROWS = 500  # in one transaction, so that nobody waits
PEOPLE = 10
# Kinds of which something else says that they were sent: a nudge's own row, a badge, what was decided. The rows of all
# other kinds stay, because their key alone keeps a message from being sent twice. They go when a person is forgotten.
GUARDED = tuple(
    kind.name
    for kind in (
        BADGE,
        COLLEAGUE_ANSWER,
        COLLEAGUE_QUESTION,
        COLLEAGUE_THANKS,
        COUNCIL_BACK,
        COUNCIL_ENDED,
        DECISION,
        DIGEST,
        DRAFT,
        GUIDE_ANSWER,
        GUIDE_QUESTION,
        NUDGE,
        PACE,
        SUMMARY,
    )
)
EMPTY = "…"  # the table does not allow a posted thought without a text


class Old(NamedTuple):
    """What is too old: what happened in this workspace before this moment."""

    workspace: str
    before: datetime
    now: datetime


def messages(session: Session, old: Old) -> int:
    """Delete messages that are over."""
    over = (Message.kind.in_(GUARDED), Message.state.not_in((*WAITING, *OPEN)), Message.created_at < old.before)
    some = _some(Message.key, Message.workspace == old.workspace, *over)
    return _count(session, delete(Message).where(Message.workspace == old.workspace, Message.key.in_(some)))


def reasons(session: Session, old: Old) -> int:
    """Empty why something was offered, and why it was skipped."""
    skipped = (Nudge.answer == "skip") & Nudge.reason.is_not(None)
    here = Nudge.workspace == old.workspace
    some = _some(Nudge.id, here, Nudge.planned_at < old.before, or_(Nudge.because != "", skipped))
    kept = case((Nudge.answer == "skip", null()), else_=Nudge.reason)
    return _count(session, update(Nudge).where(here, Nudge.id.in_(some)).values(because="", reason=kept))


def texts(session: Session, old: Old) -> int:
    """Empty the texts of shares."""
    here, at = Share.workspace == old.workspace, func.coalesce(Share.posted_at, Share.started_at)
    some = _some(Share.id, here, at < old.before, Share.text != "")
    return _count(session, update(Share).where(here, Share.id.in_(some)).values(text="", offered=""))


def thanks(session: Session, old: Old) -> int:
    """Empty the words of thanks. That somebody thanked somebody counts on."""
    here = Thanks.workspace == old.workspace
    some = _some(Thanks.id, here, Thanks.at < old.before, Thanks.text != "")
    return _count(session, update(Thanks).where(here, Thanks.id.in_(some)).values(text=""))


def thoughts(session: Session, old: Old) -> int:
    """Empty posted thoughts, and drop those that nobody took further."""
    here = Thought.workspace == old.workspace
    over = _some(Thought.id, here, Thought.state == "posted", Thought.posted_at < old.before, Thought.text != EMPTY)
    posted = update(Thought).where(here, Thought.id.in_(over)).values(rough="", text=EMPTY)
    lying = _some(Thought.id, here, Thought.state.in_(("rough", "written")), Thought.created_at < old.before)
    empty = {"state": "dropped", "rough": "", "text": "", "champion": ""}
    dropped = update(Thought).where(here, Thought.id.in_(lying)).values(**empty)
    return _count(session, posted) + _count(session, dropped)


def questions(session: Session, old: Old) -> int:
    """Delete questions. What others may read stays without the asker: a card of the guide, a colleague's answer."""
    here = GuideQuestion.workspace == old.workspace
    over = func.coalesce(GuideQuestion.answered_at, GuideQuestion.asked_at) < old.before
    some = _some(GuideQuestion.id, here, over)
    return _count(session, delete(GuideQuestion).where(here, GuideQuestion.id.in_(some))) + _to_colleagues(session, old)


def _to_colleagues(session: Session, old: Old) -> int:
    """Those whose answer others find lose their asker, and the list of who was asked."""
    here, at = ColleagueQuestion.workspace == old.workspace, ColleagueQuestion.asked_at
    over = _some(ColleagueQuestion.id, here, at < old.before, ~ColleagueQuestion.kept)
    gone = _count(session, delete(ColleagueQuestion).where(here, ColleagueQuestion.id.in_(over)))
    ids = session.scalars(
        select(ColleagueQuestion.id)
        .where(here, at < old.before, ColleagueQuestion.kept, ColleagueQuestion.person != "")
        .limit(ROWS)
    ).all()
    its = (ColleagueAsked.workspace == old.workspace, ColleagueAsked.question.in_(ids))
    session.execute(delete(ColleagueAsked).where(*its))
    return gone + _count(
        session, update(ColleagueQuestion).where(here, ColleagueQuestion.id.in_(ids)).values(person="")
    )


def declined(session: Session, old: Old) -> int:
    """Delete declined suggestions, with the messages about them."""
    here = (Content.workspace == old.workspace, Content.state == "declined", Content.created_at < old.before)
    open_ = exists().where(
        Message.workspace == Content.workspace, Message.subject == Content.id, Message.state.in_((*WAITING, *OPEN))
    )
    ids = session.scalars(select(Content.id).where(*here, ~open_).limit(ROWS)).all()
    kinds = Message.kind.in_((APPROVAL.name, DECISION.name))
    session.execute(delete(Message).where(Message.workspace == old.workspace, kinds, Message.subject.in_(ids)))
    return _count(session, delete(Content).where(*here, Content.id.in_(ids)))


def references(session: Session, old: Old) -> int:
    """Delete how to reach people who left and have no role."""
    left = (Person.workspace == old.workspace, Person.left_at < old.before, Person.role == "employee")
    some = _some(Reference.address, Reference.workspace == old.workspace, Reference.address.in_(_people(*left)))
    return _count(session, delete(Reference).where(Reference.workspace == old.workspace, Reference.address.in_(some)))


def wipe_audit(session: Session, old: Old) -> int:
    """Delete old entries of the audit trail."""
    here = AuditEntry.workspace == old.workspace
    some = _some(AuditEntry.id, here, AuditEntry.at < old.before)
    return _count(session, delete(AuditEntry).where(here, AuditEntry.id.in_(some)))


def wipe_strangers(session: Session, old: Old) -> int:
    """Forget people who never joined. Those who were invited stay known, so that nobody is asked twice."""
    waits = (Message.workspace == Person.workspace, Message.person == Person.person)
    open_ = exists().where(*waits, or_(Message.state.in_((*WAITING, *OPEN)), Message.kind == INVITATION.name))
    offers = exists().where(
        Content.workspace == Person.workspace, Content.author == Person.person, Content.state == "proposed"
    )
    here = (Person.joined_at.is_(None), Person.role == "employee", Person.met_at < old.before, ~open_, ~offers)
    return _forget(session, old, here, forget_rows)


def wipe_left(session: Session, old: Old) -> int:
    """Forget people who left, as if they had asked for it."""
    return _forget(session, old, (Person.left_at < old.before, Person.role == "employee"), erase)


def _forget(
    session: Session,
    old: Old,
    where: Sequence[ColumnElement[bool]],
    how: Callable[[Session, Person, datetime], None],
) -> int:
    known = (Person.workspace == old.workspace, ~Person.person.startswith(GONE))
    people = session.scalars(_people(*known, *where).limit(PEOPLE)).all()
    for who in people:
        how(session, session.get_one(Person, (old.workspace, who)), old.now)
    return len(people)


def _people(*where: ColumnElement[bool]) -> Select[str]:
    return select(Person.person).where(*where).order_by(Person.person)


def _some(column: InstrumentedAttribute[str], *where: ColumnElement[bool]) -> Select[str]:
    """The ids of at most ROWS of these rows."""
    return select(column).where(*where).limit(ROWS)


def _count(session: Session, statement: Delete | Update) -> int:
    done = session.execute(statement, execution_options={"synchronize_session": False})
    return done.rowcount if isinstance(done, CursorResult) else 0


WIPES: Mapping[KeptKind, Callable[[Session, Old], int]] = {
    "messages": messages,
    "reasons": reasons,
    "texts": texts,
    "thanks": thanks,
    "thoughts": thoughts,
    "questions": questions,
    "declined": declined,
    "references": references,
    "audit": wipe_audit,
    "strangers": wipe_strangers,
    "left": wipe_left,
}
