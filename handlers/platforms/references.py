"""References to conversations, kept for the platforms that need them."""

from sqlalchemy.orm import Session

from handlers.core.interaction import Now
from models import Reference
from models.store import Store


class References:
    """Stores references. Each call is one transaction."""

    def __init__(self, store: Store, now: Now) -> None:
        self._store = store
        self._now = now

    async def remember(self, workspace: str, address: str, reference: str) -> None:
        """Store the newest reference for reaching somebody."""

        def work(session: Session) -> None:
            row = session.get(Reference, (workspace, address))
            if row is None:
                row = Reference(workspace=workspace, address=address, reference=reference, heard_at=self._now())
                session.add(row)
            row.reference, row.heard_at = reference, self._now()

        await self._store.run(work)

    async def forget(self, workspace: str, address: str) -> None:
        """Delete the reference: they cannot be reached any more."""

        def work(session: Session) -> None:
            if row := session.get(Reference, (workspace, address)):
                session.delete(row)

        await self._store.run(work)

    async def recall(self, workspace: str, address: str) -> str | None:
        """The reference for reaching somebody; None if there is none."""

        def work(session: Session) -> str | None:
            row = session.get(Reference, (workspace, address))
            return row.reference if row else None

        return await self._store.run(work)
