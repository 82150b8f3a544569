"""Reads of a week's results and a person's place, each in a constant number of queries."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Select,
    and_,
    column,
    exists,
    func,
    select,
    values,
)
from sqlalchemy.orm import Session, aliased

from handlers.calendar.localtime import iso_week, week_bounds
from handlers.core.anonymity import FEWEST, FEWEST_IN_COUNCIL
from handlers.members.council import may_be_named, since
from handlers.recognition import leaderboard_cards as cards
from models import Award, LedgerEntry, Participation, Person, TeamWeek, Thanks
from models.base import UtcDateTime

TOP = 5
TOLD = 5  # names in a sentence
LONGEST_NAME = 40
AROUND = 2
BEST_OF = 26  # weeks that a personal best is compared with, which bounds the read
EARLIER = 2  # earlier weeks with points that a personal best requires


NOTHING = TeamWeek(
    **dict.fromkeys(("shares", "people", "traced", "opened", "claimed", "newcomers", "bests", "badges", "thanks"), 0)
)


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
    """Everything about a week for a message or a picture: its numbers as they were told, and the names of today.

    `zone`: the workspace's, so that all its channels read the same.
    """
    (start, end), told = week_bounds(week, zone), session.get(TeamWeek, (workspace, week)) or NOTHING
    badges = badges_won(workspace, start, end).where(may_be_named()).limit(TOLD)
    thanks = thanks_given(workspace, start, end, named=True).limit(TOLD)
    board, more = top(session, workspace, start, end) if ranking else ((), 0)
    news: Mapping[str, object] = {
        "top": board,
        "more": more,
        "newcomers": _named(session, newcomers(workspace, start, end), told.newcomers),
        "bests": _named(session, bests(workspace, week, zone), told.bests),
        "badges": tuple((plain(name), badge) for _, name, badge in session.execute(badges)),
        "thanked": tuple((plain(giver), plain(receiver)) for _, giver, receiver in session.execute(thanks)),
    }
    council = session.scalar(select(since(workspace))) is not None
    return _numbers(told, _monday(week), council=council).model_copy(update=news)


def _numbers(told: TeamWeek, monday: date, *, council: bool) -> cards.WeekAchieved:
    return cards.WeekAchieved(
        monday=monday,
        shares=told.shares,
        people=told.people,
        traced=told.traced,
        opened=told.opened,
        claimed=told.claimed,
        other_badges=told.badges,
        other_thanks=told.thanks,
        council=council,
        least=FEWEST_IN_COUNCIL if council else FEWEST,
    )


def top(session: Session, workspace: str, start: datetime, end: datetime) -> tuple[tuple[cards.BoardRow, ...], int]:
    """The best of those who agreed to be named, only from their upper half, and how many more have as many points."""
    ranked = _ranked(workspace, start, end)
    upper_half = ranked.c.place * 2 <= ranked.c.active + 1
    rows = session.execute(
        select(ranked.c.place, ranked.c.points, ranked.c.name)
        .where(upper_half)
        .order_by(ranked.c.place, ranked.c.name, ranked.c.person)
    ).all()
    more = sum(row.points == rows[TOP - 1].points for row in rows[TOP:])
    return tuple(
        cards.BoardRow(place=place, points=points, name=plain(name)) for place, points, name in rows[:TOP]
    ), more


def neighbours(
    session: Session, workspace: str, person: str, start: datetime, end: datetime
) -> tuple[cards.BoardRow, ...]:
    """The two named people right above this person, and the person; empty if they have no points.

    Nobody below is shown, because somebody is last; and places count those who are named, because a gap would be
    somebody who is not.
    """
    totals, ranked = _totals(workspace, start, end), _ranked(workspace, start, end)
    own = session.scalar(select(totals.c.points).where(totals.c.person == person))
    if own is None:
        return ()
    above = select(ranked.c.place, ranked.c.points, ranked.c.name).where(ranked.c.points > own)
    rows = session.execute(above.order_by(ranked.c.place, ranked.c.name, ranked.c.person)).all()
    mine = cards.BoardRow(place=len(rows) + 1, points=own, mine=True)
    named = (cards.BoardRow(place=place, points=points, name=plain(name)) for place, points, name in rows[-AROUND:])
    return (*named, mine)


def place(session: Session, workspace: str, person: str, start: datetime, end: datetime) -> int | None:
    """A person's place in a week among those who are named. None without points, or if fewer than 5 have any."""
    ranked = _ranked(workspace, start, end)
    others = session.scalar(select(func.count()).select_from(ranked).where(ranked.c.person != person))
    rows = neighbours(session, workspace, person, start, end)
    return rows[-1].place if rows and (others or 0) + 1 >= FEWEST else None


# ── The parts ─────────────────────────────────────────────────────────────────────────────────────


def _named(session: Session, people: Select[str, str], others: int) -> cards.Named:
    """The first of those who agreed, and how many others there were."""
    rows = session.execute(people.where(may_be_named()).limit(TOLD))
    return cards.Named(names=tuple(plain(name) for _, name in rows), others=others)


def advocates(workspace: str, before: datetime) -> tuple[ColumnElement[bool], ...]:
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
    """Advocates with points who agreed to be named. Equal points share a `place`."""
    totals = _totals(workspace, start, end)
    return (
        select(
            totals.c.person,
            totals.c.points,
            Person.name,
            func.rank().over(order_by=totals.c.points.desc()).label("place"),
            func.count().over().label("active"),
        )
        .join(Person, and_(Person.workspace == workspace, Person.person == totals.c.person))
        .where(*advocates(workspace, end), may_be_named())
        .cte("ranked")
    )


def newcomers(workspace: str, start: datetime, end: datetime) -> Select[str, str]:
    """People who joined for the first time, not those who came back."""
    before = exists().where(
        Participation.workspace == workspace,
        Participation.person == Person.person,
        Participation.purpose == "nudges",
        Participation.at < start,
    )
    return (
        select(Person.person, Person.name)
        .where(*advocates(workspace, end), Person.joined_at >= start, ~before)
        .order_by(Person.joined_at, Person.person)
    )


def bests(workspace: str, week: str, zone: str) -> Select[str, str]:
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
        select(Person.person, Person.name)
        .join(totals, totals.c.person == Person.person)
        .join(before, and_(before.c.person == totals.c.person, totals.c.points > before.c.best))
        .where(*advocates(workspace, week_bounds(week, zone)[1]))
        .order_by(totals.c.points.desc(), Person.person)
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


def badges_won(workspace: str, start: datetime, end: datetime) -> Select[str, str, str]:
    """Badges, with their people."""
    return (
        select(Person.person, Person.name, Award.badge)
        .join(Award, and_(Award.workspace == Person.workspace, Award.person == Person.person))
        .where(*advocates(workspace, end), Award.at >= start, Award.at < end)
        .order_by(Award.at.desc(), Award.person, Award.badge)
    )


def thanks_given(workspace: str, start: datetime, end: datetime, *, named: bool) -> Select[str, str, str]:
    """Thanks with both people. `named`: whether both agreed and neither has left."""
    giver, receiver = aliased(Person), aliased(Person)
    agreed = and_(*(may_be_named(who) & who.thanks & who.left_at.is_(None) for who in (giver, receiver)))
    return (
        select(giver.person, giver.name, receiver.name.label("receiver"))
        .select_from(Thanks)
        .join(giver, and_(giver.workspace == Thanks.workspace, giver.person == Thanks.giver))
        .join(receiver, and_(receiver.workspace == Thanks.workspace, receiver.person == Thanks.receiver))
        .where(Thanks.workspace == workspace, Thanks.at >= start, Thanks.at < end, agreed if named else ~agreed)
        .order_by(Thanks.at.desc(), Thanks.id)
    )
