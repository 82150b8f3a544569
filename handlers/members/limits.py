"""How often a person may do what sends messages to colleagues: a day and a week for each, in one table."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from handlers.calendar.localtime import local_date
from handlers.core.interaction import Refused
from handlers.core.language import mark
from models import Person, SenderCount
from models.engine import insert_new
from models.sender_count import Sending

WEEK = timedelta(days=7)  # of local days, today among them


class Limit(NamedTuple):
    """How often on one day, and in seven days; and what a person reads who would go beyond."""

    day: int
    week: int
    today: str
    lately: str


MEMBERS: Mapping[Sending, Limit] = {
    "invite": Limit(
        5,
        20,
        mark("You invited {n} colleagues today. Tell others about it yourself: they join with /heraut join"),
        mark("You invited {n} colleagues in seven days. Tell others about it yourself: they join with /heraut join"),
    ),
    "suggest": Limit(
        5,
        15,
        mark("You suggested {n} things today. Keep the best of the rest for tomorrow."),
        mark("You suggested {n} things in seven days. Keep the best of the rest for next week."),
    ),
    "thought": Limit(
        3,
        10,
        mark("You handed over {n} thoughts today. Keep the next for tomorrow, or write it up yourself."),
        mark("You handed over {n} thoughts in seven days. Keep the next for later, or write it up yourself."),
    ),
    "answer": Limit(
        10,
        30,
        mark("You answered {n} times today. The questions are still there tomorrow: /heraut questions"),
        mark("You answered {n} times in seven days. The questions are still there later: /heraut questions"),
    ),
    "thank": Limit(
        5,
        15,
        mark("You thanked {n} times today. Keep some for tomorrow."),
        mark("You thanked {n} times in seven days. Tell the next colleague in person, or here in a few days."),
    ),
    "ask": Limit(
        5,
        15,
        mark("You asked {n} questions today. See what was asked before: /heraut guide"),
        mark("You asked {n} questions in seven days. See what was asked before: /heraut guide"),
    ),
}
# People who have not joined reach champions too, but less often.
STRANGERS: Mapping[Sending, tuple[int, int]] = {"suggest": (2, 5), "answer": (3, 6), "ask": (3, 6)}


def limit_of(person: Person, kind: Sending) -> Limit:
    """What holds for this person."""
    limit = MEMBERS[kind]
    if person.joined or person.champion or kind not in STRANGERS:
        return limit
    day, week = STRANGERS[kind]
    return limit._replace(day=day, week=week)


def check_limit(session: Session, person: Person, kind: Sending, now: datetime) -> None:
    """Raises `Refused` if the person may not do this once more now. For forms, so that nobody fills one in vain."""
    _check(session, person, kind, now, already=0)


def count_sending(session: Session, person: Person, kind: Sending, now: datetime) -> None:
    """Count it. Raises `Refused`, which undoes the count, if that is once too often.

    Two at the same moment are counted one after the other, because the row is locked first.
    """
    today = local_date(now, person.timezone)
    mine = (SenderCount.workspace == person.workspace, SenderCount.person == person.person, SenderCount.kind == kind)
    its = {"workspace": person.workspace, "person": person.person, "kind": kind, "day": f"{today}", "times": 0}
    insert_new(session, SenderCount, [its])
    more = update(SenderCount).where(*mine, SenderCount.day == f"{today}")
    session.connection().execute(more.values(times=SenderCount.times + 1))
    session.connection().execute(delete(SenderCount).where(*mine, SenderCount.day <= f"{today - WEEK}"))
    _check(session, person, kind, now, already=1)


def _check(session: Session, person: Person, kind: Sending, now: datetime, *, already: int) -> None:
    today, limit = local_date(now, person.timezone), limit_of(person, kind)
    if _times(session, person, kind, f"{today}") - already >= limit.day:
        raise Refused(limit.today, n=limit.day)
    if _times(session, person, kind, f"{today - WEEK + timedelta(days=1)}") - already >= limit.week:
        raise Refused(limit.lately, n=limit.week)


def _times(session: Session, person: Person, kind: Sending, since: str) -> int:
    mine = (SenderCount.workspace == person.workspace, SenderCount.person == person.person, SenderCount.kind == kind)
    counted = select(func.coalesce(func.sum(SenderCount.times), 0)).where(*mine, SenderCount.day >= since)
    return session.connection().execute(counted).scalar_one()
