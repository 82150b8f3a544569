"""Courses in the store. Each change is a new edition of its course, and what was there before stays."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple, TypeVar

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from handlers.academy.course_text import CourseCard, CourseText, decode_cards, encode_cards
from handlers.academy.files import INFO, with_ours
from handlers.core.language import language_of
from handlers.registry.surfaces import RoundContext
from models import Course, Person, Workspace
from models.engine import insert_new
from models.prepared import Query

T = TypeVar("T", CourseText, Course)
HEADS = Query(
    select(Course.course, Course.language, Course.edition, Course.gone, Course.title, Course.about)
    .where(Course.workspace == bindparam("workspace"), Course.live)
    .order_by(Course.place, Course.course, Course.language)
)
CARDS = Query(
    select(Course.cards).where(
        Course.workspace == bindparam("workspace"),
        Course.course == bindparam("course"),
        Course.language == bindparam("language"),
        Course.live,
    )
)


class CourseHead(NamedTuple):
    """A course without its cards, in one language. `edition`: of the course, in whichever language it changed last."""

    course: str
    language: str
    edition: int
    gone: bool
    title: str
    about: str


def heads_for(session: Session, person: Person, now: datetime) -> Sequence[CourseHead]:
    """The courses in the academy, each in the person's language where it has been written in it."""
    found = HEADS.all(session, workspace=person.workspace)
    if not found:  # a workspace that nobody opened the academy in
        take_files(session, person.workspace, now)
        found = HEADS.all(session, workspace=person.workspace)
    return [one for one in in_language((CourseHead(*row) for row in found), language_of(person.locale)) if not one.gone]


def in_language(heads: Iterable[CourseHead], language: str) -> Sequence[CourseHead]:
    """One of each course: that in this language, or the one that there is."""
    found: dict[str, CourseHead] = {}
    newest: dict[str, int] = {}
    for one in heads:
        kept = found.get(one.course)
        newest[one.course] = max(one.edition, newest.get(one.course, 0))
        if kept is None or kept.gone or (one.language == language and not one.gone):
            found[one.course] = one
    return [one._replace(edition=newest[one.course]) for one in found.values()]


def head_of_course(session: Session, person: Person, course: str, now: datetime) -> CourseHead | None:
    """The course with this name, if it is in the academy."""
    return next((one for one in heads_for(session, person, now) if one.course == course), None)


def cards_of(session: Session, workspace: str, head: CourseHead) -> Sequence[CourseCard]:
    """The cards of a course, as they are now."""
    [kept] = CARDS.one(session, workspace=workspace, course=head.course, language=head.language)
    return decode_cards(kept)


def live_rows(session: Session, workspace: str, course: str = "") -> Sequence[Course]:
    """The newest edition of every course in every language, or of one course. Those that are gone are among them."""
    rows = select(Course).where(Course.workspace == workspace, Course.live).order_by(Course.course, Course.language)
    return session.scalars(rows.where(Course.course == course) if course else rows).all()


def text_in(row: Course) -> CourseText:
    """What a course says. Its cards have no keys, so that it can be compared with another."""
    cards = tuple(card._replace(key="") for card in decode_cards(row.cards))
    return CourseText(row.course, row.language, row.place, row.title, row.about, cards)


def put_course(
    session: Session, workspace: str, texts: Sequence[CourseText], by: str, now: datetime, *, gone: bool = False
) -> None:
    """Make a new edition of one course, in these languages. `by`: the champion; empty for a file."""
    course = texts[0].course
    edition, before = _next_edition(session, workspace, course), {}
    for row in live_rows(session, workspace, course):
        before[row.language] = decode_cards(row.cards)
    languages = [one.language for one in texts]
    its = (Course.workspace == workspace, Course.course == course, Course.language.in_(languages), Course.live)
    session.execute(update(Course).where(*its).values(live=False))
    here = {"workspace": workspace, "edition": edition, "live": True, "gone": gone, "written_by": by, "at": now}
    rows = [
        here | one._asdict() | {"cards": encode_cards(_with_keys(one.cards, before.get(one.language, ()), edition))}
        for one in texts
    ]
    insert_new(session, Course, rows)


def _with_keys(cards: Sequence[CourseCard], before: Sequence[CourseCard], edition: int) -> Sequence[CourseCard]:
    """The cards with keys: a card that has not changed keeps its own, wherever it is now."""
    kept = {encode_cards([one._replace(key="")]): one.key for one in before}
    return [
        one._replace(key=kept.get(encode_cards([one._replace(key="")]), f"{edition}.{place}"))
        for place, one in enumerate(cards, start=1)
    ]


def _next_edition(session: Session, workspace: str, course: str) -> int:
    """The number of the edition that is being made. Two at the same moment are made one after the other."""
    session.execute(select(Workspace.workspace).where(Workspace.workspace == workspace).with_for_update())
    last = select(func.max(Course.edition)).where(Course.workspace == workspace, Course.course == course)
    return (session.scalar(last) or 0) + 1


async def courses_round(context: RoundContext) -> None:
    """Workspaces that have courses get what is new in the files, in a transaction each."""
    opened = select(Course.workspace).distinct().order_by(Course.workspace)
    now = context.now()
    for workspace in await context.store.run(lambda session: session.scalars(opened).all()):
        if not context.over():
            await context.store.run(partial(take_files, workspace=workspace, now=now))


def take_files(session: Session, workspace: str, now: datetime) -> None:
    """Bring the courses that are from files up to date. What champions wrote, changed or took out stays theirs."""
    own = session.info.get(INFO, ())
    if own is None:  # there is a mistake in the files
        return
    wanted = _by_course(with_ours([one for one in own if isinstance(one, CourseText)]))
    live = _by_course(live_rows(session, workspace))
    for course, texts in wanted.items():
        rows = live.get(course, [])
        changed = [] if _is_written(rows) else _changed(texts, rows)
        if changed:
            put_course(session, workspace, changed, "", now)
    for course, rows in live.items():
        there = {one.language for one in wanted.get(course, [])}
        lost = [text_in(row) for row in rows if row.language not in there and not row.gone and not row.written_by]
        if lost:
            put_course(session, workspace, lost, "", now, gone=True)


def _by_course(several: Iterable[T]) -> Mapping[str, list[T]]:
    found: dict[str, list[T]] = {}
    for one in several:
        found.setdefault(one.course, []).append(one)
    return found


def _is_written(rows: Iterable[Course]) -> bool:
    """Whether a champion wrote or changed the course, in any language."""
    return any(row.written_by for row in rows)


def _changed(texts: Iterable[CourseText], rows: Iterable[Course]) -> Sequence[CourseText]:
    before = {row.language: text_in(row) for row in rows if not row.gone}
    return [one for one in texts if before.get(one.language) != one]
