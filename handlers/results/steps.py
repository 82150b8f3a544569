"""How far content came, and which rows of it may be shown. Pure."""

from collections.abc import Iterable, Sequence

from handlers.core.interaction import Frozen
from handlers.results.rates import Rate
from models.share import LEVELS

FEWEST = 5  # no figure about fewer people
NOBODYS = ("plain", "qr")  # links that no colleague stands behind


class Row(Frozen):
    """So many nudges went out, of these so many came on; posts by how we know of them; and clicks of people.

    Nobody chooses a network before they open one, so by network nothing is nudged or shared.
    """

    key: str = ""
    people: int = 0  # at least so many are behind it
    nudged: int = 0
    opened: int = 0
    shared: int = 0
    asked: int = 0  # who posted it without a nudge, because they asked for something
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
    """Rows that may be shown; what is left out for it is in `rest`, which is no smaller than any row may be."""

    rows: tuple[Row, ...] = ()
    rest: Row | None = None


def shown(rows: Sequence[Row]) -> Table:
    """Without rows about few people; and, so that those do not follow from the sum, without the smallest other one."""
    few, enough = [row for row in rows if row.few], [row for row in rows if not row.few]
    if not few or not enough:
        return Table(rows=tuple(enough))
    smallest = min(enough, key=lambda row: (row.people, row.key))
    return Table(rows=tuple(row for row in enough if row is not smallest), rest=sum_of("", [smallest, *few]))


def sum_of(key: str, rows: Iterable[Row]) -> Row:
    """All in one row; those behind the largest are behind it."""
    several = [*rows]
    names = ("nudged", "opened", "shared", "asked", "clicks")
    sums = {name: sum(getattr(row, name) for row in several) for name in names}
    levels = tuple(sum(level) for level in zip(*(row.levels for row in several), strict=True))
    return Row(key=key, people=max(row.people for row in several), levels=levels, **sums)
