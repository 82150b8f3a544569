"""What people read on the calendar, how they take it into their own, and what is said when content runs dry."""

from sqlalchemy import update

from models import Content, Workspace
from tests.support.office import JOINING
from tests.teams.repertoire import Repertoire


async def coming(office: Repertoire) -> None:
    """In a workspace of its own, before and after it has a public address."""
    await office.does("vera", "join", values=JOINING)
    await office.act("what is coming", "vera", "calendar")
    await office.act("what is coming later", "vera", "calendar", "1")
    await office.act("a suggestion for a day", "vera", "suggest", "2026-12-25")
    await office.act("a suggestion for a topic", "vera", "suggest", "topic|Products")
    await office.act("a suggestion for a language", "vera", "suggest", "language|nl")
    here = update(Workspace).where(Workspace.workspace == office.workspace)
    await office.store.run(lambda session: session.execute(here.values(address="")))
    await office.act("no calendar of one's own", "vera", "calendar_address")
    await office.store.run(lambda session: session.execute(here.values(address="https://heraut.example")))
    await office.act("a calendar of one's own", "vera", "calendar_address")
    await office.act("a calendar of one's own already", "vera", "calendar_address")
    await office.act("no calendar of one's own any more", "vera", "calendar_address", "off")


async def running_dry(office: Repertoire) -> None:
    """Six people, and nothing for them to share."""
    await office.act("nothing is wanted", "vera", "wanted")
    for who in ("ria", "rob", "roy", "rue", "ruth", "ryan"):
        await office.does(who, "join", values={**JOINING, "languages": ("nl", "en")})
    await office.champions("carl")
    gone = update(Content).where(Content.workspace == office.workspace, Content.state == "running")
    await office.store.run(lambda session: session.execute(gone.values(state="stopped")))
    await office.passes(days=1)
    await office.passes(hours=2)
    await office.act("what is wanted", "ria", "wanted")
    await office.act("how long content lasts", "carl", "content")
    await office.act("home when it runs dry", "carl", "home")
