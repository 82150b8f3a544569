"""The page of what can be shared, at a person's own address. Sharing from it is one tap."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.core.interaction import Actor, Card, Interaction, Refused
from handlers.core.people import advocate, meet, words_of
from handlers.gallery import cards
from handlers.gallery.address import gallery_path, person_of
from handlers.library.browsing import listing_of
from handlers.library.shelf import library_of, offer_in
from handlers.library.targets import read_look
from handlers.nudges.next_nudge import taken
from handlers.outbox.pause import refuse_while_paused
from handlers.registry.list_page import ListPage
from handlers.registry.surfaces import UNTOLD, PageAnswer, PageContext, PageRequest
from handlers.sharing.page_token import page_path
from handlers.sharing.sharing import share
from models import Person, Share, Workspace

PAGE = 12
ASKED = "pick"  # the field that names what is shared


def open_gallery(session: Session, interaction: Interaction, now: datetime) -> Card:
    """The address of the person's page. Refused in channels, and where there is no address."""
    person = advocate(meet(session, interaction.actor, now))
    if interaction.channel:
        raise Refused("Write this to Heraut in private: the answer is for you alone.")
    if not session.get_one(Workspace, person.workspace).address:
        raise Refused("Heraut has no public address here. The list in the chat: /heraut browse")
    path, until = gallery_path(session, person, now)
    return cards.door_card(words_of(person), path, until, person.timezone)


async def gallery_page(context: PageContext, request: PageRequest) -> PageAnswer | ListPage | None:
    """The page, or the way to the share page for what was pressed. None for an address that does not work any more."""
    now = context.now()
    return await context.store.run(lambda session: _answer(session, request, now))


def _answer(session: Session, request: PageRequest, now: datetime) -> PageAnswer | ListPage | None:
    person = person_of(session, request.parts["token"], now)
    if person is None:
        return None
    problem = ""
    if request.method == "POST":
        try:
            there = _share(session, person, next(iter(request.fields.get(ASKED, ())), ""), now)
            return PageAnswer(b"", "text/plain", {"Location": there, "Cache-Control": "no-store", **UNTOLD}, 303)
        except Refused as refusal:
            problem = words_of(person).t(refusal.sentence, **refusal.places)
    look = read_look(request.query.get("look", ""))
    listing = listing_of(session, person.workspace, library_of(session, person, now).offers, look, PAGE, now)
    return cards.gallery(words_of(person), person.locale, listing, problem)


def _share(session: Session, person: Person, content: str, now: datetime) -> str:
    """Begin the share, and return the path of its page. Pressed again, it leads to the same share."""
    refuse_while_paused(session, person.workspace)
    begun = select(Share).where(
        Share.workspace == person.workspace,
        Share.person == person.person,
        Share.content == content,
        Share.state == "started",
    )
    last = begun.order_by(Share.started_at.desc(), Share.id).limit(1)
    if known := session.scalars(last).first():
        return page_path(session, known)
    offer = offer_in(library_of(session, person, now), content)
    taken(session, person, offer, now)
    actor = Actor(workspace=person.workspace, person=person.person)
    share(session, Interaction(key="", actor=actor, action="share", target=f"{person.person}.{offer.id}"), now)
    return page_path(session, session.scalars(last).one())
