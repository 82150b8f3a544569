"""The steps of the funnel in rows. Each row is a sum of frozen packets, so all of them may be shown. Pure."""

from handlers.core.interaction import Frozen
from handlers.results.rates import Rate
from models.share import LEVELS


class Row(Frozen):
    """Nudges that went out, how many of them came further, posts by level of evidence, and clicks of people.

    A figure that may not be told is 0: nobody can tell it from a real 0. A network is only known once it is opened, so
    rows by network have no nudged or shared. Rows by team have no opened, asked or posts.
    """

    key: str = ""
    nudged: int = 0
    opened: int = 0
    opened_of: int = 0  # the nudges that `opened` is out of
    shared: int = 0
    asked: int = 0  # people who posted without a nudge, because they asked for something to share
    posts: int = 0
    levels: tuple[int, ...] = (0,) * len(LEVELS)  # some posts may be in none of them
    clicks: int = 0

    @property
    def few(self) -> bool:
        """Whether nothing may be told yet."""
        return not (self.nudged or self.shared or self.posts or self.clicks)

    @property
    def opening(self) -> Rate:
        return Rate(self.opened, self.opened_of)

    @property
    def sharing(self) -> Rate:
        return Rate(self.shared, self.nudged)


class Table(Frozen):
    """The rows that may be told apart, and the sum of all others."""

    rows: tuple[Row, ...] = ()
    rest: Row | None = None
