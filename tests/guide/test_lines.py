"""While somebody writes a post, one line of the guide fits the network and the content."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.core.interaction import Card, Text
from handlers.guide.editions import take_files
from handlers.guide.files import INFO, CardText
from handlers.links.visitors import Visitor
from handlers.sharing import share_page
from models import Nudge
from tests.support.office import Office, pressed
from tests.support.share_pages import page_token

ONE = CardText("a", "en", "can", "", "", "A", "", line="Everywhere.")
CARDS = (
    ONE,
    ONE._replace(card="b", networks="x,bluesky", line="On X."),
    ONE._replace(card="c", topics="Products", line="About products."),
    ONE._replace(card="d", language="nl", line="Overal."),
    ONE._replace(card="e", networks="hyves", line="On Hyves."),
)


async def begun(office: Office, *cards: CardText, topics: tuple[str, ...] = ()) -> Card:
    """Anna presses Share, in an office with this guide."""

    def written(session: Session) -> None:
        session.info[INFO] = cards
        take_files(session, office.workspace, office.now)

    if cards:
        await office.store.run(written)
    await office.posts(topics=topics)
    await office.joins("anna", networks=("linkedin", "x"))
    nudge = await office.store.run(lambda s: s.scalars(select(Nudge.id).where(Nudge.person == "anna")).one())
    card = await office.does("anna", "share", nudge)
    assert isinstance(card, Card)
    return card


def said(card: Card) -> list[str]:
    return [part.text for part in card.parts if isinstance(part, Text) and part.text.startswith("From the guide")]


async def lines(office: Office, card: Card) -> dict[str, str]:
    token = await office.store.run(lambda s: page_token(s, pressed(card, "posted")))
    page = await office.store.run(lambda s: share_page.show_page(s, token, Visitor("", ""), office.now))
    assert page is not None
    return {network.name: network.line for network in page.networks}


async def test_a_line_about_the_network_comes_before_one_about_everything(office: Office):
    card = await begun(office, *CARDS)
    assert said(card) == ["From the guide: Everywhere."]
    assert await lines(office, card) == {"linkedin": "Everywhere.", "x": "On X.", "copy": "Everywhere."}


async def test_a_line_about_the_topic_comes_before_one_about_everything(office: Office):
    card = await begun(office, *CARDS, topics=("Products",))
    assert await lines(office, card) == {"linkedin": "About products.", "x": "On X.", "copy": "About products."}


async def test_a_guide_without_a_line_says_nothing(office: Office):
    card = await begun(office, ONE._replace(line=""), CARDS[-1])
    assert said(card) == [] and {*(await lines(office, card)).values()} == {""}


async def test_before_anybody_opened_the_guide_nothing_is_said(office: Office):
    assert said(await begun(office)) == []
