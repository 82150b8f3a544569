"""What publishing would do: how many people it reaches by when, at what cost, and when content runs dry. Pure."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from handlers.content.facts import FACTS
from handlers.content.offers import Offer
from handlers.content.ways import SUPPORT
from handlers.core.anonymity import FEWEST, rounded
from handlers.core.interaction import Frozen
from handlers.forecast.shelf import Fit, Group, Reader, Shelf
from handlers.forecast.turns import Came, Turns
from handlers.planning.budget import ROW
from handlers.planning.ranking import Ranked, picked
from models.runway import StockKind

HORIZON = timedelta(days=14)  # how far it looks ahead
BITES = timedelta(days=7)  # a topic that lasts longer is not mentioned
TOPICS = 2  # mentioned at most
NOTHING_KNOWN: Mapping[str, Turns] = MappingProxyType({})
EVERYBODY: tuple[StockKind, str] = ("all", "")
Z = 1.96  # standard deviations of a 95 % confidence interval


class Step(NamedTuple):
    """A future nudge: with one piece of content, several in a digest, or none because nothing was left."""

    moment: datetime
    offers: Sequence[str]


Steps = Mapping[str, Sequence[Step]]  # by reader


class Runway(Frozen):
    """How long a group of readers has something new."""

    group: Group
    items: int  # running content for them
    dry: datetime  # when half of them have seen all of it


class Supply(NamedTuple):
    """What a group of readers has; `dry`: when half of them have seen all of it, None if not within HORIZON."""

    group: tuple[StockKind, str]
    items: int
    dry: datetime | None


class Forecast(Frozen):
    """Numbers of people, each counted once; scaled up if only every nth person was simulated.

    A card tells them in steps of `least` people, so that two forecasts never differ by one person.
    """

    least: int = FEWEST
    margin: int  # how far each number may be off, if not everybody was simulated; see `margin`
    fits: int  # people it suits, if they do not know it yet
    by: datetime
    reached: int  # people who get it by then
    spent: int  # people with no budget until then, who get it later
    behind: int  # people who get other content first, and this later
    never: int  # not within HORIZON: on a break, unreachable, or with enough other content
    allowed: int  # nudges that the reached people get by then
    runways: tuple[Runway, ...]


def ahead(reader: Reader, shelf: Shelf, now: datetime, turns: Turns | None = None) -> Iterator[Step]:
    """The nudges that the planner would give a reader within HORIZON, at their present pace."""
    if reader.one.unreachable_at is not None:
        return
    turns = turns or Turns(reader.one, reader.past)
    left, after, came = shelf.fitting(reader), now, Came()
    may_ask = sum(not told.answer for told in reader.past) >= ROW
    while True:
        moment, ranked = _next(turns, came, left, shelf, after)
        if moment >= now + HORIZON or (may_ask and turns.asks(came, moment)):
            return
        following = turns.following(came, moment)
        picks = [one.offer.id for one in picked(ranked, following, turns.one.timezone)] if ranked else []
        yield Step(moment, picks)
        if picks:
            left = [fit for fit in left if fit.ranked.offer.id not in picks]
            came, after = (*came, moment), moment
        elif start := shelf.next_start(moment):
            after = start
        else:
            return


def _next(
    turns: Turns, came: Came, left: Sequence[Fit], shelf: Shelf, after: datetime
) -> tuple[datetime, list[Ranked]]:
    """Their next moment, and what is left for them then, ranked. Urgent content does not wait for the budget."""
    moment = turns.next(came, after)
    if turns.one.urgent and (urgent := [fit for fit in left if fit.ranked.offer.urgent_at]):
        early = turns.next(came, after, urgent=True)
        if early < moment and (ranked := shelf.ranked(urgent, early)):
            return early, ranked
    return moment, shelf.ranked(left, moment)


def steps_of(
    readers: Sequence[Reader], shelf: Shelf, now: datetime, turns: Mapping[str, Turns] = NOTHING_KNOWN
) -> Steps:
    """The steps ahead of each reader. `turns`: what earlier forecasts of the day have worked out about them."""
    return {reader.one.person: [*ahead(reader, shelf, now, turns.get(reader.one.person))] for reader in readers}


def foretell(
    its: Offer, readers: Sequence[Reader], steps: Steps, shelf: Shelf, now: datetime, by: datetime, each: int, k: int
) -> Forecast:
    """The forecast for one offer. `by`: people who get it earlier are reached. `each`: people per reader."""
    new = (reader for reader in readers if its.id not in reader.met and its.fits(reader.wishes))
    fitting = {reader.one.person: group_of(its, reader) for reader in new}
    got = {person: moment for person in fitting for moment, offers in steps[person] if its.id in offers}
    reached = {person for person, moment in got.items() if moment < by}
    first = {person: steps[person][0].moment for person in got}
    spent = {person for person in got if first[person] >= by}
    people = partial(_people, fitting, each, k)
    return Forecast(
        least=k,
        margin=margin(len(readers), each),
        fits=people(fitting),
        by=by,
        reached=people(reached),
        spent=people(spent),
        behind=people(got.keys() - reached - spent),
        never=people(fitting.keys() - got.keys()),
        allowed=people([person for person in reached for moment, _ in steps[person] if moment < by]),
        runways=tuple(_told(_runways(readers, steps, shelf, k), now)),
    )


def _people(groups: Mapping[str, str], each: int, k: int, found: Iterable[str]) -> int:
    """A sum of groups. Where content is for groups, each counts in steps of k: the sum is then no new count."""
    sizes = Counter(groups[person] for person in found)
    return sum(rounded(n * each, k) if group else n * each for group, n in sizes.items())


def group_of(its: Offer, reader: Reader) -> str:
    """The group of the reader for which the content is; empty if it is for everybody. It is for groups of one kind."""
    return next((value for kind in its.tags.keys() & FACTS for value in reader.wishes.get(kind, ())), "")


def margin(asked: int, each: int) -> int:
    """Half the width of a 95 % confidence interval for a number of people, at its largest: where half of them count.

    The normal approximation of a proportion, with finite population correction: Z · N · sqrt(p (1 − p) / n · (1 − n/N))
    with p = 1/2, n = `asked` and N = n · `each`. Cochran, Sampling Techniques (1977), chapter 3.
    """
    return math.ceil(Z * each * math.sqrt(asked * (1 - 1 / each)) / 2)


def _runways(readers: Sequence[Reader], steps: Steps, shelf: Shelf, k: int) -> Iterator[Runway]:
    groups: dict[Group, list[datetime | None]] = defaultdict(list)
    for reader in readers:
        its = steps[reader.one.person]
        for group in () if not its or SUPPORT in reader.wishes.get("way", ()) else groups_of(reader):
            groups[group].append(_dry(shelf.fitting(reader), shelf.of_group(group), its))
    for group, ends in groups.items():
        if len(ends) >= k and (dry := _median(ends)):
            yield Runway(group=group, items=len(shelf.of_group(group)), dry=dry)


def supplies_of(readers: Sequence[Reader], shelf: Shelf, now: datetime, k: int) -> Iterator[Supply]:
    """How long content lasts for everybody together, and for each group of at least `k` readers who get nudges."""
    steps = steps_of(readers, shelf, now)
    groups: dict[tuple[StockKind, str], list[datetime | None]] = defaultdict(list)
    items: dict[tuple[StockKind, str], int] = {EVERYBODY: len(shelf.offers)}
    for reader in readers:
        its = steps[reader.one.person]
        if not its or SUPPORT in reader.wishes.get("way", ()):
            continue
        fitting = shelf.fitting(reader)
        groups[EVERYBODY].append(_dry(fitting, {one.id for one in shelf.offers}, its))
        for group in groups_of(reader):
            items[group] = len(shelf.of_group(group))
            groups[group].append(_dry(fitting, shelf.of_group(group), its))
    for whose, ends in groups.items():
        if len(ends) >= k:
            yield Supply(whose, items[whose], _median(ends))


def _median(ends: Sequence[datetime | None]) -> datetime | None:
    """When half of them have seen everything."""
    dry, half = sorted(end for end in ends if end), -(-len(ends) // 2)
    return dry[half - 1] if len(dry) >= half else None


def groups_of(reader: Reader) -> Iterator[Group]:
    """The languages that a reader reads, and the topics that they follow."""
    yield from (("language", value) for value in reader.wishes.get("language", ()))
    yield from (("topic", value) for value in reader.wishes.get("topic", ()))


def _dry(fitting: Iterable[Fit], group: AbstractSet[str], steps: Sequence[Step]) -> datetime | None:
    """The moment of their first nudge at which none of the group's offers is left for them."""
    left = [one for (one, _), _ in fitting if one.id in group]
    for moment, met in steps:
        if not any(one.ends_at is None or one.ends_at > moment for one in left):
            return moment
        left = [one for one in left if one.id not in met]
    return None


def _told(runways: Iterable[Runway], now: datetime) -> Iterator[Runway]:
    """The runways to mention: every language; a topic only if it runs dry soon and before the languages do."""
    found = sorted((one for one in runways if one.items), key=lambda one: (one.dry, one.items, one.group))
    languages = [one for one in found if one.group[0] == "language"]
    yield from languages
    first = min((one.dry for one in languages), default=now + HORIZON)
    biting = (one for one in found if one.group[0] == "topic" and one.dry < min(first, now + BITES))
    yield from [one for one, _ in zip(biting, range(TOPICS), strict=False)]
