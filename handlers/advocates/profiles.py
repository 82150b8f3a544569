"""What a platform says about people by itself: a new time zone, and who somebody is that it did not know before."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.advocates.countries import country_of
from handlers.advocates.way_changes import check_at
from handlers.core.affiliation import is_for
from handlers.core.interaction import Actor, Now
from handlers.core.people import meet
from handlers.outbox.queue import cut_off
from models import Person, Workspace
from models.store import Store


class Profiles:
    """Records it. It does not go through answer(), because nobody acted. People we never met leave no trace."""

    def __init__(self, store: Store, now: Now) -> None:
        self._store = store
        self._now = now

    async def owed(self, workspace: str) -> Sequence[str]:
        """The people that the platform has not described yet."""
        rows = select(Person.person).where(Person.workspace == workspace, Person.owed).order_by(Person.person)
        return await self._store.run(lambda session: session.scalars(rows).all())

    async def told(self, actor: Actor) -> None:
        """The platform described this person, or said what has changed about them."""

        def work(session: Session) -> None:
            known = session.get(Person, (actor.workspace, actor.person))
            if known is None:
                return
            workspace = session.get_one(Workspace, actor.workspace)
            if actor.standing != "unknown" and not is_for(workspace, actor.standing):
                cut_off(session, known, "not of this workspace any more", self._now())
            self._take(session, meet(session, actor, self._now(), heard=False))

        await self._store.run(work)

    def _take(self, session: Session, person: Person) -> None:
        if not person.owed:
            return
        person.owed, person.quiet_until = False, None
        if person.joined:
            person.country = person.country or country_of(person.timezone)
            check_at(session, person, self._now())
