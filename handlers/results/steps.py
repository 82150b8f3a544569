"""The steps of the funnel, and which of its rows may be shown. Pure."""

from collections.abc import Iterable, Sequence

from handlers.core.anonymity import FEWEST
from handlers.core.interaction import Frozen
from handlers.results.rates import Rate
from models.share import LEVELS

NOBODYS = ("plain", "qr")  # links of no colleague


class Row(Frozen):
    """Nudges that went out, how many of them came further, posts by level of evidence, and clicks of people.

    A network is only known once it is opened, so rows by network have no nudged or shared.
    """

    key: str = ""
    people: int = 0  # the fewest that can be behind it
    nudged: int = 0
    opened: int = 0
    shared: int = 0
    asked: int = 0  # people who posted without a nudge, because they asked for something to share
    levels: tuple[int, ...] = (0,) * len(LEVELS)
    clicks: int = 0

    @property
    def posts(self) -> int:
        return sum(self.levels)

    @property
    def few(self) -> bool:
        return self.people < FEWEST

    @property
    def opening(self) -> Rate:
        return Rate(self.opened, self.nudged)

    @property
    def sharing(self) -> Rate:
        return Rate(self.shared, self.nudged)


class Table(Frozen):
    """The rows that may be shown. All others are summed in `rest`, which is never about few people."""

    rows: tuple[Row, ...] = ()
    rest: Row | None = None


def tell_apart(rows: Sequence[Row]) -> Table:
    """The table without rows about few people, and without the smallest other row, which would reveal their sum."""
    few, enough = [row for row in rows if row.few], [row for row in rows if not row.few]
    if not few or not enough:
        return Table(rows=tuple(enough))
    smallest = min(enough, key=lambda row: (row.people, row.key))
    return Table(rows=tuple(row for row in enough if row is not smallest), rest=sum_of("", [smallest, *few]))


def sum_of(key: str, rows: Iterable[Row]) -> Row:
    """The sum of the rows. It has at least as many people as the largest of them."""
    several = [*rows]
    names = ("nudged", "opened", "shared", "asked", "clicks")
    sums = {name: sum(getattr(row, name) for row in several) for name in names}
    levels = tuple(sum(level) for level in zip(*(row.levels for row in several), strict=True))
    return Row(key=key, people=max(row.people for row in several), levels=levels, **sums)
