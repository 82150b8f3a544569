"""What a platform reports by itself: a person is gone or away, or Heraut was removed from a workspace."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from handlers.core.interaction import Now
from handlers.outbox.queue import cut_off, reconsider
from models import Lane, Person
from models.store import Store

LONGEST = timedelta(days=366)  # at most, whatever a platform says


class Departures:
    """Records who is gone or away. It does not go through answer(), because nobody acted.

    People who never joined leave no trace. Each report has its own transaction, and changes nothing the second time.
    """

    def __init__(self, store: Store, now: Now) -> None:
        self._store = store
        self._now = now
        self._since = now().replace(microsecond=0)  # platforms report whole seconds

    async def of_person(self, workspace: str, person: str) -> None:
        """A person is gone: nothing is sent to them until we hear from them again."""

        def work(session: Session) -> None:
            found = session.get(Person, (workspace, person))
            if found is not None:
                cut_off(session, found, "deactivated", self._now())

        await self._store.run(work)

    async def for_now(self, workspace: str, person: str, until: datetime | None) -> None:
        """A person is away until then. None: they are back, and due at once."""
        await self._quiet(workspace, person, lambda _: until)

    async def undisturbed(self, workspace: str, person: str, until: datetime) -> None:
        """A person is not to be disturbed until then. Never shortens an absence: the later of both moments is kept."""
        await self._quiet(workspace, person, lambda known: max(known or until, until))

    async def _quiet(self, workspace: str, person: str, until: Callable[[datetime | None], datetime | None]) -> None:
        def work(session: Session) -> None:
            found = session.get(Person, (workspace, person))
            if found is None or not (found.joined or found.champion):
                return
            then = until(found.quiet_until)
            then = then and min(then, self._now() + LONGEST)
            if then != found.quiet_until:  # setting it makes them due, so not without need
                found.quiet_until = then
                reconsider(session, found, self._now())

        await self._store.run(work)

    async def of_workspace(self, workspace: str, reason: str, at: datetime) -> None:
        """Heraut was removed: nothing is sent there until it starts with a valid token.

        A report from before this process started is ignored.
        """

        def work(session: Session) -> None:
            session.execute(update(Lane).where(Lane.workspace == workspace).values(suspended=reason))

        if at >= self._since:
            await self._store.run(work)
