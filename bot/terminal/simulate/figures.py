"""Counts the weeks by person, by week and by content. Each share knows its total."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from bot.terminal.simulate.founding import BEGINS
from bot.terminal.simulate.habits import HABITS
from bot.terminal.simulate.play import Played
from bot.terminal.simulate.promises import Life, Promise, lives_of, promises
from bot.terminal.simulate.recorder import Told
from bot.terminal.simulate.statistics import Span, middle, wilson
from handlers.core.interaction import Frozen

DAY = timedelta(days=1)


class Share(NamedTuple):
    """A number of hits among a total."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        return self.hits / self.of if self.of else 0.0

    @property
    def span(self) -> Span:
        """Wilson, 95 %."""
        return wilson(self.hits, self.of)


class Tally(NamedTuple):
    """The weeks of one person."""

    habit: str
    cards: int  # with one nudge or several
    answered: int
    shared: int
    weeks: tuple[int, ...]  # cards in each whole week of taking part
    gaps: tuple[float, ...]  # days from one card to the next
    silence: float | None  # days, the longest; None for anybody who rested or left
    left: bool  # because of the cards


class Figures(Frozen):
    """The weeks with one rule."""

    tallies: tuple[Tally, ...]  # in the order of the company, so that two rules can be compared
    weekly: tuple[Share, ...]  # answered, by week
    repeated: Share  # texts that a neighbour was offered in the same week
    reached: dict[str, int]  # people, by content
    promises: tuple[Promise, ...]
    kinds: dict[str, int]  # messages to people, by the name of their kind

    def of(self, habit: str = "") -> list[Tally]:
        """People who get nudges: those with one habit, or all."""
        wanted = [habit] if habit else [name for name, one in HABITS.items() if one.way != "support"]
        return [tally for tally in self.tallies if tally.habit in wanted]

    @property
    def unreached(self) -> list[str]:
        return [title for title, many in self.reached.items() if not many]


def figures(played: Played) -> Figures:
    """Counted from what was sent and what people did."""
    answered = {answer.card: answer.how for answer in played.answers if answer.how != "later"}
    lives = lives_of(played)
    return Figures(
        tallies=tuple(_tally(life, answered, played.company.ends) for life in lives),
        weekly=tuple(_weekly(played, answered)),
        repeated=_repeated(lives),
        reached=_reached(played),
        promises=tuple(promises(played)),
        kinds=Counter(told.kind for life in lives for told in life.told),
    )


def _tally(life: Life, answered: dict[int, str], ends: datetime) -> Tally:
    does = [answered.get(told.number) for told in life.nudges]
    times = [told.at for told in life.nudges]
    stays = not (life.left or life.one.rests)
    return Tally(
        habit=life.one.habit,
        cards=len(does),
        answered=sum(how is not None for how in does),
        shared=sum(how in ("share", "react") for how in does),
        weeks=tuple(_weeks(life, ends)),
        gaps=tuple(_days(times)),
        silence=max(_days([life.one.joins, *times, ends])) if stays else None,
        left=life.left is not None and life.left != life.one.leaves,
    )


def _days(times: Sequence[datetime]) -> list[float]:
    return [(after - before) / DAY for before, after in pairwise(times)]


def week_of(life: Life, told: Told) -> int:
    """The week on the person's own calendar, from 0."""
    return (life.local(told).date() - BEGINS).days // 7


def _weeks(life: Life, ends: datetime) -> Iterator[int]:
    """Cards in each week, without the weeks in which they joined, left or rested."""
    cards = Counter(week_of(life, told) for told in life.nudges)
    first = (life.one.joins.date() - BEGINS).days // 7 + 1
    last = ((life.left or ends).date() - BEGINS).days // 7
    rests = range(0)
    if life.one.rests:
        rests = range(*((day - BEGINS).days // 7 + after for after, day in enumerate(life.one.rests)))
    return (cards[week] for week in range(first, last) if week not in rests)


def _weekly(played: Played, answered: dict[int, str]) -> Iterator[Share]:
    many, hits = Counter[int](), Counter[int]()
    for told in played.told:
        if told.offered:
            week = max(0, (told.at.date() - BEGINS).days // 7)
            many[week] += 1
            hits[week] += told.number in answered
    return (Share(hits[week], many[week]) for week in sorted(many))


def _repeated(lives: list[Life]) -> Share:
    """How many offered texts a neighbour was offered in the same week, each text once for a person and week.

    A neighbour is somebody else in the same team, with a network in common.
    """
    offered = defaultdict[tuple[str, int, str], dict[str, frozenset[str]]](dict)
    for life in lives:
        for told in life.nudges:
            for text in {one.text for one in told.offered if one.text}:
                offered[life.one.team, week_of(life, told), text][life.one.id] = frozenset(life.one.networks)
    pairs = [
        (networks, [*others[:at], *others[at + 1 :]])
        for others in ([*same.values()] for same in offered.values())
        for at, networks in enumerate(others)
    ]
    return Share(sum(any(networks & other for other in others) for networks, others in pairs), len(pairs))


def _reached(played: Played) -> dict[str, int]:
    people = defaultdict[str, set[str]](set)
    for told in played.told:
        for offered in told.offered:
            people[offered.title].add(told.who)
    return {item.title: len(people[item.title]) for item in played.company.items}


def gap(tally: Tally) -> float | None:
    """The person's usual gap, in days."""
    return middle(tally.gaps) if tally.gaps else None
