"""Once a day: the newest of what was found becomes drafts, and champions get one card with them."""

import re
import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from handlers.calendar.localtime import local, local_date
from handlers.content.days import set_days
from handlers.content.guesses import guessed_language, topics_in
from handlers.content.twins import twins_of
from handlers.core.addresses import host_of
from handlers.core.interaction import Page
from handlers.core.people import champions_of
from handlers.feeds.day_messages import tell_champions
from models import Content, ContentTag, Feed, FeedEntry, Person, Topic, Workspace
from models.content import ContentState, TagKind
from models.prepared import Query

A_DAY = 5  # drafts in a workspace
HOUR = 9  # of the workspace, from which the card is sent
WAITS = timedelta(days=3)  # an entry that found no room by then is left out
TWINS_SINCE = timedelta(days=60)  # content with the same title
LIFE = timedelta(days=30)  # how long a draft runs once it is published, unless its champion says otherwise
WORDS = 3  # a shorter title tells too little: "News", "Week 12"
ANY: tuple[ContentState, ...] = ("draft", "proposed", "running", "stopped", "declined")
WORD = re.compile(r"\w+")
WITH_NEWS = Query(
    select(Workspace.workspace, Workspace.timezone).where(
        Workspace.workspace.in_(select(FeedEntry.workspace).where(FeedEntry.state == "new"))
    )
)
MADE = Query(
    select(FeedEntry.mark)
    .where(FeedEntry.workspace == bindparam("its"), FeedEntry.state == "draft", FeedEntry.batch == bindparam("day"))
    .limit(1)
)


def offer_entries(session: Session, now: datetime) -> None:
    """Make the day's drafts in each workspace where something new was found."""
    for workspace, zone in WITH_NEWS.all(session):
        here = local(now, zone)
        if here.hour >= HOUR and here.weekday() < 5 and not MADE.first(session, its=workspace, day=f"{here.date()}"):
            _offer(session, workspace, f"{here.date()}", now)


def _offer(session: Session, workspace: str, batch: str, now: datetime) -> None:
    champions = champions_of(session, Person(workspace=workspace, person=""), now)
    if not champions:  # nobody could use them
        return
    authors = {one.person: one for one in champions}
    made: list[FeedEntry] = []
    titles = _titles(session, workspace, now)
    for feed, entry in _in_turn(session, workspace):
        if len(made) == A_DAY:
            break
        if _key(entry.title) in titles or twins_of(session, workspace, entry.address, "", *ANY):
            entry.state = "twin"
            continue
        titles |= {_key(entry.title)} if _telling(entry.title) else set()
        _draft(session, authors.get(feed.added_by, champions[0]), entry, batch, now)
        made.append(entry)
    old = (FeedEntry.workspace == workspace, FeedEntry.state == "new", FeedEntry.found_at < now - WAITS)
    session.execute(update(FeedEntry).where(*old).values(state="beyond", address="", title="", text="", language=""))
    tell_champions(session, champions if made else (), batch, now)


def _in_turn(session: Session, workspace: str) -> Iterable[tuple[Feed, FeedEntry]]:
    """The newest of each feed, then the second of each: a feed that says much leaves room for the others."""
    rows = (
        select(Feed, FeedEntry)
        .join(FeedEntry, (FeedEntry.workspace == Feed.workspace) & (FeedEntry.feed == Feed.id))
        .where(Feed.workspace == workspace, Feed.state != "paused", FeedEntry.state == "new")
    )
    found = [(feed, entry) for feed, entry in session.execute(rows)]
    found.sort(key=lambda one: (one[1].moment or one[1].found_at, one[1].mark), reverse=True)
    turns: dict[str, int] = defaultdict(int)
    placed = []
    for feed, entry in found:
        placed.append((turns[feed.id], feed, entry))
        turns[feed.id] += 1
    return [(feed, entry) for _, feed, entry in sorted(placed, key=lambda one: one[0])]


def _titles(session: Session, workspace: str, now: datetime) -> set[str]:
    its = (Content.workspace == workspace, Content.created_at > now - TWINS_SINCE)
    return {_key(title) for title in session.scalars(select(Content.title).where(*its)) if _telling(title)}


def _key(title: str) -> str:
    return " ".join(WORD.findall(title.casefold()))


def _telling(title: str) -> bool:
    return len(WORD.findall(title)) >= WORDS or len(title) > 20


def _draft(session: Session, author: Person, entry: FeedEntry, batch: str, now: datetime) -> None:
    """The entry becomes a draft: nobody sees it until a champion publishes it."""
    content = Content(
        workspace=author.workspace,
        id=secrets.token_hex(6),
        url=entry.address,
        title=entry.title,
        description=entry.text[:600],
        site=host_of(entry.address)[:300],
        state="draft",
        author=author.person,
        reason="",
        created_at=now,
    )
    today = local_date(now, author.timezone)
    set_days(content, today, today + LIFE, author.timezone, now)
    session.add(content)
    session.flush()
    _tag(session, content, entry)
    entry.state, entry.content, entry.batch = "draft", content.id, batch
    entry.address = entry.title = entry.text = ""


def _tag(session: Session, content: Content, entry: FeedEntry) -> None:
    page = Page(url=content.url, title=content.title, description=content.description, language=entry.language)
    topics = session.scalars(select(Topic.name).where(Topic.workspace == content.workspace)).all()
    tags: Sequence[tuple[TagKind, str]] = [("topic", topic) for topic in topics_in(page, topics)]
    language = guessed_language(page)
    for kind, value in (*tags, *((("language", language),) if language else ())):
        session.add(ContentTag(workspace=content.workspace, content=content.id, kind=kind, value=value))
