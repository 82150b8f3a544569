"""What people say and see about certificates."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from handlers.certificates.cards import check_card, unknown_card
from handlers.certificates.credential import issuer_of
from handlers.core.interaction import Card
from handlers.core.language import Words
from models import Certificate, Content, Course, CourseProgress, Workspace
from tests.teams.repertoire import Repertoire


async def certificates(office: Repertoire) -> None:
    await office.joins("carl")
    await office.champions("boss")
    await office.act("no certificate yet", "carl", "certificates")

    def finished(session: Session) -> None:
        session.execute(update(Workspace).values(address="https://heraut.example"))
        its = {"workspace": office.workspace, "course": "zebras", "at": office.now}
        titled = {"title": "*Zebras*", "about": "<b>All</b> about them.", "place": 1, "cards": "[]", "written_by": ""}
        session.add(Course(**its, **titled, language="en", edition=1, live=True))
        moments = {"started_at": office.now, "first_at": office.now, "finished_at": office.now}
        session.add(CourseProgress(**its, **moments, person="carl", finished=1))

    await office.store.run(finished)
    await office.act("a certificate to make", "carl", "certificates")
    await office.act("the name on a certificate", "carl", "certify", "zebras")
    await office.act("a certificate made", "carl", "certify", "zebras", values={"name": "Carl <Ö>"})
    its = await office.store.run(lambda s: s.scalars(select(Certificate.id).where(Certificate.person == "carl")).one())
    await office.act("certificates", "carl", "certificates")
    await pages(office, its)
    await office.act("a certificate taken back", "carl", "drop_certificate", its)
    await office.act("which certificate for the company", "boss", "certified")
    await office.act("a certificate for the company", "boss", "certified", values={"course": "zebras"})
    await speaking(office, "carl")
    await office.act("no certificate for the company", "boss", "certified", values={"course": "."})


async def pages(office: Repertoire, its: str) -> None:
    """The page that checks a certificate, and the one of an address that none has."""
    words = Words(office.locale)

    def drawn(session: Session) -> tuple[Card, Card]:
        found = session.get_one(Certificate, (office.workspace, its))
        issuer = issuer_of(session.get_one(Workspace, office.workspace))
        return check_card(words, found, issuer, office.now), unknown_card(words)

    checked, unknown = await office.store.run(drawn)
    office.keep("the page that checks a certificate", checked, {})
    office.keep("the page of no certificate", unknown, {})


async def speaking(office: Repertoire, who: str) -> None:
    """Share what speaks in the organisation's name, without a certificate."""
    content = await office.posts("boss", url="https://example.com/ours", title="Ours")
    await office.store.run(lambda s: s.execute(update(Content).where(Content.id == content).values(official=True)))
    await office.does(who, "pick", content)
    await office.act("a certificate comes first", who, "share", f"{who}.{content}")
