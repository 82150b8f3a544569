"""What people read on the calendar, and how they take it into their own."""

from sqlalchemy import update

from models import Workspace
from tests.support.office import JOINING
from tests.teams.repertoire import Repertoire


async def coming(office: Repertoire) -> None:
    """In a workspace of its own, before and after it has a public address."""
    await office.does("vera", "join", values=JOINING)
    await office.act("what is coming", "vera", "calendar")
    await office.act("what is coming later", "vera", "calendar", "1")
    here = update(Workspace).where(Workspace.workspace == office.workspace)
    await office.store.run(lambda session: session.execute(here.values(address="")))
    await office.act("no calendar of one's own", "vera", "calendar_address")
    await office.store.run(lambda session: session.execute(here.values(address="https://heraut.example")))
    await office.act("a calendar of one's own", "vera", "calendar_address")
    await office.act("a calendar of one's own already", "vera", "calendar_address")
    await office.act("no calendar of one's own any more", "vera", "calendar_address", "off")
