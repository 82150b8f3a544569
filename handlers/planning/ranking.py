"""Rank content for a person: a sum of plain points, each with a reason that the person can read."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from handlers.content.days import over
from handlers.content.offers import Offer, facts_asked
from handlers.content.ways import Wishes
from handlers.core.addresses import page_of
from handlers.core.anonymity import FEWEST
from models.content import TagKind
from models.people import Trait

ReasonCode = Literal[
    "urgent", "important", "topic", "ending", "ends", "campaign", "new", "recent", "colleagues", "sharers", "network",
    "language", "everybody", "open", "last",
]  # fmt: skip
POINTS: Mapping[ReasonCode, int] = {
    "urgent": 100,  # a real emergency comes before everything
    "important": 20,  # its champion says so: before content that merely suits
    "topic": 8,  # for each topic that the person follows, two at most
    "ending": 6,  # in the next two days
    "ends": 3,  # in the next seven
    "campaign": 4,
    "new": 3,  # in the last two days
    "recent": 1,  # in the last seven
    "colleagues": 2,  # five or more who follow the same topic shared it
    "sharers": 2,  # five or more shared it
    "network": 1,  # meant for a network that they use
    "language": 1,  # meant for a language that they read
    "everybody": 0,  # it has no topic
    "open": 0,  # it has a topic, and they follow none, which means all
    "last": 0,  # it ends before their next nudge could come
}
NOTHING, SOON, WEEK = timedelta(0), timedelta(days=2), timedelta(days=7)
TOPICS = 2  # that earn points, at most
# What fits somebody follows from these alone, and from the facts that the offers ask for.
DECIDING: tuple[Trait, ...] = ("way", "topic", "network", "language")
TOGETHER = 3  # offers in one message, at most

Shares = Mapping[str, Mapping[str, int]]  # by content and topic: how many of its followers shared, if they are k or
# more, rounded down to a multiple of k; "": everybody


class Reason(NamedTuple):
    """Why something is offered: a code, a number of people or days, and a word such as the topic."""

    code: ReasonCode
    number: int = 0
    word: str = ""


@lru_cache(maxsize=10_000)  # many people share the same reasons
def kept_reasons(reasons: tuple[Reason, ...]) -> str:
    """The reasons as JSON, as stored with the nudge. `read_reasons` reads it."""
    return json.dumps(reasons, ensure_ascii=False, separators=(",", ":"))


def read_reasons(kept: str) -> tuple[Reason, ...]:
    """Read what `kept_reasons` wrote; empty for nudges from before reasons were stored."""
    return tuple(Reason(*reason) for reason in json.loads(kept or "[]"))


class Ranked(NamedTuple):
    """An offer, and the reasons for it."""

    offer: Offer
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> int:
        return sum([POINTS[reason.code] for reason in self.reasons])


class Ranking:
    """Ranks offers for anybody; computed once for people with the same wishes."""

    def __init__(self, offers: Iterable[Offer], shares: Shares, now: datetime) -> None:
        self._offers = [(offer, tuple(standing(offer, now)), shares.get(offer.id, {})) for offer in offers]
        self._deciding = (*DECIDING, *sorted(facts_asked(offer for offer, _, _ in self._offers)))
        self._known: dict[object, Sequence[Ranked]] = {}
        self._seen: dict[int, tuple[Wishes, Sequence[Ranked]]] = {}  # by identity; kept, so that no other gets its id

    def of(self, wishes: Wishes) -> Sequence[Ranked]:
        """The offers that fit these wishes, the best first; among equals, the newest."""
        if seen := self._seen.get(id(wishes)):
            return seen[1]
        key = tuple(frozenset(wishes.get(kind, ())) for kind in self._deciding)
        if key not in self._known:
            self._known[key] = self._ranked(wishes)
        self._seen[id(wishes)] = wishes, self._known[key]
        return self._known[key]

    def _ranked(self, wishes: Wishes) -> Sequence[Ranked]:
        fitting = (
            Ranked(offer, (*personal(offer, wishes, shares), *same))
            for offer, same, shares in self._offers
            if offer.fits(wishes)
        )
        return sorted(fitting, key=lambda ranked: -ranked.score)  # a stable sort


def standing(offer: Offer, now: datetime) -> Iterator[Reason]:
    """The reasons that do not depend on the reader."""
    if offer.urgent_at is not None:
        yield Reason("urgent")
    if offer.important:
        yield Reason("important")
    if offer.ends_at is not None and offer.ends_at - now <= WEEK:
        left = max(offer.ends_at - now, NOTHING)  # its last day may go on further west
        yield Reason("ending" if left <= SOON else "ends", left.days)
    if offer.campaign:
        yield Reason("campaign", word=offer.campaign)
    if (age := now - offer.starts_at) <= WEEK:
        yield Reason("new" if age <= SOON else "recent", age.days)


def personal(offer: Offer, wishes: Wishes, shares: Mapping[str, int]) -> Iterator[Reason]:
    """The reasons that follow from what this person chose. `shares`: by topic, for this offer."""
    topics = _both(offer, wishes, "topic")
    for topic in topics[:TOPICS]:
        yield Reason("topic", word=topic)
    if not topics:
        yield Reason("open" if offer.tags.get("topic") else "everybody")
    count, topic = max((shares.get(topic, 0), topic) for topic in topics or [""])
    if count >= FEWEST:
        yield Reason("colleagues" if topic else "sharers", count, topic)
    kinds: tuple[Literal["network", "language"], ...] = ("network", "language")
    for kind in kinds:
        if both := _both(offer, wishes, kind):
            yield Reason(kind, word=both[0])


def _both(offer: Offer, wishes: Wishes, kind: TagKind) -> Sequence[str]:
    tags = offer.tags.get(kind)
    return sorted(tags & wishes.get(kind, frozenset())) if tags else ()


def picked(ranked: Sequence[Ranked], following: datetime, zone: str) -> Sequence[Ranked]:
    """What a person in this zone gets now: two or three pressing offers together, or one, pressing offers first.

    `following`: the earliest moment of their next nudge. Pressing offers that find no room now come then.
    """
    pressing = [_pressing(one, following, zone) for one in ranked if one.offer.presses_from(zone) <= following]
    if len(pressing) < 2:
        return (pressing or ranked)[:1]
    together = [*_one_of_each_page(one for one in pressing if one.offer.way == "share")]  # others need their own card
    return together[:TOGETHER] if len(together) > 1 else pressing[:1]


def _one_of_each_page(ranked: Iterable[Ranked]) -> Iterator[Ranked]:
    pages = set()
    for one in ranked:
        page = page_of(one.offer.url) or one.offer.id  # without an address, it is like nothing else
        if page not in pages:
            pages.add(page)
            yield one


def _pressing(one: Ranked, following: datetime, zone: str) -> Ranked:
    return Ranked(one.offer, (*one.reasons, Reason("last"))) if over(one.offer, following, zone) else one
