"""Count clicks: many at once, by kind of visitor. No click is stored as a row of its own."""

import secrets
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import Boolean, Insert, Integer, String, and_, bindparam, case, delete, func, literal_column, select
from sqlalchemy.orm import Session

from handlers.calendar.localtime import local_date
from handlers.encryption.keys import decrypted, encrypted
from handlers.links.events import Followed, FollowedLink, Judged
from handlers.links.visitors import Came, Visitor, visitor_mark
from handlers.registry.events import happened
from models import Click, DayKey, Link, Person, Share, Visit, Workspace
from models.dialects import insert_into
from models.engine import insert_new
from models.given import addition, given, packed
from models.link import ClickKind
from models.share import LEVELS

TEXT = String()
WANTED = given("tokens", token=TEXT)
AGREED = and_(Person.clicks, Person.joined_at.is_not(None), Person.left_at.is_(None), Share.state != "dropped")
FOUND = (
    select(
        Link.token,
        Link.workspace,
        Link.content,
        Link.share,
        case((Link.kind == "share", Share.network), else_=Link.kind),
        func.coalesce(Share.evidence, LEVELS[0]),
        func.coalesce(Person.team, ""),
        case((AGREED, True), else_=False),
        Workspace.timezone,
    )
    .select_from(WANTED)
    .join(Link, and_(Link.token == WANTED.c.token, Link.kind != "gone"))
    .join(Workspace, Workspace.workspace == Link.workspace)
    .outerjoin(Share, and_(Share.workspace == Link.workspace, Share.id == Link.share))
    .outerjoin(Person, and_(Person.workspace == Share.workspace, Person.person == Share.person))
)
KEY = select(DayKey.key).where(DayKey.workspace == bindparam("workspace"), DayKey.day == bindparam("day"))
MARKS = given("marks", workspace=TEXT, day=TEXT, mark=TEXT)
BEEN = select(Visit.mark, Visit.author).join(
    MARKS, and_(Visit.workspace == MARKS.c.workspace, Visit.day == MARKS.c.day, Visit.mark == MARKS.c.mark)
)
COUNTS = given(
    "counts",
    workspace=TEXT,
    content=TEXT,
    day=TEXT,
    kind=TEXT,
    link=TEXT,
    network=TEXT,
    team=TEXT,
    source=TEXT,
    times=Integer(),
)
Found = Mapping[str, FollowedLink]
Place = tuple[str, str, str]  # workspace, day, mark


def book(session: Session, came: Sequence[Came], now: datetime) -> None:
    """Count clicks, and tell others that links were followed. Clicks on links that do not exist are ignored."""
    tokens = packed((token,) for token in sorted({one.token for one in came}))
    found = {row[0]: _led(FollowedLink(*row), now) for row in session.execute(FOUND, {"tokens": tokens})}
    judged = Counter(_judged(session, [one for one in came if one.token in found], found))
    counts: Counter[tuple[str, ...]] = Counter()
    for (token, kind, source), times in judged.items():
        counts[_line(found[token], kind, source)] += times
    if counts:
        rows = packed((*line, times) for line, times in sorted(counts.items()))
        session.connection().execute(_adding(_dialect(session)), {"counts": rows})
    if judged:
        told = [Judged(found[token], kind, source, times) for (token, kind, source), times in judged.items()]
        happened(session, Followed(told), now)


def _led(link: FollowedLink, now: datetime) -> FollowedLink:
    """A link as read from FOUND, with the workspace's zone in `day` replaced by today's date there."""
    return link._replace(day=_day(link.day, now))


def author_is(session: Session, share: Share, visitor: Visitor, now: datetime) -> None:
    """Count this visitor as the author of the share for the rest of the day, since they opened its secret page."""
    workspace = session.get_one(Workspace, share.workspace)
    day, tokens = _day(workspace.timezone, now), select(Link.token).where(Link.workspace == share.workspace)
    key = _key(session, share.workspace, day)
    marks = [visitor_mark(key, token, visitor) for token in session.scalars(tokens.where(Link.share == share.id))]
    rows = [{"workspace": share.workspace, "day": day, "mark": one, "author": True} for one in marks]
    if rows:
        session.connection().execute(_authors(_dialect(session)), rows)


def _judged(session: Session, came: Sequence[Came], found: Found) -> Iterator[tuple[str, ClickKind, str]]:
    """(token, kind, source) of each click. People are told apart into new ones, repeats and authors."""
    people = [one for one in came if one.verdict[0] == "person"]
    under = {link.token: (link, _key(session, link.workspace, link.day)) for link in found.values()} if people else {}
    places = [_place(*under[one.token], one) for one in people]
    been = {row.mark: row.author for row in session.execute(BEEN, {"marks": packed(sorted({*places}))})}
    new = _arrived(session, sorted(place for place in {*places} if place[2] not in been))
    for one in came:
        if one.verdict[0] != "person":
            yield one.token, *one.verdict
    for one, (_, _, visit) in zip(people, places, strict=True):
        yield one.token, "person" if visit in new else "author" if been.get(visit) else "repeat", ""
        new.discard(visit)


def _arrived(session: Session, places: Sequence[Place]) -> set[str]:
    """Remember visits for the day. Returns the marks that no other replica has counted meanwhile."""
    if not places:
        return set()
    return {*session.connection().scalars(_arriving(_dialect(session)), {"marks": packed(places)})}


def _place(link: FollowedLink, key: bytes, came: Came) -> Place:
    return link.workspace, link.day, visitor_mark(key, link.token, came.visitor)


def _line(link: FollowedLink, kind: ClickKind, source: str) -> tuple[str, ...]:
    """The row where a click is counted. It names the link of a share only if its person has agreed."""
    mine = link.token if link.agreed or link.share is None else ""
    return link.workspace, link.content, link.day, kind, mine, link.network, link.team, source


def _day(zone: str, now: datetime) -> str:
    return local_date(now, zone).isoformat()


def _key(session: Session, workspace: str, day: str) -> bytes:
    """The day's secret, made when it is first needed. Cached in the session, because a batch asks often."""
    known: dict[tuple[str, str], bytes] = session.info.setdefault("day_keys", {})
    if (workspace, day) not in known:
        about = {"workspace": workspace, "day": day}
        key = session.scalar(KEY, about)
        if key is None:
            insert_new(session, DayKey, [{**about, "key": encrypted(session, secrets.token_hex(32))}])
            key = session.execute(KEY, about).scalar_one()
        known[workspace, day] = bytes.fromhex(decrypted(session, key))
    return known[workspace, day]


def forget(session: Session, now: datetime) -> None:
    """Delete the keys of days that have ended in the workspace's zone, with their marks."""
    over = [
        (workspace, day)
        for workspace, day, zone in session.execute(
            select(DayKey.workspace, DayKey.day, Workspace.timezone).join(
                Workspace, Workspace.workspace == DayKey.workspace
            )
        )
        if day < _day(zone, now)
    ]
    for workspace, day in over:
        for table in (Visit, DayKey):
            session.execute(delete(table).where(table.workspace == workspace, table.day == day))


def _dialect(session: Session) -> str:
    return session.connection().dialect.name


@cache
def _adding(dialect: str) -> Insert:
    return addition(dialect, Click, {column.name: column for column in COUNTS.c}, "times")


@cache
def _arriving(dialect: str) -> Insert:
    rows = select(MARKS, literal_column("false", Boolean)).where(literal_column("true"))
    new = insert_into(dialect, Visit).from_select(["workspace", "day", "mark", "author"], rows)
    return new.on_conflict_do_nothing().returning(Visit.mark)


@cache
def _authors(dialect: str) -> Insert:
    new = insert_into(dialect, Visit)
    return new.on_conflict_do_update(index_elements=["workspace", "day", "mark"], set_={"author": True})
