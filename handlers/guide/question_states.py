"""The states of a question: asked, answered once, or dropped; and what follows when nobody answers or somebody goes."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from handlers.calendar.availability import workdays_later
from handlers.core.people import Forgotten, Left, RoleLost, duty_holders
from handlers.guide.helpers import answerers, no_longer_named
from handlers.outbox.gate import recipients
from handlers.outbox.kinds import GUIDE_QUESTION
from handlers.outbox.queue import refresh, tell_each
from models import GuideQuestion, Message, Person

WAITS = 3  # working days of those who were asked; then all champions are
LONGEST = timedelta(days=7)  # whatever their working days are
AT_ONCE = 500


def move_question(session: Session, row: GuideQuestion, **values: object) -> bool:
    """Change an open question. False if it is open no longer: the first of two wins."""
    its = (GuideQuestion.workspace == row.workspace, GuideQuestion.id == row.id, GuideQuestion.state == "asked")
    changed = update(GuideQuestion).where(*its).values(values)
    result = session.execute(changed, execution_options={"synchronize_session": False})
    session.refresh(row)
    return isinstance(result, CursorResult) and result.rowcount == 1


def withdraw_question(session: Session, row: GuideQuestion, now: datetime) -> bool:
    """Drop a question and wipe its words. False if it was answered or dropped before."""
    if not move_question(session, row, state="dropped", question=""):
        return False
    refresh(session, row.workspace, GUIDE_QUESTION, [row.id], now)
    return True


def tell_helpers(session: Session, row: GuideQuestion, helpers: Sequence[Person], now: datetime) -> None:
    """Send it to these people, each once."""
    told = [(one, GUIDE_QUESTION.key(row.id, one.person)) for one in helpers if one.person != row.person]
    tell_each(session, told, row.id, now)


def widen(session: Session, now: datetime) -> None:
    """The round: what nobody answered for some working days goes to all champions."""
    since = GuideQuestion.asked_at <= now - timedelta(days=WAITS)
    late = (GuideQuestion.state == "asked", GuideQuestion.widened_at.is_(None), since)
    rows = session.scalars(select(GuideQuestion).where(*late).order_by(GuideQuestion.asked_at).limit(AT_ONCE)).all()
    for row in rows:
        if _waited(session, row, now):
            row.widened_at = now
            tell_helpers(session, row, duty_holders(session, row.workspace), now)


def _waited(session: Session, row: GuideQuestion, now: datetime) -> bool:
    """Whether three working days are over for one of those who were asked, or a week for anybody."""
    its = (Message.workspace == row.workspace, Message.kind == GUIDE_QUESTION.name, Message.subject == row.id)
    who = (Person.workspace == Message.workspace) & (Person.person == Message.person)
    asked = recipients(session, session.scalars(select(Person).join(Message, who).where(*its)).all())
    ends = (workdays_later(one, row.asked_at, WAITS) for one in asked.values())
    return min(ends, default=now) <= now or row.asked_at <= now - LONGEST


def asker_left(session: Session, event: Left, now: datetime) -> None:
    """Drop what they asked, and ask others what they would have answered."""
    its = (GuideQuestion.workspace == event.person.workspace, GuideQuestion.person == event.person.person)
    for row in session.scalars(select(GuideQuestion).where(*its, GuideQuestion.state == "asked")).all():
        withdraw_question(session, row, now)
    if not event.person.on_duty:
        _hand_over(session, event.person, now)


def helper_lost(session: Session, event: RoleLost, now: datetime) -> None:
    """Close their cards, and ask others."""
    _hand_over(session, event.person, now)
    every = select(GuideQuestion.id).where(GuideQuestion.workspace == event.person.workspace)
    refresh(session, event.person.workspace, GUIDE_QUESTION, every, now)


def question_of_forgotten(session: Session, event: Forgotten, now: datetime) -> None:
    """Their questions are deleted, so the cards that show them change."""
    its = (GuideQuestion.workspace == event.person.workspace, GuideQuestion.person == event.person.person)
    refresh(
        session,
        event.person.workspace,
        GUIDE_QUESTION,
        session.scalars(select(GuideQuestion.id).where(*its)).all(),
        now,
    )


def _hand_over(session: Session, person: Person, now: datetime) -> None:
    """Send the open questions to those who answer now."""
    no_longer_named(session, person)
    its = (GuideQuestion.workspace == person.workspace, GuideQuestion.state == "asked")
    for row in session.scalars(select(GuideQuestion).where(*its, GuideQuestion.person != person.person)).all():
        asker = session.get_one(Person, (row.workspace, row.person))
        helpers = answerers(session, asker, now)
        tell_helpers(session, row, [one for one in helpers if one.person != person.person], now)
