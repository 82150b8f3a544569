"""When a reader's next nudges may come: worked out once, and asked for by every forecast of a day. Pure."""

from collections.abc import Sequence
from datetime import datetime

from handlers.planning.budget import Told, next_check, pace
from handlers.planning.due import Advocate

Came = tuple[datetime, ...]  # when nudges came since the forecast began


class Turns:
    """The turns of one reader. They follow from when nudges came, not from what was in them."""

    def __init__(self, one: Advocate, past: Sequence[Told]) -> None:
        self.one = one
        self._past = past
        self._next: dict[tuple[Came, datetime, bool], datetime] = {}
        self._following: dict[tuple[Came, datetime], datetime] = {}
        self._asks: dict[tuple[Came, datetime], bool] = {}

    def next(self, came: Came, after: datetime, *, urgent: bool = False) -> datetime:
        """Their first turn from `after` on."""
        key = came, after, urgent
        if key not in self._next:
            self._next[key] = next_check(self.one, self._with(came), after, urgent=urgent)
        return self._next[key]

    def following(self, came: Came, moment: datetime) -> datetime:
        """The turn after the one at that moment."""
        key = came, moment
        if key not in self._following:
            self._following[key] = next_check(self.one, [*self._with(came), Told(moment)], moment)
        return self._following[key]

    def asks(self, came: Came, moment: datetime) -> bool:
        """Whether they are asked how to go on at that moment, instead of a nudge."""
        key = came, moment
        if key not in self._asks:
            self._asks[key] = pace(self.one, self._with(came), moment).asks
        return self._asks[key]

    def _with(self, came: Came) -> list[Told]:
        return [*self._past, *(Told(moment, "later") for moment in came)]
