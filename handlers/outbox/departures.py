"""Who is gone or away, as a platform tells by itself: a person, or Heraut from a whole workspace."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from handlers.core.interaction import Now
from handlers.outbox.queue import block
from models import Lane, Person
from models.store import Store

LONGEST = timedelta(days=366)  # that anybody is taken to be away, whatever a platform says


class Departures:
    """Not through the one door, for nobody acted: who never joined leaves no trace, who is blocked is not heard from.

    Each in a transaction of its own; told twice, it is no more than once.
    """

    def __init__(self, store: Store, now: Now) -> None:
        self._store = store
        self._now = now
        self._since = now().replace(microsecond=0)  # platforms tell whole seconds

    async def of_person(self, workspace: str, person: str) -> None:
        """Nothing is tried for them, until they are heard from."""

        def work(session: Session) -> None:
            found = session.get(Person, (workspace, person))
            if found is not None and found.unreachable_at is None:
                found.unreachable_at = self._now()
                block(session, found, "deactivated")

        await self._store.run(work)

    async def for_now(self, workspace: str, person: str, until: datetime | None) -> None:
        """Away until then; with None back, and looked at again at once."""
        await self._quiet(workspace, person, lambda _: until)

    async def undisturbed(self, workspace: str, person: str, until: datetime) -> None:
        """It adds to being away, and never takes from it: how long both last is kept as one moment."""
        await self._quiet(workspace, person, lambda known: max(known or until, until))

    async def _quiet(self, workspace: str, person: str, until: Callable[[datetime | None], datetime | None]) -> None:
        def work(session: Session) -> None:
            found = session.get(Person, (workspace, person))
            if found is None or not found.joined:
                return
            then = until(found.quiet_until)
            then = then and min(then, self._now() + LONGEST)
            if then != found.quiet_until:  # a value written anew has them looked at
                found.quiet_until = then

        await self._store.run(work)

    async def of_workspace(self, workspace: str, reason: str, at: datetime) -> None:
        """Nothing is tried there, until the next start with a token that is taken. What is older than ours is past."""

        def work(session: Session) -> None:
            session.execute(update(Lane).where(Lane.workspace == workspace).values(suspended=reason))

        if at >= self._since:
            await self._store.run(work)
