"""The content that is running now, with its texts and its audience."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import String, and_, bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from handlers.content.days import end_for, over, westmost_day
from handlers.content.facts import FACTS, allows, facts_about
from models import Campaign, Content, ContentTag, Person, SuggestedText
from models.content import TagKind, WayName
from models.given import given, packed
from models.people import ChosenWay, Trait
from models.prepared import Change, Query

TEXTS = Query(
    select(SuggestedText.text)
    .where(SuggestedText.workspace == bindparam("workspace"), SuggestedText.content == bindparam("content"))
    .order_by(SuggestedText.position)
)
TAGS = Query(
    select(ContentTag.kind, ContentTag.value)
    .where(ContentTag.workspace == bindparam("workspace"), ContentTag.content == bindparam("content"))
    .order_by(ContentTag.kind, ContentTag.value)
)
NOBODY: AbstractSet[str] = frozenset()
ALWAYS, NEVER = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
DEFAULT_WAYS: AbstractSet[ChosenWay] = frozenset({"share"})  # of people who never chose
COLUMNS = (
    "id",
    "author",
    "url",
    "created_at",
    "starts_at",
    "ends_at",
    "last_day",
    "important",
    "campaign",
    "urgent_at",
    "turn",
    "way",
    "hold_out",
    "again_of",
)
FIELDS = (*COLUMNS, "texts")
COUNT = (
    select(func.count())
    .select_from(SuggestedText)
    .where(SuggestedText.workspace == Content.workspace, SuggestedText.content == Content.id)
    .scalar_subquery()
)
CAMPAIGN = and_(Campaign.workspace == Content.workspace, Campaign.id == Content.campaign, Campaign.state == "active")
DURING = and_(
    Campaign.starts_at <= bindparam("now"), or_(Campaign.ends_at.is_(None), Campaign.ends_at > bindparam("now"))
)
NAMED = func.coalesce(select(Campaign.name).where(CAMPAIGN, DURING).correlate(Content).scalar_subquery(), "")
NAME = Query(
    select(Campaign.name)
    .join(Content, CAMPAIGN)
    .where(Content.workspace == bindparam("workspace"), Content.id == bindparam("content"))
)
LIVE = Query(
    select(*[*(NAMED if name == "campaign" else getattr(Content, name) for name in COLUMNS), COUNT])
    .where(
        Content.workspace == bindparam("workspace"),
        Content.state == "running",
        Content.too_few.is_(False),
        Content.starts_at <= bindparam("until"),
        or_(Content.ends_at.is_(None), Content.ends_at > bindparam("now"), Content.last_day >= bindparam("west")),
    )
    .order_by(Content.starts_at.desc(), Content.id.desc())
)
LIVE_TAGS = Query(
    select(ContentTag.content, ContentTag.kind, ContentTag.value).where(
        ContentTag.workspace == bindparam("workspace"),
        ContentTag.content.in_(select(given("contents", content=String()).c.content)),
    )
)
TAKEN = Change(
    update(Content)
    .where(Content.workspace == bindparam("here"), Content.id == bindparam("its"))
    .values(turn=Content.turn + bindparam("taken"))
)


@dataclass
class Offer:
    """A running piece of content, with its tags and the number of its texts handed out so far."""

    id: str
    author: str
    url: str
    created_at: datetime
    starts_at: datetime
    ends_at: datetime | None
    important: bool
    campaign: str  # the name of the running campaign that it belongs to; empty: none
    urgent_at: datetime | None
    turn: int
    way: WayName  # what it asks people to do
    hold_out: int  # per cent of people who are not nudged, drawn by lot
    texts: int  # the number of suggested texts
    tags: Mapping[TagKind, AbstractSet[str]]
    taken: int = 0  # texts handed out since it was read
    again_of: str = ""  # the id of its first round, if this is a later one
    last_day: date | None = None  # included; it ends with this day where each reader is

    def fits(self, wishes: Mapping[Trait, AbstractSet[str]]) -> bool:
        """Whether it suits a person: its way is one of theirs, and no kind of tag rules them out.

        What people do can never be a criterion: there is no kind of tag for it.
        """
        if self.way not in (wishes.get("way") or DEFAULT_WAYS):
            return False
        for kind, values in self.tags.items():  # no generator, and no call where they share a value: this runs often
            theirs = wishes.get(kind, NOBODY)
            if values.isdisjoint(theirs) and not allows(kind, values, theirs):
                return False
        return True

    def allows(self, kind: TagKind, theirs: AbstractSet[str]) -> bool:
        """Whether its tags of one kind let a person with these values have it."""
        return allows(kind, self.tags.get(kind, NOBODY), theirs)

    def meant_for(self, wishes: Mapping[Trait, AbstractSet[str]]) -> bool:
        """Whether the person may see it: nothing is kept from them but what is for other groups."""
        return all(self.allows(kind, wishes.get(kind, NOBODY)) for kind in self.tags.keys() & FACTS)

    def presses_from(self, zone: str) -> datetime:
        """It must go out now if the next nudge of a person in this zone comes at this moment or later.

        Always for urgent or important content; otherwise when it ends for them; never if it does not end.
        """
        if self.important or self.urgent_at is not None:
            return ALWAYS
        return end_for(self, zone) or NEVER

    def next_text(self) -> int:
        """The number of the next suggested text, modulo their count. In turn, so that people start differently."""
        self.taken += 1
        return self.turn + self.taken - 1


def running(session: Session, now: datetime, workspace: str, until: datetime | None = None) -> list[Offer]:
    """Content that runs in a workspace now, or starts by `until`; the newest first.

    It runs as long as its last day lasts anywhere: ask `over` for a reader.
    """
    live = LIVE.all(session, workspace=workspace, now=now, west=westmost_day(now), until=until or now)
    tags = {row[0]: defaultdict[TagKind, set[str]](set) for row in live}
    contents = packed([content] for content in tags)
    for content, kind, value in LIVE_TAGS.all(session, workspace=workspace, contents=contents) if live else ():
        tags[content][kind].add(value)
    return [Offer(**dict(zip(FIELDS, row, strict=True)), tags=tags[row[0]]) for row in live]


def facts_asked(offers: Iterable[Offer]) -> set[TagKind]:
    """The kinds of facts about people that decide who gets these offers."""
    return {kind for offer in offers for kind in offer.tags.keys() & FACTS}


def offer_of(session: Session, content: Content) -> Offer:
    """A piece of content as an offer, whether it is running or not."""
    tags: dict[TagKind, set[str]] = defaultdict(set)
    for kind, value in tags_of(session, content):
        tags[kind].add(value)
    texts = len(texts_of(session, content))
    named = NAME.first(session, workspace=content.workspace, content=content.id) if content.campaign else None
    columns = {name: getattr(content, name) for name in COLUMNS} | {"campaign": named[0] if named else ""}
    return Offer(**columns, texts=texts, tags=tags)


def by_author(offers: Iterable[Offer]) -> Mapping[str, AbstractSet[str]]:
    """Ids of offers, by author."""
    found = defaultdict[str, set[str]](set)
    for one in offers:
        found[one.author].add(one.id)
    return found


def took(session: Session, workspace: str, offers: Iterable[Offer]) -> None:
    """Store which text of each offer is next."""
    TAKEN.run(session, *({"here": workspace, "its": offer.id, "taken": offer.taken} for offer in offers if offer.taken))


def texts_of(session: Session, content: Content) -> tuple[str, ...]:
    """The suggested texts, in order."""
    return tuple(text for (text,) in TEXTS.all(session, workspace=content.workspace, content=content.id))


def tags_of(session: Session, content: Content) -> list[tuple[TagKind, str]]:
    """The tags that say who it is for, as (kind, value)."""
    return TAGS.all(session, workspace=content.workspace, content=content.id)


def for_others(session: Session, person: Person, contents: Sequence[str]) -> AbstractSet[str]:
    """What is only for groups that the person is in none of. Champions see all content, so it is nothing for them."""
    if person.champion or not contents:
        return frozenset()
    its = (ContentTag.workspace == person.workspace, ContentTag.content.in_(contents), ContentTag.kind.in_(FACTS))
    asked = defaultdict[str, dict[TagKind, set[str]]](dict)
    for tag in session.scalars(select(ContentTag).where(*its)):
        asked[tag.content].setdefault(tag.kind, set()).add(tag.value)
    mine = facts_about(person)
    fit = {content for content, tags in asked.items() if all(allows(kind, tags[kind], mine[kind]) for kind in tags)}
    return asked.keys() - fit


def postable(content: Content, now: datetime, zone: str) -> bool:
    """Whether people may still post about it. A post in one's own words may be made after the content has ended."""
    return content.way == "create" or offered(content, now, zone)


def offered(content: Content, now: datetime, zone: str) -> bool:
    """Whether a reader in `zone` may share it: it has begun, and is not over for them."""
    return (
        content.state == "running" and not content.too_few and content.starts_at <= now and not over(content, now, zone)
    )
