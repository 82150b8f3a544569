"""Reads of a week's results and a person's place, each in a constant number of queries."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Row, Select, and_, exists, func, select, text, union_all
from sqlalchemy.orm import Session, aliased

from handlers.calendar.localtime import week_bounds
from handlers.core.anonymity import FEWEST, FEWEST_IN_COUNCIL
from handlers.core.shortening import shortened
from handlers.members.council import may_be_credited, may_be_named
from handlers.recognition import leaderboard_cards as cards
from handlers.recognition.ranks import joined_before, named_of, people_between, people_of
from models import Award, Campaign, Content, Participation, Person, Released, TeamWeek, Thanks, WeekPoints, Workspace
from models.people import ANYBODY
from models.points import PERSONAL_BEST

TOP = 5
TOLD = 5  # names in a sentence
LONGEST_NAME = 40
LONGEST_TITLE = 80
AROUND = 2
UPPER_HALF = 2 * TOP - 1  # with this many people, all of the first five are in their upper half


NOTHING = TeamWeek(
    **dict.fromkeys(("shares", "people", "traced", "opened", "claimed", "newcomers", "bests", "badges", "thanks"), 0)
)


def unmarked_name(name: str) -> str:
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
    (start, end), (told, council) = week_bounds(week, zone), _told(session, workspace, week)
    badges = badges_won(workspace, start, end).where(may_be_named()).limit(TOLD)
    thanks = thanks_given(workspace, start, end, named=True).limit(TOLD)
    board, more = top(session, workspace, week, end) if ranking else ((), 0)
    news: Mapping[str, object] = {
        "top": board,
        "more": more,
        "newcomers": _named(session, newcomers(workspace, start, end), told.newcomers),
        "bests": _named(session, bests(workspace, week, zone), told.bests),
        "badges": tuple((unmarked_name(name), badge) for _, name, badge in session.execute(badges)),
        "thanked": tuple(
            (unmarked_name(giver), unmarked_name(receiver)) for _, giver, receiver in session.execute(thanks)
        ),
    }
    return _numbers(told, _monday(week), council=council).model_copy(update=news)


def _told(session: Session, workspace: str, week: str) -> tuple[TeamWeek, bool]:
    """The numbers of a week, as they were told; and whether works-council mode is on."""
    its = and_(TeamWeek.workspace == Workspace.workspace, TeamWeek.week == week)
    rows = select(TeamWeek, Workspace.council_at).select_from(Workspace).outerjoin(TeamWeek, its)
    told, council_at = session.execute(rows.where(Workspace.workspace == workspace)).one()
    found: TeamWeek | None = told  # there is a row only if the week was told
    return found or NOTHING, council_at is not None


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


def top(session: Session, workspace: str, week: str, end: datetime) -> tuple[tuple[cards.BoardRow, ...], int]:
    """The best of those who agreed to be named, only from their upper half, and how many more have as many points.

    `end`: when the week ends in the workspace.
    """
    named, points = named_of(people_of(workspace, week), workspace, end), WeekPoints.points
    first = named.order_by(points.desc()).limit(UPPER_HALF).cte("first")
    active = select(func.count()).select_from(first).scalar_subquery()
    fifth = select(first.c.points).order_by(first.c.points.desc()).offset(TOP - 1).limit(1).scalar_subquery()
    equal = select(func.count()).select_from(named.where(points == fifth).subquery()).scalar_subquery()
    best = named.where(points >= func.coalesce(fifth, 1)).order_by(points.desc(), Person.name, Person.person)
    rows = session.execute(best.add_columns(active.label("active"), equal.label("equal")).limit(TOP)).all()
    worth = [row.points for row in rows]
    places = [worth.index(points) + 1 for points in worth]
    board = tuple(
        cards.BoardRow(place=place, points=row.points, name=unmarked_name(row.name))
        for row, place in zip(rows, places, strict=True)
        if place * 2 <= row.active + 1
    )
    return board, rows[-1].equal - worth.count(worth[-1]) if len(board) == TOP else 0


def neighbours(
    session: Session, workspace: str, person: str, start: datetime, end: datetime
) -> tuple[cards.BoardRow, ...]:
    """The two named people right above this person, and the person; empty if they have no points.

    Nobody below is shown, because somebody is last; and places count those who are named, because a gap would be
    somebody who is not.
    """
    people = people_between(session, workspace, start, end)
    its = union_all(*(part.where(part.selected_columns.person == person) for part in people)).subquery()
    own = session.scalar(select(its.c.points))
    if own is None:
        return ()
    named = [named_of(part, workspace, end) for part in people]
    above = [part.where(part.selected_columns.points > own) for part in named]
    rows = _nearest(session, above)
    points = union_all(*(part.with_only_columns(part.selected_columns.points) for part in above)).subquery().c.points
    better = [func.count().filter(points > level) for level in (own, *(row.points for row in rows))]
    mine, *places = session.execute(select(*better)).one()
    shown = (
        cards.BoardRow(place=place + 1, points=row.points, name=unmarked_name(row.name))
        for row, place in zip(rows, places, strict=True)
    )
    return (*shown, cards.BoardRow(place=mine + 1, points=own, mine=True))


def _nearest(session: Session, above: Sequence[Select[str, int, str]]) -> Sequence[Row[str, int, str]]:
    """The two lowest of those above somebody, the lowest last."""

    def lowest(people: Select[str, int, str]) -> Select[str, int, str]:
        columns = people.selected_columns
        return people.order_by(columns.points, columns.name.desc(), columns.person.desc()).limit(AROUND)

    each = union_all(*(select(lowest(people).subquery()) for people in above)).subquery()
    return session.execute(lowest(select(each.c.person, each.c.points, each.c.name))).all()[::-1]


def place(session: Session, workspace: str, person: str, start: datetime, end: datetime) -> int | None:
    """A person's place in a week among those who are named. None without points, or if fewer than 5 have any."""
    people = people_between(session, workspace, start, end)
    others = [
        select(part.where(part.selected_columns.person != person).limit(FEWEST - 1).subquery())
        for part in (named_of(part, workspace, end) for part in people)
    ]
    known = session.scalar(select(func.count()).select_from(union_all(*others).subquery())) or 0
    rows = neighbours(session, workspace, person, start, end) if known + 1 >= FEWEST else ()
    return rows[-1].place if rows else None


# ── The parts ─────────────────────────────────────────────────────────────────────────────────────


def _named(session: Session, people: Select[str, str], others: int) -> cards.Named:
    """The first of those who agreed, and how many others there were."""
    rows = session.execute(people.where(may_be_named()).limit(TOLD))
    return cards.Named(names=tuple(unmarked_name(name) for _, name in rows), others=others)


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
        .where(*joined_before(workspace, end), Person.joined_at >= start, text(f"person.{ANYBODY}"), ~before)
        .order_by(Person.joined_at, Person.person)
    )


def used_suggestions(
    session: Session, workspace: str, week: str, zone: str, now: datetime
) -> tuple[tuple[str, str], ...]:
    """What began to run in a week and was suggested, by people who agreed to be named with it: title and name."""
    start, end = week_bounds(week, zone)
    here = and_(Person.workspace == Content.workspace, Person.person == Content.suggested_by)
    rows = (
        select(Content.title, Person.name)
        .join(Person, here)
        .where(Content.workspace == workspace, Content.state == "running", may_be_credited(now))
        .where(Content.starts_at >= start, Content.starts_at < end)
        .order_by(Content.starts_at.desc(), Content.id)
        .limit(TOLD)
    )
    found = session.execute(rows)
    return tuple((shortened(title.replace("@", ""), LONGEST_TITLE), unmarked_name(name)) for title, name in found)


def ended_campaigns(session: Session, workspace: str, week: str, zone: str) -> tuple[cards.EndedCampaign, ...]:
    """Campaigns whose result was told in a week, with what frozen packets say of their content."""
    start, end = week_bounds(week, zone)
    here = and_(Content.workspace == Campaign.workspace, Content.campaign == Campaign.id)
    packets = and_(Released.workspace == Content.workspace, Released.content == Content.id, Released.part == "all")
    rows = (
        select(Campaign.name, Campaign.counts, Campaign.target, func.sum(Released.posts), func.sum(Released.clicks))
        .outerjoin(Content, here)
        .outerjoin(Released, packets)
        .where(Campaign.workspace == workspace, Campaign.state == "ended")
        .where(Campaign.told_at >= start, Campaign.told_at < end)
        .group_by(Campaign.id, Campaign.name, Campaign.counts, Campaign.target, Campaign.ends_at)
        .order_by(Campaign.ends_at, Campaign.id)
        .limit(TOLD)
    )
    return tuple(
        cards.EndedCampaign(
            name=" ".join(name.replace("@", "").split()),
            counts=counts,
            target=target,
            reached=int((posts if counts == "shares" else clicks) or 0),
        )
        for name, counts, target, posts, clicks in session.execute(rows)
    )


def bests(workspace: str, week: str, zone: str) -> Select[str, str]:
    """People whose week beat each of the last 26, of which at least two had points."""
    return (
        select(Person.person, Person.name)
        .join(WeekPoints, and_(WeekPoints.workspace == Person.workspace, WeekPoints.person == Person.person))
        .where(WeekPoints.workspace == workspace, WeekPoints.week == week, text(PERSONAL_BEST))
        .where(*joined_before(workspace, week_bounds(week, zone)[1]))
        .order_by(WeekPoints.points.desc(), Person.person)
    )


def badges_won(workspace: str, start: datetime, end: datetime) -> Select[str, str, str]:
    """Badges, with their people."""
    return (
        select(Person.person, Person.name, Award.badge)
        .join(Award, and_(Award.workspace == Person.workspace, Award.person == Person.person))
        .where(*joined_before(workspace, end), Award.at >= start, Award.at < end)
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
