"""The report, section by section: each chart, and the same in words for people who do not see charts."""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from math import inf

from bot.terminal.simulate.figures import Figures, Share, Tally
from bot.terminal.simulate.habits import HABITS
from bot.terminal.simulate.statistics import gini, middle
from handlers.core.interaction import Frozen
from handlers.results.charts import Chart, Series, shown

Pair = tuple[Figures, Figures]
NAMES = ("With the rule", "Fixed gap")
NUDGED = {name: habit.label for name, habit in HABITS.items() if habit.way != "support"}
DAYS = {"under 3": 3, "3 to 5": 6, "6 to 9": 10, "10 to 19": 20, "20 to 29": 30, "longer": inf}
WEEKS = {"under 1": 7, "1 to 2": 14, "2 to 3": 21, "3 to 4": 28, "4 to 6": 42, "longer": inf}
PEOPLE = {"none": 1, "1 to 9": 10, "10 to 49": 50, "50 to 99": 100, "100 to 199": 200, "more": inf}


class Section(Frozen):
    """One chart, and the same in words."""

    id: str
    says: str
    chart: Chart

    @property
    def rows(self) -> list[tuple[str, list[str]]]:
        """The chart as a table."""
        columns = [
            [_cell(series, at, self.chart.unit) for at in range(len(series.values))] for series in self.chart.series
        ]
        return [(label, [column[at] for column in columns]) for at, label in enumerate(self.chart.labels)]


def _cell(series: Series, at: int, unit: str) -> str:
    value = shown(series.values[at], unit)
    return f"{value} ({' to '.join(shown(end, unit) for end in series.spans[at])})" if series.spans else value


def sections(pair: Pair) -> Iterator[Section]:
    """In reading order."""
    for make in (_weeks, _answered, _weekly, _gaps, _by_habit, _silence, _spread, _repeated, _reach):
        yield make(pair)


def _weeks(pair: Pair) -> Section:
    weeks = [[week for tally in one.of() for week in tally.weeks] for one in pair]
    most = max([1, *weeks[0], *weeks[1]])
    shares = [[part.count(many) / max(1, len(part)) for many in range(most + 1)] for part in weeks]
    return Section(
        id="weeks",
        says=f"In how many weeks a person got how many nudges. {_both(_of_weeks, pair)}",
        chart=Chart(
            kind="histogram",
            title="Nudges a person and week",
            labels=tuple(str(many) for many in range(most + 1)),
            axis="nudges in a week",
            unit="%",
            series=_series(shares),
        ),
    )


def _of_weeks(one: Figures) -> str:
    weeks = [week for tally in one.of() for week in tally.weeks]
    return f"{sum(weeks) / max(1, len(weeks)):.2f} on average, in {len(weeks):,} weeks of {len(one.of()):,} people"


def _answered(pair: Pair) -> Section:
    labels = {"": "Everybody", **NUDGED}
    found = [[_share(one.of(habit)) for habit in labels] for one in pair]
    return Section(
        id="answered",
        says="Of the nudges, those on which a button was pressed (Later alone does not count), with Wilson's 95 % "
        f"intervals. {_both(lambda one: _in_words(_share(one.of()), 'nudges'), pair)}",
        chart=Chart(
            kind="bars",
            title="Nudges that were answered",
            labels=tuple(labels.values()),
            unit="%",
            series=_shares(found),
        ),
    )


def _share(tallies: Sequence[Tally]) -> Share:
    return Share(sum(tally.answered for tally in tallies), sum(tally.cards for tally in tallies))


def _in_words(share: Share, what: str) -> str:
    low, high = (shown(end, "%") for end in share.span)
    return f"{share.hits:,} of {share.of:,} {what}, {shown(share.value, '%')} ({low} to {high})"


def _weekly(pair: Pair) -> Section:
    most = max(len(one.weekly) for one in pair)
    found = [[*one.weekly, *[Share(0, 0)] * (most - len(one.weekly))] for one in pair]
    return Section(
        id="weekly",
        says="The same, week by week: whether people grow tired of it. The bands are Wilson's 95 % intervals.",
        chart=Chart(
            kind="lines",
            title="Nudges that were answered, week by week",
            labels=tuple(str(week) for week in range(1, most + 1)),
            axis="week",
            unit="%",
            series=_shares(found),
        ),
    )


def _gaps(pair: Pair) -> Section:
    gaps = [[middle(tally.gaps) for tally in one.of() if tally.gaps] for one in pair]
    words = _both(
        lambda one: f"of {sum(bool(tally.gaps) for tally in one.of()):,} people with two nudges or more", pair
    )
    return Section(
        id="gaps",
        says=f"How many days lay between somebody's nudges: for each person their usual gap, the median. {words}",
        chart=_distribution("The gap by person", "days from one nudge to the next", DAYS, gaps),
    )


def _by_habit(pair: Pair) -> Section:
    found = [[_usual(one.of(habit)) for habit in NUDGED] for one in pair]
    return Section(
        id="habits",
        says="The usual gap in days, by how people are: the median of theirs, and the middle half of them.",
        chart=Chart(
            kind="bars",
            title="The gap in days, by how people are",
            labels=tuple(NUDGED.values()),
            series=tuple(
                Series(name=name, values=tuple(q[1] for q in one), spans=tuple((q[0], q[2]) for q in one))
                for name, one in zip(NAMES, found, strict=True)
            ),
        ),
    )


def _usual(tallies: Sequence[Tally]) -> tuple[float, float, float]:
    """The quartiles."""
    gaps = sorted(middle(tally.gaps) for tally in tallies if tally.gaps) or [0.0]
    return round(gaps[len(gaps) // 4], 1), round(middle(gaps), 1), round(gaps[-len(gaps) // 4], 1)


def _silence(pair: Pair) -> Section:
    longest = [[tally.silence for tally in one.of() if tally.silence is not None] for one in pair]
    words = _both(lambda one: f"{max((t.silence or 0 for t in one.of()), default=0):.0f} days at most", pair)
    return Section(
        id="silence",
        says=f"The longest time in which somebody who neither rested nor left heard nothing. {words}",
        chart=_distribution("The longest silence", "weeks", WEEKS, longest),
    )


def _spread(pair: Pair) -> Section:
    parts = range(0, 101, 10)
    curves = [_lorenz([tally.cards for tally in one.of()], parts) for one in pair]
    words = _both(lambda one: f"Gini {gini([tally.cards for tally in one.of()]):.2f}", pair)
    return Section(
        id="spread",
        says=f"How evenly nudges are spread: what part of them the quietest 10 %, 20 % … of people get. {words}",
        chart=Chart(
            kind="lines",
            title="Who gets the nudges",
            labels=tuple(str(part) for part in parts),
            axis="the quietest … % of people",
            unit="%",
            series=_series(curves),
        ),
    )


def _lorenz(values: Sequence[float], parts: range) -> list[float]:
    sums = [0.0, *accumulate(sorted(values))]
    return [sums[round(part / 100 * len(values))] / (sums[-1] or 1) for part in parts]


def _repeated(pair: Pair) -> Section:
    found = [[one.repeated] for one in pair]
    return Section(
        id="repeated",
        says="Of the suggested texts, those that a neighbour (of the same team, a network in common) was offered "
        f"that week too, with Wilson's 95 % intervals. {_both(lambda one: _in_words(one.repeated, 'texts'), pair)}",
        chart=Chart(
            kind="bars",
            title="Texts repeated between neighbours",
            labels=("Repeated",),
            unit="%",
            series=_shares(found),
        ),
    )


def _reach(pair: Pair) -> Section:
    reached = [[*map(float, one.reached.values())] for one in pair]
    words = _both(lambda one: f"{len(one.unreached)} of {len(one.reached)} never reached anybody", pair)
    return Section(
        id="reach",
        says=f"How many people each piece of content reached; two champions publish far too much. {words}",
        chart=_distribution("People reached by each piece of content", "people", PEOPLE, reached),
    )


def _distribution(title: str, axis: str, ends: dict[str, float], values: Sequence[Sequence[float]]) -> Chart:
    """The share of values that lie below each end, but not below the one before."""
    shares = []
    for some in values:
        places = [next(place for place, end in enumerate(ends.values()) if value < end) for value in some]
        shares.append([places.count(place) / max(1, len(places)) for place in range(len(ends))])
    return Chart(kind="histogram", title=title, labels=tuple(ends), axis=axis, unit="%", series=_series(shares))


def _series(values: Sequence[Sequence[float]]) -> tuple[Series, ...]:
    return tuple(Series(name=name, values=tuple(its)) for name, its in zip(NAMES, values, strict=True))


def _shares(shares: Sequence[Sequence[Share]]) -> tuple[Series, ...]:
    """With Wilson's intervals."""
    return tuple(
        Series(name=name, values=tuple(one.value for one in its), spans=tuple(one.span for one in its))
        for name, its in zip(NAMES, shares, strict=True)
    )


def _both(say: Callable[[Figures], str], pair: Pair) -> str:
    """One sentence about each rule."""
    return " ".join(f"{name}: {say(one)}." for name, one in zip(NAMES, pair, strict=True))
