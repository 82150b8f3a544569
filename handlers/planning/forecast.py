"""What publishing would do: whom it reaches by when, what attention that takes, and when content runs dry. Pure."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Literal, NamedTuple

from handlers.content.offers import Offer
from handlers.content.ways import SUPPORT, Wishes
from handlers.core.interaction import Frozen
from handlers.planning.budget import ROW, Told, next_look, pace
from handlers.planning.due import Advocate
from handlers.planning.ranking import FEWEST, Ranked, Shares, personal, picked, standing

HORIZON = timedelta(days=14)  # so far it looks ahead
BITES = timedelta(days=7)  # a topic that lasts longer is not told
TOPICS = 2  # told at most
Z = 1.96  # standard deviations: 95 %

Group = tuple[Literal["language", "topic"], str]


class Reader(NamedTuple):
    """Somebody who takes part: what decides when they are nudged, what they wish, and the content that they know."""

    one: Advocate
    past: Sequence[Told]  # what they were told unasked
    wishes: Wishes
    met: AbstractSet[str]


class Step(NamedTuple):
    """A nudge to come, with one content or several in a digest; with none, because nothing was left."""

    moment: datetime
    offers: Sequence[str]


class Runway(Frozen):
    """How long a group of readers has something new."""

    group: Group
    items: int  # that run for them
    dry: datetime  # when half of them have seen all


class Forecast(Frozen):
    """People, each counted once; multiplied where only every so-manieth was asked."""

    margin: int  # how many each number of them may be off, where not everybody was asked
    fits: int  # whom it is for, and who do not know it yet
    by: datetime
    reached: int  # by then
    spent: int  # out of budget until then, and later in time
    behind: int  # other content comes first, and then this
    never: int  # not in two weeks: they take a break, cannot be reached, or have enough else
    allowed: int  # how many nudges those whom it reaches take by then
    runways: tuple[Runway, ...]


class Fit(NamedTuple):
    """What fits a reader and is new to them, and the points that it has because of what they chose."""

    ranked: Ranked
    points: int


class Shelf:
    """What runs and will run, and what speaks for it whoever reads it, which is found once for each moment."""

    def __init__(self, offers: Sequence[Offer], shares: Shares) -> None:
        self.offers = offers
        self._shares = shares
        self._standings: dict[datetime, Mapping[str, int]] = {}

    def fitting(self, reader: Reader) -> list[Fit]:
        """The newest first. What a reader chose does not change while the forecast looks ahead."""
        new = (one for one in self.offers if one.id not in reader.met and one.fits(reader.wishes))
        ranked = (Ranked(one, tuple(personal(one, reader.wishes, self._shares.get(one.id, {})))) for one in new)
        return [Fit(one, one.score) for one in ranked]

    def ranked(self, left: Iterable[Fit], moment: datetime) -> list[Ranked]:
        """What of this runs then, the best first; of equals, the newest."""
        standings = self._standing(moment)
        found = [(standings[id_] + points, one) for one, points in left if (id_ := one.offer.id) in standings]
        return [one for _, one in sorted(found, key=itemgetter(0), reverse=True)]  # which keeps the order of equals

    def _standing(self, moment: datetime) -> Mapping[str, int]:
        """The points of all that runs then."""
        if moment not in self._standings:
            running = (one for one in self.offers if runs(one, moment))
            self._standings[moment] = {one.id: Ranked(one, tuple(standing(one, moment))).score for one in running}
        return self._standings[moment]

    def next_start(self, after: datetime) -> datetime | None:
        """When something new begins."""
        return min((one.starts_at for one in self.offers if one.starts_at > after), default=None)

    def of_group(self, group: Group) -> list[Offer]:
        """What is for these readers: of a language also what is for all, of a topic only what is about it."""
        kind, value = group
        all_too = frozenset({value}) if kind == "language" else frozenset()
        return [one for one in self.offers if value in (one.tags.get(kind) or all_too)]


def runs(offer: Offer, moment: datetime) -> bool:
    return offer.starts_at <= moment and (offer.ends_at is None or offer.ends_at > moment)


def ahead(reader: Reader, shelf: Shelf, now: datetime) -> Iterator[Step]:
    """The nudges that somebody gets at the pace that they have now, as the planner gives them."""
    if reader.one.unreachable_at is not None:
        return
    past, left, after = [*reader.past], shelf.fitting(reader), now
    may_ask = sum(not told.answer for told in past) >= ROW
    while True:
        moment, ranked = _next(reader.one, past, left, shelf, after)
        if moment >= now + HORIZON or (may_ask and pace(reader.one, past, moment).asks):
            return
        picks = [one.offer.id for one in _picked(reader.one, past, ranked, moment)]
        yield Step(moment, picks)
        if picks:
            left = [fit for fit in left if fit.ranked.offer.id not in picks]
            past.append(Told(moment, "later"))
            after = moment
        elif start := shelf.next_start(moment):
            after = start
        else:
            return


def _picked(one: Advocate, past: Sequence[Told], ranked: Sequence[Ranked], moment: datetime) -> Sequence[Ranked]:
    """What they get then."""
    return picked(ranked, next_look(one, [*past, Told(moment)], moment)) if ranked else ()


def _next(
    one: Advocate, past: Sequence[Told], left: Sequence[Fit], shelf: Shelf, after: datetime
) -> tuple[datetime, list[Ranked]]:
    """Their next moment, and what is left for them then. What is urgent does not wait for their budget."""
    moment = next_look(one, past, after)
    if urgent := [fit for fit in left if fit.ranked.offer.urgent_at]:
        early = next_look(one, past, after, urgent=True)
        if early < moment and (ranked := shelf.ranked(urgent, early)):
            return early, ranked
    return moment, shelf.ranked(left, moment)


def foretell(
    its: Offer, readers: Sequence[Reader], shelf: Shelf, now: datetime, by: datetime, each: int = 1
) -> Forecast:
    """`by`: the moment up to which it counts as reached. `each`: how many people one reader stands for."""
    steps = {reader.one.person: [*ahead(reader, shelf, now)] for reader in readers}
    fitting = [reader.one.person for reader in readers if its.id not in reader.met and its.fits(reader.wishes)]
    got = {person: moment for person in fitting for moment, offers in steps[person] if its.id in offers}
    reached = {person for person, moment in got.items() if moment < by}
    first = {person: steps[person][0].moment for person in got}
    spent = sum(first[person] >= by for person in got)
    return Forecast(
        margin=margin(len(readers), each),
        fits=len(fitting) * each,
        by=by,
        reached=len(reached) * each,
        spent=spent * each,
        behind=(len(got) - len(reached) - spent) * each,
        never=(len(fitting) - len(got)) * each,
        allowed=sum(moment < by for person in reached for moment, _ in steps[person]) * each,
        runways=tuple(_told(_runways(readers, steps, shelf), now)),
    )


def margin(asked: int, each: int) -> int:
    """95 % of the time the number lies no further from what asking everybody would give; most where it is half."""
    return math.ceil(Z * each * math.sqrt(asked * (1 - 1 / each)) / 2)


def _runways(readers: Sequence[Reader], steps: Mapping[str, Sequence[Step]], shelf: Shelf) -> Iterator[Runway]:
    groups: dict[Group, list[datetime | None]] = defaultdict(list)
    offers: dict[Group, list[Offer]] = {}
    for reader in readers:
        for group in () if SUPPORT in reader.wishes.get("way", ()) else groups_of(reader):
            its = offers.setdefault(group, shelf.of_group(group))
            if steps[reader.one.person]:
                groups[group].append(_dry(reader, its, steps[reader.one.person]))
    for group, ends in groups.items():
        dry = sorted(end for end in ends if end)
        half = -(-len(ends) // 2)
        if len(ends) >= FEWEST and len(dry) >= half:
            yield Runway(group=group, items=len(offers[group]), dry=dry[half - 1])


def groups_of(reader: Reader) -> Iterator[Group]:
    """The languages that somebody reads, and the topics that they follow."""
    yield from (("language", value) for value in reader.wishes.get("language", ()))
    yield from (("topic", value) for value in reader.wishes.get("topic", ()))


def _dry(reader: Reader, offers: Iterable[Offer], steps: Sequence[Step]) -> datetime | None:
    """The first nudge at which nothing of these is left for them."""
    left = {one.id: one for one in offers if one.id not in reader.met and one.fits(reader.wishes)}
    for moment, met in steps:
        if not any(one.ends_at is None or one.ends_at > moment for one in left.values()):
            return moment
        left = {name: one for name, one in left.items() if name not in met}
    return None


def _told(runways: Iterable[Runway], now: datetime) -> Iterator[Runway]:
    """Each language; a topic only where it bites: soon, and before the languages do."""
    found = sorted((one for one in runways if one.items), key=lambda one: (one.dry, one.items, one.group))
    languages = [one for one in found if one.group[0] == "language"]
    yield from languages
    first = min((one.dry for one in languages), default=now + HORIZON)
    biting = (one for one in found if one.group[0] == "topic" and one.dry < min(first, now + BITES))
    yield from [one for one, _ in zip(biting, range(TOPICS), strict=False)]
