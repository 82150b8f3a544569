"""A course that somebody stopped halfway in, or asked for: offered at their turn, in place of something to share."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import String, and_, bindparam, exists, literal_column, or_, select, true, update
from sqlalchemy.orm import Session

from handlers.academy import cards
from handlers.academy.editions import cards_of, head_of_course
from handlers.academy.progress import done_in, left_of, progress_of
from handlers.core.interaction import Card
from handlers.core.people import words_of
from handlers.outbox.kinds import COURSE
from handlers.outbox.queue import message_row
from handlers.planning.moments import second_today
from handlers.registry.messages import Wait
from models import Course, CourseProgress, Message, Person, Preference
from models.engine import insert_new
from models.given import given, packed
from models.prepared import Change, Query

REST = timedelta(days=7)  # since they last did something in it
PEOPLE = select(given("people", person=String()).c.person)
HERE = and_(CourseProgress.workspace == bindparam("workspace"), CourseProgress.person.in_(PEOPLE))
TOLD = Query(select(CourseProgress.person, CourseProgress.offered_at).where(HERE))
THERE = exists().where(
    Course.workspace == CourseProgress.workspace,
    Course.course == CourseProgress.course,
    Course.live,
    Course.gone.is_not(true()),
)
MUTED = exists().where(
    Preference.workspace == CourseProgress.workspace,
    Preference.person == CourseProgress.person,
    Preference.kind == literal_column("'mute'"),
    Preference.value == literal_column(f"'{COURSE.name}'"),
)
HALFWAY = and_(
    CourseProgress.finished == 0,
    CourseProgress.read != "",
    CourseProgress.at <= bindparam("rested"),
    or_(CourseProgress.offered_at.is_(None), CourseProgress.offered_at < CourseProgress.at),
)
WAITING = Query(
    select(CourseProgress.person, CourseProgress.course)
    .where(HERE, or_(CourseProgress.wanted, HALFWAY), THERE, ~MUTED)
    .order_by(CourseProgress.wanted, CourseProgress.at.desc(), CourseProgress.course)
)
OFFERED = Change(
    update(CourseProgress)
    .where(
        CourseProgress.workspace == bindparam("here"),
        CourseProgress.person == bindparam("whom"),
        CourseProgress.course == bindparam("which"),
    )
    .values(offered_at=bindparam("moment"), wanted=False)
)


def told_courses(session: Session, workspace: str, people: Collection[str]) -> Mapping[str, Sequence[datetime]]:
    """When people who began a course, or asked for one, were last offered each."""
    found = defaultdict[str, list[datetime]](list)
    for person, at in TOLD.all(session, workspace=workspace, people=packed([one] for one in people)):
        found[person] += [at] if at is not None else []
    return found


def offer_courses(session: Session, workspace: str, turns: Mapping[str, datetime], now: datetime) -> Collection[str]:
    """Queue one course for each of these people who waits for one: what they asked for first, then the oldest stop."""
    people = packed([one] for one in turns)
    chosen = dict(WAITING.all(session, workspace=workspace, people=people, rested=now - REST))  # the last one stays
    rows = [
        message_row(workspace, COURSE.key(who, course, f"{now.date()}"), course, who, now, turns[who], who)
        for who, course in chosen.items()
    ]
    if rows:
        insert_new(session, Message, rows)
        its = (
            {"here": workspace, "whom": who, "which": course, "moment": turns[who]} for who, course in chosen.items()
        )
        OFFERED.run(session, *its)
    return chosen.keys()


def write_course(session: Session, message: Message, now: datetime) -> Card | Wait | None:
    """The course, if there is still something left of it."""
    person = session.get_one(Person, (message.workspace, message.person))
    head, progress = (
        head_of_course(session, person, message.subject, now),
        progress_of(session, person, message.subject),
    )
    if not person.joined or head is None or progress is None:
        return None
    left = len(left_of(cards_of(session, person.workspace, head), done_in(progress)))
    if not left:
        return None
    if wait := second_today(person, message.key, now):
        return wait
    person.nudged_at, person.nudged_by = now, message.key
    return cards.offered_card(words_of(person), head, left, begun=bool(progress.read))
