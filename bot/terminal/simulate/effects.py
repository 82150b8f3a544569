"""Compares the two rules: the figures of each and their difference, with intervals."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from bot.terminal.simulate.figures import Figures, Tally
from bot.terminal.simulate.statistics import Span, bulk, draws, gini
from handlers.results.charts import shown

WEEKLY, ANSWERED = "Nudges a person and week", "Nudges that were answered"
SHARED, LEFT = "Shares and reactions for each person", "People who left because of it"
Count = Callable[[Sequence[Tally]], float]


class Known(NamedTuple):
    """A figure and its 95 % interval."""

    value: float
    span: Span

    def words(self, unit: str) -> str:
        """34 % (32 % to 36 %)."""
        low, high = (shown(end, unit) for end in self.span)
        return f"{shown(self.value, unit)} ({low} to {high})"


class Effect(NamedTuple):
    """One figure under both rules. Intervals are by bootstrap over people: one person's nudges hang together."""

    what: str
    unit: Literal["", "%"]
    adaptive: Known
    fixed: Known
    apart: Known

    @property
    def difference(self) -> str:
        """+4.2 (+3.1 to +5.2); the difference of two shares is in points."""
        times, points = (100, " points") if self.unit else (1, "")
        value, low, high = (f"{times * one:+.{1 if points else 2}f}" for one in (self.apart.value, *self.apart.span))
        return f"{value}{points} ({low} to {high})".replace("-", "−")

    def both(self, what: str) -> str:
        """0.81 nudges a week instead of 2.15."""
        return f"{shown(self.adaptive.value, self.unit)} {what} instead of {shown(self.fixed.value, self.unit)}"


def effects(adaptive: Figures, fixed: Figures, seed: int) -> list[Effect]:
    """Both rules are compared for the same drawn people, so that differences come from the rule."""
    ours, theirs = adaptive.of(), fixed.of()
    companies = [([ours[i] for i in drawn], [theirs[i] for i in drawn]) for drawn in draws(len(ours), seed)]
    found = []
    for (what, unit), count in COUNTS.items():
        pairs = [(count(one), count(other)) for one, other in companies]
        values = count(ours), count(theirs)
        spans = bulk([one for one, _ in pairs]), bulk([other for _, other in pairs])
        apart = Known(values[0] - values[1], bulk([one - other for one, other in pairs]))
        found.append(Effect(what, unit, Known(values[0], spans[0]), Known(values[1], spans[1]), apart))
    return found


def in_short(found: Sequence[Effect]) -> str:
    """A summary for a board, with the price."""
    of = {effect.what: effect for effect in found}
    shared = of[SHARED]
    costs = "The price" if shared.apart.value < 0 else "Besides"
    return (
        f"With the rule a person gets {of[WEEKLY].both('nudges a week')}, answers {of[ANSWERED].both('of them')}, and "
        f"{of[LEFT].both('of the people leave because of it')}. "
        f"{costs}: {shared.both('shares and reactions a person')}."
    )


def _weekly(tallies: Sequence[Tally]) -> float:
    return _ratio(sum(sum(one.weeks) for one in tallies), sum(len(one.weeks) for one in tallies))


def _answered(tallies: Sequence[Tally]) -> float:
    return _ratio(sum(one.answered for one in tallies), sum(one.cards for one in tallies))


def _shared(tallies: Sequence[Tally]) -> float:
    return _ratio(sum(one.shared for one in tallies), len(tallies))


def _ignored(tallies: Sequence[Tally]) -> float:
    return _ratio(sum(one.cards - one.answered for one in tallies), len(tallies))


def _left(tallies: Sequence[Tally]) -> float:
    return _ratio(sum(one.left for one in tallies), len(tallies))


def _uneven(tallies: Sequence[Tally]) -> float:
    return gini([one.cards for one in tallies])


def _ratio(some: float, of: float) -> float:
    return some / of if of else 0.0


COUNTS: Mapping[tuple[str, Literal["", "%"]], Count] = {
    (WEEKLY, ""): _weekly,
    (ANSWERED, "%"): _answered,
    ("Unanswered nudges for each person", ""): _ignored,
    (SHARED, ""): _shared,
    (LEFT, "%"): _left,
    ("How unevenly nudges are spread (Gini)", ""): _uneven,
}
