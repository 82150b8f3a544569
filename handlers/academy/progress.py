"""How far a person is in a course, and the moment at which they have done all of it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.academy.course_text import CourseCard
from handlers.academy.editions import CourseHead
from handlers.academy.events import CourseFinished
from handlers.recognition.cards import Recognition
from handlers.recognition.points import course_finished
from handlers.registry.events import happened
from models import CourseProgress, Person
from models.engine import insert_new

KEPT = 80  # keys of cards: those of eleven editions


def progress_of(session: Session, person: Person, course: str) -> CourseProgress | None:
    """How far the person is; None if they have not begun."""
    return session.get(CourseProgress, (person.workspace, person.person, course))


def all_progress(session: Session, person: Person) -> Mapping[str, CourseProgress]:
    """How far the person is, by course."""
    rows = select(CourseProgress).where(
        CourseProgress.workspace == person.workspace, CourseProgress.person == person.person
    )
    return {row.course: row for row in session.scalars(rows)}


def done_in(progress: CourseProgress | None) -> Collection[str]:
    """The keys of the cards that are done."""
    return progress.read.split(",") if progress else ()


def left_of(cards: Sequence[CourseCard], done: Collection[str]) -> Sequence[int]:
    """The places of the cards that are not done."""
    return [place for place, one in enumerate(cards) if one.key not in done]


def begun(session: Session, person: Person, course: str, now: datetime) -> CourseProgress:
    """The row of a person in a course, added if it is not there. A second press waits here for the first."""
    key = {"workspace": person.workspace, "person": person.person, "course": course}
    insert_new(session, CourseProgress, [{**key, "read": "", "wanted": False, "started_at": now, "at": now}])
    return session.get_one(CourseProgress, tuple(key.values()), with_for_update=True, populate_existing=True)


def do_card(
    session: Session, person: Person, head: CourseHead, cards: Sequence[CourseCard], key: str, now: datetime
) -> Recognition | None:
    """Note that a card is done. If it was the last one, the course is finished: returns what that earned."""
    row = begun(session, person, head.course, now)
    row.at = now
    if key not in done_in(row):
        row.read = ",".join([*filter(None, row.read.split(",")), key][-KEPT:])
    if left_of(cards, done_in(row)) or row.finished >= head.edition:
        return None
    row.finished, row.finished_at, row.first_at, row.wanted = head.edition, now, row.first_at or now, False
    session.flush()
    happened(session, CourseFinished(person, head.course, head.edition, now), now)
    return course_finished(session, person, now)


def place_after(cards: Sequence[CourseCard], progress: CourseProgress | None, place: int) -> int | None:
    """The card to go on with: the next one, or of a course that changed the next that changed. None: all are done."""
    left = left_of(cards, done_in(progress))
    ahead = left if left and progress and progress.finished else range(len(cards))
    return next((one for one in ahead if one > place), left[0] if left else None)


def place_now(cards: Sequence[CourseCard], progress: CourseProgress | None) -> int:
    """Where the person goes on: at the first card that is not done; at the beginning if all are."""
    left = left_of(cards, done_in(progress))
    return left[0] if left else 0
