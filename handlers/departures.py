"""Who is gone, as a platform tells by itself: a person, or Heraut from a whole workspace."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from handlers.interaction import Now
from handlers.outbox import block
from models import Lane, Person
from models.store import Store


class Departures:
    """Each in a transaction of its own; told twice, it is no more than once."""

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

    async def of_workspace(self, workspace: str, reason: str, at: datetime) -> None:
        """Nothing is tried there, until the next start with a token that is taken. What is older than ours is past."""

        def work(session: Session) -> None:
            session.execute(update(Lane).where(Lane.workspace == workspace).values(suspended=reason))

        if at >= self._since:
            await self._store.run(work)
