"""What Heraut says about tracked links, and how it asks people how to go on."""

from sqlalchemy import select, update

from handlers.sharing import opened
from models import Click, Link, Workspace
from tests.support.office import JOINING, pressed
from tests.teams.repertoire import Repertoire

HERE = "https://go.example.com"


async def links(office: Repertoire) -> None:
    """In a workspace of its own, which has a public address."""
    await office.act("links", "boss", "links")
    wrong = {"link_base": f"{HERE}/somewhere", "utm": "source", "evidence": "clicked"}
    await office.act("links that cannot be", "boss", "links", values=wrong)
    right = {"link_base": HERE, "utm": "utm_source={network}", "evidence": "opened"}
    await office.act("links saved", "boss", "links", values=right)
    content = await office.posts()
    await office.act("a link that is nobody's own", "boss", "content_link", content)
    await office.does("anna", "join", values={**JOINING, "clicks": "yes"})
    await office.passes(minutes=30)
    share = await office.card("sharing with a link of one's own", "anna", "share", f"anna.{content}")
    token = pressed(share, "posted")
    await office.act("a link to take along", "anna", "link", token)
    await office.does("anna", "posted", token, values={"network": "linkedin"})
    await followed(office, token)
    await office.passes(days=1, hours=1)


async def who_speaks(office: Repertoire) -> None:
    """A line before the texts that says so, and a text without it."""
    await office.act("who speaks", "boss", "disclosure")
    await office.act("who speaks that cannot be", "boss", "disclosure", values={"company": "Kievit", "sites": "not/a"})
    await office.act("who speaks saved", "boss", "disclosure", values={"company": "Kievit Wind", "sites": ""})
    content = await office.posts(title="Who speaks", url="https://example.com/speaks")
    await office.does("eva", "join", values=JOINING)
    await office.passes(minutes=30)
    nudge = f"eva.{content}"
    await office.does("eva", "pick", content)
    share = pressed(await office.card("sharing with a line that says who speaks", "eva", "share", nudge), "posted")
    await office.act("a text without who speaks", "eva", "rewrite", share, values={"text": "Owls are quiet."})
    await office.act("posted without who speaks", "eva", "posted", share, values={"network": "linkedin"})
    await office.act("nobody speaks any more", "boss", "disclosure", values={"company": "", "sites": ""})


async def followed(office: Repertoire, share: str) -> None:
    """Twelve people follow the link."""

    def book(session) -> None:
        link = session.scalars(select(Link).where(Link.share == share)).first()
        its = {"content": link.content, "link": link.token, "network": "linkedin"}
        session.add(Click(workspace=link.workspace, day="2026-03-04", kind="person", times=12, **its))
        session.flush()
        opened.announce_opened(session, [(link.workspace, share)], office.now)

    await office.store.run(book)


async def going_on(office: Repertoire) -> None:
    """Three nudges without an answer, and all answers to the question that follows."""
    await office.store.run(lambda session: session.execute(update(Workspace).values(address=HERE)))
    await links(office)
    await who_speaks(office)
    for number in range(9):
        await office.posts(title=f"Story {number}", url=f"https://example.com/on{number}")
    for who in ("bob", "dina"):
        await office.does(who, "join", values={**JOINING, "weekly_most": "5"})
    for _ in range(14):
        await office.passes(hours=23, minutes=40)
        await office.passes(minutes=20)
    await office.act("kept", "bob", "keep")
    await office.act("fewer", "dina", "fewer")
    await office.passes(seconds=30)
