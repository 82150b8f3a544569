"""Reads of a week's results and a person's place, each in a constant number of queries."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Row,
    Select,
    and_,
    case,
    column,
    exists,
    func,
    literal_column,
    select,
    values,
)
from sqlalchemy.orm import Session, aliased

from handlers.core.anonymity import FEWEST
from handlers.core.council import may_be_named, since
from handlers.core.localtime import iso_week, week_bounds
from handlers.recognition import leaderboard_cards as cards
from models import Award, LedgerEntry, Participation, Person, Share, Thanks
from models.base import UtcDateTime
from models.share import LEVELS

TRACED = LEVELS[LEVELS.index("address") :]
TOP = 5
TOLD = 5  # names in a sentence
LONGEST_NAME = 40
AROUND = 2
BEST_OF = 26  # weeks that a personal best is compared with, which bounds the read
EARLIER = 2  # earlier weeks with points that a personal best requires


def plain(name: str) -> str:
    """A name that mentions nobody: without @, on one line, at most 40 characters."""
    return " ".join(name.replace("@", "").split())[:LONGEST_NAME]


def is_week(week: str) -> bool:
    """Whether this is an existing ISO week, such as 2026-W10."""
    try:
        return re.fullmatch(r"[0-9]{4}-W[0-9]{2}", week) is not None and bool(_monday(week))
    except ValueError:
        return False


def _monday(week: str) -> date:
    return date.fromisocalendar(int(week[:4]), int(week[6:]), 1)


def week_of(session: Session, workspace: str, week: str, zone: str, *, ranking: bool) -> cards.WeekAchieved:
    """Everything about a week for a message or a picture. Below five advocates there are no figures."""
    start, end = week_bounds(week, zone)
    count = select(func.count(), since(workspace)).where(*_advocates(workspace, end))
    monday, (advocates, council) = _monday(week), session.execute(count).one()
    if advocates < FEWEST:
        return cards.WeekAchieved(monday=monday, advocates=advocates, council=council is not None)
    shares, people, opened, traced = _shares(session, workspace, start, end)
    badges, thanks = _badges(session, workspace, start, end), _thanks(session, workspace, start, end)
    return cards.WeekAchieved(
        monday=monday,
        advocates=advocates,
        shares=shares,
        people=people,
        opened=opened,
        traced=traced,
        top=top(session, workspace, start, end) if ranking else (),
        newcomers=_named(session.execute(_newcomers(workspace, start, end)).all()),
        bests=_named(session.execute(_bests(workspace, week, zone)).all()),
        badges=tuple((plain(name), badge) for name, badge, named, _ in badges if named),
        badges_total=badges[0][3] if badges else 0,
        thanked=tuple((plain(giver), plain(receiver)) for giver, receiver, named, _ in thanks if named),
        thanks=thanks[0][3] if thanks else 0,
        council=council is not None,
    )


def top(session: Session, workspace: str, start: datetime, end: datetime) -> tuple[cards.BoardRow, ...]:
    """The best people who agreed to be named, with their place among all; only from the upper half."""
    ranked = _ranked(workspace, start, end)
    upper_half = ranked.c.place * 2 <= ranked.c.active + 1
    rows = select(ranked.c.place, ranked.c.points, ranked.c.name).where(ranked.c.named, upper_half)
    first = session.execute(rows.order_by(ranked.c.position).limit(TOP))
    return tuple(cards.BoardRow(place=place, points=points, name=plain(name)) for place, points, name in first)


def neighbours(
    session: Session, workspace: str, person: str, start: datetime, end: datetime
) -> tuple[cards.BoardRow, ...]:
    """The person with two people above and two below; empty if they have no points."""
    ranked = _ranked(workspace, start, end)
    own = select(ranked.c.position).where(ranked.c.person == person).scalar_subquery()
    rows = (
        select(ranked.c.person, ranked.c.place, ranked.c.points, ranked.c.name, ranked.c.named)
        .where(ranked.c.position.between(own - AROUND, own + AROUND))
        .order_by(ranked.c.position)
    )
    return tuple(
        cards.BoardRow(place=place, points=points, name=plain(name) if named else "", mine=who == person)
        for who, place, points, name, named in session.execute(rows)
    )


def place(session: Session, workspace: str, person: str, start: datetime, end: datetime) -> tuple[int, int] | None:
    """A person's (place, number of people with points) in a week. None without points, or if fewer than 5 have any."""
    ranked = _ranked(workspace, start, end)
    row = session.execute(select(ranked.c.place, ranked.c.active).where(ranked.c.person == person)).one_or_none()
    return None if row is None or row[1] < FEWEST else (row[0], row[1])


# ── The parts ─────────────────────────────────────────────────────────────────────────────────────


def _advocates(workspace: str, before: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Person.workspace == workspace,
        Person.joined_at.is_not(None),
        Person.joined_at < before,
        Person.left_at.is_(None),
    )


def _totals(workspace: str, start: datetime, end: datetime) -> CTE:
    """Points in a week by person, for people who have any."""
    points = func.sum(LedgerEntry.points)
    return (
        select(LedgerEntry.person, points.label("points"))
        .where(LedgerEntry.workspace == workspace, LedgerEntry.at >= start, LedgerEntry.at < end)
        .group_by(LedgerEntry.person)
        .having(points > 0)
        .cte("totals")
    )


def _ranked(workspace: str, start: datetime, end: datetime) -> CTE:
    """Advocates with points. Equal points share a `place`; `position` is unique."""
    totals = _totals(workspace, start, end)
    most = totals.c.points.desc()
    return (
        select(
            totals.c.person,
            totals.c.points,
            Person.name,
            may_be_named().label("named"),
            func.rank().over(order_by=most).label("place"),
            func.row_number().over(order_by=(most, totals.c.person)).label("position"),
            func.count().over().label("active"),
        )
        .join(Person, and_(Person.workspace == workspace, Person.person == totals.c.person))
        .where(*_advocates(workspace, end))
        .cte("ranked")
    )


def _shares(session: Session, workspace: str, start: datetime, end: datetime) -> tuple[int, int, int, int]:
    """The number of shares, of people who shared, of shares opened from here, and of traced shares."""
    rows = (
        select(func.count(), func.count(Share.person.distinct()), _sum(("opened",)), _sum(TRACED))
        .select_from(Share)
        .join(Person, and_(Person.workspace == Share.workspace, Person.person == Share.person))
        .where(Share.workspace == workspace, Share.state == literal_column("'posted'"), *_advocates(workspace, end))
        .where(Share.posted_at >= start, Share.posted_at < end)
    )
    shares, people, opened, traced = session.execute(rows).one()
    return shares, people, opened or 0, traced or 0


def _sum(levels: tuple[str, ...]) -> ColumnElement[int]:
    return func.sum(case((Share.evidence.in_(levels), 1), else_=0))


def _newcomers(workspace: str, start: datetime, end: datetime) -> Select[str, bool, int]:
    """People who joined for the first time, not those who came back."""
    before = exists().where(
        Participation.workspace == workspace,
        Participation.person == Person.person,
        Participation.purpose == "nudges",
        Participation.at < start,
    )
    return (
        select(Person.name, may_be_named(), func.count().over())
        .where(*_advocates(workspace, end), Person.joined_at >= start, ~before)
        .order_by(may_be_named().desc(), Person.joined_at, Person.person)
        .limit(TOLD)
    )


def _bests(workspace: str, week: str, zone: str) -> Select[str, bool, int]:
    """People whose week beat each of the last 26, of which at least two had points."""
    totals = _totals(workspace, *week_bounds(week, zone))
    earlier = _earlier(workspace, week, zone)
    before = (
        select(earlier.c.person, func.max(earlier.c.points).label("best"))
        .group_by(earlier.c.person)
        .having(func.count() >= EARLIER)
        .subquery()
    )
    return (
        select(Person.name, may_be_named(), func.count().over())
        .join(totals, totals.c.person == Person.person)
        .join(before, and_(before.c.person == totals.c.person, totals.c.points > before.c.best))
        .where(*_advocates(workspace, week_bounds(week, zone)[1]))
        .order_by(may_be_named().desc(), totals.c.points.desc(), Person.person)
        .limit(TOLD)
    )


def _earlier(workspace: str, week: str, zone: str) -> CTE:
    """Points by person and earlier week. Weeks follow the zone's clock, so they differ in length."""
    weeks = [iso_week(_monday(week) - timedelta(weeks=back)) for back in range(1, BEST_OF + 1)]
    bounds = [(number, *week_bounds(name, zone)) for number, name in enumerate(weeks)]
    each = (
        values(column("number", Integer), column("start", UtcDateTime), column("end", UtcDateTime), name="weeks")
        .data(bounds)
        .cte("weeks")
    )
    inside = and_(LedgerEntry.workspace == workspace, LedgerEntry.at >= each.c.start, LedgerEntry.at < each.c.end)
    points = func.sum(LedgerEntry.points)
    return (
        select(LedgerEntry.person, each.c.number, points.label("points"))
        .join(each, inside)
        .group_by(LedgerEntry.person, each.c.number)
        .having(points > 0)
        .cte("earlier")
    )


def _badges(session: Session, workspace: str, start: datetime, end: datetime) -> Sequence[Row[str, str, bool, int]]:
    return session.execute(
        select(Person.name, Award.badge, may_be_named(), func.count().over())
        .join(Award, and_(Award.workspace == Person.workspace, Award.person == Person.person))
        .where(*_advocates(workspace, end), Award.at >= start, Award.at < end)
        .order_by(may_be_named().desc(), Award.at.desc(), Award.person, Award.badge)
        .limit(TOLD)
    ).all()


def _thanks(session: Session, workspace: str, start: datetime, end: datetime) -> Sequence[Row[str, str, bool, int]]:
    """Named only if both agreed and neither has left."""
    giver, receiver = aliased(Person), aliased(Person)
    agreed = (may_be_named(who) & who.thanks & who.left_at.is_(None) for who in (giver, receiver))
    both = case((and_(*agreed), 1), else_=0)
    return session.execute(
        select(giver.name, receiver.name, both == 1, func.count().over())
        .select_from(Thanks)
        .join(giver, and_(giver.workspace == Thanks.workspace, giver.person == Thanks.giver))
        .join(receiver, and_(receiver.workspace == Thanks.workspace, receiver.person == Thanks.receiver))
        .where(Thanks.workspace == workspace, Thanks.at >= start, Thanks.at < end)
        .order_by(both.desc(), Thanks.at.desc(), Thanks.id)
        .limit(TOLD)
    ).all()


def _named(rows: Sequence[Row[str, bool, int]]) -> cards.Named:
    """The names of those who agreed, and the number of all."""
    return cards.Named(names=tuple(plain(name) for name, named, _ in rows if named), total=rows[0][2] if rows else 0)
