"""The words of the page of what can be shared, and the card that leads to it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from urllib.parse import urlencode

from handlers.core.interaction import Button, Buttons, Card, Preview, Text
from handlers.core.language import Words
from handlers.library.cards import NAMES, Listing, Piece, about_it, tag_name
from handlers.library.targets import Look, short
from handlers.nudges.cards import in_a_line
from handlers.registry.list_page import ListEntry, ListLook, ListPage


def door_card(words: Words, path: str, until: datetime, zone: str) -> Card:
    """A link to the page."""
    t = words.t
    said = t("Everything that you can share, on one page: by topic and language, newest or most shared first.")
    only = t("The address is yours alone, and works until {day}.", day=words.full_day(until, zone))
    return Card(
        title=t("What you can share"),
        summary=said,
        parts=(
            Text(text=said),
            Text(text=only, style="quiet"),
            Buttons(buttons=(Button(label=t("Open the page"), action="", link=path, style="primary"),)),
        ),
    )


def gallery(words: Words, locale: str, listing: Listing, problem: str = "") -> ListPage:
    """The page: the pieces, how to look at them, and the pages before and after."""
    t, look = words.t, listing.look
    return ListPage(
        locale=locale,
        title=t("What you can share"),
        entries=[_entry(words, piece) for piece in listing.pieces],
        looks=[(name, links) for name, links in _looks(words, listing) if len(links) > 1],
        turn=[*_turn(words, look, older=listing.older)],
        nothing=t("There is nothing here just now."),
        problem=problem,
    )


def _entry(words: Words, piece: Piece) -> ListEntry:
    content, t = piece.content, words.t
    about = in_a_line(content)
    shown = Preview(url=content.url, title=content.title, description=about, image=content.image, site=content.site)
    said = about_it(words, piece)
    if content.way == "share":
        return ListEntry(shown, said, t("Share"), content.id)
    return ListEntry(shown, " ".join(filter(None, (said, t("Answer it in your chat: /heraut browse")))))


def _looks(words: Words, listing: Listing) -> Iterator[tuple[str, Sequence[ListLook]]]:
    """The orders, then the topics and the languages, each with *Everything*."""
    t, look = words.t, listing.look
    yield t("Order"), [_link(t(name), Look(order, look.only), look) for order, name in NAMES.items()]
    for kind, name in (("topic", t("Topics")), ("language", t("Languages"))):
        tags = [tag for tag in listing.tags if tag[0] == kind]
        its = [_link(tag_name(tag), Look(look.order, short(*tag)), look) for tag in tags]
        everything = ListLook(t("Everything"), _query(Look(look.order)), not any(one.chosen for one in its))
        yield name, [everything, *its] if its else []


def _turn(words: Words, look: Look, *, older: bool) -> Iterator[ListLook]:
    if look.page:
        yield ListLook(words.t("Back"), _query(look._replace(page=look.page - 1)))
    if older:
        yield ListLook(words.t("More pieces"), _query(look._replace(page=look.page + 1)))


def _link(label: str, there: Look, here: Look) -> ListLook:
    return ListLook(label, _query(there), there._replace(page=here.page) == here)


def _query(look: Look) -> str:
    return f"?{urlencode({'look': look.encode()})}"
