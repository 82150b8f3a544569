"""What ranking needs to know about many people: their wishes, what they know, and what colleagues shared."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta

from sqlalchemy import String, and_, bindparam, func, literal, literal_column, or_, select, union_all
from sqlalchemy.orm import Session

from handlers.content.facts import COLUMNS, read_fact
from handlers.content.offers import Offer
from handlers.content.ways import Wishes
from handlers.core.addresses import spellings
from handlers.core.anonymity import fewest_of, rounded
from handlers.planning.ranking import Shares
from models import Content, ContentTag, Nudge, Person, Preference, Share
from models.given import given, packed
from models.people import Trait
from models.prepared import Query

PAGES = select(given("addresses", address=String()).c.address)
FIRSTS = select(given("firsts", content=String()).c.content)
PEOPLE = select(given("people", person=String()).c.person)
CHOSEN = Query(
    select(Preference.person, Preference.kind, Preference.value).where(
        Preference.workspace == bindparam("workspace"), Preference.person.in_(PEOPLE)
    )
)
KNOWN = Query(
    select(Person.person, *COLUMNS.values()).where(
        Person.workspace == bindparam("workspace"), Person.person.in_(PEOPLE)
    )
)
ASKED = Query(
    select(ContentTag.kind)
    .where(
        ContentTag.workspace == bindparam("workspace"), ContentTag.kind.in_([literal_column(f"'{k}'") for k in COLUMNS])
    )
    .distinct()
)
LATELY = timedelta(days=30)  # earlier shares say little

POSTED = Share.state == literal_column("'posted'")  # worded as in the partial index, so that it is used
LATEST = (
    select(Share.workspace, Share.content, Share.person)
    .where(Share.workspace == bindparam("workspace"), Share.posted_at >= bindparam("since"), POSTED)
    .distinct()
    .subquery()
)
FOLLOWED = and_(
    Preference.workspace == LATEST.c.workspace, Preference.person == LATEST.c.person, Preference.kind == "topic"
)
# An outer join, so that SQLite goes from each sharer to their few topics, and not from each topic to all shares.
SHARERS = Query(
    union_all(
        select(LATEST.c.content, literal(""), func.count())
        .group_by(LATEST.c.content)
        .having(func.count() >= bindparam("k")),
        select(LATEST.c.content, Preference.value, func.count())
        .outerjoin_from(LATEST, Preference, FOLLOWED)
        .group_by(LATEST.c.content, Preference.value)
        .having(func.count() >= bindparam("k")),
    )
)
TWINS = Query(
    select(Content.id, Content.author, Content.url).where(
        Content.workspace == bindparam("workspace"), Content.url.in_(PAGES)
    )
)
OFFERED = Query(
    select(Nudge.person, Nudge.content).where(
        Nudge.workspace == bindparam("workspace"),
        Nudge.person.in_(PEOPLE),
        Nudge.content.in_(select(given("contents", content=String()).c.content)),
    )
)
PUBLISHED = Query(
    select(Share.person, Share.address).where(
        Share.workspace == bindparam("workspace"),
        Share.person.in_(PEOPLE),
        POSTED,
        Share.address.in_(PAGES),
    )
)


# Rounds of content that rests and comes back: the same pages, but known only to those who answered.
ROUNDS = Query(
    select(Content.id, Content.again_of).where(
        Content.workspace == bindparam("workspace"),
        or_(Content.id.in_(FIRSTS), Content.again_of.in_(FIRSTS)),
    )
)
ANSWERED = Query(
    select(Nudge.person, Nudge.content).where(
        Nudge.workspace == bindparam("workspace"),
        Nudge.person.in_(PEOPLE),
        Nudge.content.in_(select(given("contents", content=String()).c.content)),
        or_(Nudge.answer == "share", Nudge.answer == "react", Nudge.answer == "skip"),
    )
)


def wishes_of(
    session: Session, workspace: str, people: Iterable[str], asked: Collection[str] | None = None
) -> Mapping[str, Wishes]:
    """What people chose and what their rows say, by person and kind. People with the same values share one object.

    `asked`: the kinds of facts to read; None: those that content asks for.
    """
    chosen = {person: list[tuple[Trait, str]]() for person in people}
    for person, kind, value in CHOSEN.all(session, **these(workspace, chosen)):
        chosen[person].append((kind, value))
    asked = {kind for (kind,) in ASKED.all(session, workspace=workspace)} if asked is None else asked
    for person, *told in KNOWN.all(session, **these(workspace, chosen)) if asked else ():
        facts = zip(COLUMNS, told, strict=True)
        chosen[person] += [(kind, fact) for kind, its in facts if kind in asked and (fact := read_fact(kind, its))]
    shared = dict[tuple[tuple[Trait, str], ...], Wishes]()
    return {person: _shared(shared, tuple(sorted(its))) for person, its in chosen.items()}


def _shared(known: dict[tuple[tuple[Trait, str], ...], Wishes], its: tuple[tuple[Trait, str], ...]) -> Wishes:
    if its not in known:
        wishes = defaultdict[Trait, set[str]](set)
        for kind, value in its:
            wishes[kind].add(value)
        known[its] = dict(wishes)
    return known[its]


def shares_of(session: Session, workspace: str, now: datetime) -> Shares:
    """How many people shared each piece of content lately, by topics that they follow, in steps of k people."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    k = fewest_of(session, workspace)
    for content, topic, people in SHARERS.all(session, workspace=workspace, since=now - LATELY, k=k):
        if topic is not None:  # people who follow no topic are not a group
            found[content][topic] = rounded(people, k)
    return found


def found_otherwise(
    session: Session, workspace: str, people: Iterable[str], offers: Sequence[Offer]
) -> Mapping[str, AbstractSet[str]]:
    """By person, ids of offers whose page they know from elsewhere.

    They were offered the page as other content, suggested it themselves, or it is their own post. Of content that
    came back, they shared or skipped an earlier round.
    """
    rounds, pages = _rounds(session, workspace, offers), _pages(offers)
    found = defaultdict[str, set[str]](set)
    addresses = packed([page] for page in pages)
    twins = {}
    for content, author, url in TWINS.all(session, workspace=workspace, addresses=addresses):
        if others := pages[url] - {content} - rounds.get(content, set()):
            twins[content] = others
            found[author] |= others
    whom = these(workspace, people)
    contents = packed([content] for content in twins)
    for person, content in OFFERED.all(session, **whom, contents=contents) if twins else ():
        found[person] |= twins[content]
    for person, content in _answered(session, whom, rounds):
        found[person] |= rounds[content]
    for person, address in PUBLISHED.all(session, **whom, addresses=addresses):
        found[person] |= pages[address]
    return found


def _pages(offers: Sequence[Offer]) -> Mapping[str, set[str]]:
    """By spelling of an address: the offers that lead there."""
    pages = defaultdict[str, set[str]](set)
    for offer in offers:
        for spelling in spellings(offer.url):
            pages[spelling].add(offer.id)
    return pages


def _answered(session: Session, whom: Mapping[str, str], rounds: Iterable[str]) -> Sequence[tuple[str, str]]:
    """Who shared or skipped which of these rounds."""
    earlier = packed([content] for content in rounds)
    return ANSWERED.all(session, **whom, contents=earlier) if rounds else ()


def _rounds(session: Session, workspace: str, offers: Sequence[Offer]) -> Mapping[str, AbstractSet[str]]:
    """By id of any round: the other rounds among these offers. Empty if nothing has come back."""
    later = defaultdict[str, set[str]](set)
    for offer in offers:
        if offer.again_of:
            later[offer.again_of].add(offer.id)
    if not later:
        return {}
    rows = ROUNDS.all(session, workspace=workspace, firsts=packed([first] for first in later))
    return {content: others for content, first in rows if (others := later[first or content] - {content})}


def these(workspace: str, people: Iterable[str]) -> dict[str, str]:
    """Parameters for a statement about some people of a workspace."""
    return {"workspace": workspace, "people": packed([person] for person in people)}
