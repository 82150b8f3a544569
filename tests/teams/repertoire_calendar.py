"""The calendar, taking it into one's own, what is said when content runs dry, and a file that is suggested then."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from handlers.attachments.attachments import keep
from handlers.core.interaction import Form
from handlers.outbox.kinds import APPROVAL
from handlers.outbox.queue import refresh
from models import Content, Person, Workspace
from tests.support.office import JOINING, Values
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


async def a_file(office: Repertoire) -> None:
    """Slides are suggested by somebody who agrees to be named, decided on, and offered."""
    slides: Values = {"url": "", "title": "Slides of the fair", "file": "yes", "by_name": "yes"}
    await office.says("the form for a suggestion", "rob", "suggest")
    await office.act("one step is left", "rob", "suggest", values=slides)
    await office.passes(minutes=20)
    rows = select(Content).where(Content.workspace == office.workspace, Content.title == "Slides of the fair")

    def sent(session: Session) -> str:
        content = session.scalars(rows).one()
        keep(session, session.get_one(Person, (office.workspace, "rob")), content, "pptx", b"", office.now)
        refresh(session, office.workspace, APPROVAL, [content.id], office.now)
        return content.id

    content = await office.store.run(sent)
    await office.passes(minutes=20)
    assert any(
        "With a file: PowerPoint" in str(card.parts) or "Met een bestand" in str(card.parts)
        for card in office.told("carl")
    )
    editor = await office.act("the editor of a file", "carl", "approve", content)
    assert isinstance(editor, Form)
    filled: Values = {"title": "Slides of the fair", "text_1": "We were there."}
    await office.card("a file became a story", "carl", "approve", editor.target, values=filled)
    await office.act("suggested by a colleague", "ria", "next")
    await office.act("the list with a name in it", "ria", "browse")
