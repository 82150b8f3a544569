"""The content that a forecast is about, and what of it fits each reader. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from functools import cached_property
from operator import itemgetter
from typing import Literal, NamedTuple, get_args

from handlers.content.facts import FACTS
from handlers.content.offers import DEFAULT_WAYS, Offer
from handlers.content.ways import Wishes
from handlers.planning.budget import Told
from handlers.planning.due import Advocate
from handlers.planning.ranking import SOON, WEEK, Ranked, Shares, personal, standing
from models.content import TagKind

Group = tuple[Literal["language", "topic"], str]
Kind = Literal["way", TagKind]
Choices = tuple[AbstractSet[str], ...]  # of one reader, by the kinds that matter here
KINDS: tuple[Kind, ...] = ("way", *get_args(TagKind))


class Reader(NamedTuple):
    """An advocate: what decides when they are nudged, what they chose, and the content that they know."""

    one: Advocate
    past: Sequence[Told]  # their unprompted nudges
    wishes: Wishes
    met: AbstractSet[str]  # ids of content


class Fit(NamedTuple):
    """An offer that fits a reader and is new to them, and its points for what they chose."""

    ranked: Ranked  # without its reasons
    points: int


class Shelf:
    """Content that runs or will run. What many readers share about it is computed once."""

    def __init__(self, offers: Sequence[Offer], shares: Shares) -> None:
        self.offers = offers
        self.shares = shares
        self._ranked = [Ranked(one, ()) for one in offers]
        self._kinds = [kind for kind in KINDS if kind not in FACTS or any(kind in one.tags for one in offers)]
        self._points: dict[tuple[Kind, AbstractSet[str]], Mapping[str, int]] = {}
        self._standings: dict[tuple[int, int], Mapping[str, int]] = {}
        self._fits: dict[str, list[Fit]] = {}
        self._fitting: dict[Choices, Sequence[Fit]] = {}
        self._groups: dict[Group, AbstractSet[str]] = {}

    def fitting(self, reader: Reader) -> list[Fit]:
        """What fits a reader, the newest first. Computed once, because their choices do not change in a forecast."""
        if reader.one.person not in self._fits:
            fits = self._fits_of(tuple(frozenset(reader.wishes.get(kind, ())) for kind in self._kinds))
            self._fits[reader.one.person] = [fit for fit in fits if fit.ranked.offer.id not in reader.met]
        return self._fits[reader.one.person]

    def _fits_of(self, choices: Choices) -> Sequence[Fit]:
        """What fits everybody with these choices; the newest first."""
        if choices not in self._fitting:
            chosen = [self._chosen(kind, values) for kind, values in zip(self._kinds, choices, strict=True)]
            ids = set(chosen[0]).intersection(*chosen)
            of = ((one, one.offer.id) for one in self._ranked if one.offer.id in ids)
            self._fitting[choices] = [Fit(one, sum([points[id_] for points in chosen])) for one, id_ in of]
        return self._fitting[choices]

    def _chosen(self, kind: Kind, values: AbstractSet[str]) -> Mapping[str, int]:
        """The offers that these choices of one kind do not rule out, and their points for them, by id.

        What a person chose of one kind matters neither for the points nor for the fit of another kind.
        """
        if (kind, values) not in self._points:
            fits = [one for one in self.offers if _allows(one, kind, values)]
            self._points[kind, values] = {one.id: self._its_points(one, kind, values) for one in fits}
        return self._points[kind, values]

    def _its_points(self, offer: Offer, kind: Kind, values: AbstractSet[str]) -> int:
        shares = self.shares.get(offer.id, {}) if kind == "topic" else {}
        return Ranked(offer, tuple(personal(offer, {kind: values}, shares))).score

    def ranked(self, left: Iterable[Fit], moment: datetime) -> list[Ranked]:
        """The part of `left` that runs at that moment, the best first; among equals, the newest."""
        standings = self._standing(moment)
        found = [(standings[id_] + points, one) for one, points in left if (id_ := one.offer.id) in standings]
        return [one for _, one in sorted(found, key=itemgetter(0), reverse=True)]  # a stable sort

    def _standing(self, moment: datetime) -> Mapping[str, int]:
        """The points of everything that runs at that moment, by id, without what readers chose."""
        between = bisect_left(self._changes, moment), bisect_right(self._changes, moment)  # the same until the next one
        if between not in self._standings:
            running = (one for one in self.offers if runs_at(one, moment))
            self._standings[between] = {one.id: Ranked(one, tuple(standing(one, moment))).score for one in running}
        return self._standings[between]

    @cached_property
    def _changes(self) -> Sequence[datetime]:
        """The moments when an offer starts or ends, or its standing changes."""
        return sorted({moment for one in self.offers for moment in _changes_of(one)})

    def next_start(self, after: datetime) -> datetime | None:
        """When the next piece of content starts; None if none does."""
        return min((one.starts_at for one in self.offers if one.starts_at > after), default=None)

    def of_group(self, group: Group) -> AbstractSet[str]:
        """The ids of the offers for a group: of its language or without one; or of its topic."""
        if group not in self._groups:
            kind, value = group
            all_too = frozenset({value}) if kind == "language" else frozenset()
            self._groups[group] = {one.id for one in self.offers if value in (one.tags.get(kind) or all_too)}
        return self._groups[group]


def _allows(offer: Offer, kind: Kind, values: AbstractSet[str]) -> bool:
    return offer.way in (values or DEFAULT_WAYS) if kind == "way" else offer.allows(kind, values)


def runs_at(offer: Offer, moment: datetime) -> bool:
    return offer.starts_at <= moment and (offer.ends_at is None or offer.ends_at > moment)


def _changes_of(offer: Offer) -> Iterator[datetime]:
    yield from (offer.starts_at, offer.starts_at + SOON, offer.starts_at + WEEK)
    if offer.ends_at is not None:
        yield from (offer.ends_at - WEEK, offer.ends_at - SOON, offer.ends_at)
