"""Scenes of nudges that fit: a digest and its answers, why it came, and a question in place of a text."""

from sqlalchemy import update

from handlers.core.interaction import Part, Text
from models import Person, Workspace
from tests.nudges.digests import buttons
from tests.support.office import JOINING, pressed
from tests.teams.repertoire import Repertoire


async def fitting(office: Repertoire) -> None:
    """A separate workspace with three pieces of content that cannot wait, and teammates."""
    for number, title in enumerate(("Blades", "Towers", "Hubs")):
        await office.posts(title=title, url=f"https://example.com/fit{number}", important="yes")
    await office.does("anna", "join", values=JOINING)
    await office.passes(seconds=30)
    [digest] = office.told("anna")
    first, second, third = (b.target.partition("|")[2] for b in buttons(digest) if b.target.startswith("share|"))
    await office.act("one of several, skipped", "anna", "item", f"skip|{first}")
    await office.act("one of several, when", "anna", "item", f"later|{second}")
    await office.act("one of several, later", "anna", "item", f"later|tomorrow|{second}")
    begun = await office.card("one of several, shared", "anna", "item", f"share|{third}")
    await office.passes(seconds=30)
    await office.does("anna", "posted", pressed(begun, "posted"), values={"network": "linkedin"})
    await office.passes(seconds=30)
    await office.act("why now", "anna", "why", first)
    for who in ("bob", "carl", "dina"):
        await office.does(who, "help")
        await office.store.run(lambda session: session.execute(update(Person).values(team="Blades")))
        await office.does(who, "join", values=JOINING)
    asked = [await office.card(f"asked for by {who}", who, "next") for who in ("bob", "carl", "dina")]
    await office.act("what can be shared", "bob", "browse")
    await office.act("what can be shared, the newest first", "bob", "browse", "new||0")
    await office.store.run(lambda session: session.execute(update(Workspace).values(address="https://heraut.example")))
    await office.act("the list as a page", "bob", "gallery")
    await office.store.run(lambda session: session.execute(update(Workspace).values(address="")))
    question = next(card for card in asked if any(text_of(part).endswith("?") for part in card.parts))
    who = pressed(question, "share").partition(".")[0]
    empty = await office.card("a question to share with", who, "share", pressed(question, "share"))
    await office.act("an answer of one's own", who, "rewrite", pressed(empty, "rewrite"))


def text_of(part: Part) -> str:
    return part.text if isinstance(part, Text) else ""
