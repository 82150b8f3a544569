"""Whose turn it is to answer: a few supporters, then a few more, then champions; and then the asker is told."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import exists, or_, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from handlers.calendar.localtime import local_date
from handlers.core.people import duty_holders
from handlers.outbox.kinds import COLLEAGUE_ANSWER, COLLEAGUE_QUESTION
from handlers.outbox.queue import refresh, tell, tell_each
from handlers.registry.surfaces import RoundContext
from models import ColleagueAsked, ColleagueQuestion, Person, Preference, Supporter, SupporterTopic, Workspace
from models.engine import insert_new

AT_A_TIME = 3
WAITS = timedelta(days=3)  # then others are asked
TIMES = 2  # that supporters are asked; after that, champions are
AT_ONCE = 50
MUTED = exists().where(
    Preference.workspace == Person.workspace,
    Preference.person == Person.person,
    Preference.kind == "mute",
    Preference.value == COLLEAGUE_QUESTION.name,
)


def change_question(session: Session, row: ColleagueQuestion, **values: object) -> bool:
    """Change an open question. False if it is open no longer: the first of two wins."""
    its = (ColleagueQuestion.workspace == row.workspace, ColleagueQuestion.id == row.id)
    changed = update(ColleagueQuestion).where(*its, ColleagueQuestion.state == "asked").values(values)
    result = session.execute(changed, execution_options={"synchronize_session": False})
    session.refresh(row)
    return isinstance(result, CursorResult) and result.rowcount == 1


def advance(session: Session, row: ColleagueQuestion, now: datetime) -> None:
    """Ask the next people, or close the question if all were asked."""
    if row.step < TIMES and ask_supporters(session, row, now, AT_A_TIME):
        row.step, row.next_at = row.step + 1, now + WAITS
    elif row.step <= TIMES and _ask_champions(session, row, now):
        row.step, row.next_at = TIMES + 1, now + WAITS
    elif change_question(session, row, state="closed"):
        refresh(session, row.workspace, COLLEAGUE_QUESTION, [row.id], now)
        if asker := session.get(Person, (row.workspace, row.person)):
            tell(session, asker, COLLEAGUE_ANSWER.key(row.id), row.id, now)


def ask_supporters(session: Session, row: ColleagueQuestion, now: datetime, most: int) -> bool:
    """Ask those who were asked longest ago, none more often than they said. False if nobody is left."""
    month = f"{local_date(now, session.get_one(Workspace, row.workspace).timezone):%Y-%m}"
    people = [one for one in _next(session, row, month, now, most) if _counted(session, one, month, now)]
    _ask(session, row, people, now)
    return bool(people)


def _next(session: Session, row: ColleagueQuestion, month: str, now: datetime, most: int) -> Sequence[Person]:
    """Supporters of its topic who are there, have room this month, and were not asked this."""
    mine = (Person.workspace == SupporterTopic.workspace) & (Person.person == SupporterTopic.person)
    theirs = (Supporter.workspace == SupporterTopic.workspace) & (Supporter.person == SupporterTopic.person)
    asked = exists().where(
        ColleagueAsked.workspace == row.workspace,
        ColleagueAsked.question == row.id,
        ColleagueAsked.person == SupporterTopic.person,
    )
    there = (
        Person.left_at.is_(None),
        Person.unreachable_at.is_(None),
        or_(Person.paused_until.is_(None), Person.paused_until <= now),
        or_(Person.quiet_until.is_(None), Person.quiet_until <= now),
        ~MUTED,
    )
    room = or_(Supporter.month != month, Supporter.times < Supporter.monthly)
    its = (SupporterTopic.workspace == row.workspace, SupporterTopic.topic == row.topic)
    found = select(Person).join(SupporterTopic, mine).join(Supporter, theirs)
    found = found.where(*its, SupporterTopic.person != row.person, *there, room, ~asked)
    return session.scalars(found.order_by(SupporterTopic.asked_at, SupporterTopic.person).limit(most)).all()


def _counted(session: Session, person: Person, month: str, now: datetime) -> bool:
    """Count it against their month. False if somebody else was faster, and their month is full."""
    row = session.get_one(Supporter, (person.workspace, person.person), with_for_update=True)
    times = row.times if row.month == month else 0
    if times >= row.monthly:
        return False
    row.month, row.times = month, times + 1
    mine = (SupporterTopic.workspace == person.workspace, SupporterTopic.person == person.person)
    session.execute(update(SupporterTopic).where(*mine).values(asked_at=now))
    return True


def _ask_champions(session: Session, row: ColleagueQuestion, now: datetime) -> bool:
    """Ask a few who get what champions decide about. False if nobody is left."""
    its = (ColleagueAsked.workspace == row.workspace, ColleagueAsked.question == row.id)
    asked = {row.person, *session.scalars(select(ColleagueAsked.person).where(*its))}
    people = [one for one in duty_holders(session, row.workspace) if one.person not in asked]
    there = [one for one in people if one.paused_until is None or one.paused_until <= now]
    _ask(session, row, there[:AT_A_TIME], now)
    return bool(there)


def _ask(session: Session, row: ColleagueQuestion, people: Sequence[Person], now: datetime) -> None:
    its = {"workspace": row.workspace, "question": row.id, "passed": False, "at": now}
    insert_new(session, ColleagueAsked, [{**its, "person": one.person} for one in people])
    tell_each(session, [(one, COLLEAGUE_QUESTION.key(row.id, one.person)) for one in people], row.id, now)


def ask_others(session: Session, row: ColleagueQuestion, now: datetime) -> None:
    """Somebody does not answer: ask one more; once nobody is left who might, go on at once."""
    its = (ColleagueAsked.workspace == row.workspace, ColleagueAsked.question == row.id, ~ColleagueAsked.passed)
    if not ask_supporters(session, row, now, 1) and session.scalars(select(ColleagueAsked).where(*its)).first() is None:
        advance(session, row, now)


async def ask_more(context: RoundContext) -> None:
    """The round: ask others where nobody answered for some days, a few questions at a time."""
    late = AT_ONCE
    while late == AT_ONCE and not context.over():
        late = await context.store.run(lambda session: _late(session, context.now()))


def _late(session: Session, now: datetime) -> int:
    """Returns how many questions were late."""
    late = select(ColleagueQuestion).where(ColleagueQuestion.state == "asked", ColleagueQuestion.next_at <= now)
    rows = session.scalars(late.order_by(ColleagueQuestion.next_at).limit(AT_ONCE)).all()
    for row in rows:
        advance(session, row, now)
    return len(rows)
