"""The cards of what can be shared: the list, and the pieces on Home."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from handlers.content.choices import LANGUAGE_OPTIONS
from handlers.core.buttons import button_row, more
from handlers.core.interaction import Button, Buttons, Card, Part, Preview, Text
from handlers.core.language import Words, mark
from handlers.library.targets import Look, Order, short
from handlers.members.credits import credit_line
from handlers.nudges.cards import in_a_line
from models import Content
from models.content import TagKind

NAMES: dict[Order, str] = {"fit": mark("Best for me"), "new": mark("Newest"), "shared": mark("Most shared")}


class Piece(NamedTuple):
    """A piece of content, how many people shared it, and who suggested it; 0 and empty: it may not be told."""

    content: Content
    shared: int = 0
    credit: str = ""


class Listing(NamedTuple):
    """A page of the list: its pieces, how it was asked for, the tags to choose from, and whether there is more."""

    pieces: Sequence[Piece]
    look: Look
    tags: Sequence[tuple[TagKind, str]]
    older: bool


def pieces_parts(words: Words, pieces: Sequence[Piece]) -> Sequence[Part]:
    """The section of Home: what can be shared now."""
    if not pieces:
        return (Text(text=words.t("There is nothing new for you to share just now."), style="quiet"),)
    head = Text(text=words.t("What can you share?"), style="strong")
    return head, *(part for piece in pieces for part in _piece(words, piece))


def browse_card(words: Words, listing: Listing, *, instead: bool) -> Card:
    """A page of pieces, each shown with one tap. How to look at them is in the menu."""
    t, look = words.t, listing.look
    chosen = next((tag_name(tag) for tag in listing.tags if short(*tag) == look.only), "")
    title = t("What you can share: {choice}", choice=chosen) if chosen else t("What you can share")
    nothing = (Text(text=t("There is nothing here just now.")),)
    further = look._replace(page=look.page + 1).encode()
    on = (Button(action="browse", label=t("More pieces"), target=further),) if listing.older else ()
    last = Buttons(buttons=on, menu=more(words, *_ways_to_look(words, listing)))
    empty = not listing.pieces and look == Look(look.order)  # there is nothing to choose from
    return Card(
        title=title,
        summary=title,
        instead=instead,
        parts=(
            Text(text=t(NAMES[look.order]), style="quiet"),
            *(part for piece in listing.pieces for part in _piece(words, piece)),
            *(() if listing.pieces else nothing),
            *((last,) if not empty else ()),
        ),
    )


def _ways_to_look(words: Words, listing: Listing) -> Iterator[Button]:
    """The pages before, the other orders, and the topics and languages."""
    t, look = words.t, listing.look
    if look.page:
        yield _look(t("Back"), look._replace(page=look.page - 1))
    for order, name in NAMES.items():
        if order != look.order:
            yield _look(t(name), Look(order, look.only))
    if look.only:
        yield _look(t("Everything"), Look(look.order))
    for tag in listing.tags:
        if short(*tag) != look.only:
            yield _look(t("Only: {choice}", choice=tag_name(tag)), Look(look.order, short(*tag)))
    yield Button(action="gallery", label=t("See it as a page"))


def _look(label: str, look: Look) -> Button:
    return Button(action="browse", label=label, target=look.encode())


def tag_name(tag: tuple[TagKind, str]) -> str:
    """A topic by its name; a language as it calls itself."""
    kind, value = tag
    known = {option.value: option.label for option in LANGUAGE_OPTIONS}
    return known.get(value, value) if kind == "language" else value


def about_it(words: Words, piece: Piece) -> str:
    """Who suggested it, and how many shared it, where that may be told."""
    many = words.t("{n} colleagues shared it.", n=words.number(piece.shared)) if piece.shared else ""
    return " ".join(filter(None, (credit_line(words, piece.credit), many)))


def _piece(words: Words, piece: Piece) -> tuple[Part, ...]:
    content, t = piece.content, words.t
    about = in_a_line(content)
    shown = Preview(url=content.url, title=content.title, description=about, image=content.image, site=content.site)
    said = (Text(text=about_it(words, piece), style="quiet"),)
    return shown, *(said if about_it(words, piece) else ()), button_row(("pick", t("Show it")), target=content.id)
