"""`/heraut browse`: everything that can be shared, to choose from; and the pieces on Home."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.content.offers import Offer
from handlers.core.interaction import Card, Interaction, Part
from handlers.core.people import advocate, meet, words_of
from handlers.library import cards
from handlers.library.cards import Listing, Piece
from handlers.library.shelf import contents_of, library_of, offer_in, shared_by
from handlers.library.targets import ORDERS, Look, read_look, short, tag_named
from handlers.members.credits import credits_of
from handlers.nudges.next_nudge import taken
from handlers.outbox.pause import is_paused
from models import Person
from models.content import TagKind

PAGE = 3
CHOICES: Sequence[TagKind] = ("topic", "language")
MOST = 12  # tags to choose from, those of the most content
ON_HOME = 3


def browse(session: Session, interaction: Interaction, now: datetime) -> Card:
    """A page of the list. Typed, it may name an order, a topic or a language."""
    person = advocate(meet(session, interaction.actor, now))
    offers = library_of(session, person, now).offers
    tags = _tags(offers)
    look = read_look(interaction.target) if interaction.target else _asked(interaction, tags, person)
    listing = listing_of(session, person.workspace, offers, look, PAGE, now)
    return cards.browse_card(words_of(person), listing, instead=bool(interaction.target))


def listing_of(
    session: Session, workspace: str, offers: Sequence[Offer], look: Look, size: int, now: datetime
) -> Listing:
    """A page of these offers, as it is asked for. `size`: pieces on a page."""
    tags, told = _tags(offers), shared_by(session, workspace)
    found = _ordered(_only(offers, tags, look), look, told)
    start = look.page * size
    page = contents_of(session, workspace, found[start : start + size])
    names = credits_of(session, page, now)
    pieces = [Piece(one, told.get(one.id, 0), names.get((workspace, one.id), "")) for one in page]
    return Listing(pieces, look, tags, older=len(found) > start + size)


def pick(session: Session, interaction: Interaction, now: datetime) -> Card:
    """Hand out a piece that the person chose, or show it again if they have it already."""
    person = advocate(meet(session, interaction.actor, now))
    return taken(session, person, offer_in(library_of(session, person, now), interaction.target), now)


def pieces(session: Session, person: Person, now: datetime, room: int) -> Sequence[Part]:
    """The best pieces for the person, on Home; none while everything is paused."""
    if is_paused(session, person.workspace):
        return ()
    library = library_of(session, person, now)
    found = contents_of(session, person.workspace, library.offers[: library.fitting][: min(ON_HOME, room)])
    names = credits_of(session, found, now)
    shown = [Piece(one, credit=names.get((one.workspace, one.id), "")) for one in found]
    return cards.pieces_parts(words_of(person), shown) if room > 0 else ()


def _tags(offers: Sequence[Offer]) -> Sequence[tuple[TagKind, str]]:
    """The topics and languages to choose from; none where it makes no difference."""
    times: dict[tuple[TagKind, str], int] = {}
    for one in offers:
        for kind in CHOICES:
            for value in one.tags.get(kind, ()):
                times[kind, value] = times.get((kind, value), 0) + 1
    best = sorted(times, key=lambda tag: (-times[tag], tag))[:MOST]
    return sorted((tag for tag in best if times[tag] < len(offers)), key=lambda tag: (CHOICES.index(tag[0]), tag[1]))


def _only(offers: Sequence[Offer], tags: Sequence[tuple[TagKind, str]], look: Look) -> Sequence[Offer]:
    tag = tag_named(tags, look.only)
    return [one for one in offers if tag is None or tag[1] in one.tags.get(tag[0], ())]


def _ordered(offers: Sequence[Offer], look: Look, told: Mapping[str, int]) -> Sequence[Offer]:
    """In the order that was asked for. What may not be told counts as nothing, so that no order gives it away."""
    match look.order:
        case "fit":
            return offers
        case "new":
            return sorted(offers, key=lambda one: one.starts_at, reverse=True)
        case "shared":
            return sorted(offers, key=lambda one: -told.get(one.id, 0))


def _asked(interaction: Interaction, tags: Sequence[tuple[TagKind, str]], person: Person) -> Look:
    """What was typed after the command: an order, a topic or a language, in the person's words or its own."""
    typed, words = str(interaction.values.get("text", "")).strip().casefold(), words_of(person)
    for order in ORDERS:
        if typed in {order, words.t(cards.NAMES[order]).casefold(), cards.NAMES[order].casefold()}:
            return Look(order)
    names = {cards.tag_name(tag).casefold(): tag for tag in tags} | {tag[1].casefold(): tag for tag in tags}
    return Look(only=short(*names[typed])) if typed in names else Look()
